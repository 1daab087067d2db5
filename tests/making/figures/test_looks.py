"""One look, one meaning: over all figures and key figures of the shipped edition, in every theme."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from brochure.findings import Place
from brochure.making.figures.chart import Chart
from brochure.making.figures.looks import Look, alike_in_grey, looks_of, shared_looks, table_of_looks
from brochure.making.stages import Gathered
from brochure.project.sources.project import Project
from brochure.project.theme import Theme, read_theme
from brochure.statistics.loading import StatisticStore
from brochure.statistics.unsaid_groups import unsaid_groups
from tests.support.charts import YEARS, chart_faults, chart_of, drawn, per_cent, theme
from tests.support.projects import ROOT, make_project
from tests.support.statistics import CSV, NAME, TOML
from tests.support.vision import VISIONS, distance

THEMES = sorted(path.stem for path in (ROOT / "layouts" / "themes").glob("*.toml"))
SEEN_APART = 10.0
"""The least distance (ΔE*ab) between two looks of one figure, in every kind of vision."""


@pytest.fixture(scope="module")
def charts(gathered: Gathered) -> Mapping[str, Chart]:
    return {name: each.chart for name, each in gathered.figures.items()}


@pytest.fixture(params=THEMES)
def each(request: pytest.FixtureRequest) -> Theme:
    return read_theme(Project(ROOT), request.param, Place("theme"))


@pytest.fixture
def looks(charts: Mapping[str, Chart], each: Theme) -> list[Look]:
    return looks_of(charts, each)


def told(pairs: Iterator[tuple[Look, Look]]) -> list[str]:
    return [f"{a.name} in {a.figure}: {b.name} in {b.figure}" for a, b in pairs]


def test_no_look_has_two_meanings_and_no_meaning_two_looks(looks: list[Look]) -> None:
    assert told(shared_looks(looks)) == []


def test_any_two_looks_of_a_figure_are_apart_in_grey(looks: list[Look]) -> None:
    assert told(alike_in_grey(looks)) == []


def test_any_two_looks_of_a_figure_are_apart_for_every_reader(looks: list[Look]) -> None:
    near = [
        (a.figure, a.name, b.name, vision)
        for a, b in combinations(looks, 2)
        if a.figure == b.figure and a.stands_for != "value"
        for vision in VISIONS
        if distance(a.style.colour.rgb, b.style.colour.rgb, vision) < SEEN_APART
    ]
    assert near == []


def test_in_colour_no_colour_of_a_meaning_stands_for_anything_else(charts: Mapping[str, Chart]) -> None:
    looks = looks_of(charts, theme())
    meant = {theme().looks[name].colour.rgb: name for name in theme().looks}
    assert {
        (look.name, look.figure)
        for look in looks
        if meant.get(look.style.colour.rgb, look.stands_for) != look.stands_for
    } == set()


def test_groups_the_whole_population_sexes_and_times_are_shown(looks: list[Look], each: Theme) -> None:
    """So that the tests above see each of them."""
    assert set(each.looks) <= {look.stands_for for look in looks}


def test_a_shared_look_is_found(charts: Mapping[str, Chart]) -> None:
    looks = looks_of(charts, theme())
    women = next(look for look in looks if look.stands_for == "kvinner")
    planted = replace(women, stands_for="palette", name="EU", figure="plantet")
    assert told(shared_looks([*looks, planted])) == [f"{women.name} in {women.figure}: EU in plantet"]
    restyled = replace(women, style=theme().series[0], figure="plantet")
    assert any(f": {women.name} in plantet" in pair for pair in told(shared_looks([*looks, restyled])))


def test_the_table_names_each_meaning_once_with_its_figures(charts: Mapping[str, Chart]) -> None:
    rows = table_of_looks(looks_of(charts, theme()))
    women = [figures for look, figures in rows if look.stands_for == "kvinner"]
    assert len(women) == 1
    assert len(women[0]) >= 2


ORDERED = '[dimensions.botid]\nlabel.nb = "Botid"\nscale = "ordered"\nelimination = "I alt"\n'
STAYS = "botid,aar,verdi\nI alt,2013,5\nI alt,2014,6\n" + "".join(
    f"{years} år,{year},{years}\n" for years in (1, 2, 3) for year in (2013, 2014)
)

BY_STAY = "kind: lines\nselect: { botid: [I alt, '*'] }\nx: aar\nseries: botid"


def test_steps_of_a_scale_take_the_ramp_and_what_stands_for_all_does_not(tmp_path: Path) -> None:
    chart = chart_of(tmp_path, STAYS, per_cent(ORDERED, YEARS), BY_STAY)
    found = {look.name: (look.stands_for, look.style) for look in looks_of({"figur": chart}, theme())}
    ramp = theme().ramp
    assert [found[f"{years} år"] for years in (1, 2, 3)] == [("ordered", ramp[i]) for i in (0, 2, 4)]
    assert found["I alt"][0] == "palette"


def test_highlighted_lines_stand_before_others_that_share_one_look(tmp_path: Path) -> None:
    more = STAYS + "".join(f"{years} år,{year},{years}\n" for years in range(4, 9) for year in (2013, 2014))
    figure = f"{BY_STAY}\nhighlight: [2 år]"
    chart = chart_of(tmp_path, more, per_cent(ORDERED, YEARS), figure)
    looks = looks_of({"figur": chart}, theme())
    assert [(look.stands_for, look.name) for look in looks] == [("context", ""), ("palette", "2 år")]
    assert told(alike_in_grey(looks)) == []
    strokes = Counter(shape.width for shape in drawn(chart).shapes if shape.stroke and not shape.fill)
    assert strokes[theme().figures.stroke] == 1
    assert strokes[theme().figures.uncertain_stroke] == 8


def test_without_a_highlight_there_are_not_more_lines_than_can_be_told_apart(tmp_path: Path) -> None:
    more = STAYS + "".join(f"{years} år,{year},{years}\n" for years in range(4, 9) for year in (2013, 2014))
    (fault,) = chart_faults(tmp_path, more, per_cent(ORDERED, YEARS), BY_STAY)
    assert "9 series are more than a reader can tell apart; choose 5 at most" in fault


def test_a_theme_without_scales_and_times_gives_its_general_palette(tmp_path: Path) -> None:
    old = theme().model_copy(update={"ramp": (), "diverging": (), "times": {}})
    chart = chart_of(tmp_path, STAYS, per_cent(ORDERED, YEARS), "kind: grouped_bars\ncategory: botid\nseries: aar")
    assert {look.style for look in looks_of({"figur": chart}, old)} <= set(old.series)
    assert [look.stands_for for look in looks_of({"figur": chart}, theme())] == ["tidligere", "senere"]


def test_a_member_that_is_a_group_elsewhere_is_told(tmp_path: Path) -> None:
    def described(group: str) -> str:
        return per_cent(f'[dimensions.kjonn]\nlabel.nb = "Kjønn"\nmembers."Kvinner" = {{ {group} }}\n')

    cells = "kjonn,verdi\nKvinner,1\n"
    files = {CSV: cells, TOML: described('group = "kvinner"')}
    other = {path.replace(NAME, f"{NAME}-2"): text for path, text in {CSV: cells, TOML: described("")}.items()}
    store = StatisticStore(make_project(tmp_path, {**files, **other}))
    statistics = [store.get(name, Place("here")) for name in (NAME, f"{NAME}-2")]
    (finding,) = unsaid_groups(statistics)
    assert "'Kvinner' of 'kjonn' is the group 'kvinner'" in finding.message
    assert list(unsaid_groups(statistics[:1])) == []
