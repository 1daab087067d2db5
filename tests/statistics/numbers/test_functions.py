"""The functions of definitions, worked out over small statistics."""

from decimal import Decimal

import pytest

from brochure.statistics.units import Unit
from tests.statistics.numbers.conftest import Resolve

NUMBERS = """
alle: arbeid/sysselsatte [aar=2008]
afrika: arbeid/sysselsatte [aar=2008, gruppe=Afrika]
asia: arbeid/sysselsatte [aar=2008, gruppe="Asia, Tyrkia"]
oseania: arbeid/sysselsatte [aar=2007, gruppe=Oseania]
bosatte: befolkning/bosatte [aar=2015]
innv: befolkning/bosatte [aar=2015, gruppe=Innvandrere]
ingen: befolkning/bosatte [aar=2015, gruppe=Ingen]
alder: befolkning/bosatte [aar=2015, gruppe=Innvandrere, maal=Alder]
"""

WORKED_OUT = {
    "difference of shares": ("difference(alle, afrika)", "21.8", Unit.PERCENTAGE_POINTS),
    "the same with a minus": ("alle - afrika", "21.8", Unit.PERCENTAGE_POINTS),
    "difference of counts": ("bosatte - innv", "4496422", Unit.PERSONS),
    "share plus points": ("afrika + (alle - afrika)", "71.6", Unit.PERCENT),
    "ratio": ("ratio(bosatte, innv) * 2", "15.43459", Unit.RATIO),
    "share": ("share(innv, bosatte)", "12.95791", Unit.PERCENT),
    "share of nothing": ("share(ingen, bosatte)", "0", Unit.PERCENT),
    "absolute value": ("abs(afrika - alle)", "21.8", Unit.PERCENTAGE_POINTS),
    "change of a share": ("change(afrika, since=2006)", "6.6", Unit.PERCENTAGE_POINTS),
    "change of a count": ("change(innv, since=2014)", "36270", Unit.PERSONS),
    "change with the year in quotes": ('change(innv, since="2014")', "36270", Unit.PERSONS),
    "change downwards": ("change(at(afrika, 2006), since=2008)", "-6.6", Unit.PERCENTAGE_POINTS),
    "change in per cent": ("change_percent(innv, since=2014)", "5.72886", Unit.PERCENT),
    "another year": ("at(afrika, 2007)", "46.9", Unit.PERCENT),
    "another year of a difference": ("at(alle - afrika, 2006)", "27.4", Unit.PERCENTAGE_POINTS),
    "another year of a share": ("at(share(innv, bosatte), 2014)", "12.39192", Unit.PERCENT),
    "another year of a ratio": ("at(ratio(bosatte, innv), 2014)", "8.06978", Unit.RATIO),
    "another year of a size": ("at(abs(afrika - alle), 2007)", "24.3", Unit.PERCENTAGE_POINTS),
    "another year of a total": (
        "at(total(befolkning/bosatte [aar=2015, gruppe=Innvandrere|Norskfødte]), 2014)",
        "759185",
        Unit.PERSONS,
    ),
    "change of a difference": ("change(alle - afrika, since=2006)", "-5.6", Unit.PERCENTAGE_POINTS),
    "change of a share of counts": ("change(share(innv, bosatte), since=2014)", "0.56599", Unit.PERCENTAGE_POINTS),
    "how many": ("count(arbeid/sysselsatte [aar=2008, gruppe=*])", "3", Unit.COUNT),
    "how many of a year that is not there": ("count(arbeid/sysselsatte [aar=2008|2031, gruppe=*])", "3", Unit.COUNT),
    "average of two": ("(alle + afrika) / 2", "60.7", Unit.PERCENT),
    "largest": ("max(arbeid/sysselsatte [aar=2008, gruppe=Afrika|Norden])", "76.3", Unit.PERCENT),
    "largest of all years": ("max(arbeid/sysselsatte [gruppe=Afrika, aar=2006..2008])", "49.8", Unit.PERCENT),
    "smallest": ("min(arbeid/sysselsatte [aar=2007, gruppe=*])", "46.9", Unit.PERCENT),
    "rank of the largest": ("rank(arbeid/sysselsatte [aar=2007, gruppe=*], of=Norden)", "1", Unit.RANK),
    "rank of the smallest": ("rank(arbeid/sysselsatte [aar=2007, gruppe=*], of=Afrika)", "4", Unit.RANK),
    "rank of a quoted member": ('rank(arbeid/sysselsatte [aar=2007, gruppe=*], of="Asia, Tyrkia")', "3", Unit.RANK),
    "total of counts": ("total(befolkning/bosatte [aar=2015, gruppe=*])", "804963", Unit.PERSONS),
    "total of shares of one whole": (
        "total(befolkning/bosatte [aar=2015, maal=Andel, gruppe=*])",
        "100.1",
        Unit.PERCENT,
    ),
}


@pytest.mark.parametrize(("formula", "value", "unit"), WORKED_OUT.values(), ids=WORKED_OUT.keys())
def test_a_formula_is_worked_out_with_its_unit(resolve: Resolve, formula: str, value: str, unit: Unit) -> None:
    numbers, findings = resolve(NUMBERS + f"svar: {formula}")

    assert findings == []
    answer = numbers.values["svar"]
    assert answer.value.quantize(Decimal("1.00000")) == Decimal(value)
    assert answer.unit is unit
    assert answer.formula == formula


REFUSED = {
    "change of a difference across a break": (
        "change(alle - afrika, since=2009)",
        "'svar': there is a break in the series between the two (Ny kilde fra 2009.); "
        "say across_break=true in difference(), ratio(), share() or change() to compare all the same",
    ),
    "selection of a group that is not there": (
        "count(arbeid/sysselsatte [aar=2031, gruppe=Afrka])",
        "'svar': 'Afrka' is not a member of 'gruppe'. Did you mean 'Afrika'?",
    ),
    "another year of how many": (
        "at(count(arbeid/sysselsatte [aar=2008, gruppe=*]), 2007)",
        "'svar': at() does not count anew; name the count of the other time: count(… [aar=…])",
    ),
    "question as a number": (
        "has(arbeid/sysselsatte [aar=2008])",
        "'svar' must be a number from a statistic, not a comparison, which is true or false",
    ),
    "persons and per cent": ("alle - bosatte", "'svar': persons cannot be subtracted from percent"),
    "ratio of persons and per cent": ("ratio(bosatte, alle)", "'svar': persons cannot be divided by percent"),
    "ratio of a share and a ratio": (
        "ratio(alle, ratio(alle, afrika))",
        "'svar': a ratio needs two values of the same unit, not percent and ratio",
    ),
    "another year of what has no years": (
        "at(deltakelse/holdninger [svar=Ja], 2008)",
        "'svar': deltakelse/holdninger has no time dimension",
    ),
    "share of a whole that is zero": (
        "share(innv, ingen)",
        "'svar': 'ingen' is zero, and nothing can be divided by it",
    ),
    "growth from nothing": (
        "change_percent(ingen, since=2014)",
        "'svar': 'befolkning/bosatte [maal=Personer, gruppe=Ingen, aar=2014]' is zero, "
        "and nothing can be divided by it",
    ),
    "change across a break": (
        "change(at(afrika, 2009), since=2006)",
        "'svar': there is a break in the series between the two (Ny kilde fra 2009.); "
        "say across_break=true in difference(), ratio(), share() or change() to compare all the same",
    ),
    "growth across a break": (
        "change_percent(at(afrika, 2009), since=2006)",
        "'svar': there is a break in the series between the two (Ny kilde fra 2009.); "
        "say across_break=true in difference(), ratio(), share() or change() to compare all the same",
    ),
    "change between two definitions": (
        "change(afrika, since=2005)",
        "'svar': the two follow different definitions (15–74; 16–74); "
        "say across_break=true in difference(), ratio(), share() or change() to compare all the same",
    ),
    "change since a year that is not there": (
        "change(asia, since=2006)",
        "'svar': no cell of arbeid/sysselsatte fits. With the other choices there is 'aar' = '2007' and '2008'.",
    ),
    "change since a year that no cell has": (
        "change(afrika, since=1999)",
        "'svar': '1999' is not a member of 'aar'. Known: '2004', '2005', '2006', '2007', '2008' and '2009'.",
    ),
    "change of what was computed": (
        "change(alle - arbeid/sysselsatte [aar=2007], since=2006)",
        "'svar': at() needs a single cell, or a difference, share, ratio or total of cells of one time",
    ),
    "largest of equals": (
        "max(arbeid/sysselsatte [gruppe=Norden, aar=*])",
        "'svar': several members share this value: 2007, 2008; the sentence cannot name one",
    ),
    "largest where one is confidential": (
        "max(arbeid/sysselsatte [aar=2008, gruppe=*])",
        "'svar': arbeid/sysselsatte [alder=15–74, gruppe=Oseania, aar=2008] "
        "holds the standard symbol ':', not a number",
    ),
    "largest along two dimensions": (
        "max(arbeid/sysselsatte [gruppe=Afrika|Norden, aar=2007..2008])",
        "'svar': the cells must differ along one dimension, not gruppe and aar",
    ),
    "largest of one cell": (
        "max(arbeid/sysselsatte [aar=2007])",
        "'svar': the cells must differ along one dimension; use =*",
    ),
    "largest of no cell": (
        "max(arbeid/sysselsatte [aar=2004, gruppe=Norden|Afrika])",
        "'svar': there is nothing to compare",
    ),
    "largest of numbers": (
        "max(alle)",
        "'svar': cells takes a selection of several cells, such as max(arbeid/sysselsatte [aar=2014, gruppe=*]), "
        "not alle (71.6 percent); write max(cells)",
    ),
    "rank of what is not ranked": (
        "rank(arbeid/sysselsatte [aar=2007, gruppe=*], of=Asia)",
        "'svar': 'Asia' is not among the members that are ranked",
    ),
    "total of shares of different wholes": (
        "total(arbeid/sysselsatte [aar=2007, gruppe=*])",
        "'svar': these shares add up to 249.7; they are not parts of one whole",
    ),
    "total of years": (
        "total(befolkning/bosatte [aar=2015, maal=Alder, gruppe=*])",
        "'svar': years cannot be added up over members; only counts and shares can",
    ),
    "total of nothing": (
        "total(befolkning/bosatte [aar=2014, maal=Andel, gruppe=*])",
        "'svar': there is nothing to add",
    ),
    "years in a share": ("share(alder, alder) + alder", "'svar': percent and years cannot be added"),
    "typed value added": ("alle + 1", "'svar': a typed value cannot be used to add; give it a name and a source"),
    "no source": ("share(1, 2)", "'svar' comes from no statistic; name a selection or another number"),
}


@pytest.mark.parametrize(("formula", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_formula_that_makes_no_sense_says_why(resolve: Resolve, formula: str, expected: str) -> None:
    numbers, findings = resolve(NUMBERS + f"svar: {formula}")

    assert findings == [f"9: error: {expected}"]
    assert "svar" in numbers.broken


def test_a_change_across_a_break_may_be_asked_for(resolve: Resolve) -> None:
    numbers, findings = resolve(
        NUMBERS + "brudd: change(at(afrika, 2009), since=2006, across_break=true)\n"
        "alder: change(afrika, since=2005, across_break=true)"
    )

    assert findings == []
    assert numbers.values["brudd"].value == Decimal("1.8")
    assert numbers.values["alder"].value == Decimal("9.3")


def test_a_change_up_to_the_year_before_the_break_is_no_change_across_it(resolve: Resolve) -> None:
    assert resolve(NUMBERS + "svar: change(afrika, since=2007)")[1] == []


def test_a_maximum_knows_whose_it_is_and_among_which(resolve: Resolve) -> None:
    numbers, _ = resolve("svar: max(arbeid/sysselsatte [aar=2007, gruppe=*])")

    largest = numbers.values["svar"]
    assert largest.picked is not None
    assert largest.picked.member("gruppe") == "Norden"
    assert largest.picked_from == "gruppe"
    assert len(largest.cells) == 4


def test_ranks_of_equals_are_shared(resolve: Resolve) -> None:
    numbers, _ = resolve(
        "a: rank(befolkning/bosatte [aar=2015, gruppe=Ingen|Norskfødte|Innvandrere], of=Ingen)\n"
        "b: rank(arbeid/sysselsatte [gruppe=Norden, aar=2007..2008], of=2008)\n"
        "c: rank(arbeid/sysselsatte [gruppe=Norden, aar=2007..2008], of=2007)"
    )

    assert [numbers.values[name].value for name in "abc"] == [3, 1, 1]


def test_a_number_knows_every_cell_it_comes_from(resolve: Resolve) -> None:
    numbers, _ = resolve(NUMBERS + "svar: share(change(innv, since=2014), bosatte)")

    lines = [cell.observation.line for cell in numbers.values["svar"].cells]
    assert lines == [6, 3, 5]
