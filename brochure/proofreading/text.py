"""A text of an edition as its readers see it, each letter of which knows where it was written.

Knows nothing of rules, nor of how texts are rendered.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from brochure.findings import Place
from brochure.project.languages import Language
from brochure.statistics.numbers.number import Number


class Kind(StrEnum):
    """What a text is to its readers."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    SIDE_NOTE = "side note"
    CELL = "table cell"
    LEAD = "lead"
    VALUE = "key figure"
    KEY_TEXT = "text of a key figure"
    CHANGE = "change of a key figure"
    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTE = "note"
    SETTING = "setting"


RUNNING = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SIDE_NOTE, Kind.LEAD, Kind.NOTE})
"""Kinds that are whole sentences."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `offset` in a text on, its letters were written at `line` and `column` of the file, both from 1.

    `is_typed` is false for what a format or mark has printed: all of that stands at one place.
    """

    offset: int
    line: int
    column: int
    is_typed: bool = True


@dataclass(frozen=True, slots=True)
class Bound:
    """What a format has printed, from `start` to `end`: two `numbers` for a range, else one; `format` is its name.

    `decimals` is None where words are printed.
    """

    start: int
    end: int
    numbers: tuple[Number, ...]
    format: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """What an author has marked as not statistical, from `start` to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """What stands inside a claim, from `start` to `end`; `names` are the numbers of its `condition`."""

    start: int
    end: int
    condition: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a text refers to the figure or table `name`, from `start` to `end`."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """A heading, a paragraph, a title: what is read at one go.

    `content` is as printed, without Markdown, its spaces as they are set (no-break spaces are U+00A0) and its line
    ends as spaces. `part` is the folder of its part, or the name of its figure or table, or empty for settings.
    """

    language: Language
    kind: Kind
    part: str
    path: str
    content: str
    anchors: tuple[Anchor, ...]
    bound: tuple[Bound, ...] = ()
    marked: tuple[Marked, ...] = ()
    claims: tuple[Claimed, ...] = ()
    references: tuple[Reference, ...] = ()

    def place(self, offset: int) -> Place:
        """Where the letter at `offset` was written."""
        at = bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1
        if at < 0:
            return Place(self.path)
        anchor = self.anchors[at]
        return Place(self.path, anchor.line, anchor.column + (offset - anchor.offset if anchor.is_typed else 0))

    def is_typed(self, start: int, end: int) -> bool:
        """Whether an author has typed all of a stretch, neither bound nor marked."""
        spans = [(span.start, span.end) for span in self.bound] + [(span.start, span.end) for span in self.marked]
        return not any(first < end and start < last for first, last in spans)

    def bound_in(self, start: int, end: int) -> Iterator[Bound]:
        """The numbers printed in a stretch."""
        return (span for span in self.bound if span.start < end and start < span.end)

    def claims_over(self, start: int, end: int) -> Iterator[Claimed]:
        """The claims that hold some of a stretch."""
        return (span for span in self.claims if span.start < end and start < span.end)
