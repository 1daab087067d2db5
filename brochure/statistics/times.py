"""The times of a statistic: in order; known periods of one frequency; breaks that lie among them."""

import contextlib
from collections.abc import Iterable

from brochure.findings import Finding, Place, near
from brochure.statistics.metadata import Break, DimensionMetadata
from brochure.statistics.period import Period, PeriodError, parse_period
from brochure.statistics.table import Dimension, Statistic


def ordered(name: str, members: Iterable[str], metadata: DimensionMetadata) -> Dimension:
    """A dimension with its members in order: times as they follow each other, others as the file has them."""
    found = tuple(members)
    if metadata.role == "time":
        with contextlib.suppress(PeriodError):  # which `faults_of_times` tells
            found = tuple(sorted(found, key=parse_period))
    return Dimension(name, found, metadata)


def faults_of_times(statistic: Statistic) -> list[Finding]:
    """Members of time dimensions that are not known periods, or that do not go together."""
    faults: list[Finding] = []
    for position, dimension in enumerate(statistic.dimensions):
        if dimension.is_time:
            faults += _faults_of_members(statistic, dimension, position)
    return faults


def fault_of_break(statistic: Statistic, item: Break) -> tuple[str, str]:
    """The key of a break that is wrong, and what is wrong with it; two empty texts where nothing is."""
    known = {dimension.name: dimension for dimension in statistic.dimensions}
    dimension = known.get(item.dimension)
    if dimension is None:
        return "dimension", f"there is no dimension '{item.dimension}'.{near(item.dimension, known)}"
    if not dimension.is_time:
        return "dimension", f"'{item.dimension}' is not a time dimension; a series breaks along time"
    try:
        before = parse_period(item.before)
        periods = sorted(parse_period(member) for member in dimension.members)
    except PeriodError as error:
        return "before", str(error)
    if not periods[0].start <= before.start <= periods[-1].end:
        span = f"{dimension.members[0]} to {dimension.members[-1]}"
        return "before", f"'{item.before}' does not lie in the time of {statistic.path}, {span}"
    return "", ""


def _faults_of_members(statistic: Statistic, dimension: Dimension, position: int) -> list[Finding]:
    """Each told at the first row that has the member."""
    lines: dict[str, int | None] = {}
    for key, cell in statistic.cells.items():
        lines.setdefault(key[position], cell.line)
    faults: list[Finding] = []
    seen: dict[Period, str] = {}
    for member, line in lines.items():
        message = ""
        try:
            period = parse_period(member)
        except PeriodError as error:
            message = str(error)
        else:
            first = next(iter(seen), period)
            if period in seen:
                message = f"'{member}' is the same period as '{seen[period]}'; write it in one form"
            elif period.frequency is not first.frequency:
                message = (
                    f"'{member}' is a {period.frequency} and '{seen[first]}' a {first.frequency}; "
                    f"keep one kind of period in '{dimension.name}'"
                )
            seen.setdefault(period, member)
        if message:
            faults.append(Finding(Place(statistic.path, line), message))
    return faults
