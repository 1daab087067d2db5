"""Working out the numbers that an author has named.

A definition is a selection (`arbeid/sysselsatte [aar=2014, gruppe=Innvandrere]`), or a formula over names,
selections and functions. Selections are turned into calls before Jinja's sandbox evaluates the formula.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Any

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, UndefinedError, nodes

from brochure.findings import Faults, Finding, Place, Report, near
from brochure.project.edition.naming import Definition
from brochure.project.sandbox.environment import said
from brochure.project.sandbox.values import Helper
from brochure.statistics.expressions import ClosedSandbox, evaluate, read
from brochure.statistics.floods import summed_up, told_once
from brochure.statistics.numbers.calling import checked, form_of_function
from brochure.statistics.numbers.functions import FUNCTIONS, number_from
from brochure.statistics.numbers.number import Number, shown
from brochure.statistics.numbers.periods import NO_PERIODS, Periods, Statistics
from brochure.statistics.numbers.selections import SELECTED, SELECTION, parse_choices, replace_selections
from brochure.statistics.publications import published_by
from brochure.statistics.selection import Cell, SelectionError, select, select_if_any, select_one
from brochure.statistics.units import UnitMismatchError

RESERVED = frozenset(
    {*FUNCTIONS, "figure", "table", "ref", "spenn", "claim", "caller", *SELECTED}
    | {"and", "or", "not", "in", "is", "if", "elif", "else", "true", "false", "none", "self", "loop", "for", "set"}
)
"""Names that formulas and texts use for something else."""

_FORMS = {name: form_of_function(name, function) for name, function in FUNCTIONS.items()}
_HELPERS = {name: Helper(_FORMS[name].written, checked(_FORMS[name], f)) for name, f in FUNCTIONS.items()}

AUTHOR_FAULTS = (
    SelectionError,
    UnitMismatchError,
    TypeError,
    ValueError,
    ArithmeticError,
    UndefinedError,
    TemplateRuntimeError,
)
"""What an expression may raise through the author's fault."""


@dataclass(slots=True)
class Numbers:
    """The named numbers of an edition; a name that could not be worked out is known, but has no value.

    `claims` are those that have a name, `periods` the named periods.
    """

    values: dict[str, Number] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    claims: dict[str, "NamedClaim"] = field(default_factory=dict)
    periods: Periods = NO_PERIODS

    @property
    def names(self) -> set[str]:
        """All names that were defined, broken ones too."""
        return set(self.values) | self.broken

    def knows(self, name: str) -> bool:
        """Whether a name has been worked out, or was found broken."""
        return name in self.values or name in self.broken


@dataclass(frozen=True, slots=True)
class NamedClaim:
    """A condition that has a name: written over numbers and selections alone, and whether it holds.

    `names` are the numbers in it, `cells` those that its selections met.
    """

    name: str
    condition: str
    holds: bool
    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    place: Place


def resolve_numbers(
    definitions: Iterable[Definition],
    store: Statistics,
    report: Report,
    unreadable: Collection[str] = (),
    date: datetime.date | None = None,
) -> Numbers:
    """Work out every definition; faults go to `report`, each once, and do not hide the others.

    `unreadable` are names whose definitions could not be read; they count as broken. What was published after `date`
    is not there for the functions over data.
    """
    resolver = _Resolver({d.name: d for d in definitions}, store, date)
    resolver.numbers.broken.update(unreadable)
    for name in resolver.definitions:
        resolver.resolve(name)
    for finding in summed_up(told_once(resolver.faults)):
        report.add(finding)
    return resolver.numbers


@dataclass(slots=True)
class _Resolver:
    definitions: Mapping[str, Definition]
    store: Statistics
    date: datetime.date | None = None
    faults: list[Finding] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    _names: dict[str, list[str]] = field(default_factory=dict)
    _sandbox: ClosedSandbox = field(default_factory=ClosedSandbox)

    def resolve(self, name: str) -> None:
        """Work out the number called `name`, and before it those that it uses, however many follow one another."""
        path = [name]
        while path:
            current = path[-1]
            if self.numbers.knows(current):
                path.pop()
                continue
            before = (used for used in self._uses(current) if not self.numbers.knows(used) and used not in path)
            if (used := next(before, None)) is not None:
                path.append(used)
            else:
                self._settle(self.definitions[current], path)

    def _uses(self, name: str) -> list[str]:
        """The names of other numbers in a definition; none where it cannot be read, which `_settle` tells."""
        definition = self.definitions[name]
        if name not in self._names:
            try:
                self._names[name] = self._names_in(definition.expression, definition.place)
            except Faults:
                return []
        return self._names[name]

    def _settle(self, definition: Definition, path: list[str]) -> None:
        """Work out one definition on the path of those that use one another; its faults are reported."""
        name = definition.name
        try:
            value = self._evaluate(definition, path)
            self.numbers.values[name] = replace(value, name=name, formula=definition.expression)
        except _BrokenName:
            self.numbers.broken.add(name)
        except Faults as faults:
            self.numbers.broken.add(name)
            self.faults += faults.findings

    def _evaluate(self, definition: Definition, path: list[str]) -> Number:
        place = definition.place
        if definition.name in RESERVED:
            raise Faults.one(place, f"'{definition.name}' has a meaning of its own; give the number another name")
        names = {name: self._used(name, path) for name in self._names_in(definition.expression, place)}
        try:
            value = worked_out(self._sandbox, definition, self.store, self.date, names)
        except TemplateSyntaxError as error:
            raise Faults.one(place, f"'{definition.name}': {said(error)}") from None
        except AUTHOR_FAULTS as error:
            raise Faults.one(place, f"'{definition.name}': {error}") from None
        if not isinstance(value, Number):
            raise Faults.one(place, f"'{definition.name}' must be a number from a statistic, not {shown(value)}")
        if not value.cells:
            raise Faults.one(place, f"'{definition.name}' comes from no statistic; name a selection or another number")
        return value

    def _used(self, name: str, path: list[str]) -> Number:
        if name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            raise Faults.one(self.definitions[name].place, f"'{name}' is defined by itself: {circle}")
        if name not in self.numbers.values:
            raise _BrokenName
        return self.numbers.values[name]

    def _names_in(self, expression: str, place: Place) -> list[str]:
        """The names of other numbers in an expression; an unknown one is a fault."""
        try:
            used = names_in(expression) | _inner_names(expression)
        except TemplateSyntaxError as error:
            raise Faults.one(place, f"the formula cannot be read: {said(error)}") from None
        unknown = [name for name in used if name not in self.definitions and name not in self.numbers.broken]
        for name in sorted(unknown):
            message = f"there is no number '{name}'.{near(name, [*self.definitions, *FUNCTIONS])}"
            raise Faults.one(place, message)
        return sorted(used)


def names_in(expression: str) -> set[str]:
    """The names that an expression takes for numbers; raises `TemplateSyntaxError` when it cannot be read."""
    replaced, _ = replace_selections(expression)
    if replaced.strip() == "cell(0)":
        return set()
    tree = read(ClosedSandbox(), replaced)
    named = [tree] if isinstance(tree, nodes.Name) else []
    return {node.name for node in (*named, *tree.find_all(nodes.Name))} - set(FUNCTIONS) - set(SELECTED)


def _inner_names(expression: str) -> set[str]:
    """The names of this module's own functions that an author has written; they are nobody's to use."""
    written = SELECTION.sub("0", expression)
    if not any(name in written for name in SELECTED):
        return set()
    tokens = [(kind, text) for _, kind, text in ClosedSandbox().lex("{{ " + written + " }}") if kind != "whitespace"]
    names = {text for (_, before), (kind, text) in pairwise(tokens) if kind == "name" and before != "."}
    return names & set(SELECTED)


def worked_out(
    sandbox: ClosedSandbox,
    definition: Definition,
    store: Statistics,
    date: datetime.date | None,
    names: Mapping[str, Any],
    met: list[Cell] | None = None,
    compare: Callable[[str, Any, Any], bool] | None = None,
) -> Any:
    """The value of a formula or condition over `names` and selections; the cells that those meet are added to `met`.

    `compare` is what compares values with each other, where that is more than their own way.

    Raises what Jinja or an operation raises.
    """
    expression, written = replace_selections(definition.expression)

    def read(kind: str, index: int) -> Any:
        name, inside = written[index]
        statistic = store.get(name, definition.place)
        choices = parse_choices(inside)
        if kind == "cell":
            cells = [select_one(statistic, choices)]
        elif kind == "cells":
            cells = select(statistic, choices)
        else:
            cells = list(filter(published_by(statistic, date), select_if_any(statistic, choices)))
        if met is not None:
            met.extend(cells)
        return number_from(cells[0]) if kind == "cell" else cells

    if expression.strip() == "cell(0)":
        return read("cell", 0)
    calls = {kind: Helper(f"{kind}(…)", partial(read, kind)) for kind in SELECTED}
    return evaluate(sandbox, expression, {**_HELPERS, **calls, **names}, compare)


class _BrokenName(Exception):
    """A number uses another that has a fault of its own; the fault is told there."""
