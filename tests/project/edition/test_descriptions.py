"""Descriptions of figures and tables: kinds and their axes, members, limits."""

from typing import Any

import pytest
from pydantic import ValidationError

from brochure.project.edition.descriptions import FigureDescription, FrontMatter, TableDescription

WORDS = {"statistic": "arbeid/sysselsatte", "title": {"nb": "Tittel"}, "subtitle": {"nb": "Undertittel"}}
AXES = {"x": "aar", "category": "gruppe", "series": "kjonn", "column": "alder", "panel": "region"}

NEEDED = {
    "lines": ("x",),
    "bars": ("category",),
    "lollipop": ("category",),
    "grouped_bars": ("category", "series"),
    "dumbbell": ("category", "series"),
    "stacked": ("category", "series"),
    "small_multiples": ("x", "panel"),
    "population_pyramid": ("category", "series"),
    "slope": ("x", "category"),
    "heat_table": ("category", "column"),
    "sparkline": ("x",),
}
OPTIONAL = {"lines": "series", "small_multiples": "series", "population_pyramid": "panel"}


def figure(kind: str, *axes: str, **more: Any) -> FigureDescription:
    return FigureDescription.model_validate(WORDS | {"kind": kind} | {axis: AXES[axis] for axis in axes} | more)


@pytest.mark.parametrize(("kind", "axes"), NEEDED.items())
def test_a_figure_has_the_axes_of_its_kind(kind: str, axes: tuple[str, ...]) -> None:
    assert set(figure(kind, *axes).axes) == {AXES[axis] for axis in axes}


@pytest.mark.parametrize(("kind", "axis"), OPTIONAL.items())
def test_some_kinds_may_have_an_axis_more(kind: str, axis: str) -> None:
    assert AXES[axis] in figure(kind, *NEEDED[kind], axis).axes


@pytest.mark.parametrize(("kind", "axis"), [(kind, axis) for kind, axes in NEEDED.items() for axis in axes])
def test_an_axis_that_is_missing_is_told(kind: str, axis: str) -> None:
    with pytest.raises(ValidationError, match=f"a figure of kind '{kind}' needs '{axis}: <dimension>'"):
        figure(kind, *(other for other in NEEDED[kind] if other != axis))


@pytest.mark.parametrize(
    ("kind", "axis"),
    [(kind, axis) for kind, axes in NEEDED.items() for axis in AXES if axis not in axes and OPTIONAL.get(kind) != axis],
)
def test_an_axis_too_many_is_told(kind: str, axis: str) -> None:
    with pytest.raises(ValidationError, match=f"a figure of kind '{kind}' has no '{axis}'; it takes "):
        figure(kind, *NEEDED[kind], axis)


def test_one_member_is_a_list_of_one_and_a_year_is_a_name() -> None:
    described = figure("lines", "x", select={"gruppe": "Innvandrere", "aar": [2013, "2014"], "alder": 16})

    assert described.select == {"gruppe": ("Innvandrere",), "aar": ("2013", "2014"), "alder": ("16",)}


def test_a_selection_of_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        figure("lines", "x", select={"gruppe": []})


@pytest.mark.parametrize("height", [19, 231, "høy"])
def test_a_height_that_fits_no_page_is_refused(height: object) -> None:
    with pytest.raises(ValidationError):
        figure("lines", "x", height=height)


def test_only_a_sparkline_goes_without_a_title() -> None:
    words = {key: text for key, text in WORDS.items() if key != "title"}
    assert FigureDescription.model_validate(words | {"kind": "sparkline", "x": "aar"}).title is None
    with pytest.raises(ValidationError, match="'title' is missing"):
        FigureDescription.model_validate(words | {"kind": "lines", "x": "aar"})


def test_the_size_of_a_sparkline_is_not_the_authors() -> None:
    with pytest.raises(ValidationError, match="a sparkline has no 'height'"):
        figure("sparkline", "x", height=40)


def test_one_dimension_does_not_run_in_two_directions() -> None:
    with pytest.raises(ValidationError, match="'aar' is named twice; each direction needs a dimension of its own"):
        figure("lines", "x", series="aar")
    with pytest.raises(ValidationError, match="'aar' is named twice"):
        TableDescription.model_validate(WORDS | {"rows": "gruppe", "columns": ["aar", "aar"]})


@pytest.mark.parametrize("columns", [["a", "b", "c"], []])
def test_a_table_has_one_or_two_dimensions_across(columns: list[str]) -> None:
    with pytest.raises(ValidationError):
        TableDescription.model_validate(WORDS | {"rows": "gruppe", "columns": columns})


def test_a_section_has_four_key_figures_at_most() -> None:
    with pytest.raises(ValidationError):
        FrontMatter.model_validate({"title": "Arbeid", "key_figures": [{"value": "x", "text": "y"}] * 5})
