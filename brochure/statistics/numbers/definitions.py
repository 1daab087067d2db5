"""Working out the numbers that an author has named.

A definition is a selection (`arbeid/sysselsatte [aar=2014, gruppe=Innvandrere]`), or a formula over names,
selections and functions. Selections are turned into calls before Jinja's sandbox evaluates the formula.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Protocol

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, UndefinedError, nodes

from brochure.findings import Faults, Finding, Place, Report, near
from brochure.project.edition.reading import Definition
from brochure.project.sandbox.environment import said
from brochure.project.sandbox.values import Helper
from brochure.statistics.expressions import ClosedSandbox, evaluate, read
from brochure.statistics.floods import summed_up
from brochure.statistics.numbers.calling import checked, form_of_function
from brochure.statistics.numbers.functions import FUNCTIONS, number_from
from brochure.statistics.numbers.number import Number, shown
from brochure.statistics.selection import SelectionError, select, select_one
from brochure.statistics.table import Statistic
from brochure.statistics.units import UnitMismatchError

SELECTION = re.compile(r"(?<![\w./])(?<![\w./]-)([a-z0-9][\w.-]*(?:/[a-z0-9][\w.-]*)+)\s*\[((?:\"[^\"]*\"|[^\]\"])*)\]")
_MEMBER = r'(?:"[^"]*"|[^,|"]+)'
_CHOICE = re.compile(rf"\s*([\w-]+)\s*=\s*({_MEMBER}(?:\|{_MEMBER})*)\s*(?:,|$)")
_NAMED_MEMBER = re.compile(r"(\b(?:of|since)\s*=\s*)([^\s\"',)][^\"',)]*)")
_RESERVED = frozenset(
    {*FUNCTIONS, "figure", "table", "ref", "spenn", "claim", "caller", "cell", "cells"}
    | {"and", "or", "not", "in", "is", "if", "elif", "else", "true", "false", "none", "self", "loop", "for", "set"}
)
"""Names that formulas and texts use for something else."""

_CALLED = re.compile(r"(\w+)\s*\(\s*$")
_CALL_REACHES = 40
"""How far before a selection the name of the function that it is given to may begin."""
_FORMS = {name: form_of_function(name, function) for name, function in FUNCTIONS.items()}
_HELPERS = {name: Helper(_FORMS[name].written, checked(_FORMS[name], f)) for name, f in FUNCTIONS.items()}
_SELECTED = ("cell", "cells")
"""The functions that stand for selections; nobody writes them."""
_SEVERAL = {"max", "min", "rank", "total"}

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
    """The named numbers of an edition; a name that could not be worked out is known, but has no value."""

    values: dict[str, Number] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    @property
    def names(self) -> set[str]:
        """All names that were defined, broken ones too."""
        return set(self.values) | self.broken

    def knows(self, name: str) -> bool:
        """Whether a name has been worked out, or was found broken."""
        return name in self.values or name in self.broken


class Statistics(Protocol):
    """Where definitions find statistics."""

    def get(self, name: str, asked_at: Place) -> Statistic:
        """The statistic called `name`; raises `Faults` at `asked_at` when there is none."""
        ...


def resolve_numbers(
    definitions: Iterable[Definition], store: Statistics, report: Report, unreadable: Collection[str] = ()
) -> Numbers:
    """Work out every definition; faults go to `report`, each once, and do not hide the others.

    `unreadable` are names whose definitions could not be read; they count as broken.
    """
    resolver = _Resolver({d.name: d for d in definitions}, store)
    resolver.numbers.broken.update(unreadable)
    for name in resolver.definitions:
        resolver.resolve(name)
    for finding in summed_up(resolver.faults):
        report.add(finding)
    return resolver.numbers


@dataclass(slots=True)
class _Resolver:
    definitions: Mapping[str, Definition]
    store: Statistics
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
            self.numbers.values[name] = replace(
                self._evaluate(definition, path), name=name, formula=definition.expression
            )
        except _BrokenName:
            self.numbers.broken.add(name)
        except Faults as faults:
            self.numbers.broken.add(name)
            self.faults += faults.findings

    def _evaluate(self, definition: Definition, path: list[str]) -> Number:
        place = definition.place
        if definition.name in _RESERVED:
            raise Faults.one(place, f"'{definition.name}' has a meaning of its own; give the number another name")
        expression, cells = replace_selections(definition.expression)
        readers = (self._reader(cells, place, one=True), self._reader(cells, place, one=False))
        calls = {name: Helper(f"{name}(…)", reader) for name, reader in zip(_SELECTED, readers, strict=True)}
        names = {name: self._used(name, path) for name in self._names_in(definition.expression, place)}
        try:
            if expression.strip() == "cell(0)":
                value = readers[0](0)
            else:
                value = evaluate(self._sandbox, expression, {**_HELPERS, **calls, **names})
        except TemplateSyntaxError as error:
            raise Faults.one(place, f"'{definition.name}': {said(error)}") from None
        except AUTHOR_FAULTS as error:
            raise Faults.one(place, f"'{definition.name}': {error}") from None
        if not isinstance(value, Number):
            raise Faults.one(place, f"'{definition.name}' must be a number from a statistic, not {shown(value)}")
        if not value.cells:
            raise Faults.one(place, f"'{definition.name}' comes from no statistic; name a selection or another number")
        return value

    def _reader(self, cells: list[tuple[str, str]], place: Place, *, one: bool) -> Callable[[int], Any]:
        def read(index: int) -> Any:
            name, written = cells[index]
            statistic = self.store.get(name, place)
            choices = parse_choices(written)
            return number_from(select_one(statistic, choices)) if one else select(statistic, choices)

        return read

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
    return {node.name for node in (*named, *tree.find_all(nodes.Name))} - set(FUNCTIONS) - set(_SELECTED)


def _inner_names(expression: str) -> set[str]:
    """The names of this module's own functions that an author has written; they are nobody's to use."""
    written = SELECTION.sub("0", expression)
    if not any(name in written for name in _SELECTED):
        return set()
    tokens = [(kind, text) for _, kind, text in ClosedSandbox().lex("{{ " + written + " }}") if kind != "whitespace"]
    names = {text for (_, before), (kind, text) in pairwise(tokens) if kind == "name" and before != "."}
    return names & set(_SELECTED)


class _BrokenName(Exception):
    """A number uses another that has a fault of its own; the fault is told there."""


def replace_selections(expression: str) -> tuple[str, list[tuple[str, str]]]:
    """An expression with each selection replaced by a call, and the selections in order.

    Inside `max`, `min`, `rank` and `total` a selection may meet several cells, elsewhere exactly one.
    """
    found: list[tuple[str, str]] = []

    def call(match: re.Match[str]) -> str:
        found.append((match[1], match[2]))
        before = _CALLED.search(expression[max(0, match.start() - _CALL_REACHES) : match.start()])
        several = before is not None and before[1] in _SEVERAL
        return f"{'cells' if several else 'cell'}({len(found) - 1})"

    quoted = _NAMED_MEMBER.sub(r'\1"\2"', SELECTION.sub(call, expression))
    return quoted, found


def parse_choices(written: str) -> dict[str, tuple[str, ...]]:
    """The choices between the brackets of a selection: `aar=2014, kjonn=Kvinner|Menn`.

    Raises `SelectionError` when they cannot be read.
    """
    choices: dict[str, tuple[str, ...]] = {}
    position = 0
    while position < len(written.rstrip()):
        match = _CHOICE.match(written, position)
        if not match:
            rest = written[position:].strip()
            raise SelectionError(f"cannot read '{rest}'; write dimension=member, with commas between")
        if match[1] in choices:
            raise SelectionError(f"'{match[1]}' is chosen twice")
        members = (found[0].strip() for found in re.finditer(_MEMBER, match[2]))
        choices[match[1]] = tuple(member.strip('"') for member in members if member)
        position = match.end()
    return choices
