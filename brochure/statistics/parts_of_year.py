"""Quarters and months that stand in a dimension of their own beside the year, as in some tables of offices."""

from brochure.statistics.period import Frequency, Period, PeriodError, parse_period
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension, Statistic

_PARTS = frozenset({Frequency.HALF_YEAR, Frequency.QUARTER, Frequency.MONTH})
_ANY_YEAR = "2000"


def dimension_of_parts(statistic: Statistic) -> Dimension | None:
    """The dimension with two or more names of quarters, months or half-years; None where the time says it all."""
    if statistic.time is None:
        return None
    for dimension in (each for each in statistic.dimensions if not (each.is_time or each.is_definition)):
        if sum(_part(member, _ANY_YEAR) is not None for member in dimension.members) > 1:
            return dimension
    return None


def period_with_part(cell: Cell, parts: Dimension) -> Period | None:
    """The quarter or month that a cell is of, by its year and its member of `parts`; its time where it names none."""
    axis = cell.statistic.time
    part = _part(cell.member(parts.name), cell.member(axis.name)) if axis is not None else None
    return part or cell.period


def _part(member: str, year: str) -> Period | None:
    for written in (f"{member} {year}", f"{year}{member}"):
        try:
            period = parse_period(written)
        except PeriodError:
            continue
        if period.frequency in _PARTS:
            return period
    return None
