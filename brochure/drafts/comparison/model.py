"""The shape of a comparison: what is new, removed or changed from one manifest to another.

Positions are those of the manifests' own lists, counted from 0. Values are exact decimals written as text, as there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from brochure.manifest.model import ClaimRecord


class Change(StrEnum):
    """What has happened to something."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    """Nothing has changed but the number of a figure, table or source that it names."""
    MOVED = "moved"
    """It stands at another place, with the same words but perhaps for its numbers."""


class Stretch(StrEnum):
    """What has happened to a stretch of words."""

    SAME = "same"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Operation:
    """A stretch of words of a block, with the spaces in it.

    `start` and `end` are its place in the new text; a removed stretch has its place there, and no width. The same and
    new stretches of a block, one after another, are its new text, the same and removed ones its old text.
    """

    kind: Stretch
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block that is new, removed, moved, changed or renumbered: its positions, None where it is not.

    `at` is the position in the new manifest that it stands at, or before which a removed block stood; `was_at` that
    before which a moved one stood. `words` are its operations: one for a new or removed block. `element` is the tag it
    had, where it is another now.
    """

    kind: Change
    part: str
    at: int
    old: int | None
    new: int | None
    words: tuple[Operation, ...]
    element: str = ""
    was_at: int | None = None

    def stretches(self, kind: Stretch) -> Iterator[tuple[int, int]]:
        """Where new words are in the new text, or removed ones in the old, as far as they are more than spaces."""
        at = 0
        for word in self.words:
            if word.kind in (Stretch.SAME, kind):
                if word.kind is kind and word.words.strip():
                    yield at, at + len(word.words)
                at += len(word.words)

    @property
    def new_stretches(self) -> tuple[tuple[int, int], ...]:
        """Where in the new text something differs: new stretches, and the points at which something was removed."""
        return tuple((word.start, word.end) for word in self.words if word.kind is not Stretch.SAME)


@dataclass(frozen=True, slots=True)
class CellChange:
    """An observation with another value or symbol; None where it is not there, or no longer used."""

    statistic: str
    members: tuple[tuple[str, str], ...]
    """Its member in each dimension."""
    old: str | None
    new: str | None


class Why(StrEnum):
    """Why a printed number is another than before."""

    DATA = "data"
    """Its cells have other values; `cells` are those."""
    CELLS = "cells"
    """It is taken or computed from other cells; `cells` are those that came or went, `old` and `new` its formulas."""
    DEFINITION = "definition"
    """It is computed otherwise from the same cells; `old` and `new` are its formulas."""
    FORMAT = "format"
    """It is printed otherwise; `old` and `new` are its formats, the same where the rules of printing have changed."""
    REPLACED = "replaced"
    """Another number stands at this place; `old` and `new` are what was written, `cells` came or went."""
    NEW = "new"
    """It was not printed before."""
    REMOVED = "removed"
    """It is no longer printed."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number has changed, with what shows it."""

    why: Why
    old: str = ""
    new: str = ""
    cells: tuple[CellChange, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether what was and what is show it."""
        return bool(self.old and self.new and self.old != self.new)


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that is printed otherwise than before, or has another value; `reasons` say why.

    `name` is the number's own name, or what the author wrote where the text computes it. `old_values` and `new_values`
    are unrounded; there are two for a range. `old_printed` and `new_printed` are the forms that have changed, each old
    one with its new one, or all forms where none has; none for a number that only claims use. `old_uses` and `new_uses`
    are the positions of the uses concerned.
    """

    name: str
    old_printed: tuple[str, ...]
    new_printed: tuple[str, ...]
    old_values: tuple[str, ...]
    new_values: tuple[str, ...]
    unit: str
    reasons: tuple[Reason, ...]
    old_uses: tuple[int, ...] = ()
    new_uses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is new, removed, or has another sentence, condition or values; None where it is not."""

    kind: Change
    old: ClaimRecord | None
    new: ClaimRecord | None
    position: int | None
    """Its place in the new manifest."""

    @property
    def record(self) -> ClaimRecord:
        """The claim as it is, or as it was where it has gone."""
        record = self.new or self.old
        assert record is not None, "a claim that is nowhere cannot have changed"
        return record

    @property
    def is_reworded(self) -> bool:
        """Whether its sentence is another."""
        return self.old is not None and self.new is not None and self.old.sentence != self.new.sentence

    @property
    def has_other_condition(self) -> bool:
        """Whether its condition is another."""
        return self.old is not None and self.new is not None and self.old.condition != self.new.condition

    @property
    def values(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """Name, old and new value of each number in it that has another value, or is in one of the two alone."""
        old, new = (dict(claim.values) if claim else {} for claim in (self.old, self.new))
        names = dict.fromkeys([*old, *new])
        return tuple((name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of a figure, table or statistic that is another: `field` is "title", "subtitle", "alt" and the like."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ExhibitChange:
    """A figure or table that is new, removed, renumbered or changed; positions are None where it is not.

    Its kind is "renumbered" when nothing else has changed; numbers are 0 for what has none. `cells` have other values,
    or came, or went; `is_drawn_otherwise` says that the same cells are shown otherwise.
    """

    kind: Change
    what: str
    """The kind of exhibit: "figure", "table" or "sparkline"."""
    name: str
    title: str
    old: int | None
    new: int | None
    old_number: int
    new_number: int
    texts: tuple[TextChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    is_drawn_otherwise: bool = False

    @property
    def is_renumbered(self) -> bool:
        """Whether its number is another."""
        return self.old is not None and self.new is not None and self.old_number != self.new_number


@dataclass(frozen=True, slots=True)
class StatisticChange:
    """A statistic that is newly used, no longer used, or has another file, metadata or addresses."""

    kind: Change
    name: str
    title: str
    has_other_content: bool
    """Whether the checksum of its file is another."""
    texts: tuple[TextChange, ...] = ()
    old_tables: tuple[tuple[str, str, str], ...] = ()
    new_tables: tuple[tuple[str, str, str], ...] = ()
    """The published tables that only one of the two names: name, address, and what it covers."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs: numbers in the order of the text, blocks in that of the new document, and the rest."""

    numbers: tuple[NumberChange, ...]
    blocks: tuple[BlockChange, ...]
    claims: tuple[ClaimChange, ...]
    exhibits: tuple[ExhibitChange, ...]
    statistics: tuple[StatisticChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not any((self.numbers, self.blocks, self.claims, self.exhibits, self.statistics))

    def block_changes(self) -> Iterator[BlockChange]:
        """The blocks in which words differ, without those that are only renumbered."""
        return (block for block in self.blocks if block.kind is not Change.RENUMBERED)
