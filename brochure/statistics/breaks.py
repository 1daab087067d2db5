"""Breaks in the series: the one law of when a break lies between two times."""

from collections.abc import Iterable

from brochure.statistics.metadata import Break
from brochure.statistics.period import Period, parse_period
from brochure.statistics.selection import Cell
from brochure.statistics.table import Statistic


def lies_between(item: Break, earlier: Period, later: Period) -> bool:
    """Whether a break lies between two periods, `earlier` and `later`: after the first began, and before the last."""
    return earlier.start < parse_period(item.before).start <= later.start


def breaks_along(statistic: Statistic, dimension: str, periods: Iterable[Period]) -> tuple[Break, ...]:
    """The breaks of a statistic along `dimension` that lie between the first and the last of some periods."""
    found = sorted(periods)
    if not found:
        return ()
    return tuple(
        item
        for item in statistic.metadata.breaks
        if item.dimension == dimension and lies_between(item, found[0], found[-1])
    )


def breaks_among(cells: Iterable[Cell]) -> tuple[Break, ...]:
    """The breaks that lie between cells of one statistic."""
    shown = list(cells)
    if not shown:
        return ()
    statistic = shown[0].statistic
    along = dict.fromkeys(item.dimension for item in statistic.metadata.breaks)
    found = {
        item.before
        for dimension in along
        for item in breaks_along(statistic, dimension, (parse_period(cell.member(dimension)) for cell in shown))
    }
    return tuple(item for item in statistic.metadata.breaks if item.before in found)
