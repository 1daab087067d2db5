"""Drawings are kept, and made anew when anything they depend on has changed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from brochure.figures.chart import Chart, Panel, Point, Series
from brochure.figures.rendering import FigureCache, Look, Studio, render_figures
from brochure.findings import Place
from brochure.languages import Language
from brochure.sources.project import Project
from brochure.statistics.units import Unit
from brochure.theme import read_theme
from brochure.typefaces import read_typefaces
from brochure.words import read_words
from tests.support.charts import look
from tests.support.projects import make_project


def chart(*values: str) -> Chart:
    points = tuple(Point(label, label, Decimal(value)) for label, value in zip("ABCDE", values, strict=False))
    return Chart("bars", Unit.PERCENT, 1, "Region", "", (Panel("", (Series("", "", None, points),)),))


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    """Workers that draw, shared by the tests of this module."""
    opened = Studio(workers=1)
    yield opened
    opened.close()


@pytest.fixture
def cache(tmp_path: Path) -> FigureCache:
    return FigureCache(tmp_path / "figures")


def drawn(charts: dict[str, Chart], look: Look, cache: FigureCache, studio: Studio) -> int:
    """How many figures had to be drawn."""
    drawings, count = render_figures(charts, look, cache, studio)
    assert set(drawings) == set(charts)
    assert all(svg.startswith("<svg") for svg in drawings.values())
    return count


def test_nothing_is_drawn_twice(cache: FigureCache, studio: Studio) -> None:
    charts = {"a": chart("1.0", "2.0"), "b": chart("3.0", "4.0")}
    assert cache.is_empty()
    first, count = render_figures(charts, look(), cache, studio)
    assert count == 2
    assert not cache.is_empty()
    assert render_figures(charts, look(), cache, studio) == (first, 0)


def test_only_the_chart_that_changed_is_drawn_anew(cache: FigureCache, studio: Studio) -> None:
    assert drawn({"a": chart("1.0", "2.0"), "b": chart("3.0")}, look(), cache, studio) == 2
    assert drawn({"a": chart("1.0", "2.1"), "b": chart("3.0")}, look(), cache, studio) == 1


def test_equal_charts_of_two_names_have_a_drawing_each(cache: FigureCache, studio: Studio) -> None:
    drawings, count = render_figures({"a": chart("1.0"), "b": chart("1.0")}, look(), cache, studio)
    assert count == 2
    assert drawings["a"] != drawings["b"] or "id=" not in drawings["a"]


def test_another_theme_draws_anew(cache: FigureCache, studio: Studio, tmp_path: Path) -> None:
    charts = {"a": chart("1.0")}
    drawn(charts, look(), cache, studio)
    project = make_project(tmp_path / "other", {}, layouts=True)
    path = project.layouts / "themes" / "standard.toml"
    path.write_text(path.read_text("utf-8").replace("#2073BC", "#2073BD"), "utf-8")
    other = replace(look(), theme=read_theme(project, "standard", Place("theme")))
    assert drawn(charts, other, cache, studio) == 1
    assert drawn(charts, look(), cache, studio) == 0


def test_other_words_draw_anew(cache: FigureCache, studio: Studio, tmp_path: Path) -> None:
    charts = {"a": chart("1.0")}
    drawn(charts, look(), cache, studio)
    project = make_project(tmp_path / "other", {}, layouts=True)
    path = project.layouts / "words" / "nb.po"
    path.write_text(path.read_text("utf-8").replace('"prosent"', '"pst."', 1), "utf-8")
    other = replace(look(), words=read_words(project, Language.BOKMAAL))
    drawings, count = render_figures(charts, other, cache, studio)
    assert count == 1
    assert ">Pst.<" in drawings["a"]


def test_the_setting_for_thousands_draws_anew(cache: FigureCache, studio: Studio) -> None:
    charts = {"a": replace(chart("1234"), unit=Unit.PERSONS, decimals=0)}
    drawings, _ = render_figures(charts, look(), cache, studio)
    assert ">1234<" in drawings["a"]
    drawings, count = render_figures(charts, replace(look(), thousands_from=1000), cache, studio)
    assert count == 1
    assert ">1\u00a0234<" in drawings["a"]


def test_another_font_file_draws_anew(cache: FigureCache, studio: Studio, tmp_path: Path) -> None:
    charts = {"a": chart("1.0")}
    drawn(charts, look(), cache, studio)
    project = make_project(tmp_path / "other", {}, fonts=True)
    faces = read_typefaces(project)
    with faces.faces[0].path.open("ab") as file:
        file.write(b"\0")
    assert drawn(charts, replace(look(), typefaces=faces), cache, studio) == 1


def test_the_place_of_the_project_draws_nothing_anew(cache: FigureCache, studio: Studio, tmp_path: Path) -> None:
    charts = {"a": chart("1.0")}
    drawn(charts, look(), cache, studio)
    project = make_project(tmp_path / "other", {}, layouts=True, fonts=True)
    moved = Look(
        read_theme(project, "standard", Place("theme")),
        read_words(project, Language.BOKMAAL),
        10_000,
        read_typefaces(Project(project.root)),
    )
    assert drawn(charts, moved, cache, studio) == 0


def test_a_drawing_does_not_depend_on_what_is_drawn_before_it(studio: Studio, tmp_path: Path) -> None:
    charts = {name: chart(f"{i}.0") for i, name in enumerate("abcd", start=1)}
    forwards, _ = render_figures(charts, look(), FigureCache(tmp_path / "forwards"), studio)
    backwards, _ = render_figures(dict(reversed(charts.items())), look(), FigureCache(tmp_path / "backwards"), studio)
    assert forwards == backwards
