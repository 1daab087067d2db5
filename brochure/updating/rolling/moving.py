"""Which periods of an edition move on to its next year: those that are typed, or fixed without a reason.

A table moves where the newest of its typed periods has a newer one in the data; in it each selection that has as many
values then as it had before. Numbers that are worked out from one another move together, or none of them does: what is
compared stays of one time. The first end of a span stays where it is the first of its table.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePosixPath

from brochure.findings import Faults, Place
from brochure.project.edition.naming import Definition
from brochure.project.edition.reading import Shared
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.moment import written_form
from brochure.statistics.numbers.selections import SELECTION, parse_choices
from brochure.statistics.period import Period, parse_period
from brochure.statistics.publications import published_by
from brochure.statistics.selection import SelectionError, member_of, select
from brochure.statistics.table import Statistic
from brochure.updating.available import Available
from brochure.updating.written_periods import (
    Role,
    WrittenPeriod,
    names_among,
    periods_in_formula,
    periods_in_item,
    typed_period,
)

_NAME = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![\w.])([a-zæøå]\w*)(?!\w)(?!\s*\()")
Fixed = tuple[str, str]
"""A period that is fixed without a reason: the folder it is defined in, and its name."""
Series = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""A statistic and what is selected from it, but for its time."""


@dataclass(slots=True)
class Moves:
    """What moves by `years` in an edition, with the data that are there now."""

    years: int
    store: StatisticStore
    available: Available
    behind: Mapping[str, frozenset[Series]] = field(default_factory=dict)
    """The series behind each number, through all that it is worked out from."""
    together: Mapping[str, str] = field(default_factory=dict)
    """For each number one that stands for all that are worked out from one another."""
    moving: frozenset[str] = frozenset()
    """The statistics with newer data."""
    held: frozenset[tuple[str, Period]] = frozenset()
    """Numbers that stand for others, and periods at which one of them has no value a year later."""
    periods: Mapping[Fixed, frozenset[Series]] = field(default_factory=dict)
    """The fixed periods that move, and what is selected by them."""
    stays: tuple[str, ...] = ()
    """The statistics that have no newer data than those that are typed."""
    named_at: Mapping[str, Place] = field(default_factory=dict)
    """Where each statistic is first named by a number, figure or table."""
    faults: dict[str, Faults] = field(default_factory=dict)
    """What is wrong with the statistics that were asked for, by name: nothing of them moves."""
    _counts: dict[tuple[Series, str], int] = field(default_factory=dict)

    def axis(self, statistic: str) -> str | None:
        """The dimension of time of a statistic; None where it has none, or is not sound."""
        found = self.statistic(statistic)
        return found.time.name if found is not None and found.time is not None else None

    def statistic(self, name: str) -> Statistic | None:
        """A statistic; None where there is none, or not a sound one."""
        try:
            return self.store.get(name, self.named_at.get(name, Place("")))
        except Faults as faults:
            self.faults.setdefault(name, faults)
            return None

    def series(self, statistic: str, choices: Mapping[str, Sequence[str]]) -> Series:
        """What a selection selects, but for its time."""
        axis = self.axis(statistic)
        return statistic, tuple((name, tuple(chosen)) for name, chosen in choices.items() if name != axis)

    def series_in(self, written: str) -> frozenset[Series]:
        """The series behind a formula or a tag: those it selects from, and those of the numbers it names."""
        named = (self.behind.get(name, frozenset()) for name in _names(written))
        return frozenset(_selected(written, self)).union(*named)

    def in_formula(self, written: str, number: str = "") -> Iterator[tuple[WrittenPeriod, str]]:
        """The periods of a formula or tag that move, and how they are written then; `number` is what it defines."""
        group = self.together.get(number, number)
        yield from self._moved(
            each
            for each in _periods_in(written, self)
            if each[0].period is None or (group, each[0].period) not in self.held
        )

    def in_item(self, written: str, series: Series) -> Iterator[tuple[WrittenPeriod, str]]:
        """The periods in an item of a selection that move, and how they are written then."""
        yield from self._moved((each, frozenset({series})) for each in periods_in_item(written, 0, series[0]))

    def fixed(self, written: str, period: Fixed) -> Iterator[tuple[WrittenPeriod, str]]:
        """How a fixed period that moves is written then."""
        for each in periods_in_item(written, 0):
            if (new := self.later(each, self.periods[period])) is not None:
                yield each, new

    def _moved(self, periods: Iterable[tuple[WrittenPeriod, frozenset[Series]]]) -> Iterator[tuple[WrittenPeriod, str]]:
        """Those that move; the first end of a span only where the last does, or has a name."""
        found = [*periods]
        for at, (each, series) in enumerate(found):
            if each.role is Role.FIRST and at + 1 < len(found):
                last = found[at + 1][0]
                if last.period is not None and self.later(last, series) is None:
                    continue
            if (new := self.later(each, series)) is not None:
                yield each, new

    def later(self, written: WrittenPeriod, series: Collection[Series]) -> str | None:
        """How a typed period of some series is written a year later; None where it stays."""
        period = written.period
        if period is None or not series or not self.moving.issuperset(name for name, _ in series):
            return None
        found = [self._later(each, period, written) for each in series]
        return found[0] if all(found) else None

    def _later(self, series: Series, period: Period, written: WrittenPeriod) -> str | None:
        statistic, later = self.statistic(series[0]), period.moved(Fraction(self.years))
        if statistic is None or statistic.time is None or later is None:
            return None
        member, latest = member_of(statistic.time, later), self.available.latest(statistic)
        if written.role is Role.FIRST:
            is_first = period <= min(map(parse_period, statistic.time.members))
            return None if is_first else member or written_form(later)
        if member is None or latest is None or latest < later:
            return None
        before = member_of(statistic.time, period)
        values = self._count(series, member)
        return member if values and (before is None or values >= self._count(series, before)) else None

    def _count(self, series: Series, member: str) -> int:
        """How many published values a series has at a time."""
        if (series, member) not in self._counts:
            self._counts[series, member] = self._counted(series, member)
        return self._counts[series, member]

    def _counted(self, series: Series, member: str) -> int:
        statistic, axis = self.statistic(series[0]), self.axis(series[0])
        if statistic is None or axis is None:
            return 0
        try:
            cells = select(statistic, {**dict(series[1]), axis: (member,)})
        except SelectionError:
            return 0
        return sum(
            map(published_by(statistic, self.available.date), (c for c in cells if c.observation.value is not None))
        )


def work_out_moves(shared: Shared, store: StatisticStore, available: Available, years: int) -> Moves:
    """What moves in an edition, as its author wrote it."""
    moves = Moves(years, store, available, named_at=_named_at(shared))
    moves.behind = _behind(shared.definitions, moves)
    moves.together = _together(shared.definitions)
    fixed = _fixed_without_reason(shared)
    newest: dict[str, Period] = {}
    users: dict[Fixed, set[Series]] = defaultdict(set)
    for folder, written, series in _written(shared, moves):
        period = written.period
        for key in _keys(written, folder, fixed):
            users[key] |= series
            period = fixed[key]
        if period is not None and written.role is not Role.COMPARED:
            for name, _ in series:
                newest[name] = max(newest.get(name, period), period)
    moves.moving = frozenset(name for name in newest if _has_newer(moves, name, newest[name]))
    moves.stays = tuple(sorted(newest.keys() - moves.moving))
    moves.held = frozenset(_held(shared.definitions, moves))
    moves.periods = {
        key: frozenset(series)
        for key, series in users.items()
        if moves.later(WrittenPeriod(0, 0, written_form(fixed[key]), Role.SELECTED), series) is not None
    }
    return moves


def _named_at(shared: Shared) -> dict[str, Place]:
    """Where each statistic is first named."""
    found: dict[str, Place] = {}
    for definition in shared.definitions:
        for selection in SELECTION.finditer(definition.expression):
            found.setdefault(selection[1], definition.place)
    for described in (*shared.figures.values(), *shared.tables.values()):
        found.setdefault(described.description.statistic, described.place("statistic"))
    return found


def _has_newer(moves: Moves, name: str, newest: Period) -> bool:
    statistic, later = moves.statistic(name), newest.moved(Fraction(moves.years))
    latest = moves.available.latest(statistic) if statistic is not None else None
    return later is not None and latest is not None and later <= latest


def _held(definitions: Iterable[Definition], moves: Moves) -> Iterator[tuple[str, Period]]:
    """The groups of numbers, and their periods, of which one cannot move."""
    for definition in definitions:
        for written, series in _periods_in(definition.expression, moves):
            period = written.period
            if period is None or written.role is Role.FIRST or not moves.moving.issuperset(n for n, _ in series):
                continue
            if moves.later(written, series) is None:
                yield moves.together[definition.name], period


def _written(shared: Shared, moves: Moves) -> Iterator[tuple[str, WrittenPeriod, frozenset[Series]]]:
    """Every period in formulas and selections, with its folder and the series that it is of."""
    for definition in shared.definitions:
        for written, series in _periods_in(definition.expression, moves):
            yield _folder(definition.place), written, series
    for described in (*shared.figures.values(), *shared.tables.values()):
        description = described.description
        axis = moves.axis(description.statistic)
        series = frozenset({moves.series(description.statistic, description.select)})
        for item in description.select.get(axis, ()) if axis is not None else ():
            for written in periods_in_item(item, 0, description.statistic):
                yield _folder(described.place()), written, series


def _periods_in(written: str, moves: Moves) -> Iterator[tuple[WrittenPeriod, frozenset[Series]]]:
    """The periods in a formula or tag, each with its series: those of its selection, or all that is compared."""
    whole = moves.series_in(written)
    for each in periods_in_formula(written, moves.axis):
        if not each.statistic:
            yield each, whole
        elif (choices := _choices(each.inside)) is not None:
            yield each, frozenset({moves.series(each.statistic, choices)})


def _selected(written: str, moves: Moves) -> Iterator[Series]:
    for selection in SELECTION.finditer(written):
        if (choices := _choices(selection[2])) is not None:
            yield moves.series(selection[1], choices)


def _choices(inside: str) -> Mapping[str, Sequence[str]] | None:
    try:
        return parse_choices(inside)
    except SelectionError:
        return None  # told where it is read


def _keys(written: WrittenPeriod, folder: str, fixed: Mapping[Fixed, Period]) -> Iterator[Fixed]:
    """The fixed period that is named, in its own part or the whole edition."""
    for name in names_among(iter([written]), {name for _, name in fixed}):
        own = (folder, name), (str(PurePosixPath(folder).parent), name)
        yield from [key for key in own if key in fixed][:1]


def _fixed_without_reason(shared: Shared) -> dict[Fixed, Period]:
    found: dict[Fixed, Period] = {}
    for definition in shared.periods:
        period = typed_period(definition.expression)
        if period is not None and not definition.reason:
            found[_folder(definition.place), definition.name] = period
    return found


def _behind(definitions: Iterable[Definition], moves: Moves) -> dict[str, frozenset[Series]]:
    """The series behind each number; each is worked out after those that it uses."""
    expressions = {each.name: each.expression for each in definitions}
    found: dict[str, frozenset[Series]] = {}
    for first in expressions:
        path = {first: None}
        while path:
            current = next(reversed(path))
            used = [name for name in _names(expressions[current]) if name in expressions]
            following = next((name for name in used if name not in found and name not in path), None)
            if following is not None:
                path[following] = None
                continue
            own = frozenset(_selected(expressions[current], moves))
            found[current] = own.union(*(found.get(name, frozenset()) for name in used))
            del path[current]
    return found


def _together(definitions: Iterable[Definition]) -> dict[str, str]:
    """For each number the one that stands for its group: all that are worked out from one another."""
    expressions = {each.name: each.expression for each in definitions}
    above = {name: name for name in expressions}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for name, expression in expressions.items():
        for used in _names(expression):
            if used in above:
                above[top(used)] = top(name)
    return {name: top(name) for name in expressions}


def _names(expression: str) -> list[str]:
    return [name for name in _NAME.findall(SELECTION.sub("0", expression)) if name]


def _folder(place: Place) -> str:
    return str(PurePosixPath(place.path).parent)
