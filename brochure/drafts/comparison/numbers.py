"""Which printed numbers differ between two manifests, and why: other data, other cells, another definition or format.

A number is known by its name, or by what the author wrote where the text computes it. Where one number is printed in
place of another, that is told as one change. A number that is printed at more or fewer places than before has not
changed: the text has. Knows nothing of pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from brochure.drafts.comparison.blocks import Match
from brochure.drafts.comparison.cells import CellKey, cells_at, come_or_gone, other_values
from brochure.drafts.comparison.model import NumberChange, Reason, Why
from brochure.drafts.comparison.uses import format_of, number_of, pair_uses
from brochure.manifest.model import CellRecord, Manifest


def compare_numbers(old: Manifest, new: Manifest, matches: Iterable[Match]) -> tuple[NumberChange, ...]:
    """Every number that is printed otherwise or has another value, in the order in which the new text prints them.

    Numbers that only claims use come after those, and numbers that have gone at the end.
    """
    changes = list(_Comparer(old, new, pair_uses(old, new, matches)).changes())
    last = len(new.uses)
    return tuple(sorted(changes, key=lambda change: (change.new_uses or (last,))[0] + last * (not change.new_values)))


@dataclass(frozen=True, slots=True)
class _Known:
    """A number of one manifest: how it is defined, what it is worth, and what that comes from."""

    name: str
    formula: str
    values: tuple[str, ...]
    unit: str
    cells: Mapping[CellKey, CellRecord]
    uses: tuple[int, ...] = ()

    def is_worth(self, other: "_Known") -> bool:
        """Whether both have the same unrounded values."""
        return list(map(Decimal, self.values)) == list(map(Decimal, other.values))


def _known(manifest: Manifest) -> dict[str, _Known]:
    """The numbers of a manifest by name."""
    uses: dict[str, list[int]] = {}
    for position, use in enumerate(manifest.uses):
        uses.setdefault(number_of(use), []).append(position)
    named = {number.name: number for number in manifest.numbers}
    known: dict[str, _Known] = {}
    for name, found in uses.items():
        first = manifest.uses[found[0]]
        formulas = [named[each].formula for each in first.numbers if each in named]
        formula = " – ".join(formulas) if len(formulas) == len(first.values) else name
        known[name] = _Known(name, formula, first.values, first.unit, cells_at(manifest, first.cells), tuple(found))
    for number in manifest.numbers:
        if number.name not in known:
            cells = cells_at(manifest, number.cells)
            known[number.name] = _Known(number.name, number.formula, (number.value,), number.unit, cells)
    return known


class _Comparer:
    def __init__(self, old: Manifest, new: Manifest, pairs: Mapping[int, int]) -> None:
        self.old, self.new = old, new
        self.before, self.after = _known(old), _known(new)
        self.same: dict[str, list[tuple[int, int]]] = {}
        self.replaced: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for there, here in sorted(pairs.items()):
            first, second = number_of(old.uses[here]), number_of(new.uses[there])
            if first == second:
                self.same.setdefault(second, []).append((here, there))
            else:
                self.replaced.setdefault((first, second), []).append((here, there))

    def changes(self) -> Iterator[NumberChange]:
        """All changes, in no order."""
        one_sided = list(self._come_or_gone())
        yield from one_sided
        told = {change.name for change in one_sided}
        for name, number in self.after.items():
            if name in self.before and name not in told:
                yield from self._changed(self.before[name], number)
        for (first, second), pairs in self.replaced.items():
            before, after = self.before[first], self.after[second]
            here, there = (of.uses[use].expression for of, use in zip((self.old, self.new), pairs[0], strict=True))
            reason = Reason(Why.REPLACED, here, there, tuple(come_or_gone(before.cells, after.cells)))
            yield self._change(before, after, pairs, [reason])

    def _changed(self, old: _Known, new: _Known) -> Iterator[NumberChange]:
        """What has happened to a number that both have, if a reader can see it or its value is another."""
        pairs = self.same.get(new.name, [])
        is_printed_otherwise = any(self._forms(*pair)[0] != self._forms(*pair)[1] for pair in pairs)
        same_values = old.is_worth(new)
        if same_values and not is_printed_otherwise:
            return
        reasons = [] if same_values else list(_reasons(old, new))
        reasons += dict.fromkeys(self._formats(pairs, same_values=same_values))
        yield self._change(old, new, pairs, reasons)

    def _formats(self, pairs: Iterable[tuple[int, int]], *, same_values: bool) -> Iterator[Reason]:
        """Other formats, and forms that differ though format and value are the same."""
        for here, there in pairs:
            before, after = format_of(self.old.uses[here]), format_of(self.new.uses[there])
            printed, now = self._forms(here, there)
            if printed != now and (before != after or same_values):
                yield Reason(Why.FORMAT, before, after)

    def _come_or_gone(self) -> Iterator[NumberChange]:
        """Numbers that are printed in one manifest alone, but for those that stand in place of others there."""
        come = {second for _, second in self.replaced}
        gone = {first for first, _ in self.replaced}
        for name, number in self.after.items():
            if number.uses and name not in come and not (name in self.before and self.before[name].uses):
                yield self._one_sided(number, is_new=True)
        for name, number in self.before.items():
            if number.uses and name not in gone and not (name in self.after and self.after[name].uses):
                yield self._one_sided(number, is_new=False)

    def _change(
        self, old: _Known, new: _Known, pairs: list[tuple[int, int]], reasons: Iterable[Reason]
    ) -> NumberChange:
        forms = dict.fromkeys(self._forms(*pair) for pair in pairs)
        shown = [form for form in forms if form[0] != form[1]] or list(forms)
        return NumberChange(
            name=new.name,
            old_printed=tuple(before for before, _ in shown),
            new_printed=tuple(after for _, after in shown),
            old_values=old.values,
            new_values=new.values,
            unit=new.unit,
            reasons=tuple(reasons),
            old_uses=tuple(here for here, there in pairs if self._forms(here, there) in shown),
            new_uses=tuple(there for here, there in pairs if self._forms(here, there) in shown),
        )

    def _one_sided(self, number: _Known, *, is_new: bool) -> NumberChange:
        """A number that is printed in one of the manifests only."""
        uses = [(self.new if is_new else self.old).uses[use] for use in number.uses]
        printed, written = tuple(dict.fromkeys(use.printed for use in uses)), uses[0].expression
        return NumberChange(
            name=number.name,
            old_printed=() if is_new else printed,
            new_printed=printed if is_new else (),
            old_values=() if is_new else number.values,
            new_values=number.values if is_new else (),
            unit=number.unit,
            reasons=(Reason(Why.NEW, new=written) if is_new else Reason(Why.REMOVED, written),),
            old_uses=() if is_new else number.uses,
            new_uses=number.uses if is_new else (),
        )

    def _forms(self, here: int, there: int) -> tuple[str, str]:
        return self.old.uses[here].printed, self.new.uses[there].printed


def _reasons(old: _Known, new: _Known) -> Iterator[Reason]:
    """Why a number has another value."""
    revised = other_values(old.cells, new.cells)
    moved = tuple(come_or_gone(old.cells, new.cells))
    if revised:
        yield Reason(Why.DATA, cells=revised)
    if moved:
        yield Reason(Why.CELLS, old.formula, new.formula, moved)
    elif old.formula != new.formula or not revised:
        yield Reason(Why.DEFINITION, old.formula, new.formula)
