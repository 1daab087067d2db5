"""Checks the times of a statistic: known periods of one frequency, in order, and breaks that lie among them."""

from brochure.findings import Finding, Place, near
from brochure.statistics.metadata import Break
from brochure.statistics.period import Period, PeriodError, parse_period
from brochure.statistics.table import Dimension, Key, Statistic


def faults_of_times(statistic: Statistic) -> list[Finding]:
    """Members of time dimensions that are not known periods, or that do not go together; rows out of order."""
    faults: list[Finding] = []
    for position, dimension in enumerate(statistic.dimensions):
        if dimension.is_time:
            found = _faults_of_members(statistic, dimension, position)
            faults += found or _rows_out_of_order(statistic, position)
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


def _rows_out_of_order(statistic: Statistic, position: int) -> list[Finding]:
    """Rows whose period comes before that of an earlier row of the same series; of other files than CSV the first."""
    faults: list[Finding] = []
    name, is_rows = statistic.dimensions[position].name, statistic.path.endswith(".csv")
    mend = f"sort the rows by '{name}'" if is_rows else f"the members of '{name}' must stand in the order of time"
    latest: dict[Key, str] = {}
    for key, cell in statistic.cells.items():
        series, member = key[:position] + key[position + 1 :], key[position]
        before = latest.get(series)
        if before is not None and parse_period(member) < parse_period(before):
            faults.append(Finding(Place(statistic.path, cell.line), f"{member} comes after {before}; {mend}"))
            if not is_rows:
                break
        latest[series] = member
    return faults
