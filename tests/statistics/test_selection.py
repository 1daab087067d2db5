"""Selecting cells, and what is told when a selection does not fit."""

import re

import pytest

from brochure.statistics.selection import SelectionError, cells_by_axes, resolve_members, select, select_one
from brochure.statistics.table import Statistic
from tests.support.statistics import load, metadata

CELLS = """\
alder,gruppe,kjonn,aar,verdi
16–74,Alle,Begge,2004,60
16–74,Alle,Begge,2005,61
15–74,Alle,Begge,2006,62
15–74,Alle,Begge,2007,63
15–74,Alle,Kvinner,2007,65
15–74,Alle,Menn,2007,66
15–74,Afrika,Begge,2006,40
15–74,Afrika,Begge,2007,41
15–74,"Asia, Tyrkia",Begge,2007,50
15–74,"Asia, Tyrkia",Kvinner,2007,:
"""

DIMENSIONS = """
[dimensions.alder]
role = "definition"
label = { nb = "Alder" }
[dimensions.gruppe]
label = { nb = "Gruppe" }
elimination = "Alle"
[dimensions.kjonn]
label = { nb = "Kjønn" }
elimination = "Begge"
[dimensions.aar]
role = "time"
label = { nb = "År" }
"""


@pytest.fixture(scope="module")
def statistic(tmp_path_factory: pytest.TempPathFactory) -> Statistic:
    return load(tmp_path_factory.mktemp("statistic"), CELLS, metadata(DIMENSIONS, unit="percent"))


def lines(statistic: Statistic, **choices: str) -> list[int | None]:
    """The lines of the cells that a selection meets."""
    found = select(statistic, {name: members.split("|") for name, members in choices.items()})
    return [cell.observation.line for cell in found]


def test_one_cell(statistic: Statistic) -> None:
    cell = select_one(statistic, {"gruppe": ["Afrika"], "aar": ["2007"]})

    assert cell.observation.value == 41
    assert str(cell) == "befolkning/bosatte [alder=15–74, gruppe=Afrika, kjonn=Begge, aar=2007]"


def test_a_dimension_that_is_not_named_takes_its_elimination_member(statistic: Statistic) -> None:
    assert lines(statistic, aar="2007") == [5]
    assert lines(statistic, aar="2007", kjonn="Menn") == [7]


def test_a_definition_that_is_not_named_takes_whichever_exists(statistic: Statistic) -> None:
    assert lines(statistic, aar="2005") == [3]
    assert lines(statistic, aar="2006") == [4]


def test_a_star_is_every_member_but_the_elimination_member(statistic: Statistic) -> None:
    assert lines(statistic, gruppe="*", aar="2007") == [9, 10]


def test_a_list_gives_the_order(statistic: Statistic) -> None:
    assert lines(statistic, gruppe="Asia, Tyrkia|Alle|Afrika", aar="2007") == [10, 5, 9]


def test_a_member_named_twice_is_met_once(statistic: Statistic) -> None:
    assert lines(statistic, gruppe="Afrika|Afrika", aar="2007") == [9]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2005..2006", ["2005", "2006"]),
        ("2006..2006", ["2006"]),
        ("1990..2004", ["2004"]),
        ("2007..2030", ["2007"]),
    ],
)
def test_a_span_of_years_includes_both_ends(statistic: Statistic, span: str, expected: list[str]) -> None:
    assert resolve_members(statistic.dimension("aar"), [span]) == expected


def test_a_span_runs_over_periods_that_begin_in_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    cells = "aar,verdi\n2004-2006,1\n2005-2007,2\n2006-2008,3\n"
    described = metadata('[dimensions.aar]\nrole = "time"\nlabel = { nb = "År" }\n')
    periods = load(tmp_path_factory.mktemp("periods"), cells, described).dimension("aar")

    assert resolve_members(periods, ["2005..2006"]) == ["2005-2007", "2006-2008"]
    assert resolve_members(periods, ["2004-2006..2005-2007"]) == ["2004-2006", "2005-2007"]


def test_a_span_runs_in_the_order_of_time_whatever_that_of_the_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    cells = "gruppe,aar,verdi\nA,2014,1\nB,2012,2\nB,2013,3\nB,2014,4\n"
    years = load(tmp_path_factory.mktemp("years"), cells).dimension("aar")

    assert resolve_members(years, ["2012..2014"]) == ["2012", "2013", "2014"]


@pytest.mark.parametrize("span", ["2010..2014", "2006..2005"])
def test_a_span_without_years_is_refused(statistic: Statistic, span: str) -> None:
    with pytest.raises(SelectionError, match=rf"^'aar' has nothing in the span {re.escape(span)}\.$"):
        resolve_members(statistic.dimension("aar"), [span])


@pytest.mark.parametrize("span", ["2010..", "..2010", "..", "fra..til"])
def test_a_span_needs_both_ends(statistic: Statistic, span: str) -> None:
    with pytest.raises(
        SelectionError, match=rf"^'{re.escape(span)}' is not a span; write it as 2001\.\.2014, with each end as 2013, "
    ):
        resolve_members(statistic.dimension("aar"), [span])


REFUSED = {
    "unknown member": ({"gruppe": "Afrka"}, "'Afrka' is not a member of 'gruppe'. Did you mean 'Afrika'?"),
    "unknown member in other letters": (
        {"gruppe": "afrika"},
        "'afrika' is not a member of 'gruppe'. Did you mean 'Afrika'?",
    ),
    "unknown dimension": (
        {"grupe": "Afrika"},
        "'grupe' is not a dimension of befolkning/bosatte. Did you mean 'gruppe'?",
    ),
    "unknown dimension and member": (
        {"region": "Oslo", "kjonn": "Mann"},
        "'region' is not a dimension of befolkning/bosatte. Known: 'aar', 'alder', 'gruppe' and 'kjonn'. "
        "'Mann' is not a member of 'kjonn'. Did you mean 'Menn'?",
    ),
    "no cell": (
        {"gruppe": "Afrika", "aar": "2005"},
        "no cell of befolkning/bosatte fits. With the other choices there is 'gruppe' = 'Alle'.",
    ),
    "no cell, whatever single choice is left open": (
        {"gruppe": "Afrika", "kjonn": "Menn", "aar": "2004"},
        "no cell of befolkning/bosatte fits.",
    ),
    "several cells": (
        {"gruppe": "*", "aar": "2007"},
        "2 cells of befolkning/bosatte fit; choose a member of gruppe (Afrika, Asia, Tyrkia)",
    ),
    "several cells along two dimensions": (
        {"gruppe": "Alle"},
        "4 cells of befolkning/bosatte fit; choose a member of alder (16–74, 15–74); aar (2004, 2005, 2006, 2007)",
    ),
}


@pytest.mark.parametrize(("choices", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_selection_that_is_not_one_cell_says_what_would_mend_it(
    statistic: Statistic, choices: dict[str, str], expected: str
) -> None:
    with pytest.raises(SelectionError) as caught:
        select_one(statistic, {name: members.split("|") for name, members in choices.items()})

    assert str(caught.value) == expected


def test_cells_are_found_by_their_members_along_axes(statistic: Statistic) -> None:
    found = cells_by_axes(statistic, {"gruppe": ["*"], "aar": ["2006..2007"]}, ["aar", "gruppe"])

    assert {key: cell.observation.line for key, cell in found.items()} == {
        ("2006", "Afrika"): 8,
        ("2007", "Afrika"): 9,
        ("2007", "Asia, Tyrkia"): 10,
    }


def test_two_cells_on_one_place_are_refused(statistic: Statistic) -> None:
    with pytest.raises(
        SelectionError, match="several cells of befolkning/bosatte fall on 2007; choose a member of kjonn"
    ):
        cells_by_axes(statistic, {"kjonn": ["*"]}, ["aar"])


def test_axes_without_cells_are_refused(statistic: Statistic) -> None:
    with pytest.raises(SelectionError, match=r"no cell .* fits\. With the other choices there is 'gruppe' = 'Alle'\."):
        cells_by_axes(statistic, {"gruppe": ["Afrika"], "kjonn": ["Menn"]}, ["aar"])
