"""What numbers say of time: the periods they are of, and whether they tell a movement from one period to another.

Knows numbers and statistics, and nothing of texts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from brochure.statistics.numbers.number import Number
from brochure.statistics.selection import Cell
from brochure.statistics.units import Unit

_ALIKE = Decimal("1e-9")


@dataclass(frozen=True, slots=True, order=True)
class Years:
    """The years from `first` to `last`; one year has the same twice."""

    first: int
    last: int

    def touches(self, other: "Years") -> bool:
        """Whether the two have a year in common."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Movement:
    """A number over two periods: `rises` is 1, 0 or -1 as the value of the later one is higher, equal or lower.

    `factor` is how many times the earlier value the later one is, where the number tells that; `is_growth` says that
    it is in per cent of the earlier value.
    """

    earlier: Years
    later: Years
    rises: int
    factor: Decimal | None = None
    is_growth: bool = False

    @property
    def years(self) -> int:
        """The years from the beginning of the earlier period to that of the later."""
        return self.later.first - self.earlier.first


def periods_of(number: Number) -> tuple[Years, ...]:
    """The periods of a number's cells, each once, in order; none where its statistics have no time."""
    found = {period for cell in number.cells if (period := period_of(cell)) is not None}
    return tuple(sorted(found))


def period_of(cell: Cell) -> Years | None:
    """The years of a cell's time; None where it has none, or one that is not told in years."""
    period = cell.period
    return Years(*period.years) if period is not None else None


def order_in_time(one: Number, other: Number) -> int:
    """1 where `other` is the same as `one` at a later time, -1 at an earlier; 0 where they differ in more than time."""
    if not one.cells or len(one.cells) != len(other.cells):
        return 0
    steps = {_order_of_cells(first, second) for first, second in zip(one.cells, other.cells, strict=True)}
    return steps.pop() if len(steps) == 1 else 0


def differ_in_one(one: Number, other: Number) -> bool:
    """Whether two numbers are of the same statistics and unit, and their cells differ in one dimension alone."""
    if one.unit is not other.unit or not one.cells or len(one.cells) != len(other.cells):
        return False
    differing: set[str] = set()
    for first, second in zip(one.cells, other.cells, strict=True):
        if first.statistic.name != second.statistic.name:
            return False
        dimensions = [d for d in first.statistic.dimensions if not d.is_definition]
        differing |= {d.name for d in dimensions if first.member(d.name) != second.member(d.name)}
    return len(differing) == 1


def movement_of(number: Number, named: Mapping[str, Number]) -> Movement | None:
    """The movement that a number tells; None where it tells none.

    `named` are the numbers of the edition, in which an absolute value finds what it is the absolute value of.
    """
    original = named.get(number.name or "", number)
    if original.terms is not None:
        minuend, subtrahend = original.terms
        order = order_in_time(subtrahend, minuend)
        if order == 0:
            return None
        earlier, later = sorted((_span(minuend), _span(subtrahend)))
        return Movement(earlier, later, rises=_sign(original.value) * order)
    return _between_cells(original)


def _between_cells(number: Number) -> Movement | None:
    """The movement between two cells, known by the value that was computed from them."""
    if len(number.cells) != 2:
        return None
    one, other = number.cells
    order = _order_of_cells(one, other)
    earlier, later = (one, other) if order > 0 else (other, one)
    periods = period_of(earlier), period_of(later)
    before, after = earlier.observation.value, later.observation.value
    if order == 0 or before is None or after is None or periods[0] is None or periods[1] is None:
        return None
    rises, value = _sign(after - before), number.value
    if number.unit is Unit.RATIO and before and _is_near(value, after / before):
        return Movement(periods[0], periods[1], rises, factor=value)
    if number.unit is Unit.PERCENT and before and _is_near(abs(value), abs((after - before) / before * 100)):
        return Movement(periods[0], periods[1], rises, factor=after / before, is_growth=True)
    if number.unit is not Unit.RATIO and _is_near(abs(value), abs(after - before)):
        return Movement(periods[0], periods[1], rises)
    return None


def times(numbers: Iterable[Number]) -> tuple[Years, ...]:
    """The periods of several numbers, each once, in order."""
    return tuple(sorted({period for number in numbers for period in periods_of(number)}))


def _order_of_cells(one: Cell, other: Cell) -> int:
    if one.statistic.name != other.statistic.name:
        return 0
    axis = one.statistic.time
    for dimension in one.statistic.dimensions:
        same = one.member(dimension.name) == other.member(dimension.name)
        if not (same or dimension.is_time or dimension.is_definition):
            return 0
    first, second = one.period, other.period
    if axis is None or first is None or second is None:
        return 0
    return (first < second) - (second < first)


def _span(number: Number) -> Years:
    """From the first year of a number to its last."""
    found = periods_of(number)
    return Years(found[0].first, found[-1].last)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _ALIKE * max(abs(one), abs(other), Decimal(1))
