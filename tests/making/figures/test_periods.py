"""Quarters, months, weeks and dates in drawings: each at its place, named in its language, broken at the right one."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.charts import chart_of, drawn
from tests.support.statistics import metadata

ALONG = (
    '[dimensions.gruppe]\nlabel.nb = "Gruppe"\nlabel.en = "Group"\n[dimensions.tid]\nrole = "time"\nlabel.nb = "Tid"\n'
)
DESCRIBED = metadata(ALONG + 'label.en = "Time"\n', unit="percent", decimals=1)
QUARTERS = ("2012K1", "2012K2", "2012K3", "2012K4", "2013K1", "2013K2")
MONTHS = ("mai 2013", "juni 2013", "juli 2013", "august 2013")
WEEKS = ("2012U51", "2012U52", "2013U01", "2013U02")
DATES = ("01.01.2011", "01.01.2012", "01.01.2013")


def lines(*times: str) -> str:
    """Rows of one series over these times."""
    return "gruppe,tid,verdi\n" + "".join(f"Alle,{time},{40 + i}.5\n" for i, time in enumerate(times))


FIGURE = 'kind: lines\nselect: { tid: "*" }\nx: tid\nseries: gruppe\n'


@pytest.mark.parametrize(
    ("times", "names"),
    [
        (QUARTERS, ["K1 2012", "K2 2012", "K3 2012", "K4 2012", "K1 2013", "K2 2013"]),
        (MONTHS, ["mai 2013", "juni 2013", "juli 2013", "aug. 2013"]),
        (WEEKS, ["uke 51 i 2012", "uke 52 i 2012", "uke 1 i 2013", "uke 2 i 2013"]),
        (DATES, ["1. jan. 2011", "1. jan. 2012", "1. jan. 2013"]),
    ],
)
def test_each_time_stands_at_its_place_under_its_name(times: tuple[str, ...], names: list[str], tmp_path: Path) -> None:
    figure = drawn(chart_of(tmp_path, lines(*times), DESCRIBED, FIGURE))
    places = [figure.label(name).x for name in names]
    steps = [later - earlier for earlier, later in pairwise(places)]
    assert steps == pytest.approx([steps[0]] * len(steps), abs=0.5)
    assert [mark.x for mark in figure.marks] == pytest.approx(places, abs=1)


def test_quarters_are_named_in_english_too(tmp_path: Path) -> None:
    described = DESCRIBED.replace("[dimensions.gruppe]", '[dimensions.gruppe]\nmembers.Alle.label.en = "All"')
    chart = chart_of(tmp_path, lines(*QUARTERS), described, FIGURE, "en")
    assert [point.label for point in chart.series[0].points][:2] == ["1st quarter 2012", "2nd quarter 2012"]


def test_a_break_parts_the_line_at_its_quarter(tmp_path: Path) -> None:
    described = DESCRIBED + '[[breaks]]\ndimension = "tid"\nbefore = "2013"\nnote.nb = "Ny grense."\n'
    chart = chart_of(tmp_path, lines(*QUARTERS), described, FIGURE)
    assert [point.member for point in chart.series[0].points if not point.joined] == ["2012K1", "2013K1"]
    figure = drawn(chart)
    (rule,) = [shape for shape in figure.shapes if shape.dashes and shape.points[0][0] == shape.points[-1][0]]
    assert figure.label("K4 2012").x < rule.box[0] < figure.label("K1 2013").x


@pytest.mark.parametrize("before", ["2012K1", "2012"])
def test_a_break_at_the_first_time_of_a_series_parts_nothing(before: str, tmp_path: Path) -> None:
    described = DESCRIBED + f'[[breaks]]\ndimension = "tid"\nbefore = "{before}"\nnote.nb = "Ny grense."\n'
    chart = chart_of(tmp_path, lines(*QUARTERS), described, FIGURE)
    assert chart.breaks == ()
    assert [point.joined for point in chart.series[0].points] == [False] + [True] * 5


def test_the_quarter_that_is_lacking_is_told_by_its_name(tmp_path: Path) -> None:
    chart = chart_of(tmp_path, lines("2012K1", "2012K2", "2012K4"), DESCRIBED, FIGURE)
    assert [str(period.start) for period in chart.absent_times()] == ["2012-07-01"]
    assert "K3 2012" in drawn(chart).texts
