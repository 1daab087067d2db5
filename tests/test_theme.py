"""Every theme, measured: what is read is dark enough, and nothing is told apart by colour alone."""

from functools import cache
from itertools import combinations, pairwise

import pytest

from brochure.figures.chart import Series
from brochure.figures.contrast import APART, READABLE, contrast
from brochure.figures.styling import styles_of
from brochure.findings import Place
from brochure.sources.project import Project
from brochure.statistics.metadata import Group
from brochure.theme import SeriesStyle, Theme, read_theme
from tests.support.projects import ROOT
from tests.support.vision import VISIONS, distance, lightness

THEMES = sorted(path.stem for path in (ROOT / "layouts" / "themes").glob("*.toml"))
GROUPS: tuple[Group, ...] = ("innvandrere", "norskfodte", "resten")
NEIGHBOURS = 20.0
"""The least difference of lightness (L*) between bars or parts side by side, in every kind of vision."""
GROUPS_APART = 10.0
"""The same between two of the compared groups, whichever stands between them."""
SEEN_APART = 15.0
"""The least distance (ΔE*ab) between two colours that lightness, line and mark do not tell apart in full colour."""


@cache
def theme(name: str) -> Theme:
    return read_theme(Project(ROOT), name, Place("theme"))


def colours(styles: list[SeriesStyle]) -> list[str]:
    return [style.colour.rgb for style in styles]


def series(*groups: str | None) -> list[Series]:
    """Series that are these groups, or none."""
    return [Series(str(i), str(i), group, ()) for i, group in enumerate(groups)]


FIGURES = [
    *(series(*([None] * count)) for count in range(2, 6)),
    series(*GROUPS),
    *(series(*pair) for pair in combinations(GROUPS, 2)),
    series("innvandrere", None),
    series("innvandrere", "norskfodte", None),
    series(*GROUPS, None),
    series(None, "resten"),
    series(None, None, "resten"),
    series(None, "innvandrere", "norskfodte", "resten", None),
]
"""The mixtures of groups and other series that figures have."""


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
    drawn = [*colours(list(each.groups.values())), *colours(list(each.series))]
    drawn += [each.figures.single.rgb, each.figures.highlight.rgb]
    assert {colour for colour in drawn if contrast(colour, each.colours["paper"].rgb) < APART} == set()


def test_values_in_stacked_parts_can_be_read(each: Theme) -> None:
    ink, paper = each.colours["ink"].rgb, each.colours["paper"].rgb
    parts = [*colours(list(each.groups.values())), *colours(list(each.series))]
    assert {part for part in parts if max(contrast(part, ink), contrast(part, paper)) < READABLE} == set()


def test_highlighted_bars_differ_from_the_others(each: Theme) -> None:
    assert contrast(each.figures.highlight.rgb, each.figures.single.rgb) >= APART


def test_the_groups_and_the_palette_differ_from_neighbour_to_neighbour(each: Theme) -> None:
    for styles in ([each.groups[name] for name in GROUPS], list(each.series)):
        assert all(contrast(a, b) >= APART for a, b in pairwise(colours(styles)))


@pytest.mark.parametrize("shown", FIGURES, ids=lambda shown: "-".join(item.group or "other" for item in shown))
def test_series_side_by_side_differ_in_lightness(each: Theme, shown: list[Series]) -> None:
    styles = styles_of(shown, each)
    known = [item.group for item in shown]
    for (a, b), groups in zip(pairwise(colours(styles)), pairwise(known), strict=True):
        least = GROUPS_APART if set(groups) == {"innvandrere", "resten"} else NEIGHBOURS
        for vision in VISIONS:
            assert abs(lightness(a, vision) - lightness(b, vision)) >= least, (vision, a, b)


@pytest.mark.parametrize("shown", FIGURES, ids=lambda shown: "-".join(item.group or "other" for item in shown))
def test_lines_are_told_apart_without_colour(each: Theme, shown: list[Series]) -> None:
    styles = styles_of(shown, each)
    assert len({(style.line, style.marker) for style in styles}) == len(shown)
    assert len(set(colours(styles))) == len(shown)


def test_the_groups_are_told_apart_in_grey_and_by_every_reader(each: Theme) -> None:
    groups = [each.groups[name] for name in GROUPS]
    assert len({style.line for style in groups}) == len({style.marker for style in groups}) == len(groups)
    for a, b in combinations(colours(groups), 2):
        for vision in VISIONS:
            assert abs(lightness(a, vision) - lightness(b, vision)) >= GROUPS_APART, (vision, a, b)


def test_no_other_series_has_the_colour_of_a_group(each: Theme) -> None:
    others = [*colours(list(each.series)), each.figures.single.rgb, each.figures.highlight.rgb]
    near = [
        (group.colour.rgb, other)
        for group in each.groups.values()
        for other in others
        if distance(group.colour.rgb, other) < SEEN_APART
    ]
    assert near == []


def test_what_touches_is_parted_by_white(each: Theme) -> None:
    assert each.figures.white >= 0.35
