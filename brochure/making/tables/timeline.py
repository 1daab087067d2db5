"""The times down or across a table, with those among them that its statistic lacks: a gap in time is to be seen."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from brochure.statistics.period import Period, missing_between

_FEWEST = 3
"""Fewer times are a choice of some, not a series."""

GAP = ".."
"""What stands for a value of a missing time."""

Place = tuple[Period, int | None]
"""A time, and its position among those of the table; None for one that is missing."""


def timeline(periods: Sequence[Period | None], held: Collection[Period]) -> list[Place]:
    """The `periods` of a table in their order, and between them those that a regular series would have.

    Nothing is added where the statistic has a time (`held`) and the table leaves it out, where the times do not run
    one way, or where more would be missing than is there. Empty for rows or columns that are no times.
    """
    times = [period for period in periods if period is not None]
    if not times or len(times) < len(periods):
        return []
    places: list[Place] = [(period, i) for i, period in enumerate(times)]
    runs = {later.place > earlier.place for earlier, later in pairwise(times)}
    if len(times) < _FEWEST or len(runs) != 1:
        return places
    missing = [period for period in missing_between(sorted(times)) if period not in held]
    if len(missing) >= len(times):
        return places
    return sorted(
        [*places, *((period, None) for period in missing)], key=lambda place: place[0].place, reverse=runs == {False}
    )
