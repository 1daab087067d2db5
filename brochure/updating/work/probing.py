"""A condition worked out once more with an eye on the way: what was compared, and what its functions gave.

Knows nothing of texts; what an author prints by formats is known to the caller.
"""

import datetime
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateSyntaxError

from brochure.findings import Faults, Place
from brochure.making.text.cell_words import FORMATS, CellWords
from brochure.project.edition.naming import Definition
from brochure.project.sandbox.values import Helper
from brochure.project.words import Words
from brochure.statistics.expressions import ClosedSandbox
from brochure.statistics.numbers.definitions import AUTHOR_FAULTS, worked_out
from brochure.statistics.numbers.functions import FUNCTIONS
from brochure.statistics.numbers.number import Number
from brochure.statistics.numbers.periods import Statistics

SIGNS: Mapping[str, str] = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison in a condition: `sign` between two values, and whether it holds."""

    sign: str
    left: Any
    right: Any
    holds: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A function that a condition has called, with what, and what it gave."""

    name: str
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]
    result: Any


@dataclass(slots=True)
class Probe:
    """What was met on the way to the value of a condition; it is empty where the condition cannot be worked out."""

    compared: list[Compared] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)


def probe(
    condition: str,
    place: Place,
    values: Mapping[str, Number],
    store: Statistics,
    date: datetime.date,
    words: Words,
) -> Probe:
    """Work out a condition over numbers and selections; names of claims and periods have been replaced in it."""
    found, sandbox = Probe(), ClosedSandbox()
    for name, format_ in FORMATS.items():
        sandbox.filters[name] = _bound(format_, CellWords(words))
    recorders = {name: _recorder(name, function, found) for name, function in FUNCTIONS.items()}

    def compare(how: str, left: Any, right: Any) -> bool:
        holds = bool(_OPERATORS[how](left, right))
        found.compared.append(Compared(SIGNS[how], left, right, holds))
        return holds

    try:
        worked_out(sandbox, Definition("", condition, place), store, date, {**recorders, **values}, None, compare)
    except (Faults, TemplateSyntaxError, *AUTHOR_FAULTS):
        return found  # it has been worked out before; what went wrong has been told there
    return found


def _bound(format_: Callable[..., Any], words: CellWords) -> Callable[..., Any]:
    return lambda *arguments, **options: format_(words, *arguments, **options)


def _recorder(name: str, function: Callable[..., Any], into: Probe) -> Helper:
    def call(*arguments: Any, **options: Any) -> Any:
        result = function(*arguments, **options)
        into.called.append(Called(name, arguments, options, result))
        return result

    return Helper(name, call)
