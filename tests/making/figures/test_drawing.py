"""Each kind of figure, drawn and read back as SVG."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import get_args

import matplotlib as mpl
import pytest
from matplotlib import font_manager

from brochure.making.figures import rendering
from brochure.making.figures.chart import Chart
from brochure.project.edition.kinds import Kind
from brochure.project.languages import Language
from tests.support.charts import GROUPS, REGIONS, YEARS, chart_of, drawn, look, per_cent, theme
from tests.support.projects import ROOT
from tests.support.shipped import Shipped, drawn_shipped
from tests.support.statistics import metadata
from tests.support.svg import Box, Drawn, Shape

INNVANDRERE = theme().groups["innvandrere"].colour.rgb
NORSKFODTE = theme().groups["norskfodte"].colour.rgb

CELLS = """region,gruppe,verdi
Afrika,Innvandrere,41.6
Afrika,Norskfødte,:
Afrika,Resten,69.1
Asia,Innvandrere,55.1
Asia,Norskfødte,54.2
Asia,Resten,69.1
Norden,Innvandrere,76.0
Norden,Norskfødte,60.0
Norden,Resten,69.1
"""
OVER_TIME = """region,aar,verdi
Afrika,2010,41.6
Afrika,2011,:
Afrika,2012,43.0
Afrika,2013,44.5
Asia,2010,55.1
Asia,2011,56.0
Asia,2012,57.0
Asia,2013,58.0
Norden,2010,76.0
Norden,2011,76.5
Norden,2012,77.0
Norden,2013,77.5
"""
LINES = """
kind: lines
select: { region: "*", aar: "*" }
x: aar
series: region
"""
FIGURES = {
    "lines": (OVER_TIME, per_cent(REGIONS, YEARS), LINES),
    "bars": (
        CELLS,
        per_cent(REGIONS, GROUPS),
        "kind: bars\nselect: { region: '*', gruppe: Norskfødte }\ncategory: region",
    ),
    "lollipop": (
        CELLS,
        per_cent(REGIONS, GROUPS),
        "kind: lollipop\nselect: { region: '*', gruppe: Norskfødte }\ncategory: region",
    ),
    "grouped_bars": (
        CELLS,
        per_cent(REGIONS, GROUPS),
        "kind: grouped_bars\nselect: { region: '*', gruppe: '*' }\ncategory: region\nseries: gruppe",
    ),
    "dumbbell": (
        CELLS,
        per_cent(REGIONS, GROUPS),
        "kind: dumbbell\nselect: { region: '*', gruppe: [Innvandrere, Norskfødte] }\ncategory: region\nseries: gruppe",
    ),
    "stacked": (
        CELLS,
        per_cent(REGIONS, GROUPS),
        "kind: stacked\nselect: { region: '*', gruppe: '*' }\ncategory: region\nseries: gruppe\nnormalise: true",
    ),
    "small_multiples": (
        OVER_TIME,
        per_cent(REGIONS, YEARS),
        "kind: small_multiples\nselect: { region: '*', aar: '*' }\nx: aar\npanel: region",
    ),
    "population_pyramid": (
        CELLS,
        per_cent(REGIONS, GROUPS),
        "kind: population_pyramid\nselect: { gruppe: [Innvandrere, Norskfødte] }\ncategory: region\nseries: gruppe",
    ),
    "slope": (
        OVER_TIME,
        per_cent(REGIONS, YEARS),
        "kind: slope\nselect: { aar: [2011, 2013] }\nx: aar\ncategory: region\nhighlight: [Asia]",
    ),
    "heat_table": (
        CELLS,
        per_cent(REGIONS, GROUPS),
        "kind: heat_table\ncategory: region\ncolumn: gruppe\nhighlight: [Asia]",
    ),
    "sparkline": (OVER_TIME, per_cent(REGIONS, YEARS), "kind: sparkline\nselect: { region: Afrika }\nx: aar"),
}
WITH_NAMES = [kind for kind in FIGURES if kind != "sparkline"]


def chart(kind: str, folder: Path) -> Chart:
    return chart_of(folder / kind, *FIGURES[kind])


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Chart]:
    """A chart of each kind, with a symbol in it."""
    folder = tmp_path_factory.mktemp("charts")
    for kind in FIGURES:
        (folder / kind).mkdir()
    return {kind: chart(kind, folder) for kind in FIGURES}


@pytest.fixture(scope="module")
def figures(charts: dict[str, Chart]) -> dict[str, Drawn]:
    """The drawing of each of them."""
    return {kind: drawn(each) for kind, each in charts.items()}


@pytest.fixture(scope="module")
def shipped(shipped_editions: Mapping[Language, Shipped]) -> dict[str, rendering.Drawn]:
    """Every figure of the shipped edition in bokmål, drawn when it was built."""
    return drawn_shipped(Language.BOKMAAL)


@pytest.fixture(scope="module")
def shipped_figures(shipped: dict[str, rendering.Drawn]) -> dict[str, Drawn]:
    """The same, read back."""
    return {name: Drawn(drawing.svg) for name, drawing in shipped.items()}


@pytest.mark.parametrize("kind", WITH_NAMES)
def test_text_is_text_in_the_typeface_of_the_project(kind: str, figures: dict[str, Drawn]) -> None:
    assert {label.family for label in figures[kind].labels} == {"Source Sans 3"}
    names = "".join(figures[kind].texts)
    assert all(name in names for name in ("Afrika", "Asia", "Norden"))


def test_drawing_leaves_the_settings_and_fonts_of_matplotlib_alone(charts: dict[str, Chart]) -> None:
    settings, fonts = dict(mpl.rcParams), list(font_manager.fontManager.ttflist)
    drawn(charts["bars"])
    assert {name for name, value in mpl.rcParams.items() if value != settings[name]} == set()
    assert font_manager.fontManager.ttflist == fonts


@pytest.mark.parametrize("kind", WITH_NAMES)
def test_numbers_have_a_decimal_comma(kind: str, figures: dict[str, Drawn]) -> None:
    shown = " ".join(figures[kind].texts)
    assert any(number in shown for number in ("60,0", "77,5", "33,7"))
    assert not any(character.isdigit() and f"{character}." in shown for character in shown)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_text_and_strokes_can_be_read_at_the_size_in_the_page(kind: str, figures: dict[str, Drawn]) -> None:
    figure = figures[kind]
    measure = theme().figures.width / 25.4 * 72  # the style sheet sets figures to this width
    scale = measure / figure.width if kind != "sparkline" else 1
    assert min(label.size for label in figure.labels) * scale >= 7
    assert min((shape.width for shape in figure.shapes if shape.stroke), default=1.0) * scale >= 0.25


@pytest.mark.parametrize("kind", [kind for kind in FIGURES if kind != "sparkline"])
def test_a_drawing_is_a_whole_number_of_lines_high(kind: str, figures: dict[str, Drawn]) -> None:
    lines = figures[kind].height / theme().type.leading
    assert lines == pytest.approx(round(lines), abs=1e-3)


@pytest.mark.parametrize("kind", FIGURES)
def test_nothing_collides(kind: str, charts: dict[str, Chart]) -> None:
    assert rendering.draw_chart(charts[kind], f"figure-{kind}", look()).problems == ()


def test_a_line_is_open_where_a_value_is_missing(figures: dict[str, Drawn]) -> None:
    first, second, third = (style.colour.rgb for style in theme().series[:3])
    strokes = theme().figures.stroke
    stretches = {
        colour: [len(line.points) for line in figures["lines"].lines(colour) if line.width == strokes]
        for colour in (first, second, third)
    }
    assert stretches == {first: [2], second: [4], third: [4]}


def test_every_value_of_a_line_has_its_mark_and_no_symbol_has_one(figures: dict[str, Drawn]) -> None:
    marks = Counter(mark.colour for mark in figures["lines"].marks)
    assert sorted(marks.values()) == [3, 4, 4]


def test_lines_are_told_apart_without_colour(figures: dict[str, Drawn]) -> None:
    strokes = theme().figures.stroke
    assert len({line.dashes for line in figures["lines"].shapes if line.width == strokes}) == 3
    outlines: dict[str, set[str]] = {}
    for mark in figures["lines"].marks:
        outlines.setdefault(mark.colour, set()).add(mark.outline)
    assert len(outlines) == 3
    assert not any(a & b for a, b in combinations(outlines.values(), 2))


def test_a_line_carries_its_name_and_last_value_at_its_end(figures: dict[str, Drawn]) -> None:
    for text in ("Afrika 44,5", "Asia 58,0", "Norden 77,5"):
        label = figures["lines"].label(text)
        assert label.box[0] > max(mark.x for mark in figures["lines"].marks)


def test_a_series_of_nothing_but_symbols_is_drawn_as_nothing(tmp_path: Path) -> None:
    cells = (
        OVER_TIME.replace("77.5", ":")
        .replace("77.0", ":")
        .replace("76.5", ":")
        .replace("Norden,2010,76.0", "Norden,2010,..")
    )
    figure = drawn(chart_of(tmp_path, cells, per_cent(REGIONS, YEARS), LINES))
    assert Counter(mark.colour for mark in figure.marks).total() == 7
    assert "Norden" not in " ".join(figure.texts)


def test_a_break_is_marked_between_the_years(tmp_path: Path) -> None:
    described = per_cent(REGIONS, YEARS) + '[[breaks]]\ndimension = "aar"\nbefore = "2012"\nnote.nb = "Ny grense."\n'
    figure = drawn(chart_of(tmp_path, OVER_TIME, described, LINES))
    years = {label.text: label.x for label in figure.labels if label.text.isdigit() and len(label.text) == 4}
    (word,) = (label for label in figure.labels if label.text == "brudd")
    assert years["2011"] < word.x < years["2012"] + 10
    assert all(
        not (min(x for x, _ in line.points) < word.x - 5 < max(x for x, _ in line.points))
        for line in figure.shapes
        if line.width == theme().figures.stroke
    )


@pytest.mark.parametrize(("kind", "bars"), [("bars", 2), ("grouped_bars", 8), ("stacked", 6)])
def test_a_symbol_is_written_and_never_a_bar(kind: str, bars: int, figures: dict[str, Drawn]) -> None:
    figure = figures[kind]
    keys = 3 if kind in ("grouped_bars", "stacked") else 0
    assert len(figure.bars()) == bars + keys
    assert figure.texts.count(":" if kind != "stacked" else "..") == 1


def test_a_symbol_in_a_dumbbell_leaves_its_row_with_one_mark(figures: dict[str, Drawn]) -> None:
    rows = Counter(round(mark.y) for mark in figures["dumbbell"].marks)
    assert sorted(rows.values()) == [1, 2, 2]
    assert figures["dumbbell"].texts.count(":") == 1
    assert len(figures["dumbbell"].bars(theme().figures.grid.rgb)) == 2


def test_symbols_of_both_groups_of_a_dumbbell_do_not_cover_each_other(tmp_path: Path) -> None:
    cells = CELLS.replace("Afrika,Innvandrere,41.6", "Afrika,Innvandrere,..")
    figure = drawn(chart_of(tmp_path, cells, *FIGURES["dumbbell"][1:]))
    written = [label for label in figure.labels if label.text.strip(".: ") == ""]
    assert "".join(label.text for label in written).replace(" ", "") in ("..:", ":..")
    assert not any(overlap(a.line, b.line) for a, b in combinations(written, 2))


def test_bars_begin_at_zero_and_are_as_long_as_their_values(figures: dict[str, Drawn]) -> None:
    zero = figures["bars"].label("0").x
    lengths = {}
    for bar, value in zip(figures["bars"].bars(), (60.0, 54.2), strict=True):
        left, _, right, _ = bar.box
        assert left == pytest.approx(zero, abs=0.01)
        lengths[value] = right - left
    assert lengths[54.2] / lengths[60.0] == pytest.approx(54.2 / 60.0, rel=1e-4)


def stems(figure: Drawn) -> list[Shape]:
    """The lines that are as thick as those of series."""
    return [shape for shape in figure.shapes if shape.stroke and shape.width == theme().figures.stroke]


def test_stems_begin_at_zero_and_end_in_their_dots(figures: dict[str, Drawn]) -> None:
    figure = figures["lollipop"]
    zero, dots = figure.label("0").x, sorted(mark.x for mark in figure.marks)
    assert [stem.box[0] for stem in stems(figure)] == pytest.approx([zero, zero], abs=0.01)
    assert sorted(stem.box[2] for stem in stems(figure)) == pytest.approx(dots, abs=0.01)
    assert (dots[0] - zero) / (dots[1] - zero) == pytest.approx(54.2 / 60.0, rel=1e-3)
    assert figure.label("60,0").x > dots[1] > figure.label("54,2").x > dots[0]


@pytest.mark.parametrize("kind", ["bars", "lollipop"])
def test_values_that_are_all_below_zero_are_drawn_to_the_left_of_it(kind: str, tmp_path: Path) -> None:
    cells = CELLS.replace(",Norskfødte,5", ",Norskfødte,-5").replace(",Norskfødte,6", ",Norskfødte,-6")
    described = metadata("".join((REGIONS, GROUPS)), unit="percent_change", decimals=1)
    figure = drawn(chart_of(tmp_path, cells, described, FIGURES[kind][2]))
    zero = figure.label("0").x
    rows = figure.bars() if kind == "bars" else stems(figure)
    assert [row.box[2] for row in rows] == pytest.approx([zero, zero], abs=0.01)
    assert zero < figure.width
    assert list(outside(figure)) == []


def test_groups_keep_their_colours_in_every_kind(figures: dict[str, Drawn]) -> None:
    assert len(figures["grouped_bars"].bars(INNVANDRERE)) == 4
    assert len(figures["grouped_bars"].bars(NORSKFODTE)) == 3
    assert {mark.colour for mark in figures["dumbbell"].marks} == {INNVANDRERE.lower(), NORSKFODTE.lower()}


def test_shares_fill_their_row_from_end_to_end(figures: dict[str, Drawn]) -> None:
    left, right = figures["stacked"].label("0").x, figures["stacked"].label("100").x
    rows: dict[float, list[Box]] = {}
    for bar in figures["stacked"].bars()[:-3]:  # before the keys
        rows.setdefault(round(bar.box[1]), []).append(bar.box)
    assert len(rows) == 2
    for parts in rows.values():
        assert min(part[0] for part in parts) == pytest.approx(left, abs=0.01)
        assert max(part[2] for part in parts) == pytest.approx(right, abs=1.1)  # less the white between the parts


def test_small_multiples_share_one_scale(figures: dict[str, Drawn]) -> None:
    figure = figures["small_multiples"]
    places = {label.text: label.y for label in figure.labels if label.text in ("44,5", "58,0", "77,5")}
    step = (places["44,5"] - places["58,0"]) / (58.0 - 44.5)
    assert (places["58,0"] - places["77,5"]) / (77.5 - 58.0) == pytest.approx(step, rel=1e-3)


def test_highlighted_bars_stand_out(tmp_path: Path) -> None:
    cells, described, figure = FIGURES["bars"]
    found = drawn(chart_of(tmp_path, cells, described, figure + "\nhighlight: [Asia]"))
    assert len(found.bars(theme().figures.highlight.rgb)) == 1
    assert found.label("Asia").weight == 600
    assert found.label("Norden").weight == 400


def test_the_author_can_set_the_height(tmp_path: Path) -> None:
    cells, described, figure = FIGURES["bars"]
    found = drawn(chart_of(tmp_path, cells, described, figure + "\nheight: 90"))
    assert found.height == pytest.approx(19 * theme().type.leading), "19 lines are nearest to 90 mm"
    assert found.width == pytest.approx(168 / 25.4 * 72, abs=0.01)


@pytest.mark.parametrize("kind", FIGURES)
def test_ids_are_those_of_the_figure_alone(kind: str, charts: dict[str, Chart]) -> None:
    found = Drawn(rendering.draw_chart(charts[kind], "figure-egen", look()).svg)
    ids = [element.attrib["id"] for element in found.root.iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("figure-egen-") for each in ids)


def test_a_drawing_is_the_same_each_time_and_in_every_process(charts: dict[str, Chart]) -> None:
    def digests() -> dict[str, str]:
        svg = {kind: rendering.draw_chart(each, f"figure-{kind}", look()).svg for kind, each in charts.items()}
        return {kind: hashlib.sha256(source.encode()).hexdigest() for kind, source in svg.items()}

    here = digests()
    assert digests() == here
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-W", "ignore", "-m", "tests.making.figures.digests"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert dict(line.split() for line in done.stdout.splitlines()) == here


def overlap(a: Box, b: Box) -> bool:
    """Whether two texts run into each other by more than the air that metrics add around them."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 1.5


def outside(figure: Drawn) -> Iterator[str]:
    """What is drawn over the edge of a figure, and so cut off."""
    for label in figure.labels:
        left, top, right, bottom = label.box
        if left < -0.3 or top < -0.3 or right > figure.width + 0.3 or bottom > figure.height + 0.3:
            yield f"«{label.text}» at {left:.1f}–{right:.1f}, {top:.1f}–{bottom:.1f}"
    for shape in figure.shapes:
        left, top, right, bottom = shape.box
        if left < -0.3 or top < -0.3 or right > figure.width + 0.3 or bottom > figure.height + 0.3:
            yield f"a line or bar at {left:.1f}–{right:.1f}, {top:.1f}–{bottom:.1f}"
    for mark in figure.marks:
        if not (0 <= mark.x <= figure.width and 0 <= mark.y <= figure.height):
            yield f"a mark at {mark.x:.1f}, {mark.y:.1f}"


@pytest.mark.parametrize("kind", FIGURES)
def test_nothing_is_cut_off(kind: str, figures: dict[str, Drawn]) -> None:
    assert list(outside(figures[kind])) == []


def test_nothing_is_cut_off_in_the_shipped_figures(shipped_figures: dict[str, Drawn]) -> None:
    assert {name: found for name, figure in shipped_figures.items() if (found := list(outside(figure)))} == {}


def test_no_text_covers_another_in_the_shipped_figures(shipped_figures: dict[str, Drawn]) -> None:
    covered = {
        name: [(a.text, b.text) for a, b in combinations(figure.labels, 2) if overlap(a.line, b.line)]
        for name, figure in shipped_figures.items()
    }
    assert {name: pairs for name, pairs in covered.items() if pairs} == {}


def test_the_texts_of_the_shipped_figures_are_known_in_the_order_in_which_they_are_read(
    shipped: dict[str, rendering.Drawn], shipped_figures: dict[str, Drawn]
) -> None:
    for name, figure in shipped_figures.items():
        assert [text.words for text in shipped[name].texts] == figure.texts, name


def test_nothing_collides_in_the_shipped_figures(shipped: dict[str, rendering.Drawn]) -> None:
    assert {name: drawing.problems for name, drawing in shipped.items() if drawing.problems} == {}


def test_no_text_of_the_shipped_figures_is_smaller_than_seven_points(shipped_figures: dict[str, Drawn]) -> None:
    assert {name for name, figure in shipped_figures.items() if min(label.size for label in figure.labels) < 7} == set()
