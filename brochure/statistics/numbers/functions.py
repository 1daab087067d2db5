"""The functions that authors may use in definitions and conditions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from brochure.statistics.numbers.number import Number, as_number
from brochure.statistics.numbers.over_data import count, has, latest, only, period
from brochure.statistics.selection import Cell, SelectionError, select, select_one
from brochure.statistics.units import Unit, UnitMismatchError, unit_of_sum

Selected = Sequence[Cell]
_HUNDRED_ROUNDED = 101
"""What shares that were rounded one by one may add up to."""


def number_from(cell: Cell) -> Number:
    """The number in a cell; raises `SelectionError` when the cell holds a standard symbol."""
    if cell.observation.value is None:
        raise SelectionError(f"{cell} holds the standard symbol '{cell.observation.symbol}', not a number")
    statistic = cell.statistic
    return Number(cell.observation.value, statistic.unit(cell.key), statistic.decimals(cell.key), (cell,))


def difference(a: Number, b: Number, *, across_break: bool = False) -> Number:
    """`a - b`; two percentages give percentage points. Over a break only with `across_break`."""
    return as_number(a).minus(b, across_break=across_break)


def ratio(a: Number, b: Number, *, across_break: bool = False) -> Number:
    """How many times `b` goes into `a`; the units must be alike. Over a break only with `across_break`."""
    result = as_number(a).divided_by(b, across_break=across_break)
    if result.unit is not Unit.RATIO:
        raise UnitMismatchError(
            f"a ratio needs two values of the same unit, not {as_number(a).unit} and {as_number(b).unit}"
        )
    return result


def share(part: Number, whole: Number, *, across_break: bool = False) -> Number:
    """`part` in per cent of `whole`; both must be counts of the same kind."""
    result = ratio(part, whole, across_break=across_break)
    made = partial(share, across_break=across_break), (part, whole)
    return replace(result, value=result.value * 100, unit=Unit.PERCENT, decimals=1, made=made)


def at(number: Number, time: object) -> Number:
    """The same at another time: the same cell, by the same definition if there is one; or the same formula over such.

    A number that was computed must be of one time.
    """
    if isinstance(number, Number) and number.made is not None and len({cell.period for cell in number.cells}) == 1:
        function, terms = number.made
        if function is count:
            raise SelectionError("at() does not count anew; name the count of the other time: count(… [aar=…])")
        return function(*(_at_time(term, time) for term in terms))
    cell = _single(number, "at")
    return number_from(select_one(cell.statistic, _choices_at(cell, time)))


def _at_time(term: object, time: object) -> object:
    """What a formula is over, at another time: numbers and cells; what is typed stays."""
    if isinstance(term, Number):
        return at(term, time) if term.cells else term
    if isinstance(term, list):
        return [select_one(cell.statistic, _choices_at(cell, time)) for cell in term]
    return term


def _choices_at(cell: Cell, time: object) -> dict[str, list[str]]:
    axis = cell.statistic.time
    if axis is None:
        raise SelectionError(f"{cell.statistic.name} has no time dimension")
    others = {d: [m] for d, m in cell.statistic.members(cell.key).items() if d != axis.name}
    choices = {axis.name: [str(time)], **others}
    if not select(cell.statistic, choices):
        for dimension in cell.statistic.dimensions:
            if dimension.is_definition:
                del choices[dimension.name]
    return choices


def change(number: Number, *, since: object, across_break: bool = False) -> Number:
    """What has been added since an earlier time; percentages give percentage points.

    A change across a break in the series, or between two definitions, must be asked for with `across_break`.
    """
    earlier = at(number, since)
    return number.minus(earlier, across_break=across_break)


def change_percent(number: Number, *, since: object, across_break: bool = False) -> Number:
    """The change since an earlier time in per cent of the earlier value."""
    added = change(number, since=since, across_break=across_break)
    earlier = at(number, since)
    result = added.divided_by(earlier, across_break=across_break)
    return replace(result, value=result.value * 100, unit=Unit.PERCENT, decimals=1, made=None)


def highest(cells: Selected) -> Number:
    """The largest of several cells, with the member it belongs to; symbols are passed over only if all agree."""
    return _extreme(cells, max)


def lowest(cells: Selected) -> Number:
    """The smallest of several cells, with the member it belongs to."""
    return _extreme(cells, min)


def rank(cells: Selected, of: str) -> Number:
    """The place of the member `of` among several cells: 1 for the largest; equal values share a place."""
    varying = _varying(cells)
    numbers = {cell.member(varying): number_from(cell) for cell in cells}
    if of not in numbers:
        raise SelectionError(f"'{of}' is not among the members that are ranked")
    place = 1 + sum(number.value > numbers[of].value for number in numbers.values())
    return Number(Decimal(place), Unit.RANK, 0, tuple(cells))


def total(cells: Selected) -> Number:
    """The sum of several counts, or of several shares of one whole (which cannot pass 100 per cent)."""
    _require_cells(cells)
    numbers = [number_from(cell) for cell in cells]
    if not numbers:
        raise SelectionError("there is nothing to add")
    unit = numbers[0].unit
    for other in dict.fromkeys(number.unit for number in numbers):
        unit = unit_of_sum(unit, other)
    result = Number(
        sum((number.value for number in numbers), Decimal(0)),
        unit,
        max(number.decimals for number in numbers),
        tuple(dict.fromkeys(cell for number in numbers for cell in number.cells)),
        made=(total, (cells,)),
    )
    if not result.unit.is_additive:
        raise UnitMismatchError(f"{result.unit} cannot be added up over members; only counts and shares can")
    if result.unit is Unit.PERCENT and result.value > _HUNDRED_ROUNDED:
        raise UnitMismatchError(f"these shares add up to {result.value}; they are not parts of one whole")
    return result


def absolute(number: Number) -> Number:
    """A number without its sign."""
    return abs(as_number(number))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": absolute,
    "at": at,
    "change": change,
    "change_percent": change_percent,
    "count": count,
    "difference": difference,
    "has": has,
    "latest": latest,
    "max": highest,
    "min": lowest,
    "only": only,
    "period": period,
    "rank": rank,
    "ratio": ratio,
    "share": share,
    "total": total,
}


def _single(number: Number, function: str) -> Cell:
    if not isinstance(number, Number) or len(number.cells) != 1:
        raise SelectionError(
            f"{function}() needs a single cell, or a difference, share, ratio or total of cells of one time"
        )
    return number.cells[0]


def _require_cells(cells: object) -> None:
    if not isinstance(cells, list) or not all(isinstance(cell, Cell) for cell in cells):
        raise SelectionError("give a selection here, such as max(arbeid/sysselsatte [aar=2014, gruppe=*])")


def _varying(cells: Selected) -> str:
    """The one dimension along which the cells differ."""
    _require_cells(cells)
    if not cells:
        raise SelectionError("there is nothing to compare")
    statistic = cells[0].statistic
    names = [
        d.name
        for i, d in enumerate(statistic.dimensions)
        if len({cell.key[i] for cell in cells}) > 1 and not d.is_definition
    ]
    if len(names) != 1:
        raise SelectionError(
            "the cells must differ along one dimension" + (f", not {' and '.join(names)}" if names else "; use =*")
        )
    return names[0]


def _extreme(cells: Selected, choose: Callable[..., Number]) -> Number:
    varying = _varying(cells)
    numbers = [number_from(cell) for cell in cells]
    best = choose(numbers, key=lambda number: number.value)
    if sum(number.value == best.value for number in numbers) > 1:
        ties = [n.cells[0].member(varying) for n in numbers if n.value == best.value]
        raise SelectionError(f"several members share this value: {', '.join(ties)}; the sentence cannot name one")
    return replace(best, picked=best.cells[0], picked_from=varying, cells=tuple(cells))
