"""Up to which period each series of a statistic has been published by a day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from brochure.statistics.period import Period, parse_period
from brochure.statistics.publications import published_by
from brochure.statistics.selection import Cell
from brochure.statistics.table import Key, Statistic


@dataclass(frozen=True, slots=True)
class Available:
    """The latest periods with a value that were published by `date`; each statistic is looked through once."""

    date: datetime.date
    _latest: dict[str, dict[Key, Period]] = field(default_factory=dict)

    def latest(self, statistic: Statistic) -> Period | None:
        """The latest of all its series; None where it has no time, or nothing was published."""
        return max(self._of(statistic).values(), default=None)

    def latest_of(self, cells: Iterable[Cell]) -> Period | None:
        """The latest of the series that the cells belong to; definitions of one series follow each other in it."""
        found = (self._of(cell.statistic).get(_series(cell.statistic, cell.key)) for cell in cells)
        return max((period for period in found if period is not None), default=None)

    def _of(self, statistic: Statistic) -> dict[Key, Period]:
        if statistic.name not in self._latest:
            self._latest[statistic.name] = _latest_by_series(statistic, self.date)
        return self._latest[statistic.name]


def _latest_by_series(statistic: Statistic, date: datetime.date) -> dict[Key, Period]:
    axis = statistic.time
    if axis is None:
        return {}
    at = [dimension.name for dimension in statistic.dimensions].index(axis.name)
    periods = {member: parse_period(member) for member in axis.members}
    was_published = published_by(statistic, date)
    found: dict[Key, Period] = {}
    for key, observation in statistic.cells.items():
        period, series = periods[key[at]], _series(statistic, key)
        is_later = series not in found or found[series] < period
        if is_later and observation.value is not None and was_published(Cell(statistic, key, observation)):
            found[series] = period
    return found


def _series(statistic: Statistic, key: Key) -> Key:
    """The members of a cell but for its time and definition."""
    pairs = zip(statistic.dimensions, key, strict=True)
    return tuple(member for dimension, member in pairs if not (dimension.is_time or dimension.is_definition))
