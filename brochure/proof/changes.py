"""What the list of changes in a draft holds: changed numbers with the reasons, and what else differs.

From a comparison to words of the draft's language; must not know how differences are found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from brochure.comparison.claims import without_links
from brochure.comparison.model import (
    CellChange,
    ClaimChange,
    Comparison,
    ExhibitChange,
    Kind,
    NumberChange,
    Reason,
    StatisticChange,
)
from brochure.manifest.model import Manifest
from brochure.numbers.formats import Formatter
from brochure.proof.overlay import Places, Seen
from brochure.words import Words

_CELLS_SHOWN = 3
"""So many cells of a change are told in a draft, where room is short."""


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A number that has changed: its name, its old and new printed forms, where it is seen, and why."""

    name: str
    old: str
    new: str
    seen: tuple[Seen, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeList:
    """All that has changed since the draft `against`; `others` are told in a sentence each."""

    against: str
    numbers: tuple[ChangedNumber, ...]
    others: tuple[str, ...]


def change_list(
    comparison: Comparison, against: str, manifest: Manifest, places: Places, words: Words, formatter: Formatter
) -> ChangeList:
    """The list of changes of a draft; `places` say where its numbers are seen."""
    teller = ChangeTeller(manifest, places, words, formatter)
    return ChangeList(against, tuple(map(teller.number, comparison.numbers)), tuple(teller.others(comparison)))


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
        return ChangedNumber(
            change.name,
            ", ".join(dict.fromkeys(change.old_printed)) or self._values(change.old_values),
            ", ".join(dict.fromkeys(change.new_printed)) or self._values(change.new_values),
            tuple(seen),
            tuple(map(self._reason, change.reasons)),
        )

    def others(self, comparison: Comparison) -> Iterator[str]:
        """All else in a sentence each, and how much of the text differs."""
        yield from map(self.exhibit, comparison.exhibits)
        yield from map(self.claim, comparison.claims)
        yield from map(self.statistic, comparison.statistics)
        counts = dict.fromkeys(Kind, 0)
        for block in comparison.block_changes():
            counts[block.kind] += 1
        if any(counts.values()):
            yield self.words(
                "proof.blocks", new=counts[Kind.NEW], changed=counts[Kind.CHANGED], removed=counts[Kind.REMOVED]
            )

    def claim(self, change: ClaimChange) -> str:
        """What has happened to a claim."""
        return self.words(f"proof.claim.{change.kind}", sentence=without_links(change.record.sentence))

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
