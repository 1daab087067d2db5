"""Values that their source calls uncertain: drawn otherwise, and told in words."""

from pathlib import Path

import pytest

from brochure.making.figures.alt_text import alt_text
from brochure.making.figures.chart import Chart
from brochure.statistics.numbers.formats import Formatter
from tests.making.figures.test_drawing import FIGURES
from tests.support.charts import GROUPS, REGIONS, YEARS, chart_faults, chart_of, drawn, per_cent, theme, words
from tests.support.svg import Drawn

ASIA = (
    '[[uncertain]]\nselect = { region = ["Asia"] }\nnote = { nb = "Få svar.", nn = "Få svar.", en = "Few answers." }\n'
)
LAST = ASIA.replace('region = ["Asia"]', 'region = ["Asia", "Afrika"], aar = ["2013"]')
PAPER = "#ffffff"


def chart(kind: str, folder: Path, uncertain: str = "", language: str = "nb") -> Chart:
    cells, described, figure = FIGURES[kind]
    return chart_of(folder, cells, described + uncertain, figure, language)


def hollow(figure: Drawn) -> int:
    """How many marks have the paper inside."""
    return sum(mark.colour == PAPER for mark in figure.marks)


def hatched(figure: Drawn) -> int:
    """How many bars have white lines over them."""
    return sum(shape.stroke == PAPER and shape.width == theme().figures.hatch_stroke for shape in figure.shapes)


def test_only_the_selected_cells_are_uncertain(tmp_path: Path) -> None:
    found = chart("lines", tmp_path, LAST)
    uncertain = [(s.member, p.member) for s in found.series for p in s.points if p.uncertain]
    assert uncertain == [("Afrika", "2013"), ("Asia", "2013")]
    assert found.uncertain == ("Få svar.",)


def test_a_note_on_cells_that_are_not_shown_is_not_told(tmp_path: Path) -> None:
    cells, described, figure = FIGURES["bars"]
    found = chart_of(tmp_path, cells, described + ASIA, figure.replace("'*'", "[Norden, Afrika]"))
    assert found.uncertain == ()


def test_a_symbol_is_never_uncertain(tmp_path: Path) -> None:
    found = chart("bars", tmp_path, ASIA.replace("Asia", "Afrika"))
    assert found.uncertain == ()
    assert not any(point.uncertain for point in found.points())


@pytest.mark.parametrize(("kind", "bars"), [("bars", 1), ("grouped_bars", 3), ("stacked", 3)])
def test_uncertain_bars_are_hatched(kind: str, bars: int, tmp_path: Path) -> None:
    (tmp_path / "sure").mkdir()
    (tmp_path / "unsure").mkdir()
    assert hatched(drawn(chart(kind, tmp_path / "sure"))) == 0
    figure = drawn(chart(kind, tmp_path / "unsure", ASIA))
    assert hatched(figure) == bars
    lines = [shape for shape in figure.shapes if shape.stroke == PAPER]
    assert all(0 <= x <= figure.width and 0 <= y <= figure.height for line in lines for x, y in line.points)


@pytest.mark.parametrize(("kind", "uncertain", "marks"), [("lines", LAST, 2), ("small_multiples", LAST, 2)])
def test_uncertain_values_of_lines_are_hollow_and_thinly_joined(
    kind: str, uncertain: str, marks: int, tmp_path: Path
) -> None:
    figure, style = drawn(chart(kind, tmp_path, uncertain)), theme().figures
    assert hollow(figure) == marks
    assert sum(shape.width == style.uncertain_stroke for shape in figure.shapes) == marks
    assert any(shape.width == style.stroke for shape in figure.shapes)


@pytest.mark.parametrize(("kind", "marks"), [("dumbbell", 2), ("lollipop", 1)])
def test_uncertain_values_of_marks_in_rows_are_hollow(kind: str, marks: int, tmp_path: Path) -> None:
    assert hollow(drawn(chart(kind, tmp_path, ASIA))) == marks


def test_a_value_on_a_hatched_part_stands_on_its_plain_colour(tmp_path: Path) -> None:
    figure = drawn(chart("stacked", tmp_path, ASIA))
    label = figure.label("30,4")
    patches = [bar.box for bar in figure.bars() if bar.box[2] - bar.box[0] < 30 and bar.box[0] < label.x < bar.box[2]]
    assert any(top < label.y < bottom for _, top, _, bottom in patches)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Usikre tall: Afrika, 2013 og Asia, 2013."),
        ("nn", "Usikre tal: Afrika, 2013 og Asia, 2013."),
        ("en", "Uncertain numbers: Africa, 2013 and Asia, 2013."),
    ],
)
def test_the_alt_text_names_uncertain_values(language: str, told: str, tmp_path: Path) -> None:
    found = chart("lines", tmp_path, LAST, language)
    assert told in alt_text(found, "Sysselsatte", Formatter(words(language)))


def test_a_row_whose_values_are_all_uncertain_is_named_once(tmp_path: Path) -> None:
    told = alt_text(chart("grouped_bars", tmp_path, ASIA), "Sysselsatte", Formatter(words("nb")))
    assert "Usikre tall: Asia." in told


def test_many_uncertain_values_are_counted(tmp_path: Path) -> None:
    two_regions = ASIA.replace('"Asia"', '"Afrika", "Asia"')
    told = alt_text(chart("lines", tmp_path, two_regions), "Sysselsatte", Formatter(words("nb")))
    assert "7 av tallene er usikre." in told


@pytest.mark.parametrize(
    ("select", "finding"),
    [
        ('region = ["Asien"]', "'Asien' is not a member of 'region' in data/statistics/befolkning/bosatte.csv."),
        ('regoin = ["Asia"]', "there is no dimension 'regoin'. Did you mean 'region'?"),
    ],
)
def test_a_selection_that_meets_nothing_is_told_with_its_line(select: str, finding: str, tmp_path: Path) -> None:
    cells, _, figure = FIGURES["bars"]
    described = per_cent(REGIONS, GROUPS) + f'[[uncertain]]\nselect = {{ {select} }}\nnote.nb = "Få svar."\n'
    (told,) = chart_faults(tmp_path, cells, described, figure)
    line = described.split("\n").index(f"select = {{ {select} }}") + 1
    assert told.startswith(f"data/statistics/befolkning/bosatte.toml:{line}: error: {finding}")


def test_a_note_that_a_language_lacks_is_told(tmp_path: Path) -> None:
    cells, _, figure = FIGURES["lines"]
    described = per_cent(REGIONS, YEARS) + '[[uncertain]]\nselect = { aar = ["2013"] }\nnote.nb = "Få svar."\n'
    (told,) = chart_faults(tmp_path, cells, described, figure, "nn")
    assert "the note on uncertain values of befolkning/bosatte has not been written in nn" in told
