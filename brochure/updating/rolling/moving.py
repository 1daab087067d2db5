"""Which periods of an edition move on to its next year: those that are typed, or fixed without a reason.

They move statistic by statistic, all or none: where the newest one that is typed has a newer one in the data by as
many years as the edition moves. The first end of a span stays where it is the first of its table.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePosixPath

from brochure.findings import Faults, Place
from brochure.project.edition.naming import Definition
from brochure.project.edition.reading import Shared
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.moment import written_form
from brochure.statistics.numbers.selections import SELECTION
from brochure.statistics.period import Period, parse_period
from brochure.statistics.selection import member_of
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
FixedPeriod = tuple[str, str]
"""A period that is fixed without a reason: the folder it is defined in, and its name."""


@dataclass(slots=True)
class Moves:
    """What moves by `years`: typed periods of the statistics in `moving`, and the fixed ones in `periods`."""

    years: int
    store: StatisticStore
    available: Available
    of_names: Mapping[str, frozenset[str]]
    """The statistics behind each number."""
    moving: frozenset[str] = frozenset()
    periods: frozenset[FixedPeriod] = frozenset()
    users: Mapping[FixedPeriod, Collection[str]] = field(default_factory=dict)
    """The statistics that each fixed period selects from."""
    stays: list[str] = field(default_factory=list)

    def axis(self, statistic: str) -> str | None:
        """The dimension of time of a statistic; None where it has none, or is not sound."""
        found = self.statistic(statistic)
        return found.time.name if found is not None and found.time is not None else None

    def statistic(self, name: str) -> Statistic | None:
        """A statistic; None where there is none, or not a sound one."""
        try:
            return self.store.get(name, Place(""))
        except Faults:
            return None

    def moved(self, written: WrittenPeriod, behind: Collection[str]) -> str | None:
        """How a typed period is written a year later; None where it stays. `behind` are the statistics it is of."""
        period, names = written.period, [written.statistic] if written.statistic else behind
        if period is None or not names or not self.moving.issuperset(names):
            return None
        found = [self._later(name, period, written.role) for name in names]
        return found[0] if all(found) else None

    def statistics_in(self, written: str) -> frozenset[str]:
        """The statistics behind a formula or a tag: those it selects from, and those of the numbers it names."""
        named = (self.of_names.get(name, frozenset()) for name in _names(written))
        return frozenset(match[1] for match in SELECTION.finditer(written)).union(*named)

    def _later(self, name: str, period: Period, role: Role) -> str | None:
        statistic = self.statistic(name)
        later = period.moved(Fraction(self.years))
        if statistic is None or statistic.time is None or later is None:
            return None
        latest = self.available.latest(statistic)
        member = member_of(statistic.time, later)
        if latest is None or latest < later or (member is None and role in (Role.SELECTED, Role.COMPARED)):
            return None
        if role is Role.FIRST and period <= min(map(parse_period, statistic.time.members)):
            return None
        return member or written_form(later)


def work_out_moves(shared: Shared, store: StatisticStore, available: Available, years: int) -> Moves:
    """What moves in an edition as its author wrote it, with the data that are there now."""
    moves = Moves(years, store, available, _statistics_of(shared.definitions))
    fixed = _fixed_without_reason(shared)
    newest: dict[str, Period] = {}
    users: dict[FixedPeriod, set[str]] = defaultdict(set)
    for folder, written, behind in _written(shared, moves):
        period = written.period
        if period is not None and written.statistic:
            newest[written.statistic] = max(newest.get(written.statistic, period), period)
        for name in names_among(iter([written]), {name for _, name in fixed}):
            key = next((each for each in ((folder, name), (_above(folder), name)) if each in fixed), None)
            if key is not None:
                users[key] |= {written.statistic} if written.statistic else behind
    for key, statistics in users.items():
        for name in statistics:
            newest[name] = max(newest.get(name, fixed[key]), fixed[key])
    moves.moving = frozenset(name for name in newest if _has_newer(moves, name, newest[name]))
    as_compared = {key: WrittenPeriod(0, 0, written_form(period), Role.COMPARED) for key, period in fixed.items()}
    moves.periods = frozenset(key for key in users if moves.moved(as_compared[key], users[key]) is not None)
    moves.users = users
    moves.stays = sorted(newest.keys() - moves.moving)
    return moves


def _has_newer(moves: Moves, name: str, newest: Period) -> bool:
    statistic, later = moves.statistic(name), newest.moved(Fraction(moves.years))
    latest = moves.available.latest(statistic) if statistic is not None else None
    return later is not None and latest is not None and later <= latest


def _written(shared: Shared, moves: Moves) -> Iterator[tuple[str, WrittenPeriod, frozenset[str]]]:
    """Every period in formulas and selections, with its folder and the statistics behind it."""
    for definition in shared.definitions:
        behind = moves.statistics_in(definition.expression)
        for written in periods_in_formula(definition.expression, moves.axis):
            yield _folder(definition.place), written, behind
    for described in (*shared.figures.values(), *shared.tables.values()):
        statistic = described.description.statistic
        axis = moves.axis(statistic)
        for item in described.description.select.get(axis, ()) if axis is not None else ():
            for written in periods_in_item(item, 0, statistic):
                yield _folder(described.place()), written, frozenset({statistic})


def _fixed_without_reason(shared: Shared) -> dict[FixedPeriod, Period]:
    found: dict[FixedPeriod, Period] = {}
    for definition in shared.periods:
        period = typed_period(definition.expression)
        if period is not None and not definition.reason:
            found[_folder(definition.place), definition.name] = period
    return found


def _statistics_of(definitions: Iterable[Definition]) -> dict[str, frozenset[str]]:
    """The statistics behind each number, through all that it is worked out from."""
    expressions = {each.name: each.expression for each in definitions}
    found: dict[str, frozenset[str]] = {}
    for first in expressions:
        path = {first: None}
        while path:
            current = next(reversed(path))
            expression = expressions[current]
            used = [name for name in _names(expression) if name in expressions]
            following = next((name for name in used if name not in found and name not in path), None)
            if following is not None:
                path[following] = None
                continue
            own = frozenset(match[1] for match in SELECTION.finditer(expression))
            found[current] = own.union(*(found.get(name, frozenset()) for name in used))
            del path[current]
    return found


def _names(expression: str) -> list[str]:
    return [name for name in _NAME.findall(SELECTION.sub("0", expression)) if name]


def _folder(place: Place) -> str:
    return str(PurePosixPath(place.path).parent)


def _above(folder: str) -> str:
    return str(PurePosixPath(folder).parent)
