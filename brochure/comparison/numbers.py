"""Which printed numbers differ between two manifests, and why: other data, other cells, another definition or format.

A number is known by its name, or by what the author wrote where the text computes it. Where one number is printed in
place of another in the same block, that is told as one change. Knows nothing of pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.comparison.blocks import Match
from brochure.comparison.cells import CellKey, cells_at, come_or_gone, other_values
from brochure.comparison.model import NumberChange, Reason, Why
from brochure.manifest.model import CellRecord, Manifest, UseRecord


def compare_numbers(old: Manifest, new: Manifest, matches: Iterable[Match]) -> tuple[NumberChange, ...]:
    """Every number that is printed otherwise or has another value, in the order in which the new text prints them.

    Numbers that only claims use come after those, and numbers that have gone at the end.
    """
    before, after = _known(old), _known(new)
    changes = [_change(before[name], after[name]) for name in after if name in before]
    gone = {name: number for name, number in before.items() if name not in after}
    come = {name: number for name, number in after.items() if name not in before}
    for first, second in _in_place_of(old, new, matches, gone, come):
        del gone[first.name], come[second.name]
        changes.append(_between(first, second, (Reason(Why.REPLACED, first.written, second.written),)))
    changes += [_between(None, number, (Reason(Why.NEW, new=number.written),)) for number in come.values()]
    changes += [_between(number, None, (Reason(Why.REMOVED, number.written),)) for number in gone.values()]
    return tuple(sorted(filter(None, changes), key=lambda change: change.new_uses or (len(new.uses),)))


@dataclass(frozen=True, slots=True)
class _Known:
    """A number of one manifest: how it is defined, what it is worth, and where it is printed."""

    name: str
    formula: str
    values: tuple[str, ...]
    unit: str
    cells: Mapping[CellKey, CellRecord]
    uses: tuple[tuple[int, UseRecord], ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """Its printed forms, each once."""
        return tuple(dict.fromkeys(use.printed for _, use in self.uses))

    @property
    def formats(self) -> dict[str, str]:
        """How it is printed in each format."""
        return {use.format: use.printed for _, use in self.uses}

    @property
    def written(self) -> str:
        """What the author wrote where it is printed first, or its formula."""
        return self.uses[0][1].expression if self.uses else self.formula


def _known(manifest: Manifest) -> dict[str, _Known]:
    """The numbers of a manifest by name, in the order of their uses; then those that are not printed."""
    uses: dict[str, list[tuple[int, UseRecord]]] = {}
    for position, use in enumerate(manifest.uses):
        uses.setdefault(_computed(use), []).append((position, use))
    named = {number.name: number for number in manifest.numbers}
    known: dict[str, _Known] = {}
    for name, found in uses.items():
        first = found[0][1]
        formulas = [named[each].formula for each in first.numbers if each in named]
        formula = " – ".join(formulas) if len(formulas) == len(first.values) else name
        cells = cells_at(manifest, (cell for _, use in found for cell in use.cells))
        known[name] = _Known(name, formula, first.values, first.unit, cells, tuple(found))
    for number in manifest.numbers:
        if number.name not in known:
            cells = cells_at(manifest, number.cells)
            known[number.name] = _Known(number.name, number.formula, (number.value,), number.unit, cells)
    return known


def _computed(use: UseRecord) -> str:
    """The number of a use: its name or expression, without the format."""
    return use.expression.rpartition("|")[0].strip() or use.expression.strip()


def _change(old: _Known, new: _Known) -> NumberChange | None:
    """What has happened to a number that both manifests have; None when nothing that a reader could see."""
    same_values = len(old.values) == len(new.values) and all(
        Decimal(first) == Decimal(second) for first, second in zip(old.values, new.values, strict=True)
    )
    if same_values and old.formats == new.formats:
        return None
    reasons = list(_reasons(old, new, same_values=same_values))
    reasons += _formats(old, new, same_values=same_values)
    return _between(old, new, tuple(reasons))


def _between(old: _Known | None, new: _Known | None, reasons: tuple[Reason, ...]) -> NumberChange:
    known = new or old
    assert known is not None, "a number that is nowhere cannot have changed"
    return NumberChange(
        name=known.name,
        old_printed=old.printed if old else (),
        new_printed=new.printed if new else (),
        old_values=old.values if old else (),
        new_values=new.values if new else (),
        unit=known.unit,
        reasons=reasons,
        old_uses=tuple(position for position, _ in old.uses) if old else (),
        new_uses=tuple(position for position, _ in new.uses) if new else (),
    )


def _reasons(old: _Known, new: _Known, *, same_values: bool) -> Iterator[Reason]:
    """Why a number has another value."""
    if same_values:
        return
    revised = other_values(old.cells, new.cells)
    moved = tuple(come_or_gone(old.cells, new.cells))
    if revised:
        yield Reason(Why.DATA, cells=revised)
    if moved:
        yield Reason(Why.CELLS, old.formula, new.formula, moved)
    if not moved and (old.formula != new.formula or not revised):
        yield Reason(Why.DEFINITION, old.formula, new.formula)


def _formats(old: _Known, new: _Known, *, same_values: bool) -> Iterator[Reason]:
    """Formats that have come in place of others, and forms that differ though format and value are the same."""
    gone = [name for name in old.formats if name not in new.formats]
    come = [name for name in new.formats if name not in old.formats]
    if gone or come:
        yield Reason(Why.FORMAT, ", ".join(gone), ", ".join(come))
    for name, printed in new.formats.items():
        if same_values and old.formats.get(name, printed) != printed:
            yield Reason(Why.FORMAT, name, name)


def _in_place_of(
    old: Manifest,
    new: Manifest,
    matches: Iterable[Match],
    gone: Mapping[str, _Known],
    come: Mapping[str, _Known],
) -> Iterator[tuple[_Known, _Known]]:
    """Numbers that have gone, each with the one that has come in its place in a block, in the order of the text."""
    taken: set[str] = set()
    for match in matches:
        if match.old is None or match.new is None:
            continue
        left = _names(old, old.blocks[match.old].uses, gone, taken)
        right = _names(new, new.blocks[match.new].uses, come, taken)
        if len(left) == len(right):
            taken.update(left, right)
            yield from ((gone[first], come[second]) for first, second in zip(left, right, strict=True))


def _names(
    manifest: Manifest, uses: Sequence[int], among: Mapping[str, _Known], taken: Iterable[str]
) -> dict[str, None]:
    names = dict.fromkeys(_computed(manifest.uses[use]) for use in uses)
    return {name: None for name in names if name in among and name not in taken}
