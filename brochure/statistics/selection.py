"""Selecting cells of a statistic by naming members of its dimensions.

A member is named by its code, or by its name in any language. A choice for a dimension is one member, several, `*` (all
but the elimination member) or a span of periods ("2001..2014"). A dimension that is not named takes its elimination
member, or its only one; a dimension with the role "definition" takes whichever member exists.
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from brochure.findings import near, quoted
from brochure.statistics.period import KNOWN_FORMS, Period, PeriodError, parse_period
from brochure.statistics.table import Dimension, Key, Observation, Statistic

ALL = "*"
Choices = Mapping[str, Sequence[str]]


class SelectionError(ValueError):
    """A selection that does not fit the statistic; the message says how."""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A selected observation with its place in the table; two are equal when they are the same cell."""

    statistic: Statistic
    key: Key
    observation: Observation

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and (self.statistic.name, self.key) == (other.statistic.name, other.key)

    def __hash__(self) -> int:
        return hash((self.statistic.name, self.key))

    def member(self, dimension: str) -> str:
        """The member of `dimension` that this cell belongs to."""
        return self.statistic.members(self.key)[dimension]

    @property
    def period(self) -> Period | None:
        """The period that it is of; None where its statistic has no time."""
        axis = self.statistic.time
        return parse_period(self.member(axis.name)) if axis is not None else None

    def __str__(self) -> str:
        return f"{self.statistic.name} [{', '.join(f'{d}={m}' for d, m in self.statistic.members(self.key).items())}]"


def resolve_members(dimension: Dimension, choice: Sequence[str]) -> list[str]:
    """The members that a choice stands for, in the order of the choice, or of the file for `*` and spans.

    Raises `SelectionError` for a member that is not there.
    """
    members: list[str] = []
    for item in choice:
        if item == ALL:
            members += [m for m in dimension.members if m != dimension.metadata.elimination]
        elif item in dimension.positions:
            members.append(item)
        elif ".." in item and dimension.is_time:
            members += _members_in_span(dimension, item)
        elif dimension.is_time and (same := _same_period(dimension, item)):
            members.append(same)
        elif called := dimension.by_label.get(item.casefold(), ()):
            if len(called) > 1:
                message = f"'{item}' is the name of several members of '{dimension.name}'; write the code of the one"
                raise SelectionError(f"{message} that is meant: {quoted(called, 'or')}.")
            members += called
        else:
            raise SelectionError(f"'{item}' is not a member of '{dimension.name}'.{_near_members(dimension, item)}")
    return list(dict.fromkeys(members))


def _near_members(dimension: Dimension, item: str) -> str:
    """A hint for what is no member: those that are written or called nearly so, or all of a few."""
    members = dimension.like(item)
    names = [dimension.spoken(member) for member in members]
    return near(item, members, listed=0) or near(item, names)


def _members_in_span(dimension: Dimension, span: str) -> list[str]:
    """The members of a time dimension from the first end of "2001..2014" to the last, in order of time."""
    try:
        first, last = (parse_period(end) for end in span.split("..", 1))
    except PeriodError:
        message = f"'{span}' is not a span; write it as 2001..2014, with each end as {KNOWN_FORMS}."
        raise SelectionError(message) from None
    within = [
        member
        for member in dimension.members
        if first.start <= (period := parse_period(member)).start
        and (period.start <= last.start or period.end <= last.end)
    ]
    if not within:
        raise SelectionError(f"'{dimension.name}' has nothing in the span {span}.")
    return sorted(within, key=parse_period)


def _same_period(dimension: Dimension, item: str) -> str | None:
    """The member that is the same period as one written in another form; None where there is none."""
    try:
        wanted = parse_period(item)
    except PeriodError:
        return None
    return member_of(dimension, wanted)


def members_of(statistic: Statistic, choices: Choices) -> list[list[str]]:
    """For each dimension of the statistic the members that `choices` leave.

    Raises `SelectionError` with every fault: an unknown dimension or member.
    """
    known = [dimension.name for dimension in statistic.dimensions]
    faults = [
        f"'{name}' is not a dimension of {statistic.name}.{near(name, known)}" for name in choices if name not in known
    ]
    axes: list[list[str]] = []
    for dimension in statistic.dimensions:
        try:
            if dimension.name in choices:
                axes.append(resolve_members(dimension, choices[dimension.name]))
            elif dimension.metadata.elimination is not None:
                axes.append([dimension.metadata.elimination])
            else:
                axes.append(list(dimension.members))
        except SelectionError as error:
            faults.append(str(error))
    if faults:
        raise SelectionError(" ".join(faults))
    return axes


def select(statistic: Statistic, choices: Choices) -> list[Cell]:
    """All cells that a selection meets, in the order of its members; empty when none exists."""
    return [Cell(statistic, key, statistic.cells[key]) for key in _keys(statistic, members_of(statistic, choices))]


def select_if_any(statistic: Statistic, choices: Choices) -> list[Cell]:
    """As `select`, but a time that the statistic does not have is no fault: it has no cells there."""
    axis = statistic.time
    if axis is None or axis.name not in choices:
        return select(statistic, choices)
    try:
        resolve_members(axis, choices[axis.name])
    except SelectionError:
        there = [item for item in choices[axis.name] if ".." in item or item in axis.positions or item == ALL]
        absent = [item for item in choices[axis.name] if item not in there]
        there += filter(None, (member_of(axis, parse_period_or_fault(item)) for item in absent))
        if not there:
            members_of(statistic, {name: choice for name, choice in choices.items() if name != axis.name})
            return []
        try:
            return select(statistic, {**choices, axis.name: there})
        except SelectionError as error:
            if "has nothing in the span" not in str(error):
                raise
            return []
    return select(statistic, choices)


def parse_period_or_fault(item: str) -> Period:
    """The period that an item of a selection is; raises `SelectionError` for what is none."""
    try:
        return parse_period(item)
    except PeriodError as error:
        raise SelectionError(str(error)) from None


def member_of(dimension: Dimension, period: Period) -> str | None:
    """The member of a dimension along time that is a period; None where it has none."""
    return next((member for member in dimension.members if parse_period(member) == period), None)


def _keys(statistic: Statistic, axes: Sequence[Sequence[str]]) -> Iterable[Key]:
    """The keys of the cells with members of `axes`, in their order; never more work than there are cells or places."""
    if math.prod(map(len, axes)) <= len(statistic.cells):
        return [key for key in itertools.product(*axes) if key in statistic.cells]
    places = [{member: i for i, member in enumerate(axis)} for axis in axes]
    found: list[tuple[tuple[int, ...], Key]] = []
    for key in statistic.cells:
        order = tuple(at.get(member, -1) for at, member in zip(places, key, strict=True))
        if -1 not in order:
            found.append((order, key))
    return [key for _, key in sorted(found)]


def select_one(statistic: Statistic, choices: Choices) -> Cell:
    """The one cell that a selection meets; raises `SelectionError` when there is none or several."""
    cells = select(statistic, choices)
    if len(cells) == 1:
        return cells[0]
    if not cells:
        raise SelectionError(f"no cell of {statistic.name} fits.{_why_none(statistic, choices)}")
    open_dimensions = [
        f"{d.name} ({', '.join(map(d.spoken, found[:4]))}{', …' if len(found) > 4 else ''})"
        for i, d in enumerate(statistic.dimensions)
        if len(found := list(dict.fromkeys(cell.key[i] for cell in cells))) > 1
    ]
    raise SelectionError(f"{len(cells)} cells of {statistic.name} fit; choose a member of {'; '.join(open_dimensions)}")


def cells_by_axes(statistic: Statistic, choices: Choices, axes: Sequence[str]) -> dict[Key, Cell]:
    """The selected cells by their members along `axes`, in the order of the selection.

    Raises `SelectionError` when no cell fits, or when two fall on the same place.
    """
    found: dict[Key, Cell] = {}
    for cell in select(statistic, choices):
        key = tuple(cell.member(axis) for axis in axes)
        if key in found:
            differs = [d.name for d in statistic.dimensions if cell.member(d.name) != found[key].member(d.name)]
            raise SelectionError(
                f"several cells of {statistic.name} fall on {', '.join(key)}; "
                f"choose a member of {' and '.join(differs)}"
            )
        found[key] = cell
    if not found:
        raise SelectionError(f"no cell of {statistic.name} fits.{_why_none(statistic, choices)}")
    return found


def _why_none(statistic: Statistic, choices: Choices) -> str:
    """Which single choice, if left open, would let the selection meet a cell, and with which members."""
    for name in choices:
        rest = {key: value for key, value in choices.items() if key != name}
        position = [d.name for d in statistic.dimensions].index(name)
        axes = members_of(statistic, rest)
        axes[position] = list(statistic.dimensions[position].members)
        found = dict.fromkeys(key[position] for key in _keys(statistic, axes))
        if found:
            members = list(map(statistic.dimensions[position].spoken, found))
            shown = quoted(members[:6], "and") + (" and others" if len(members) > 6 else "")
            return f" With the other choices there is '{name}' = {shown}."
    return ""
