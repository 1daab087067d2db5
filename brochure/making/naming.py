"""The names of an edition, worked out: its periods, then its numbers, then its claims.

Named periods are put in wherever formulas and selections name them, so that what comes after knows plain ones only.
"""

from dataclasses import replace

from brochure.findings import Faults, Finding, Report
from brochure.project.edition.naming import Definition
from brochure.project.edition.reading import Described, Shared
from brochure.statistics.floods import told_once
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.claims import SECTIONS, resolve_claims
from brochure.statistics.numbers.definitions import Numbers, resolve_numbers
from brochure.statistics.numbers.own_latest import compared_with_itself
from brochure.statistics.numbers.periods import BrokenPeriodError, Periods, put_in, put_in_item, resolve_periods
from brochure.statistics.selection import SelectionError


def work_out_names(shared: Shared, store: StatisticStore, report: Report) -> tuple[Shared, Numbers]:
    """What the languages share with periods in place of their names, and all that has a name in it."""
    date = shared.settings.date
    periods = replace(resolve_periods(shared.periods, store, date, report), unreadable=frozenset(shared.unreadable))
    broken = set(shared.unreadable)
    figures = {
        name: item for name, each in shared.figures.items() if (item := _selecting(each, periods, store, report))
    }
    tables = {name: item for name, each in shared.tables.items() if (item := _selecting(each, periods, store, report))}
    broken |= (shared.figures.keys() - figures.keys()) | (shared.tables.keys() - tables.keys())
    definitions = _put_in(shared.definitions, periods, store, broken, report)
    told = {each.name: why for each in shared.claims if (why := compared_with_itself(each, shared.periods))}
    for each in (each for each in shared.claims if each.name in told):
        broken.add(each.name)
        report.error(each.place, f"'{each.name}': {told[each.name]}")
    sound = tuple(each for each in shared.claims if each.name not in told)
    claims = _put_in(sound, periods, store, broken, report)
    claims = [replace(each, expression=_counted(each.expression, shared)) for each in claims]
    whole = replace(
        shared,
        definitions=tuple(definitions),
        claims=tuple(claims),
        figures=figures,
        tables=tables,
        unreadable=frozenset(broken),
    )
    numbers = resolve_numbers(definitions, store, report, broken, date)
    numbers.periods = periods
    resolve_claims(claims, numbers, store, report, date)
    return whole, numbers


def _put_in(
    definitions: tuple[Definition, ...], periods: Periods, store: StatisticStore, broken: set[str], report: Report
) -> list[Definition]:
    found: list[Definition] = []
    told: list[Finding] = []
    for each in definitions:
        try:
            expression = put_in(each.expression, periods.at(each.place.path), store, each.place)
            found.append(replace(each, expression=expression, written=each.expression))
        except BrokenPeriodError:
            broken.add(each.name)
        except Faults as faults:
            broken.add(each.name)
            told += (replace(finding, message=f"'{each.name}': {finding.message}") for finding in faults.findings)
    for finding in told_once(told):
        report.add(finding)
    return found


def _selecting(described: Described, periods: Periods, store: StatisticStore, report: Report) -> Described | None:
    """A figure or table whose selection names no periods; None where one is at fault."""
    scope = periods.at(described.place().path)
    description = described.description
    if not scope.names or not description.select:
        return described
    try:
        statistic = store.get(description.statistic, described.place("statistic"))
    except Faults:
        return described  # told where it is drawn
    axis = statistic.time
    if axis is None or axis.name not in description.select:
        return described
    try:
        chosen = tuple(put_in_item(item, axis, scope, statistic) for item in description.select[axis.name])
    except BrokenPeriodError:
        return None
    except SelectionError as error:
        report.error(described.place("select", axis.name), str(error))
        return None
    select = {**description.select, axis.name: chosen}
    return replace(described, description=description.model_copy(update={"select": select}))


def _counted(condition: str, shared: Shared) -> str:
    """A condition in which the number of sections stands as a number."""
    return SECTIONS.sub(f"count({len(shared.settings.sections)})", condition)
