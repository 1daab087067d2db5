"""Claims by name: conditions written once for an edition, whatever text uses them."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateSyntaxError

from brochure.findings import Faults, Place, Report, near
from brochure.project.edition.naming import Definition
from brochure.project.sandbox.environment import said
from brochure.statistics.expressions import COMPARISONS, ClosedSandbox, read
from brochure.statistics.numbers.breaks import refuse_comparison
from brochure.statistics.numbers.definitions import (
    AUTHOR_FAULTS,
    RESERVED,
    NamedClaim,
    Numbers,
    names_in,
    worked_out,
)
from brochure.statistics.numbers.functions import FUNCTIONS
from brochure.statistics.numbers.moment import Moment
from brochure.statistics.numbers.number import Number, shown
from brochure.statistics.numbers.over_data import count
from brochure.statistics.numbers.periods import Statistics
from brochure.statistics.numbers.selections import SELECTED, SELECTION, parse_choices, replace_selections
from brochure.statistics.numbers.tautologies import emptiness, limits_of
from brochure.statistics.selection import Cell, select_if_any

SECTIONS = re.compile(r"\bcount\(\s*sections\s*\)")
"""How many sections the edition has, as a condition asks for it."""
_HAS = re.compile(rf"\bhas\(\s*{SELECTION.pattern}")
_WORD = re.compile(rf"{SELECTION.pattern}|\"[^\"]*\"|'[^']*'|(?<![\w.])(?P<name>[a-zæøå]\w*)\b(?!\s*\()")


def resolve_claims(
    definitions: Iterable[Definition],
    numbers: Numbers,
    store: Statistics,
    report: Report,
    date: datetime.date | None = None,
) -> None:
    """Work out every claim into `numbers`, which are worked out already; faults go to `report`, each at its claim."""
    resolver = _Resolver({each.name: each for each in definitions}, numbers, store, date)
    for definition in resolver.definitions.values():
        try:
            numbers.claims[definition.name] = resolver.claim(definition)
        except _RestsOnBrokenError:
            numbers.broken.add(definition.name)
        except Faults as faults:
            numbers.broken.add(definition.name)
            for finding in faults.findings:
                report.add(finding)


def with_claims(condition: str, claims: Mapping[str, str]) -> str:
    """A condition with the names of claims replaced by their conditions."""

    def replaced(match: re.Match[str]) -> str:
        name = match["name"]
        return f"({claims[name]})" if name in claims else match[0]

    return _WORD.sub(replaced, condition)


def compared(how: str, left: Any, right: Any) -> bool:
    """A comparison; raises `SelectionError` where a break or another definition lies between two numbers."""
    if isinstance(left, Number) and isinstance(right, Number) and not isinstance(left, Moment):
        refuse_comparison(left.cells, right.cells)
    return bool(COMPARISONS[how](left, right))


def _counts(number: Number) -> bool:
    """Whether it is how many cells there are, which may be none."""
    return number.made is not None and number.made[0] is count


class _RestsOnBrokenError(Exception):
    """A claim uses what has a fault of its own, told there."""


@dataclass(slots=True)
class _Resolver:
    definitions: Mapping[str, Definition]
    numbers: Numbers
    store: Statistics
    date: datetime.date | None
    _sandbox: ClosedSandbox = field(default_factory=ClosedSandbox)
    _whole: dict[str, str] = field(default_factory=dict)
    _as_written: dict[str, str] = field(default_factory=dict)
    """The same with the names of periods, which move on with the data: `naa == 2014`."""

    def claim(self, definition: Definition) -> NamedClaim:
        """A claim, worked out; raises `Faults` for one that cannot be."""
        name, place = definition.name, definition.place
        if name in RESERVED:
            raise Faults.one(place, f"'{name}' has a meaning of its own; give the claim another name")
        if name in self.numbers.broken:
            raise _RestsOnBrokenError
        condition = self._written_out(definition, [name])
        used = sorted(names_in(condition))
        met: list[Cell] = []
        values = {each: self.numbers.values[each] for each in used}
        whole = Definition(name, condition, place)
        try:
            holds = worked_out(self._sandbox, whole, self.store, self.date, values, met, compared)
        except TemplateSyntaxError as error:
            raise Faults.one(place, f"'{name}': {said(error)}") from None
        except AUTHOR_FAULTS as error:
            raise Faults.one(place, f"'{name}': {error}") from None
        if not isinstance(holds, bool):
            raise Faults.one(place, f"'{name}' must be true or false, such as andel > andel_foer, not {shown(holds)}")
        for fault in self._empty(name, condition, values, place):
            raise Faults.one(place, f"'{name}': {fault}")
        return NamedClaim(name, condition, holds, tuple(used), tuple(dict.fromkeys(met)), place)

    def _empty(self, name: str, condition: str, values: Mapping[str, Number], place: Place) -> Iterator[str]:
        """Why a condition says nothing of the data, if so."""
        expression, _ = replace_selections(self._as_written[name])
        moments = self.numbers.periods.at(place.path).moments
        moving = (period for period, moment in moments.items() if moment.cells)
        changing = {*values, *moving, *SELECTED, *(("count",) if "count(" in condition else ())}
        if (fault := emptiness(read(self._sandbox, expression), changing, limits_of(values))) is not None:
            yield fault
        for match in _HAS.finditer(condition):
            choices = parse_choices(match[2])
            asked = set(select_if_any(self.store.get(match[1], place), choices))
            taken = (
                each for each, number in values.items() if not _counts(number) and asked.intersection(number.cells)
            )
            for each in taken:
                yield f"has({match[1]} [{match[2]}]) cannot be false, as '{each}' is taken from there; leave it out"

    def _written_out(self, definition: Definition, path: list[str]) -> str:
        """The condition of a claim, with those of other claims in place of their names."""
        if definition.name in self._whole:
            return self._whole[definition.name]
        place = definition.place
        try:
            named = sorted(names_in(definition.expression))
        except TemplateSyntaxError as error:
            raise Faults.one(place, f"the condition cannot be read: {said(error)}") from None
        inner: dict[str, str] = {}
        for each in named:
            if each in path:
                self.numbers.broken.update(path)
                circle = " → ".join([*path[path.index(each) :], each])
                raise Faults.one(self.definitions[each].place, f"'{each}' is defined by itself: {circle}")
            if each in self.definitions:
                inner[each] = self._written_out(self.definitions[each], [*path, each])
            elif each in self.numbers.broken:
                raise _RestsOnBrokenError
            elif each not in self.numbers.values:
                known = [*self.numbers.values, *self.definitions, *FUNCTIONS]
                raise Faults.one(place, f"there is no number or claim '{each}'.{near(each, known, listed=0)}")
        written = {each: self._as_written[each] for each in inner}
        self._as_written[definition.name] = with_claims(definition.written or definition.expression, written)
        self._whole[definition.name] = with_claims(definition.expression, inner)
        return self._whole[definition.name]
