"""Small lines beside key figures."""

from pathlib import Path

import pytest

from brochure.making.figures.chart import Chart
from tests.making.figures.test_drawing import outside
from tests.support.charts import YEARS, chart_faults, chart_of, drawn, per_cent, theme
from tests.support.svg import Drawn

CELLS = """aar,verdi
2009,6.5
2010,7.1
2011,6.1
2012,6.0
2013,..
2014,6.9
"""
SPARKLINE = "kind: sparkline\nx: aar"
BREAK = '[[breaks]]\ndimension = "aar"\nbefore = "2011"\nnote.nb = "Ny grense."\n'


def spark(folder: Path, cells: str = CELLS, more: str = "") -> Chart:
    return chart_of(folder, cells, per_cent(YEARS) + more, SPARKLINE)


@pytest.fixture(scope="module")
def figure(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    return drawn(spark(tmp_path_factory.mktemp("sparkline")))


def test_it_is_as_large_as_the_theme_says(figure: Drawn) -> None:
    style = theme().figures
    assert figure.width == pytest.approx(style.sparkline_width / 25.4 * 72, abs=0.01)
    assert figure.height == pytest.approx(style.sparkline_height / 25.4 * 72, abs=0.01)


def test_only_the_first_and_last_year_are_printed(figure: Drawn) -> None:
    assert figure.texts == ["2009", "2014"]
    assert min(label.size for label in figure.labels) >= 7
    assert list(outside(figure)) == []


def test_the_ends_have_dots_and_the_line_is_open_where_a_value_is_missing(figure: Drawn) -> None:
    (line,) = (shape for shape in figure.shapes if not shape.fill)
    assert len(line.points) == 4
    dots = sorted(shape.box for shape in figure.shapes if shape.fill)
    assert dots[0][0] < line.points[0][0] < dots[0][2]
    assert dots[-1][0] > line.points[-1][0]


def test_a_lone_value_is_a_level_and_a_time_without_values_a_band(tmp_path: Path) -> None:
    figure = drawn(spark(tmp_path, CELLS.replace("2011,6.1", "2011,..")))
    line, level = (shape for shape in figure.shapes if not shape.fill)
    assert line.points[0][1] != line.points[1][1]
    assert level.points[0][1] == level.points[1][1]
    gap = theme().figures.gap.rgb.lower()
    assert len([shape for shape in figure.shapes if (shape.fill or "").lower() == gap]) == 2


def test_a_line_does_not_pass_a_break(tmp_path: Path) -> None:
    figure = drawn(spark(tmp_path, more=BREAK))
    lines = [shape for shape in figure.shapes if not shape.fill]
    assert sorted(len(line.points) for line in lines if not line.dashes) == [2, 2]
    (rule,) = (line for line in lines if line.dashes)
    assert rule.points[0][0] == rule.points[1][0]


def test_it_may_stand_twice_in_a_document(figure: Drawn) -> None:
    assert [element for element in figure.root.iter() if "id" in element.attrib] == []
    assert "url(#" not in figure.source


def test_a_single_value_is_refused(tmp_path: Path) -> None:
    (told,) = chart_faults(tmp_path, "aar,verdi\n2013,:\n2014,6.9\n", per_cent(YEARS), SPARKLINE)
    assert told.endswith("a sparkline needs two values at least; there is one")
