"""The named periods of an edition: worked out once, and put in wherever formulas and selections name them.

A period is `latest STATISTIC [selection]`, in several joined by `and`, up to another one that `by` names; another one
moved by whole years (`naa - 2`); or fixed ("2006"). One that is defined in a part holds there, one of the edition
everywhere in it.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Protocol

from brochure.findings import Faults, Place, Report, near
from brochure.project.edition.naming import UNEVEN, Definition
from brochure.statistics.numbers.functions import FUNCTIONS
from brochure.statistics.numbers.latest import Latest, Selected, parse_latest
from brochure.statistics.numbers.moment import Moment, fixed_moment, moment_of, named, written_form
from brochure.statistics.numbers.selections import MEMBER, OVER_DATA, SELECTION, function_before, parse_choices
from brochure.statistics.parts_of_year import dimension_of_parts
from brochure.statistics.period import Period, PeriodError, parse_period
from brochure.statistics.publications import published_periods
from brochure.statistics.selection import Cell, SelectionError, member_of, select
from brochure.statistics.table import Dimension, Statistic

_MOVED = re.compile(r"\s*([a-zæøå][a-zæøå0-9_]*)\s*(?:([-+\u2212\u2013])\s*(\d{1,3}))?\s*")
_NAME = re.compile(r"[a-zæøå][a-zæøå0-9_]*")
_TOKENS = re.compile(
    rf"{SELECTION.pattern}|\"[^\"]*\"|'[^']*'"
    r"|(?P<option>\b(?:of|since)\s*=\s*)(?P<moved>[a-zæøå]\w*(?:\s*[-+]\s*\d+)?)(?=\s*[,)]|$)"
    r"|(?<![\w.])(?P<name>[a-zæøå]\w*)\b(?!\s*\(|\s*=(?!=))"
)
_PLAIN = re.compile(r"[\w.-]+")


class Statistics(Protocol):
    """Where definitions find statistics."""

    def get(self, name: str, asked_at: Place) -> Statistic:
        """The statistic called `name`; raises `Faults` at `asked_at` when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Scope:
    """The periods that can be named in one place, and the names of those that are at fault."""

    moments: Mapping[str, Moment] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """All names, of broken ones too."""
        return self.broken | self.moments.keys()


@dataclass(frozen=True, slots=True)
class Periods:
    """The named periods of an edition, by the folder of the file that defines them."""

    by_folder: Mapping[str, Scope] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    """Names in files that could not be read, which may be those of periods."""

    def at(self, path: str) -> Scope:
        """Those that can be named in a file."""
        own = PurePosixPath(path).parent
        scopes = [self.by_folder[str(folder)] for folder in (own.parent, own) if str(folder) in self.by_folder]
        moments = {name: moment for scope in scopes for name, moment in scope.moments.items()}
        broken = {name for scope in scopes for name in scope.broken}
        return Scope(moments, frozenset(broken | (self.unreadable - moments.keys())))


NO_PERIODS = Periods()


class BrokenPeriodError(Exception):
    """A period that is named has a fault of its own, which has been told."""


def resolve_periods(
    definitions: Sequence[Definition], store: Statistics, date: datetime.date, report: Report
) -> Periods:
    """Work out every period, as it was published by `date`; faults go to `report`, each once."""
    folders: dict[str, dict[str, Definition]] = {}
    for each in definitions:
        folders.setdefault(str(PurePosixPath(each.place.path).parent), {})[each.name] = each
    found: dict[str, Scope] = {}
    for folder in sorted(folders, key=len):  # the edition before its parts
        above = found.get(str(PurePosixPath(folder).parent), Scope())
        resolver = _Resolver(folders[folder], store, date, above, report)
        for name in folders[folder]:
            with report.collecting():
                resolver.resolve(name, [])
        found[folder] = Scope(resolver.moments, frozenset(resolver.broken))
    return Periods(found)


@dataclass(slots=True)
class _Resolver:
    definitions: Mapping[str, Definition]
    store: Statistics
    date: datetime.date
    above: Scope
    report: Report
    moments: dict[str, Moment] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def resolve(self, name: str, path: list[str]) -> Moment | None:
        """The period called `name`; None where it is at fault, which is raised once as `Faults`."""
        if name in self.moments or name in self.broken:
            return self.moments.get(name)
        definition = self.definitions[name]
        if name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            raise Faults.one(definition.place, f"'{name}' is defined by itself: {circle}")
        try:
            moment = self._worked_out(definition, [*path, name])
        except Faults:
            self.broken.add(name)
            raise
        if moment is None:
            self.broken.add(name)
            return None
        self.moments[name] = named(moment, name)
        return self.moments[name]

    def _worked_out(self, definition: Definition, path: list[str]) -> Moment | None:
        name, written, place = definition.name, definition.expression, definition.place
        if name in FUNCTIONS:
            raise Faults.one(place, f"'{name}' has a meaning of its own; give the period another name")
        if _is_period(name):
            raise Faults.one(place, f"'{name}' can be read as a period itself; give it another name")
        if (latest := parse_latest(written)) is not None:
            return self._latest(definition, latest, path)
        try:
            return fixed_moment(written)
        except PeriodError as error:
            if (match := _MOVED.fullmatch(written)) is None:
                message = f"'{name}' is defined as '{written}'; write latest STATISTIC, another period - 2, or a period"
                raise Faults.one(place, f"{message}: {error}") from None
        return self._moved(definition, match, path)

    def _latest(self, definition: Definition, latest: Latest, path: list[str]) -> Moment | None:
        name, place = definition.name, definition.place
        limit: Moment | None = None
        if latest.by and (limit := self._limit(definition, latest.by, path)) is None:
            return None
        found = [self._published(name, each, place) for each in latest.selections]
        ended = {period for period in found[0] if limit is None or period.end <= limit.period.end}
        together = ended.intersection(*found[1:])
        if together:
            cell = found[0][max(together)]
            axis = cell.statistic.time
            assert axis is not None, "it has a period"
            return moment_of(max(together), cell, cell.member(axis.name))
        names = " and ".join(dict.fromkeys(each.statistic for each in latest.selections))
        if not all(found):
            missing = next(
                each.statistic for each, periods in zip(latest.selections, found, strict=True) if not periods
            )
            message = f"nothing of {missing} had been published by {self.date}, the edition's date"
        elif not ended:
            message = f"{names}: the first period is {written_form(min(found[0]))}, and {latest.by} is {limit}"
        else:
            message = f"there is no period in which all have a value: {names}"
        raise Faults.one(place, f"'{name}': {message}")

    def _published(self, name: str, selected: Selected, place: Place) -> Mapping[Period, Cell]:
        """The periods with a value of a selection that were published in time, each with a cell."""
        statistic = self.store.get(selected.statistic, place)
        if statistic.time is None:
            raise Faults.one(place, f"{statistic.name} has no time dimension, so nothing of it is the latest")
        _refuse_member(name, statistic, place)
        try:
            cells: Iterable[Cell] = (Cell(statistic, key, seen) for key, seen in statistic.cells.items())
            chosen = [*(select(statistic, parse_choices(selected.inside)) if selected.inside else cells)]
        except SelectionError as error:
            raise Faults.one(place, f"'{name}': {error}") from None
        self._warn_of_parts(name, chosen, place)
        return published_periods(chosen, self.date)

    def _warn_of_parts(self, name: str, cells: Sequence[Cell], place: Place) -> None:
        """Tell of quarters or months beside the year that do not reach as far as each other."""
        parts = dimension_of_parts(cells[0].statistic) if cells else None
        if parts is None:
            return
        by_part: dict[str, list[Cell]] = defaultdict(list)
        for cell in cells:
            by_part[cell.member(parts.name)].append(cell)
        found = {part: max(published_periods(of_it, self.date), default=None) for part, of_it in by_part.items()}
        last = {part: period for part, period in found.items() if period is not None}
        if len(set(last.values())) > 1:
            told = ", ".join(f"{part} to {written_form(period)}" for part, period in last.items())
            form = f"latest {cells[0].statistic.name} [{parts.name}={max(last, key=lambda part: last[part])}]"
            message = (
                f"'{name}' is a year that not each '{parts.name}' reaches: {told}; name the one that is meant: {form}"
            )
            self.report.warn(place, message, UNEVEN.name)

    def _limit(self, definition: Definition, written: str, path: list[str]) -> Moment | None:
        """The period after which nothing counts; None where it is at fault, which has been told."""
        try:
            return fixed_moment(written)
        except PeriodError:
            match = _MOVED.fullmatch(written)
        if match is None:
            message = f"'{definition.name}' is by '{written}', which is no period; write by naa - 2, or by 2014"
            raise Faults.one(definition.place, message)
        moment = self._base(definition, match[1], path)
        try:
            return moved(moment, match) if moment is not None else None
        except SelectionError as error:
            raise Faults.one(definition.place, f"'{definition.name}': {error}") from None

    def _moved(self, definition: Definition, match: re.Match[str], path: list[str]) -> Moment | None:
        moment = self._base(definition, match[1], path)
        if moment is None:
            return None
        try:
            there = moved(moment, match)
            return _in_statistic(there, moment.cells[0].statistic) if moment.cells else there
        except SelectionError as error:
            by = f"; for the one before it, write latest {moment.cells[0].statistic.name} by {definition.expression}"
            raise Faults.one(definition.place, f"'{definition.name}': {error}{by if match[2] != '+' else ''}") from None

    def _base(self, definition: Definition, base: str, path: list[str]) -> Moment | None:
        """Another period that a definition names; None where it is at fault."""
        if base in self.definitions:
            return self.resolve(base, path)
        if base in self.above.names:
            return self.above.moments.get(base)
        known = {*self.definitions, *self.above.names} - {definition.name}
        raise Faults.one(definition.place, f"there is no period '{base}'.{near(base, known)}")


def moved(moment: Moment, match: re.Match[str]) -> Moment:
    """A period moved by the whole years that are written behind its name, whether or not data have it.

    Raises `SelectionError` where there is no such period of its kind.
    """
    if match[2] is None:
        return moment
    years = int(match[3]) * (1 if match[2] == "+" else -1)
    period = moment.period.moved(Fraction(years))
    if period is None:
        raise SelectionError(f"{moment.member} cannot be moved by {abs(years)} years")
    return moment_of(period)


def _in_statistic(moment: Moment, statistic: Statistic) -> Moment:
    """A period with a cell of a statistic; raises `SelectionError` where that lacks it."""
    axis = statistic.time
    member = member_of(axis, moment.period) if axis is not None else None
    if axis is None or member is None:
        raise SelectionError(lacking(moment, moment.member, statistic.name, axis))
    at = [dimension.name for dimension in statistic.dimensions].index(axis.name)
    cell = next(Cell(statistic, key, seen) for key, seen in statistic.cells.items() if key[at] == member)
    return moment_of(moment.period, cell, member)


def lacking(moment: Moment, told: str, statistic: str, axis: Dimension | None) -> str:
    """That a statistic lacks a period, which is `told` by its name, and which it has: those beside it, or all."""
    if axis is None:
        return f"{statistic} has no time dimension"
    known = sorted(axis.members, key=parse_period)
    is_of_kind = parse_period(known[0]).frequency is moment.period.frequency
    before = [member for member in known if is_of_kind and parse_period(member) < moment.period]
    if before and len(before) < len(known):
        return f"{statistic} has no {told}; beside it there are {before[-1]} and {known[len(before)]}"
    return f"{statistic} has no {told}; it has {known[0]} to {known[-1]}"


def _refuse_member(name: str, statistic: Statistic, place: Place) -> None:
    for dimension in statistic.dimensions:
        if name in dimension.positions:
            told = f"'{name}' is also a member of '{dimension.name}' in {statistic.name}"
            raise Faults.one(place, f"{told}; give the period another name")


def _is_period(name: str) -> bool:
    try:
        parse_period(name)
    except PeriodError:
        return False
    return True


def put_in(expression: str, scope: Scope, store: Statistics, place: Place) -> str:
    """A formula or condition with each named period replaced by the period.

    Raises `BrokenPeriodError` where one is at fault itself, `Faults` where a statistic lacks it.
    """
    if not scope.names:
        return expression

    def replaced(match: re.Match[str]) -> str:
        if match[1] is not None:
            is_found = function_before(expression, match.start()) in OVER_DATA
            return _selection(match, scope, store, place, is_found=is_found)
        if match["moved"] is not None:
            moment = _named(match["moved"], scope)
            return f'{match["option"]}"{moment.member}"' if moment else match[0]
        if match["name"] is not None and (moment := _named(match["name"], scope)) is not None:
            return f'period("{moment.member}")'
        return match[0]

    try:
        return _TOKENS.sub(replaced, expression)
    except SelectionError as error:
        raise Faults.one(place, str(error)) from None


def _selection(match: re.Match[str], scope: Scope, store: Statistics, place: Place, *, is_found: bool) -> str:
    try:
        statistic = store.get(match[1], place)
    except Faults:
        return match[0]  # told where it is read
    axis = statistic.time
    if axis is None:
        return match[0]

    def chosen(found: re.Match[str]) -> str:
        items = re.findall(MEMBER, found[2])
        return found[1] + "|".join(_written(put_in_item(i, axis, scope, statistic, is_found=is_found)) for i in items)

    choice = rf"((?:^|,)\s*{re.escape(axis.name)}\s*=\s*)({MEMBER}(?:\|{MEMBER})*)"
    return f"{match[1]} [{re.sub(choice, chosen, match[2])}]"


def put_in_item(item: str, axis: Dimension, scope: Scope, statistic: Statistic, *, is_found: bool = False) -> str:
    """One item of a choice along time, with the named periods in it replaced by the statistic's own members.

    A period that the statistic lacks stays as it is where it `is_found`, and at the ends of spans. Raises
    `SelectionError` for other ones, and for a name that there is not.
    """
    ends = item.strip().split("..")
    found: list[str] = []
    for end in ends:
        moment = _named(end, scope)
        if moment is None:
            bare = end.strip()
            if _NAME.fullmatch(bare) and bare not in axis.positions and not _is_period(bare):
                raise SelectionError(f"there is no period '{bare}'.{near(bare, scope.names)}")
            found.append(end if len(ends) == 1 else bare)
            continue
        member = member_of(axis, moment.period)
        if member is None and len(ends) == 1 and not is_found:
            raise SelectionError(lacking(moment, f"{end.strip()}, which is {moment.member}", statistic.name, axis))
        found.append(member or moment.member)
    return "..".join(found)


def _named(written: str, scope: Scope) -> Moment | None:
    """The period that is named, perhaps moved by years; None for what is no name of one."""
    match = _MOVED.fullmatch(written)
    if match is None or match[1] not in scope.names:
        return None
    if match[1] in scope.broken:
        raise BrokenPeriodError(match[1])
    return moved(scope.moments[match[1]], match)


def _written(item: str) -> str:
    return item if item.startswith('"') or _PLAIN.fullmatch(item) or item == "*" else f'"{item}"'
