"""Two groups back to back."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.making.figures.test_drawing import outside, overlap
from tests.support.charts import chart_faults, chart_of, drawn, per_cent, theme
from tests.support.statistics import metadata
from tests.support.svg import Drawn

AGE = '[dimensions.alder]\nlabel = { nb = "Alder" }\n'
SEX = '[dimensions.kjonn]\nlabel = { nb = "Kjønn" }\n'
LAND = '[dimensions.land]\nlabel = { nb = "Land" }\n'
CELLS = """alder,kjonn,verdi
0–19 år,Kvinner,40.0
0–19 år,Menn,20.0
20–39 år,Kvinner,:
20–39 år,Menn,80.0
40–59 år,Kvinner,10.5
40–59 år,Menn,12.5
"""
PYRAMID = "kind: population_pyramid\ncategory: alder\nseries: kjonn"
WOMEN, MEN = (style.colour.rgb for style in theme().series[:2])


@pytest.fixture(scope="module")
def pyramid(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    return drawn(chart_of(tmp_path_factory.mktemp("pyramid"), CELLS, per_cent(AGE, SEX), PYRAMID))


def side_by_side(folder: Path, panels: int, value: int) -> Drawn:
    ages = [f"{5 * i}–{5 * i + 4} år" for i in range(8)]
    cells = ["alder,kjonn,land,verdi"]
    for i, age in enumerate(ages):
        cells += [f"{age},{sex},Land {k},{value * (i + 1)}" for sex in ("Kvinner", "Menn") for k in range(panels)]
    described = metadata(AGE + SEX + LAND)
    return drawn(chart_of(folder, "\n".join(cells), described, f"{PYRAMID}\npanel: land"))


def test_the_youngest_stand_at_the_foot(pyramid: Drawn) -> None:
    young, middle, old = (pyramid.label(text).y for text in ("0–19 år", "20–39 år", "40–59 år"))
    assert young > middle > old


def test_the_first_series_goes_left_and_the_second_right_on_one_scale(pyramid: Drawn) -> None:
    lengths = {}
    for colour, side in ((WOMEN, "left"), (MEN, "right")):
        for bar in pyramid.bars(colour):
            left, _, right, _ = bar.box
            assert (right <= pyramid.width and left > pyramid.label("Menn").x - 20) == (side == "right")
            lengths[round(right - left, 2)] = side
    women, men = sorted((length for length in lengths if lengths[length] == "left"), reverse=True), max(lengths)
    assert women[0] * 2 == pytest.approx(men, rel=1e-3)
    assert pyramid.label("Kvinner").x < pyramid.label("Menn").x


def test_the_left_side_of_the_axis_is_not_negative(pyramid: Drawn) -> None:
    assert pyramid.texts.count("60") == 2
    assert not any("−" in text or "-" in text for text in pyramid.texts)


def test_a_missing_value_is_its_symbol_and_no_bar(pyramid: Drawn) -> None:
    assert len(pyramid.bars(WOMEN)) == 2
    assert len(pyramid.bars(MEN)) == 3
    assert pyramid.label(":").y == pytest.approx(pyramid.label("20–39 år").y, abs=0.1)
    assert pyramid.label(":").x < pyramid.label("Menn").x


@pytest.mark.parametrize("panels", [1, 2, 3])
@pytest.mark.parametrize("value", [1, 90, 11_111])
def test_pyramids_side_by_side_have_room(panels: int, value: int, tmp_path: Path) -> None:
    figure = side_by_side(tmp_path, panels, value)
    assert list(outside(figure)) == []
    covered = [(a.text, b.text) for a, b in combinations(figure.labels, 2) if overlap(a.line, b.line)]
    assert covered == []
    assert figure.texts.count("Kvinner") == panels


def test_pyramids_side_by_side_share_one_scale(tmp_path: Path) -> None:
    figure = side_by_side(tmp_path, 2, 10)
    first, second = sorted(bar.box[2] - bar.box[0] for bar in figure.bars(MEN))[-2:]
    assert first == pytest.approx(second, abs=0.01)


def test_rows_lower_than_text_are_drawn_without_values(tmp_path: Path) -> None:
    cells = "alder,kjonn,verdi\n" + "".join(
        f"{i} år,{sex},{i + 100}\n" for i in range(60) for sex in ("Kvinner", "Menn")
    )
    figure = drawn(chart_of(tmp_path, cells, metadata(AGE + SEX), PYRAMID + "\nheight: 70"))
    assert len(figure.bars(MEN)) == 60
    assert "157" not in figure.texts
    assert [(a.text, b.text) for a, b in combinations(figure.labels, 2) if overlap(a.line, b.line)] == []


THREE = CELLS + "40–59 år,Begge,12.0\n20–39 år,Begge,12.0\n0–19 år,Begge,12.0\n"


def test_a_pyramid_of_three_sides_is_refused(tmp_path: Path) -> None:
    (told,) = chart_faults(tmp_path, THREE, per_cent(AGE, SEX), PYRAMID)
    assert told.endswith("a population pyramid has two sides, left and right, not 3; choose two members")


def test_four_pyramids_are_refused(tmp_path: Path) -> None:
    cells = "alder,kjonn,land,verdi\n" + "".join(f"0–9 år,{s},Land {k},1\n" for s in ("K", "M") for k in range(4))
    (told,) = chart_faults(tmp_path, cells, metadata(AGE + SEX + LAND), PYRAMID + "\npanel: land")
    assert told.endswith("4 pyramids do not fit side by side; choose 3 at most")


def test_values_below_zero_are_refused(tmp_path: Path) -> None:
    cells = CELLS.replace("10.5", "-10.5")
    (told,) = chart_faults(tmp_path, cells, per_cent(AGE, SEX).replace('"percent"', '"ratio"'), PYRAMID)
    assert "no room for values below zero, such as -10.5" in told
