"""What differs in the words of a language: entries as the list of a draft and the report in HTML show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from brochure.drafts.comparison.entries import Entry, EntryMaker, Subject, ValueChange, Version
from brochure.drafts.comparison.model import CellChange, Change, Comparison, Reason, Why
from brochure.drafts.comparison.notices import Notice
from brochure.drafts.seen import Seen, order, written_at
from brochure.project.words import Words
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.numbers.rounding import round_half_away

_DECIMALS = 6
"""So many decimals of an unrounded value are shown."""
_CELLS_IN_DRAFT = 3
"""So many cells of a change are listed in a draft, where room is short."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in words.

    `told` says in a sentence what has happened, but for numbers and passages; `old` and `new` are what was and is
    printed; `place` is file and line, empty for what has gone.
    """

    entry: Entry
    told: str = ""
    old: str = ""
    new: str = ""
    reasons: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    place: str = ""

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Where it is seen, in the order of the pages."""
        return self.entry.seen


@dataclass(frozen=True, slots=True)
class ChangeList:
    """All that has changed since the draft `against`, each kind in the order of the pages; `blocks` counts texts.

    `gone` is what was removed or moved as a whole.
    """

    against: str
    numbers: tuple[Listed, ...]
    others: tuple[Listed, ...]
    blocks: str
    gone: tuple["ListedNotice", ...] = ()


@dataclass(frozen=True, slots=True)
class ListedNotice:
    """What was removed or moved: what is said before and after its words, and what a removed section or table held."""

    notice: Notice
    before: str
    words: str
    after: str
    contents: tuple[str, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Lister:
    """Says entries in the words of one language, with at most so many cells of each."""

    words: Words
    formatter: Formatter
    most_cells: int

    def listed(self, entry: Entry) -> Listed:
        """An entry in words."""
        values = entry.values[0] if entry.subject is Subject.NUMBER and entry.values else ValueChange((), ())
        return Listed(
            entry,
            self._told(entry),
            ", ".join(dict.fromkeys(entry.old)) or self._range(values.old, ""),
            ", ".join(dict.fromkeys(entry.new)) or self._range(values.new, ""),
            tuple(map(self._reason, entry.reasons)),
            tuple(map(self._value_change, entry.values)),
            written_at(entry.places[0].source) if entry.places and not entry.is_gone else "",
        )

    def _told(self, entry: Entry) -> str:
        match entry.subject:
            case Subject.NUMBER | Subject.TEXT:
                return ""
            case Subject.CLAIM:
                said = entry.sentence
            case _:
                said = entry.title or entry.name
        numbers = {"old": "".join(entry.old), "new": "".join(entry.new)}
        told = self.words(f"proof.{entry.subject}.{entry.kind}", title=said, sentence=said, **numbers)
        return f"{told} {self._cells(entry.cells)}".strip()

    def _reason(self, reason: Reason) -> str:
        is_printing = reason.why is Why.FORMAT and not reason.is_shown
        told = self.words("proof.why.printing" if is_printing else f"proof.why.{reason.why}")
        shown = f": {reason.old} → {reason.new}" if reason.is_shown else ""
        return f"{told}{shown}. {self._cells(reason.cells)}".strip()

    def _cells(self, cells: Iterable[CellChange]) -> str:
        told = [
            f"{', '.join(member for _, member in cell.members)}: {self._shown(cell.old)} → {self._shown(cell.new)}"
            for cell in cells
        ]
        more = more_cells(self.words, len(told) - self.most_cells)
        shown = "; ".join(filter(None, [*told[: self.most_cells], more]))
        return f"{shown}." if shown else ""

    def _value_change(self, change: ValueChange) -> str:
        name = f"{change.name}: " if change.name else ""
        return f"{name}{self._range(change.old)} → {self._range(change.new)}"

    def _range(self, values: tuple[str, ...], nothing: str = "–") -> str:
        return "–".join(map(self._shown, values)) or nothing

    def _shown(self, value: str | None) -> str:
        return "–" if value is None else value_shown(self.formatter, value)


def more_cells(words: Words, count: int) -> str:
    """That there are so many more cells than are listed; nothing where there are none."""
    return words.plural("proof.more_cells", singular=count == 1, count=count) if count > 0 else ""


def value_shown(formatter: Formatter, value: str) -> str:
    """A value with the signs of the language, a symbol as it is; what has more than six decimals is said to go on."""
    try:
        exact = Decimal(value)
    except ArithmeticError:
        return value
    decimals = max(0, -int(exact.as_tuple().exponent))
    if decimals <= _DECIMALS:
        return formatter.plain(exact, decimals)
    return f"{formatter.plain(round_half_away(exact, _DECIMALS), _DECIMALS)} …"


def change_list(
    comparison: Comparison, against: str, old: Version, new: Version, words: Words, formatter: Formatter
) -> ChangeList:
    """The list of changes of a draft."""
    lister, maker = Lister(words, formatter, _CELLS_IN_DRAFT), EntryMaker(comparison, old, new)
    kinds = [block.kind for block in comparison.block_changes()]
    counts = {str(kind): kinds.count(kind) for kind in (Change.NEW, Change.CHANGED, Change.MOVED, Change.REMOVED)}
    return ChangeList(
        against,
        _by_place(lister, map(maker.number, comparison.numbers)),
        (
            *_by_place(lister, map(maker.exhibit, comparison.exhibits)),
            *_by_place(lister, map(maker.claim, comparison.claims)),
            *_by_place(lister, map(maker.statistic, comparison.statistics)),
        ),
        words("proof.blocks", **counts) if kinds else "",
    )


def _by_place(lister: Lister, entries: Iterable[Entry]) -> tuple[Listed, ...]:
    return tuple(map(lister.listed, sorted(entries, key=lambda entry: order(entry.seen))))
