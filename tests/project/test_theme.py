"""Every theme, measured: what is read is dark enough, and nothing is told apart by colour alone."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

import pytest
from pydantic import BaseModel

from brochure.findings import Place
from brochure.making.figures.chart import Series
from brochure.making.figures.styling import styles_of
from brochure.project.contrast import APART, APART_IN_GREY, READABLE, contrast
from brochure.project.meanings import COMPARED, Meaning, Scale
from brochure.project.sources.project import Project
from brochure.project.theme import Colour, SeriesStyle, Theme, read_theme
from tests.support.projects import ROOT
from tests.support.vision import VISIONS, distance, lightness

THEMES = sorted(path.stem for path in (ROOT / "layouts" / "themes").glob("*.toml"))
GROUPS = COMPARED
NEIGHBOURS = 20.0
"""The least difference of lightness (L*) between up to four bars or parts side by side, in every kind of vision.

With a fifth no order keeps that: five greys at 1.5:1 fill the room between black and the lightest that may be drawn.
"""
PAIRS = 10.0
"""The least distance (ΔE*ab) between any two looks of one figure, in every kind of vision."""
SEEN_APART = 15.0
"""The least distance (ΔE*ab) between two colours that lightness, line and mark do not tell apart in full colour."""
GREYS_APART = 10.0
"""The same where there is no hue: between black and the lightest grey that stands out from paper lie 61 steps of L*.

That is room for five greys in all, so that meanings and scales cannot each have one of their own. They share greys, and
are told from each other by line and mark, and by the words at each line and in each key.
"""


@cache
def theme(name: str) -> Theme:
    return read_theme(Project(ROOT), name, Place("theme"))


def is_grey(theme: Theme) -> bool:
    """Whether groups and series differ in lightness alone."""
    drawn = colours(all_styles(theme))
    return all(colour[1:3] == colour[3:5] == colour[5:7] for colour in drawn)


def colours(styles: list[SeriesStyle]) -> list[str]:
    return [style.colour.rgb for style in styles]


def all_styles(theme: Theme) -> list[SeriesStyle]:
    """Every style of a theme that a series may have."""
    return [*theme.looks.values(), *theme.series, *theme.ramp, *theme.diverging]


def series(*meanings: Meaning | None, scale: Scale | None = None) -> list[Series]:
    """Series with these meanings, or none; those without are steps of a `scale`."""
    return [Series(str(i), str(i), meaning, (), scale=None if meaning else scale) for i, meaning in enumerate(meanings)]


FIGURES = [
    *(series(*([None] * count)) for count in range(2, 6)),
    series(*GROUPS),
    *(series(*chosen) for count in (2, 3, 4) for chosen in combinations((*GROUPS, "hele"), count)),
    series("kvinner", "menn"),
    series("hele", "kvinner", "menn"),
    series("tidligere", "senere"),
    *(series(*([None] * count), scale="ordered") for count in range(2, 6)),
    *(series(*([None] * count), scale="diverging") for count in range(2, 6)),
    series("hele", None, None),
    series(*GROUPS, "hele", None),
    series("innvandrere", None),
    series("innvandrere", "norskfodte", None),
    series(*GROUPS, None),
    series(None, "resten"),
    series(None, None, "resten"),
    series(None, "innvandrere", "norskfodte", "resten", None),
]
"""The mixtures of meanings, steps of scales and other series that figures have."""


def called(shown: list[Series]) -> str:
    return "-".join(item.meaning or item.scale or "other" for item in shown)


@pytest.fixture(params=THEMES)
def each(request: pytest.FixtureRequest) -> Theme:
    """Each theme of the project."""
    return theme(request.param)


def test_text_is_dark_enough_to_read(each: Theme) -> None:
    paper = each.colours["paper"].rgb
    read = [each.colours[name].rgb for name in ("ink", "muted", "accent")]
    read += [section.accent.rgb for section in each.sections]
    assert {colour for colour in read if contrast(colour, paper) < READABLE} == set()


def test_text_on_a_gap_is_dark_enough_to_read(each: Theme) -> None:
    assert contrast(each.colours["muted"].rgb, each.figures.gap.rgb) >= READABLE


def test_marks_stand_out_from_the_paper(each: Theme) -> None:
    drawn = colours(all_styles(each))
    drawn += [each.figures.single.rgb, each.figures.highlight.rgb]
    assert {colour for colour in drawn if contrast(colour, each.colours["paper"].rgb) < APART} == set()


def test_values_in_stacked_parts_can_be_read(each: Theme) -> None:
    ink, paper = each.colours["ink"].rgb, each.colours["paper"].rgb
    parts = colours(all_styles(each))
    assert {part for part in parts if max(contrast(part, ink), contrast(part, paper)) < READABLE} == set()


def test_highlighted_bars_differ_from_the_others(each: Theme) -> None:
    assert contrast(each.figures.highlight.rgb, each.figures.single.rgb) >= APART


def test_the_groups_differ_from_neighbour_to_neighbour(each: Theme) -> None:
    assert all(contrast(a, b) >= APART for a, b in pairwise(colours([each.groups[name] for name in GROUPS])))


@pytest.mark.parametrize("shown", FIGURES, ids=called)
def test_any_two_series_of_a_figure_are_told_apart_in_grey_and_by_every_reader(
    each: Theme, shown: list[Series]
) -> None:
    for a, b in combinations(colours(styles_of(shown, each)), 2):
        assert contrast(a, b) >= APART_IN_GREY, (a, b)
        for vision in VISIONS:
            assert distance(a, b, vision) >= PAIRS, (vision, a, b)


@pytest.mark.parametrize(
    "shown", [shown for shown in FIGURES if len(shown) < 5 and not any(s.meaning or s.scale for s in shown)], ids=len
)
def test_others_side_by_side_differ_in_lightness(each: Theme, shown: list[Series]) -> None:
    for a, b in pairwise(colours(styles_of(shown, each))):
        for vision in VISIONS:
            assert abs(lightness(a, vision) - lightness(b, vision)) >= NEIGHBOURS, (vision, a, b)


@pytest.mark.parametrize("shown", FIGURES, ids=called)
def test_lines_are_told_apart_without_colour(each: Theme, shown: list[Series]) -> None:
    styles = styles_of(shown, each)
    assert len({(style.line, style.marker) for style in styles}) == len(shown)
    assert len(set(colours(styles))) == len(shown)


def test_the_compared_groups_differ_in_line_and_in_mark(each: Theme) -> None:
    groups = [each.groups[name] for name in GROUPS]
    assert len({style.line for style in groups}) == len({style.marker for style in groups}) == len(groups)


def test_a_ramp_goes_from_light_to_dark_and_a_diverging_scale_is_darkest_at_its_ends(each: Theme) -> None:
    ramp = [lightness(colour) for colour in colours(list(each.ramp))]
    assert ramp == sorted(ramp, reverse=True)
    one_end, mild, middle, mild_too, other_end = (lightness(colour) for colour in colours(list(each.diverging)))
    assert one_end < mild < middle > mild_too > other_end


def test_nothing_else_has_the_colour_of_a_meaning(each: Theme) -> None:
    """Where there is no hue, colours are shared, and line and mark are not."""
    least = GREYS_APART if is_grey(each) else SEEN_APART
    others = [each.figures.single.rgb, each.figures.highlight.rgb, each.figures.context.rgb]
    others += colours([*each.series, *each.ramp, *each.diverging])
    others += [*(section.accent.rgb for section in each.sections), *(step.rgb for step in each.figures.heat[3:])]
    meant = colours(list(each.looks.values()))
    pairs = [*((one, other) for one in meant for other in others), *combinations(meant, 2)]
    near = [pair for pair in pairs if distance(*pair) < least]
    assert near == [] or is_grey(each) or near == [("#757575", each.diverging[2].colour.rgb)]


def test_every_line_and_mark_stands_for_one_thing(each: Theme) -> None:
    assert len({(style.line, style.marker) for style in all_styles(each)}) == len(all_styles(each))


def test_any_two_other_series_are_seen_apart(each: Theme) -> None:
    least = GREYS_APART if is_grey(each) else SEEN_APART
    pairs = combinations(colours(list(each.series)), 2)
    assert [(a, b) for a, b in pairs if distance(a, b) < least] == []


def test_a_step_of_a_heat_table_differs_from_the_next(each: Theme) -> None:
    steps = [colour.rgb for colour in each.figures.heat]
    assert [(a, b) for a, b in pairwise(steps) if distance(a, b) < GREYS_APART] == []


def test_what_is_grey_on_the_screen_is_printed_with_black_alone(each: Theme) -> None:
    for colour in _all_colours(each):
        grey = colour.rgb[1:3] == colour.rgb[3:5] == colour.rgb[5:7]
        assert grey == (colour.cmyk[:3] == (0, 0, 0)), colour


def test_the_darker_of_two_greys_is_printed_with_more_black(each: Theme) -> None:
    greys = {(colour.rgb, colour.cmyk[3]) for colour in _all_colours(each) if colour.cmyk[:3] == (0, 0, 0)}
    blacks = [black for _, black in sorted(greys)]
    assert blacks == sorted(blacks, reverse=True)


def test_the_grey_theme_has_no_hue() -> None:
    assert [
        colour.rgb for colour in _all_colours(theme("grey")) if len(set(re.findall("..", colour.rgb[1:]))) > 1
    ] == []


def test_the_grey_theme_differs_from_the_standard_one_in_colours_alone() -> None:
    """So that a page has its lines where they are in the other."""
    grey, standard = theme("grey"), theme("standard")
    assert (grey.page, grey.type, grey.tables) == (standard.page, standard.type, standard.tables)
    lengths = {name for name, value in standard.figures if not isinstance(value, Colour | tuple)}
    assert grey.figures.model_dump(include=lengths) == standard.figures.model_dump(include=lengths)


def test_what_touches_is_parted_by_white(each: Theme) -> None:
    assert each.figures.white >= 0.35
    assert each.figures.cell_white >= each.figures.white


def _all_colours(value: object) -> Iterator[Colour]:
    """Every colour in a theme or a part of it."""
    if isinstance(value, Colour):
        yield value
    elif isinstance(value, BaseModel):
        yield from _all_colours([item for _, item in value])
    elif isinstance(value, dict):
        yield from _all_colours(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _all_colours(item)
