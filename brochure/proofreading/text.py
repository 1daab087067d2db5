"""A text of an edition as its readers see it, each letter of which knows where it was written.

Knows nothing of rules, nor of how texts are rendered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from brochure.findings import Place
from brochure.making.text.document import Bound, Claimed, Linked, Marked, Span
from brochure.project.languages import Language

_SpanT = TypeVar("_SpanT", bound=Span)


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
    places: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...] = ()

    @property
    def bound(self) -> tuple[Bound, ...]:
        """What formats have printed."""
        return tuple(self._spans(Bound))

    @property
    def marked(self) -> tuple[Marked, ...]:
        """What is marked as not statistical."""
        return tuple(self._spans(Marked))

    @property
    def claims(self) -> tuple[Claimed, ...]:
        """What stands in claims."""
        return tuple(self._spans(Claimed))

    @property
    def references(self) -> tuple[Linked, ...]:
        """What refers to a figure or table."""
        return tuple(span for span in self._spans(Linked) if span.exhibit)

    def place(self, offset: int) -> Place:
        """Where the letter at `offset` was written; what a format or mark has printed stands at one place."""
        return Place(self.path, *self.places[min(offset, len(self.places) - 1)]) if self.places else Place(self.path)

    def is_typed(self, start: int, end: int) -> bool:
        """Whether an author has typed all of a stretch, neither bound nor marked."""
        return not any(isinstance(span, Bound | Marked) for span in self._over(start, end))

    def bound_in(self, start: int, end: int) -> Iterator[Bound]:
        """The numbers printed in a stretch."""
        return (span for span in self._over(start, end) if isinstance(span, Bound))

    def claims_over(self, start: int, end: int) -> Iterator[Claimed]:
        """The claims that hold some of a stretch."""
        return (span for span in self._over(start, end) if isinstance(span, Claimed))

    def _over(self, start: int, end: int) -> Iterator[Span]:
        return (span for span in self.spans if span.start < end and start < span.end)

    def _spans(self, kind: type[_SpanT]) -> Iterator[_SpanT]:
        return (span for span in self.spans if isinstance(span, kind))
