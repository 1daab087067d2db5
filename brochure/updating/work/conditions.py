"""Claims that no longer hold, each once for all its sentences, with the values on both sides and the new leaders."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from brochure.findings import Place
from brochure.making.stages import Common, Gathered
from brochure.making.text.author import Claim
from brochure.project.words import Words
from brochure.statistics.labels import label_of
from brochure.statistics.numbers.functions import highest
from brochure.statistics.numbers.moment import Moment
from brochure.statistics.numbers.number import Number
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.selection import Cell, SelectionError
from brochure.updating.work.entries import Entry, Kind, Spot
from brochure.updating.work.probing import Called, Compared, Probe, probe

_OF_WHAT_IS_THERE = frozenset({"has", "latest", "count"})
"""Functions of conditions that speak of what data hold, and not of their values."""
_MOST = 12
_DECIMALS = 2
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
"""The name of a member, which each language writes in its own way."""


@dataclass(slots=True)
class _False:
    """A condition that does not hold: where it is defined, what it is, and its sentences in all languages."""

    claim: Claim
    defined: Place
    spots: dict[Spot, None] = field(default_factory=dict)


def false_claims(common: Common, gathered: Sequence[Gathered]) -> Iterator[Entry]:
    """An entry for each claim that no longer holds: those with a name by it, others by their condition and part."""
    found: dict[tuple[str, str], _False] = {}
    for each in gathered:
        for claim in each.text.ledger.claims:
            if claim.holds:
                continue
            named = common.numbers.claims.get(claim.name)
            folder = claim.place.path.rpartition("/")[0]
            key = (claim.name, "") if named else (_QUOTED.sub('""', " ".join(claim.condition.split())), folder)
            defined = named.place if named else claim.place
            one = found.setdefault(key, _False(claim, defined))
            one.spots[Spot(claim.place, f"«{' '.join(claim.sentence.split())}»")] = None
    for one in found.values():
        yield _entry(one, common, gathered[0].words)


def _entry(one: _False, common: Common, words: Words) -> Entry:
    claim = one.claim
    seen = probe(claim.condition, one.defined, common.numbers.values, common.store, _date(common), words)
    numbers = {name: common.numbers.values[name] for name, _ in claim.values if name in common.numbers.values}
    now = [*_sides(seen), *_leaders(numbers, seen, words), *_there(seen, words)]
    shown = {side for each in seen.compared for side in _named_sides(each)}
    told = [f"{name} = {_value(number)}" for name, number in numbers.items() if name not in shown]
    name = f"'{claim.name}'" if claim.name else "a claim"
    but = "; ".join(dict.fromkeys([*now, *told]))
    message = f"{name} needs {claim.condition}{f', but {but}' if but else ', and the data do not have it so'}"
    spots = (Spot(one.defined, f"claim {claim.name}"), *one.spots) if claim.name else tuple(one.spots)
    is_of_data = any(each.name in _OF_WHAT_IS_THERE for each in seen.called)
    values = {
        "name": claim.name,
        "condition": claim.condition,
        "compared": [f"{_plain(each.left)} {each.sign} {_plain(each.right)}" for each in seen.compared],
        "numbers": {name: {"value": f"{n.value.normalize():f}", "unit": str(n.unit)} for name, n in numbers.items()},
        "leaders": _leader_names(numbers, seen, words),
    }
    return Entry(Kind.MISSING if is_of_data else Kind.CLAIM, message, spots, _statistic(numbers, seen), values)


def _date(common: Common) -> Any:
    return common.shared.settings.date


def _sides(seen: Probe) -> Iterator[str]:
    """The comparisons that do not hold, with the values on both sides."""
    for each in seen.compared:
        if not each.holds:
            rounded, whole = ((_plain(each.left, d), _plain(each.right, d)) for d in (_DECIMALS, None))
            left, right = whole if _figures(rounded[0]) == _figures(rounded[1]) else rounded
            yield f"{left} {each.sign} {right} is not so"


def _named_sides(compared: Compared) -> set[str]:
    """The numbers of a comparison that need not be told: those that are told in it, or that are as they should be."""
    names = {side.name for side in (compared.left, compared.right) if isinstance(side, Number) and side.name}
    return names if len(names) == 2 or not compared.holds else set()


def _leaders(numbers: Mapping[str, Number], seen: Probe, words: Words) -> Iterator[str]:
    for name, leader in _leader_names(numbers, seen, words).items():
        yield f"{name} is now {leader}"


def _leader_names(numbers: Mapping[str, Number], seen: Probe, words: Words) -> dict[str, str]:
    """Who leads now, by the name of the number or function that asks."""
    found = {
        name: _member(number.picked, number.picked_from, words) for name, number in numbers.items() if number.picked
    }
    for each in seen.called:
        if isinstance(each.result, Number) and each.result.picked is not None:
            found[f"{each.name}(…)"] = _member(each.result.picked, each.result.picked_from, words)
        elif each.name == "rank" and (leader := _first(each)) is not None:
            found["the first of those ranked"] = _member(leader.picked, leader.picked_from, words)
    for name, number in numbers.items():
        if number.unit == "rank" and (leader := _highest(list(number.cells))) is not None:
            found[f"the first of those that {name} ranks"] = _member(leader.picked, leader.picked_from, words)
    return found


def _first(called: Called) -> Number | None:
    return _highest(called.arguments[0]) if called.arguments else None


def _highest(cells: list[Cell]) -> Number | None:
    try:
        return highest(cells)
    except SelectionError:
        return None  # several share the first place


def _there(seen: Probe, words: Words) -> Iterator[str]:
    """What the functions over data gave: the members that have values, the latest period, the count, what is there."""
    for each in seen.called:
        cells = [cell for argument in each.arguments[:1] if isinstance(argument, list) for cell in argument]
        valued = [cell for cell in cells if cell.observation.value is not None]
        match each.name:
            case "only" if not each.result:
                yield f"values are there for {_members(valued, each.arguments[1:], words) or 'none of them'}"
            case "has" if each.result:
                yield f"there is a value: {valued[0]} = {valued[0].observation.value}"
            case "has":
                yield "there is no value"
            case "latest":
                yield f"the latest is {_plain(each.result)}"
            case "count":
                yield f"the count is {_plain(each.result)}"


def _members(cells: Sequence[Cell], asked: Sequence[Any], words: Words) -> str:
    """The members with a value in the dimension that is asked about, by their labels."""
    if not cells:
        return ""
    dimension = next((d for d in cells[0].statistic.dimensions if any(a in d.positions for a in asked)), None)
    if dimension is None:
        return ""
    names = list(dict.fromkeys(label_of(dimension, cell.member(dimension.name), words) or "?" for cell in cells))
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")


def _member(cell: Cell | None, dimension: str | None, words: Words) -> str:
    if cell is None or dimension is None:
        return "?"
    return f"«{label_of(cell.statistic.dimension(dimension), cell.member(dimension), words) or cell.member(dimension)}»"


def _plain(value: Any, decimals: int | None = _DECIMALS) -> str:
    if isinstance(value, Moment):
        return value.member
    if isinstance(value, Number):
        return f"{value.name} ({_value(value, decimals)})" if value.name else _value(value, decimals)
    return f"«{value}»" if isinstance(value, str) else str(value)


def _figures(shown: str) -> str:
    """What a side of a comparison says by its figures alone."""
    return "".join(sign for sign in shown.rpartition("(")[2] if sign in "-.0123456789")


def _value(number: Number, decimals: int | None = _DECIMALS) -> str:
    """A value for an editor, rounded to `decimals`; all of them where two values would look alike."""
    value = number.value if decimals is None else round_half_away(number.value, decimals)
    return f"{value.normalize():f} {str(number.unit).replace('_', ' ')}"


def _statistic(numbers: Mapping[str, Number], seen: Probe) -> str:
    """The statistic that a claim is over, where it is one alone."""
    cells: Iterable[Cell] = (cell for number in numbers.values() for cell in number.cells)
    named = {cell.statistic.name for cell in cells}
    for each in seen.called:
        named |= {c.statistic.name for a in each.arguments[:1] if isinstance(a, list) for c in a}
    return named.pop() if len(named) == 1 else ""
