"""What the list of changes in a draft holds: changed numbers with the reasons, and what else differs.

From a comparison to words of the draft's language; must not know how differences are found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from brochure.drafts.comparison.claims import without_links
from brochure.drafts.comparison.model import (
    CellChange,
    ClaimChange,
    Comparison,
    ExhibitChange,
    Kind,
    NumberChange,
    Reason,
    StatisticChange,
)
from brochure.drafts.seen import Places, Seen, written_at
from brochure.manifest.model import Manifest
from brochure.project.words import Words
from brochure.statistics.numbers.formats import Formatter

_CELLS_SHOWN = 3
"""So many cells of a change are told in a draft, where room is short."""


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A number that has changed: its name, its old and new printed forms, where it is seen, in order, and why.

    `place` is file and line where it is written first, empty for one that has gone.
    """

    name: str
    old: str
    new: str
    seen: tuple[Seen, ...]
    reasons: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class ChangedOther:
    """Something else that has changed, in a sentence: where it is seen, what was and is, and where it is written."""

    told: str
    seen: tuple[Seen, ...] = ()
    values: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class ChangeList:
    """All that has changed since the draft `against`, each kind in the order of the pages."""

    against: str
    numbers: tuple[ChangedNumber, ...]
    others: tuple[ChangedOther, ...]


def change_list(
    comparison: Comparison, against: str, manifest: Manifest, places: Places, words: Words, formatter: Formatter
) -> ChangeList:
    """The list of changes of a draft; `places` say where its numbers are seen."""
    teller = ChangeTeller(manifest, places, words, formatter)
    numbers = sorted(map(teller.number, comparison.numbers), key=_first_seen)
    return ChangeList(against, tuple(numbers), tuple(teller.others(comparison)))


def _first_seen(change: ChangedNumber | ChangedOther) -> tuple[bool, tuple[int, int, float]]:
    """For sorting: what is seen nowhere comes last."""
    return (False, change.seen[0].order) if change.seen else (True, (0, 0, 0.0))


@dataclass(frozen=True, slots=True)
class ChangeTeller:
    """Says changes in the words of one language; `places` are those of the new manifest."""

    manifest: Manifest
    places: Places
    words: Words
    formatter: Formatter
    cells_shown: int = _CELLS_SHOWN

    def number(self, change: NumberChange) -> ChangedNumber:
        """A changed number with its reasons."""
        seen = [item for use in change.new_uses for item in self.places.numbers.get(use, ())]
        first = {(item.page, item.line): item for item in sorted(seen, key=lambda item: item.order, reverse=True)}
        return ChangedNumber(
            change.name,
            ", ".join(dict.fromkeys(change.old_printed)) or self._values(change.old_values),
            ", ".join(dict.fromkeys(change.new_printed)) or self._values(change.new_values),
            tuple(reversed(first.values())),
            tuple(map(self._reason, change.reasons)),
            next((written_at(self.manifest.uses[use].source) for use in change.new_uses), ""),
        )

    def others(self, comparison: Comparison) -> Iterator[ChangedOther]:
        """All else in a sentence each, and how much of the text differs."""
        yield from sorted(map(self._shown_exhibit, comparison.exhibits), key=_first_seen)
        yield from sorted(map(self.claim, comparison.claims), key=_first_seen)
        yield from (ChangedOther(self.statistic(change)) for change in comparison.statistics)
        counts = dict.fromkeys(Kind, 0)
        for block in comparison.block_changes():
            counts[block.kind] += 1
        if any(counts.values()):
            told = self.words(
                "proof.blocks", new=counts[Kind.NEW], changed=counts[Kind.CHANGED], removed=counts[Kind.REMOVED]
            )
            yield ChangedOther(told)

    def claim(self, change: ClaimChange) -> ChangedOther:
        """What has happened to a claim, with its conditions and values before and after where they differ."""
        values = [f"{name}: {self.value(old)} → {self.value(new)}" for name, old, new in change.values]
        if change.has_other_condition and change.old and change.new:
            values.insert(0, f"{change.old.condition} → {change.new.condition}")
        return ChangedOther(
            self.words(f"proof.claim.{change.kind}", sentence=without_links(change.record.sentence)),
            tuple(self.places.claims.get(change.position, ())) if change.position is not None else (),
            tuple(values) if change.kind is Kind.CHANGED else (),
            written_at(change.new.source) if change.new else "",
        )

    def _shown_exhibit(self, change: ExhibitChange) -> ChangedOther:
        if change.new is None:
            return ChangedOther(self.exhibit(change))
        seen, source = self.places.exhibits.get(change.new, ()), self.manifest.exhibits[change.new].source
        return ChangedOther(self.exhibit(change), tuple(seen), place=written_at(source))

    def statistic(self, change: StatisticChange) -> str:
        """What has happened to a statistic."""
        return self.words(f"proof.statistic.{change.kind}", title=change.title)

    def exhibit(self, change: ExhibitChange) -> str:
        """What has happened to a figure or table, with its cells."""
        told = self.words(
            f"proof.exhibit.{change.kind}",
            title=change.title or change.name,
            old=change.old_number,
            new=change.new_number,
        )
        return f"{told} {self._cells(change.cells)}".strip()

    def _reason(self, reason: Reason) -> str:
        told = self.words(f"proof.why.{reason.why}", old=reason.old, new=reason.new)
        return f"{told} {self._cells(reason.cells)}".strip()

    def _cells(self, cells: Iterable[CellChange]) -> str:
        told = [
            f"{', '.join(member for _, member in cell.members)}: {self.value(cell.old)} → {self.value(cell.new)}"
            for cell in cells
        ]
        left = len(told) - self.cells_shown
        more = [self.words("proof.more_cells", count=left)] if left > 0 else []
        shown = "; ".join([*told[: self.cells_shown], *more])
        return f"{shown}." if shown else ""

    def _values(self, values: tuple[str, ...]) -> str:
        return "–".join(map(self.value, values))

    def value(self, value: str | None) -> str:
        """A value with the signs of the language; a symbol as it is, a dash where there was none."""
        if value is None:
            return "–"
        try:
            exact = Decimal(value)
        except ArithmeticError:
            return value
        return self.formatter.plain(exact, min(6, max(0, -int(exact.as_tuple().exponent))))
