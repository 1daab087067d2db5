"""Years that a series lacks are seen in tables, each with the sign for missing."""

from pathlib import Path

import pytest

from brochure.making.tables.build import build_table, table_of_chart
from brochure.making.tables.table import PrintedTable
from brochure.making.tables.timeline import timeline
from brochure.project.edition.descriptions import TableDescription
from brochure.project.edition.reading import Described
from brochure.project.sources.document import parse_yaml
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.period import parse_period
from tests.support.charts import FIGURES, YEARS, chart_of, per_cent, words
from tests.support.projects import make_project
from tests.support.statistics import CSV, NAME, TOML

PLACES = '[dimensions.region]\nlabel = { nb = "Region" }\n'


@pytest.mark.parametrize(
    ("times", "held", "shown"),
    [
        ("2010 2011 2013", "", "2010 2011 2012? 2013"),
        ("2013 2011 2010", "", "2013 2012? 2011 2010"),
        ("2010 2011 2013", "2012", "2010 2011 2013"),
        ("2010 2012 2014", "", "2010 2012 2014"),
        ("2010 2012 2016", "", "2010 2012 2014? 2016"),
        ("2006 2011", "", "2006 2011"),
        ("2001 2002 2012", "", "2001 2002 2012"),
        ("2012 2010 2011", "", "2012 2010 2011"),
        ("2004–2006 2005–2007 2007–2009", "", "2004–2006 2005–2007 2006–2008? 2007–2009"),
        ("2010K4 2011K4 2013K4", "", "2010K4 2011K4 2012K4? 2013K4"),
    ],
)
def test_times_that_a_regular_series_lacks_stand_between_its_own(times: str, held: str, shown: str) -> None:
    found = timeline([parse_period(time) for time in times.split()], {parse_period(time) for time in held.split()})
    expected = [(parse_period(time.strip("?")), time.endswith("?")) for time in shown.split()]
    assert [(time, i is None) for time, i in found] == expected
    assert [i for _, i in found if i is not None] == list(range(len(times.split())))


def test_rows_that_are_no_times_are_left_alone() -> None:
    assert timeline([None, None], ()) == []
    assert timeline([parse_period("2010"), None], ()) == []


@pytest.mark.parametrize(
    ("figure", "rows", "columns"),
    [
        ("kind: lines\nx: aar\nseries: region", ["2010", "2011", "2012", "2013"], ["Afrika", "Asia"]),
        ("kind: small_multiples\nx: aar\npanel: region", ["Afrika", "Asia"], ["2010", "2011", "2012", "2013"]),
    ],
)
def test_the_table_behind_a_figure_shows_the_year_that_is_missing(
    figure: str, rows: list[str], columns: list[str], tmp_path: Path
) -> None:
    cells = "region,aar,verdi\n" + "".join(f"{r},{y},5\n" for r in ("Afrika", "Asia") for y in (2010, 2011, 2013))
    chart = chart_of(tmp_path, cells, per_cent(PLACES, YEARS), f"{figure}\nselect: {{region: '*', aar: '*'}}")
    table = table_of_chart(chart, Formatter(words("nb")))
    assert [row.label for row in table.rows] == rows
    assert list(table.columns) == columns
    values = [(row.label, label, text) for row in table.rows for label, text in zip(columns, row.cells, strict=True)]
    missing = [place for *place, text in values if text == ".."]
    assert len(missing) == 2
    assert all("2012" in place for place in missing)
    assert table.symbols == ("..",)


@pytest.mark.parametrize(("rows", "columns"), [("aar", "region"), ("region", "aar")])
def test_so_does_a_table(rows: str, columns: str, tmp_path: Path) -> None:
    table = tables_of(tmp_path, rows, columns)
    shown = table.columns if columns == "aar" else tuple(row.label for row in table.rows)
    assert shown == ("2010", "2011", "2012", "2013")
    assert sum(text == ".." for row in table.rows for text in row.cells) == 2


def tables_of(folder: Path, rows: str, columns: str) -> PrintedTable:
    """The table of a statistic that lacks 2012."""
    cells = "region,aar,verdi\n" + "".join(f"{r},{y},5\n" for r in ("Afrika", "Asia") for y in (2010, 2011, 2013))
    path = f"{FIGURES.removesuffix('figures.yaml')}tables.yaml"
    lines = [f"statistic: {NAME}", f"rows: {rows}", f"columns: {columns}", "select: {region: '*', aar: '*'}"]
    source = "t:\n" + "".join(f"  {line}\n" for line in [*lines, "title: {nb: T}", "subtitle: {nb: U}"])
    project = make_project(folder, {CSV: cells, TOML: per_cent(PLACES, YEARS), path: source})
    document = parse_yaml(source, path)
    described = Described("t", document.read_as(TableDescription, "t"), document)
    return build_table(described, StatisticStore(project), Formatter(words("nb")))[0]
