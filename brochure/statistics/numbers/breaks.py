"""Breaks in the series between the observations of two numbers, which arithmetic must not bridge unsaid."""

from collections.abc import Iterable

from brochure.project.languages import Language
from brochure.statistics.breaks import breaks_among
from brochure.statistics.selection import Cell, SelectionError

_ADMIT = "say across_break=true in difference(), ratio(), share() or change() to compare all the same"

_ADMIT_COMPARISON = "to compare all the same, say so: difference(a, b, across_break=true) > 0"


def refuse_break(one: Iterable[Cell], other: Iterable[Cell]) -> None:
    """Raise `SelectionError` when a break or a change of definition lies between two sets of cells of a statistic."""
    others = list(other)
    for first in one:
        for second in others:
            if first.statistic is second.statistic:
                _refuse_between(first, second)


def refuse_comparison(one: Iterable[Cell], other: Iterable[Cell]) -> None:
    """As `refuse_break`, for what is compared with <, >, == and the like; changes over the same time are alike."""
    sides = list(one), list(other)
    if {cell.period for cell in sides[0]} == {cell.period for cell in sides[1]} and len(sides[0]) > 1:
        return
    for first in sides[0]:
        for second in sides[1]:
            if first.statistic is second.statistic:
                _refuse_between(first, second, _ADMIT_COMPARISON)


def _refuse_between(one: Cell, other: Cell, admit: str = _ADMIT) -> None:
    if breaks := breaks_among((one, other)):
        told = " ".join(filter(None, (item.note.get(Language.BOKMAAL) for item in breaks if item.note)))
        told = told or f"the source marks it beside {breaks[0].before}"
        raise SelectionError(f"there is a break in the series between the two ({told}); {admit}")
    if (one.key in one.statistic.differing) != (other.key in other.statistic.differing):
        marked = one if one.key in one.statistic.differing else other
        raise SelectionError(f"the source marks that {marked} follows another definition than the other; {admit}")
    for dimension in one.statistic.dimensions:
        members = (one.member(dimension.name), other.member(dimension.name))
        if dimension.is_definition and members[0] != members[1]:
            raise SelectionError(f"the two follow different definitions ({members[0]}; {members[1]}); {admit}")
