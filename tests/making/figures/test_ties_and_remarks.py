"""Zeros, ties, lone values and remarks of the source, told for what they are."""

from pathlib import Path

import pytest

from brochure.making.figures.alt_text import alt_text
from brochure.making.figures.chart import Chart
from brochure.making.figures.thin_series import thin_series
from brochure.making.tables.build import table_of_chart
from brochure.project.edition.descriptions import FigureDescription
from brochure.project.edition.reading import Described
from brochure.project.sources.document import parse_yaml
from brochure.statistics.numbers.formats import Formatter
from tests.making.figures.test_uncertain import hatched, hollow
from tests.support.charts import FIGURES, YEARS, chart_faults, chart_of, drawn, per_cent, words

PLACES = '[dimensions.sted]\nlabel = { nb = "Sted" }\n'
LEVELS = '[dimensions.niva]\nlabel = { nb = "Nivå" }\n'
STACKED = "kind: stacked\ncategory: sted\nseries: niva\nselect: {sted: '*', niva: '*'}\nnormalise: true"
HEAT = "kind: heat_table\ncategory: sted\ncolumn: niva\nselect: {sted: '*', niva: '*'}"
PYRAMID = "kind: population_pyramid\ncategory: sted\nseries: niva\nselect: {sted: '*', niva: '*'}"
LINES = "kind: lines\nx: aar\nseries: sted\nselect: {sted: '*'}"


def grid(*rows: str) -> str:
    return "sted,niva,verdi\n" + "".join(f"{row}\n" for row in rows)


def told(chart: Chart) -> str:
    return alt_text(chart, "Prøve", Formatter(words("nb")))


def test_shares_of_nothing_are_not_applicable_and_zero_is_zero(tmp_path: Path) -> None:
    cells = grid("Afrika,Lav,0", "Afrika,Høy,0", "Asia,Lav,0", "Asia,Høy,9", "Europa,Lav,1", "Europa,Høy,..")
    chart = chart_of(tmp_path, cells, per_cent(PLACES, LEVELS).replace('"percent"', '"persons"'), STACKED)
    rows = {row.label: row.cells for row in table_of_chart(chart, Formatter(words("nb"))).rows}
    assert rows == {"Afrika": (".", "."), "Asia": ("0,0", "100,0"), "Europa": ("..", "..")}
    assert "Ingenting å regne andeler av: Afrika." in told(chart)


def test_columns_that_are_equal_throughout_have_no_lowest_and_highest(tmp_path: Path) -> None:
    cells = grid("Afrika,a,5", "Asia,a,5", "Afrika,b,1", "Asia,b,1", "Europa,a,5", "Europa,b,2")
    text = told(chart_of(tmp_path, cells, per_cent(PLACES, LEVELS), HEAT)).replace("\u00a0", " ")
    assert "A: 5,0 % overalt. B: lavest Afrika og Asia 1,0 %, høyest Europa 2,0 %." in text


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("x,M,0", "x,K,12", "y,M,0", "y,K,12"), "Like stor forskjell i alle rader: M 0,0"),
        (("x,M,1", "x,K,1", "y,M,2", "y,K,2"), "Ingen forskjell i noen rad."),
        (("x,M,1", "x,K,3", "y,M,5", "y,K,3", "z,M,1", "z,K,1"), "like stor i flere rader: x og y."),
    ],
)
def test_rows_that_differ_as_much_are_told_together(tmp_path: Path, rows: tuple[str, ...], expected: str) -> None:
    assert expected in told(chart_of(tmp_path, grid(*rows), per_cent(PLACES, LEVELS), PYRAMID))


def test_a_line_that_never_changes_has_no_peak(tmp_path: Path) -> None:
    chart = chart_of(tmp_path, "sted,aar,verdi\nAsia,2012,5\nAsia,2013,5\n", per_cent(PLACES, YEARS), LINES)
    assert "Asia: 5,0\u00a0% hele tiden fra 2012 til 2013." in told(chart)


def findings(chart: Chart, figure: str) -> list[str]:
    source = "figur:\n  statistic: a/b\n  title: {nb: T}\n  subtitle: {nb: U}\n" + "".join(
        f"  {line}\n" for line in figure.split("\n")
    )
    document = parse_yaml(source, FIGURES)
    described = Described("figur", document.read_as(FigureDescription, "figur"), document)
    return [finding.message for finding in thin_series(described, chart)]


def test_a_lone_value_is_a_mark_with_its_name_beside_it(tmp_path: Path) -> None:
    chart = chart_of(tmp_path, "sted,aar,verdi\nAsia,2014,40.2\n", per_cent(PLACES, YEARS), LINES)
    figure = drawn(chart)
    (mark,) = figure.marks
    label = figure.label("Asia 40,2")
    assert abs(label.x - mark.x) < 30
    assert not any(shape.stroke == mark.colour for shape in figure.shapes)
    assert "'Asia' has a single value, and a line needs two" in findings(chart, LINES)[0]


def test_a_series_without_any_value_is_told(tmp_path: Path) -> None:
    cells = "sted,aar,verdi\nAsia,2013,1\nAsia,2014,2\nAfrika,2013,..\nAfrika,2014,..\n"
    chart = chart_of(tmp_path, cells, per_cent(PLACES, YEARS), LINES)
    assert "'Afrika' has no value at all" in findings(chart, LINES)[0]


def test_remarks_are_drawn_and_stand_in_the_table_and_the_alt_text(tmp_path: Path) -> None:
    cells = "sted,aar,verdi,status\nAsia,2013,1,\nAsia,2014,2,ep\nAfrika,2013,3,*\nAfrika,2014,4,\n"
    chart = chart_of(tmp_path, cells, per_cent(PLACES, YEARS), LINES)
    table = table_of_chart(chart, Formatter(words("nb")))
    assert [row.cells for row in table.rows] == [("1,0", "3,0*"), ("2,0\u00a0ep", "4,0")]
    assert [(remark.mark, remark.meaning) for remark in table.remarks] == [
        ("*", "foreløpig tall"),
        ("ep", "anslått tall, foreløpig tall"),
    ]
    assert "Anslått tall, foreløpig tall: Asia, 2014." in told(chart)
    assert hollow(drawn(chart)) == 2


def test_bars_with_remarks_are_hatched(tmp_path: Path) -> None:
    figure = "kind: bars\ncategory: sted\nselect: {sted: '*'}"
    chart = chart_of(tmp_path, "sted,verdi,status\nAsia,1,b\nAfrika,2,\n", per_cent(PLACES), figure)
    assert hatched(drawn(chart)) == 1


def test_thousands_of_rows_are_refused_before_they_are_laid_out(tmp_path: Path) -> None:
    figure = "kind: bars\ncategory: sted\nselect: {sted: '*'}"
    cells = "sted,verdi\n" + "".join(f"S{i},1\n" for i in range(3000))
    (finding,) = chart_faults(tmp_path, cells, per_cent(PLACES), figure)
    assert "3000 rows are more than a page can show; choose 150 at most" in finding


def test_an_index_says_when_it_is_100(tmp_path: Path) -> None:
    cells = "sted,aar,verdi\nAsia,2013,120.5\nAsia,2014,98.2\n"
    described = per_cent(PLACES, YEARS).replace('"percent"', '"index"')
    (finding,) = chart_faults(tmp_path, cells, described, LINES)
    assert "an index says little without its base" in finding
    (tmp_path / "b").mkdir()
    chart = chart_of(tmp_path / "b", cells, described.replace("decimals", 'base = "2012"\ndecimals'), LINES)
    assert drawn(chart).label("Indeks (2012 = 100) (aksen begynner på 95)")
