"""Conditions that say nothing: no data can make them false, or none can make them true."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise, product
from types import MappingProxyType
from typing import Any

from jinja2 import nodes

from brochure.statistics.expressions import COMPARISONS
from brochure.statistics.numbers.number import Number
from brochure.statistics.units import Unit

_MOST_CASES = 20_000
"""A condition with more is not looked through."""
_HUNDRED = Decimal(100)
_COUNTED = frozenset(
    {Unit.PERCENT, Unit.PERCENT_RATE, Unit.PER_THOUSAND, Unit.PER_HUNDRED_THOUSAND, Unit.PERSONS, Unit.COUNT}
    | {Unit.THOUSANDS, Unit.SQUARE_METRES}
)
"""Units of which no table has values below zero."""
_NEVER_NEGATIVE = frozenset({"abs", "count", "rank"})


Limits = Mapping[str, Decimal | None]
"""Numbers that are never below zero, by name, and above what they never are, if anything."""
NO_LIMITS: Limits = MappingProxyType({})


def limits_of(numbers: Mapping[str, Number]) -> Limits:
    """What is known of numbers by their units: those that are cells of a table, and not worked out, as changes are."""
    cells = {name: number for name, number in numbers.items() if number.made is None and len(number.cells) == 1}
    return {
        name: _HUNDRED if number.unit is Unit.PERCENT else None
        for name, number in cells.items()
        if number.unit in _COUNTED and number.value == number.cells[0].observation.value
    }


def emptiness(condition: nodes.Node, changing: Collection[str], limits: Limits = NO_LIMITS) -> str | None:
    """Why a condition says nothing of the data, if so.

    `changing` are the names and functions that follow the data, `limits` what is known of the values of some.
    """
    return _empty_part(condition, changing) or _never_changes(condition, limits)


def _empty_part(condition: nodes.Node, changing: Collection[str]) -> str | None:
    """A part of it that no number can change."""
    if isinstance(condition, nodes.And | nodes.Or):
        return _empty_part(condition.left, changing) or _empty_part(condition.right, changing)
    if isinstance(condition, nodes.Not):
        return _empty_part(condition.node, changing)
    if not any(name.name in changing for name in _all(condition, nodes.Name)):
        return "this condition uses no number, so it never changes; compare numbers: {% claim alle > innv %}"
    if any(one == other for one, other in _pairs(condition)):
        return "the two sides of this condition are the same, so it never changes; compare two numbers"
    return None


def _pairs(condition: nodes.Node) -> Iterator[tuple[nodes.Node, nodes.Node]]:
    """What is compared with each other, subtracted or divided in a condition."""
    for comparison in _all(condition, nodes.Compare):
        yield from pairwise([comparison.expr, *(operand.expr for operand in comparison.ops)])
    for kind in (nodes.Sub, nodes.Div):
        yield from ((term.left, term.right) for term in _all(condition, kind))


def _never_changes(condition: nodes.Node, limits: Limits) -> str | None:
    """Whether it comes out alike, however what it compares lies to each other and to the typed values in it."""
    compared: dict[str, nodes.Node] = {}
    asked: dict[str, nodes.Node] = {}
    _gather(condition, compared, asked)
    ranges = [_range(each, limits) for each in compared.values()]
    points = _points(condition, len(compared), {end for ends in ranges for end in ends if end is not None})
    choices = [[p for p in points if _lies_in(p, *ends)] for ends in ranges]
    cases = len(points) ** len(compared) * 2 ** len(asked)
    if not (compared or asked) or cases > _MOST_CASES:
        return None
    outcomes: set[bool] = set()
    for values in product(*choices):
        for truths in product((True, False), repeat=len(asked)):
            known = {**dict(zip(compared, values, strict=True)), **dict(zip(asked, truths, strict=True))}
            outcomes.add(_outcome(condition, known))
            if len(outcomes) > 1:
                return None
    if outcomes == {True}:
        return "no data can make this condition false, so it holds nothing; let it say what the sentence says"
    return "no data can make this condition true; let it say what the sentence says"


def _gather(condition: nodes.Node, compared: dict[str, nodes.Node], asked: dict[str, nodes.Node]) -> None:
    """What a condition compares but for typed values, and what is true or false by itself; by how it is written."""
    match condition:
        case nodes.And() | nodes.Or():
            _gather(condition.left, compared, asked)
            _gather(condition.right, compared, asked)
        case nodes.Not():
            _gather(condition.node, compared, asked)
        case nodes.Compare():
            compared.update({repr(side): side for side in _sides(condition) if _typed(side) is None})
        case _:
            asked[repr(condition)] = condition


def _sides(comparison: nodes.Compare) -> list[nodes.Node]:
    """What is compared, from left to right; of a difference with zero its two terms."""
    sides: list[nodes.Node] = [comparison.expr, *(operand.expr for operand in comparison.ops)]
    if len(sides) == 2 and isinstance(sides[0], nodes.Sub) and _typed(sides[1]) == 0:
        return [sides[0].left, sides[0].right]
    return sides


def _points(condition: nodes.Node, count: int, ends: Collection[Decimal]) -> list[Decimal]:
    """Values enough for every order of so many things among each other, `ends` and the typed values of a condition."""
    found = {_typed(side) for comparison in _all(condition, nodes.Compare) for side in _sides(comparison)} | {*ends}
    typed = sorted(value for value in found if value is not None) or [Decimal(0)]
    between = [one + (other - one) * i / (count + 1) for one, other in pairwise(typed) for i in range(1, count + 1)]
    beyond = [typed[-1] + i for i in range(1, count + 1)]
    below = [typed[0] - i for i in range(1, count + 1)]
    return sorted({*typed, *between, *beyond, *below})


def _typed(node: nodes.Node) -> Decimal | None:
    if isinstance(node, nodes.Neg):
        inner = _typed(node.node)
        return -inner if inner is not None else None
    is_number = isinstance(node, nodes.Const) and type(node.value) in (int, float)
    return Decimal(str(node.value)) if isinstance(node, nodes.Const) and is_number else None


def _range(node: nodes.Node, limits: Limits) -> tuple[Decimal | None, Decimal | None]:
    """What a value is never below and never above, as far as that is known."""
    if isinstance(node, nodes.Name) and node.name in limits:
        return Decimal(0), limits[node.name]
    is_call = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _NEVER_NEGATIVE
    return (Decimal(0) if is_call else None), None


def _lies_in(point: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or low <= point) and (high is None or point <= high)


def _outcome(condition: nodes.Node, known: Mapping[str, Any]) -> bool:
    match condition:
        case nodes.And():
            return _outcome(condition.left, known) and _outcome(condition.right, known)
        case nodes.Or():
            return _outcome(condition.left, known) or _outcome(condition.right, known)
        case nodes.Not():
            return not _outcome(condition.node, known)
        case nodes.Compare():
            values = [value if (value := _typed(side)) is not None else known[repr(side)] for side in _sides(condition)]
            pairs = zip(condition.ops, pairwise(values), strict=True)
            return all(COMPARISONS[operand.op](one, other) for operand, (one, other) in pairs)
    return bool(known[repr(condition)])


def _all(expression: nodes.Node, kind: type[Any]) -> Iterator[Any]:
    if isinstance(expression, kind):
        yield expression
    yield from expression.find_all(kind)
