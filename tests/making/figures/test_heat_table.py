"""Tables whose cells darken with their values."""

from pathlib import Path

import pytest

from brochure.findings import Faults, Place
from brochure.project.contrast import contrast, luminance
from brochure.project.sources.project import Project
from brochure.project.theme import read_theme
from tests.making.figures.test_drawing import outside
from tests.support.charts import YEARS, chart_faults, chart_of, drawn, per_cent, theme
from tests.support.projects import ROOT, make_project
from tests.support.svg import Drawn, Label, Shape

REGION = '[dimensions.region]\nlabel = { nb = "Region" }\n'
AGE = '[dimensions.alder]\nlabel = { nb = "Alder" }\n'
CELLS = """region,alder,verdi
I alt,15–24 år,39.96
I alt,25–54 år,70.0
Afrika,15–24 år,11.6
Afrika,25–54 år,:
Asia,15–24 år,22.8
Asia,25–54 år,61.3
Norden,15–24 år,60.0
Norden,25–54 år,85.1
"""
HEAT = "kind: heat_table\ncategory: region\ncolumn: alder\nhighlight: [I alt]"
COLOURS = [colour.rgb.lower() for colour in theme().figures.heat]


@pytest.fixture(scope="module")
def figure(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    return drawn(chart_of(tmp_path_factory.mktemp("heat"), CELLS, per_cent(REGION, AGE), HEAT))


def cell_under(figure: Drawn, label: Label) -> Shape:
    """The cell that a value is printed in."""
    (found,) = (
        bar
        for bar in figure.bars()
        if bar.box[0] < label.x < bar.box[2] and bar.box[1] < label.y - label.size * 0.3 < bar.box[3]
    )
    return found


def fill(figure: Drawn, text: str) -> str:
    return cell_under(figure, figure.label(text)).fill or ""


def test_higher_values_stand_in_darker_cells(figure: Drawn) -> None:
    shades = [luminance(fill(figure, text).upper()) for text in ("11,6", "22,8", "61,3", "85,1")]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 4


def test_a_cell_has_the_colour_of_the_value_as_it_is_printed(figure: Drawn) -> None:
    assert fill(figure, "60,0") == fill(figure, "61,3")
    assert luminance(fill(figure, "40,0")) < luminance(fill(figure, "22,8"))  # 39,96 is printed as 40,0


def test_every_value_is_readable_on_its_cell(figure: Drawn) -> None:
    values = [label for label in figure.labels if "," in label.text]
    assert len(values) == 7
    for label in values:
        ground = cell_under(figure, label).fill or ""
        assert contrast(label.colour.upper(), ground.upper()) >= 4.5


def test_a_missing_cell_is_empty_but_for_its_symbol(figure: Drawn) -> None:
    symbol = figure.label(":")
    assert not [
        bar for bar in figure.bars() if bar.box[0] < symbol.x < bar.box[2] and bar.box[1] < symbol.y < bar.box[3]
    ]
    assert symbol.y == pytest.approx(figure.label("11,6").y, abs=0.1)
    assert symbol.x == pytest.approx(figure.label("25–54 år").x, abs=0.1)


def test_the_key_tells_the_limits_of_the_steps(figure: Drawn) -> None:
    assert [text for text in figure.texts if text in ("0", "20", "40", "60", "80", "100")] == [
        "0", "20", "40", "60", "80", "100",
    ]  # fmt: skip
    first_row = figure.label("I alt").y
    key = [bar.fill for bar in figure.bars() if bar.box[3] < first_row - 20]
    assert len(key) == 5
    assert [colour for colour in COLOURS if colour in key] == key


def test_totals_are_set_apart_and_bold(figure: Drawn) -> None:
    total, first, second = (figure.label(name).y for name in ("I alt", "Afrika", "Asia"))
    assert first - total > second - first + 3
    assert figure.label("I alt").weight == figure.label("70,0").weight == 600
    assert figure.label("Asia").weight == 400


def test_a_cell_that_is_not_in_the_file_is_missing(tmp_path: Path) -> None:
    cells = CELLS.replace("Asia,25–54 år,61.3\n", "")
    figure = drawn(chart_of(tmp_path, cells, per_cent(REGION, AGE), HEAT))
    assert figure.label("..").y == pytest.approx(figure.label("Asia").y, abs=0.1)


def test_a_break_is_marked_between_columns_of_years(tmp_path: Path) -> None:
    described = per_cent(REGION, YEARS) + '[[breaks]]\ndimension = "aar"\nbefore = "2012"\nnote.nb = "Ny grense."\n'
    cells = "region,aar,verdi\n" + "".join(
        f"{r},{y},{y - 2000}\n" for r in ("Afrika", "Asia") for y in range(2010, 2014)
    )
    chart = chart_of(tmp_path, cells, described, "kind: heat_table\ncategory: region\ncolumn: aar")
    assert chart.notes == ("Ny grense.",)
    figure = drawn(chart)
    (rule,) = (line for line in figure.shapes if line.dashes)
    assert figure.label("2011").x < rule.points[0][0] < figure.label("2012").x
    assert list(outside(figure)) == []


def test_ten_columns_fit_and_eleven_are_refused(tmp_path: Path) -> None:
    def cells(count: int) -> str:
        return "region,alder,verdi\n" + "".join(f"Asia,{i}–{i + 4} år,{i}\n" for i in range(count))

    figure = "kind: heat_table\ncategory: region\ncolumn: alder"
    (tmp_path / "ten").mkdir()
    (tmp_path / "eleven").mkdir()
    assert list(outside(drawn(chart_of(tmp_path / "ten", cells(10), per_cent(REGION, AGE), figure)))) == []
    (told,) = chart_faults(tmp_path / "eleven", cells(11), per_cent(REGION, AGE), figure)
    assert told.endswith("11 columns are more than a reader can tell apart; choose 10 at most")


LIGHTEST, THIRD = (theme().figures.heat[i].rgb for i in (0, 2))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (LIGHTEST, "#777777", "heat: neither ink nor paper is readable (4.5:1) on #777777"),
        (
            "#1A1A1A",
            "#FFFFFF",
            "ink: its contrast with 'paper' is 1.0:1, and text needs 4.5:1; make it darker",
        ),
        (LIGHTEST, THIRD, "heat: the colours must darken from step to step"),
    ],
)
def test_steps_that_cannot_be_read_are_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    source = (ROOT / "layouts/themes/standard.toml").read_text("utf-8").replace(old, new, 1)
    project: Project = make_project(tmp_path, {"layouts/themes/standard.toml": source})
    with pytest.raises(Faults) as caught:
        read_theme(project, "standard", Place("edition.toml"))
    assert told in str(caught.value)
