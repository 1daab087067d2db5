"""Breaks in the series: the one law of when a break lies between two times."""

from collections.abc import Iterable
from dataclasses import dataclass

from brochure.statistics.metadata import Break
from brochure.statistics.period import Period, parse_period
from brochure.statistics.selection import Cell
from brochure.statistics.table import Key, Statistic


@dataclass(frozen=True, slots=True)
class MarkedBreak:
    """A break that the source marks by a status beside the first value after it, in the series of that value alone."""

    dimension: str
    before: str
    note: None = None


KnownBreak = Break | MarkedBreak


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


def marked_breaks(cells: Iterable[Cell], dimension: str) -> tuple[MarkedBreak, ...]:
    """The breaks that the source marks along `dimension` within a series of cells, each time once."""
    shown = list(cells)
    if not shown or not shown[0].statistic.breaking:
        return ()
    statistic = shown[0].statistic
    at = [each.name for each in statistic.dimensions].index(dimension)
    if not statistic.dimensions[at].is_time:
        return ()
    series: dict[Key, list[Period]] = {}
    for cell in shown:
        series.setdefault(_others(cell.key, at), []).append(parse_period(cell.key[at]))
    found = {
        key[at]
        for key in statistic.breaking
        if (periods := series.get(_others(key, at))) and min(periods) < parse_period(key[at]) <= max(periods)
    }
    return tuple(MarkedBreak(dimension, member) for member in sorted(found, key=parse_period))


def _others(key: Key, at: int) -> Key:
    return key[:at] + key[at + 1 :]


def breaks_among(cells: Iterable[Cell]) -> tuple[KnownBreak, ...]:
    """The breaks that lie between cells of one statistic, and those that the source marks in one of their series."""
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
    known = tuple(item for item in statistic.metadata.breaks if item.before in found)
    marked = marked_breaks(shown, statistic.time.name) if statistic.time and statistic.breaking else ()
    return (*known, *(item for item in marked if item.before not in found))
