"""From one time to another."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.making.figures.test_drawing import outside, overlap
from tests.support.charts import YEARS, chart_faults, chart_of, drawn, per_cent, theme
from tests.support.svg import Drawn

REGION = '[dimensions.region]\nlabel = { nb = "Region" }\n'
BREAK = '[[breaks]]\ndimension = "aar"\nbefore = "2014"\nnote.nb = "Ny grense."\n'
CELLS = """region,aar,verdi
Afrika,2010,44.0
Afrika,2014,42.0
Asia,2010,54.0
Asia,2014,56.5
Norden,2010,70.0
Norden,2014,:
Øst-Europa,2010,..
Øst-Europa,2014,62.0
"""
SLOPE = "kind: slope\nx: aar\ncategory: region\nhighlight: [Asia]"
STRONG, CONTEXT = theme().figures.highlight.rgb, theme().figures.context.rgb


def slope(folder: Path, cells: str = CELLS, figure: str = SLOPE) -> Drawn:
    return drawn(chart_of(folder, cells, per_cent(REGION, YEARS), figure))


@pytest.fixture(scope="module")
def figure(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    return slope(tmp_path_factory.mktemp("slope"))


def test_a_line_runs_between_both_values_of_a_category(figure: Drawn) -> None:
    (asia,) = (line for line in figure.lines(STRONG) if line.width > 1)
    (afrika,) = (line for line in figure.lines(CONTEXT) if line.width > 1)
    (x0, y0), (x1, y1) = asia.points
    assert x0 < x1
    assert y0 > y1
    assert afrika.points[0][1] < afrika.points[1][1]
    assert asia.width > afrika.width


def test_a_category_without_one_end_is_a_mark_alone_with_its_symbol_at_the_other(figure: Drawn) -> None:
    assert len(figure.marks) == 6
    left, right = sorted({round(mark.x) for mark in figure.marks})
    norden = min((mark for mark in figure.marks if round(mark.x) == left), key=lambda mark: mark.y)
    assert figure.label(":").x > right
    assert figure.label(":").y == pytest.approx(norden.y, abs=4)
    assert figure.label("..").x < left
    assert figure.label("Norden").x > right


def test_rising_and_falling_are_told_without_colour(figure: Drawn) -> None:
    assert figure.label("+2,5").y == pytest.approx(figure.label("Asia").y, abs=0.1)
    assert figure.label("−2,0").y == pytest.approx(figure.label("Afrika").y, abs=0.1)
    assert "prosentpoeng" in figure.texts


def test_changes_that_would_contradict_the_rounded_ends_are_left_out(tmp_path: Path) -> None:
    cells = CELLS.replace("54.0", "54.04").replace("56.5", "56.46")  # 54,0 to 56,5 looks like 2,5, but is 2,4
    figure = slope(tmp_path, cells)
    assert not any(text.startswith(("+", "−")) for text in figure.texts)
    assert "prosentpoeng" not in figure.texts


def test_both_times_and_all_values_are_printed(figure: Drawn) -> None:
    assert {"2010", "2014", "44,0", "42,0", "54,0", "56,5", "70,0", "62,0"} <= set(figure.texts)


def test_without_highlights_all_lines_are_of_one_colour(tmp_path: Path) -> None:
    figure = slope(tmp_path, figure="kind: slope\nx: aar\ncategory: region")
    assert {mark.colour for mark in figure.marks} == {theme().figures.single.rgb.lower()}


def test_labels_of_lines_that_lie_close_are_kept_apart(tmp_path: Path) -> None:
    rows = [f"Land {i},{year},{50 + i / 10}" for i in range(10) for year in (2010, 2014)]
    figure = slope(tmp_path, "\n".join(["region,aar,verdi", *rows]), "kind: slope\nx: aar\ncategory: region")
    assert [(a.text, b.text) for a, b in combinations(figure.labels, 2) if overlap(a.line, b.line)] == []
    assert list(outside(figure)) == []
    order = sorted(range(10), key=lambda i: figure.label(f"Land {i}").y)
    assert order == list(range(9, -1, -1))


def test_three_times_are_refused(tmp_path: Path) -> None:
    (told,) = chart_faults(tmp_path, CELLS + "Asia,2015,50.0\n", per_cent(REGION, YEARS), SLOPE)
    assert told.endswith("a slope compares two times, not 3; choose two members of 'aar'")


def test_a_break_between_the_times_is_refused(tmp_path: Path) -> None:
    (told,) = chart_faults(tmp_path, CELLS, per_cent(REGION, YEARS) + BREAK, SLOPE)
    assert "the series breaks before 2014, between the two times of the slope" in told


def test_two_definitions_are_refused(tmp_path: Path) -> None:
    cells = "region,aar,alder,verdi\nAsia,2010,16–74,1.0\nAsia,2014,15–74,2.0\n"
    definition = '[dimensions.alder]\nrole = "definition"\nlabel = { nb = "Alder" }\n'
    (told,) = chart_faults(tmp_path, cells, per_cent(REGION, YEARS, definition), SLOPE)
    assert "the definition changes, between the two times of the slope" in told


def test_more_lines_than_can_be_told_apart_are_refused(tmp_path: Path) -> None:
    cells = "region,aar,verdi\n" + "".join(f"Land {i},{year},1.0\n" for i in range(13) for year in (2010, 2014))
    (told,) = chart_faults(tmp_path, cells, per_cent(REGION, YEARS), "kind: slope\nx: aar\ncategory: region")
    assert told.endswith("13 lines are more than a reader can tell apart; choose 12 at most")


def test_a_highlight_that_is_no_category_is_told(tmp_path: Path) -> None:
    (told,) = chart_faults(tmp_path, CELLS, per_cent(REGION, YEARS), SLOPE.replace("[Asia]", "[Asja]"))
    assert "'Asja' is not a member of 'region'. Did you mean 'Asia'?" in told
