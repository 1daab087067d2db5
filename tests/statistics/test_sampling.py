"""Margins of error from numbers of answers."""

from decimal import Decimal
from pathlib import Path

from brochure.findings import Place
from brochure.making.figures.chart import Chart
from brochure.statistics.loading import StatisticStore
from brochure.statistics.sampling import margin_of
from brochure.statistics.selection import Cell
from tests.support.charts import chart_of, drawn, per_cent, theme
from tests.support.projects import make_project
from tests.support.statistics import CSV, NAME, TOML

CELLS = "svar,gruppe,verdi\nGod helse,A,50\nGod helse,B,90\nSyk,A,..\nSyk,B,0\nAntall,A,400\nAntall,B,..\n"
SAMPLE = 'sample = { dimension = "svar", member = "Antall" }\n'
DIMENSIONS = (
    '[dimensions.svar]\nlabel.nb = "Svar"\nmembers."Antall" = { unit = "persons", decimals = 0 }\n'
    '[dimensions.gruppe]\nlabel.nb = "Gruppe"\n'
)


def margins(folder: Path, sample: str = SAMPLE) -> dict[tuple[str, ...], Decimal | None]:
    store = StatisticStore(make_project(folder, {CSV: CELLS, TOML: sample + per_cent(DIMENSIONS)}))
    statistic = store.get(NAME, Place("here"))
    return {key: margin_of(Cell(statistic, key, seen)) for key, seen in statistic.cells.items()}


def chart(folder: Path, cells: str) -> Chart:
    figure = "kind: grouped_bars\nselect: { svar: [God helse, Syk] }\ncategory: svar\nseries: gruppe"
    return chart_of(folder, cells, SAMPLE + per_cent(DIMENSIONS), figure)


def test_half_of_four_hundred_answers_is_sure_to_five_points(tmp_path: Path) -> None:
    assert margins(tmp_path)["God helse", "A"] == Decimal("4.9")


def test_without_answers_or_for_what_is_no_percentage_there_is_none(tmp_path: Path) -> None:
    found = margins(tmp_path)
    assert [found[key] for key in (("God helse", "B"), ("Syk", "A"), ("Antall", "A"))] == [None, None, None]
    assert set(margins(tmp_path / "plain", sample="").values()) == {None}


def test_the_margin_is_a_stroke_through_the_value_and_the_value_stands_beyond_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with_margin = chart(tmp_path / "a", CELLS)
    assert with_margin.margins == (Decimal("4.9"),)
    figure = drawn(with_margin)
    (stroke,) = (shape for shape in figure.shapes if shape.width == theme().figures.uncertain_stroke and not shape.fill)
    left, _, right, _ = stroke.box
    (bar,) = (bar for bar in figure.bars() if left < bar.box[2] < right)
    assert (left + right) / 2 - bar.box[2] < 0.01
    assert figure.label("50,0").box[0] > right
