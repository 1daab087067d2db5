"""Drawings are kept, and made anew when anything they depend on has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from brochure.findings import Place
from brochure.making.figures.chart import Chart, Panel, Point, Series
from brochure.making.figures.rendering import Drawn, FigureCache, Look, Studio, render_figures
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.theme import read_theme
from brochure.project.typefaces import read_typefaces
from brochure.project.words import read_words
from brochure.statistics.units import Unit
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
    rendered = render_figures(charts, look, cache, studio)
    assert list(rendered) == list(charts)
    assert all(drawing.svg.startswith("<svg") for drawing in rendered.values())
    return made_anew(rendered)


def made_anew(drawings: Mapping[str, Drawn]) -> int:
    """How many of them were not kept from earlier."""
    return sum(not drawing.is_kept for drawing in drawings.values())


def test_nothing_is_drawn_twice(cache: FigureCache, studio: Studio) -> None:
    charts = {"a": chart("1.0", "2.0"), "b": chart("3.0", "4.0")}
    assert cache.is_empty()
    first = render_figures(charts, look(), cache, studio)
    assert made_anew(first) == 2
    assert not cache.is_empty()
    assert render_figures(charts, look(), cache, studio) == {
        name: replace(drawing, is_kept=True) for name, drawing in first.items()
    }


def test_only_the_chart_that_changed_is_drawn_anew(cache: FigureCache, studio: Studio) -> None:
    assert drawn({"a": chart("1.0", "2.0"), "b": chart("3.0")}, look(), cache, studio) == 2
    assert drawn({"a": chart("1.0", "2.1"), "b": chart("3.0")}, look(), cache, studio) == 1


def test_equal_charts_of_two_names_have_a_drawing_each(cache: FigureCache, studio: Studio) -> None:
    rendered = render_figures({"a": chart("1.0"), "b": chart("1.0")}, look(), cache, studio)
    assert made_anew(rendered) == 2
    assert rendered["a"].svg != rendered["b"].svg or "id=" not in rendered["a"].svg


def test_another_theme_draws_anew(cache: FigureCache, studio: Studio, tmp_path: Path) -> None:
    charts = {"a": chart("1.0")}
    drawn(charts, look(), cache, studio)
    project = make_project(tmp_path / "other", {}, layouts=True)
    path = project.layouts / "themes" / "standard.toml"
    path.write_text(path.read_text("utf-8").replace(look().theme.figures.single.rgb, "#5F93C1"), "utf-8")
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
    rendered = render_figures(charts, other, cache, studio)
    assert made_anew(rendered) == 1
    assert ">Pst.<" in rendered["a"].svg


def test_the_setting_for_thousands_draws_anew(cache: FigureCache, studio: Studio) -> None:
    charts = {"a": replace(chart("1234"), unit=Unit.PERSONS, decimals=0)}
    assert ">1234<" in render_figures(charts, look(), cache, studio)["a"].svg
    rendered = render_figures(charts, replace(look(), thousands_from=1000), cache, studio)
    assert made_anew(rendered) == 1
    assert ">1\u00a0234<" in rendered["a"].svg


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
    forwards = render_figures(charts, look(), FigureCache(tmp_path / "forwards"), studio)
    backwards = render_figures(dict(reversed(charts.items())), look(), FigureCache(tmp_path / "backwards"), studio)
    assert forwards == backwards


def test_what_collides_is_told_of_a_kept_drawing_too(cache: FigureCache, studio: Studio) -> None:
    charts = {"trang": replace(chart("1.0", "2.0", "3.0", "4.0", "5.0"), height=20.0), "god": chart("1.0", "2.0")}
    drawn_now = render_figures(charts, look(), cache, studio)
    assert any("overlap" in problem for problem in drawn_now["trang"].problems)
    assert not drawn_now["god"].problems
    kept = render_figures(charts, look(), cache, studio)
    assert made_anew(kept) == 0
    assert kept["trang"].problems == drawn_now["trang"].problems


def test_a_kept_drawing_that_cannot_be_read_is_drawn_anew(cache: FigureCache, studio: Studio) -> None:
    charts = {"a": chart("1.0")}
    first = render_figures(charts, look(), cache, studio)
    for path in cache.folder.iterdir():
        path.write_text("{", "utf-8")
    assert render_figures(charts, look(), cache, studio) == first
