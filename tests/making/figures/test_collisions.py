"""Charts made to collide: no text over another, or the drawing tells of it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any, get_args

import pytest

from brochure.making.figures.chart import Break, Chart, Panel, Point, Series
from brochure.making.figures.rendering import draw_chart
from brochure.project.edition.kinds import Kind
from brochure.statistics.period import parse_period
from brochure.statistics.units import Unit
from tests.support.charts import look
from tests.support.svg import Box, Drawn

LONG = "Norskfødte med innvandrerforeldre fra Europa utenfor EU og EØS"
ENDLESS = "Innvandrerbefolkningensarbeidsmarkedstilknytningsundersøkelsesdeltakere"


def lines(*ends: str, names: str | None = None, **more: Any) -> Chart:
    """Lines from 2010 to 2014 that end at these values."""
    series = []
    for i, end in enumerate(ends):
        values = [Decimal(10 + 7 * i), Decimal(12 + 5 * i), Decimal(20), Decimal(30 - i), Decimal(end)]
        points = tuple(
            Point(str(year), str(year), value, period=parse_period(str(year)), joined=year > 2010)
            for year, value in zip(range(2010, 2015), values, strict=True)
        )
        series.append(Series(f"s{i}", f"{names or 'Gruppe'} {i + 1}", None, points))
    return Chart("lines", Unit.PERCENT, 1, "År", "", (Panel("", tuple(series)),), **more)


def rows(kind: Kind, *values: tuple[str, ...], names: str = "Rad", keys: str = "Gruppe", **more: Any) -> Chart:
    """Rows with a value in each series."""
    series = tuple(
        Series(
            f"s{k}",
            f"{keys} {k + 1}",
            None,
            tuple(Point(f"r{i}", f"{names} {i + 1}", Decimal(row[k])) for i, row in enumerate(values)),
        )
        for k in range(len(values[0]))
    )
    return Chart(kind, Unit.PERCENT, 1, "Rad", "", (Panel("", series),), **more)


def broken(year: int) -> Break:
    """A break before a year."""
    return Break(parse_period(str(year)), str(year), "Ny.")


def panels(count: int, chart: Chart, title: str = "Rute") -> Chart:
    """A small chart many times over."""
    shown = tuple(replace(chart.panels[0], label=f"{title} {i + 1}") for i in range(count))
    return replace(chart, kind="small_multiples", panels=shown)


def overlaps(figure: Drawn) -> Iterator[tuple[str, str]]:
    """Texts over one another, measured by the drawing alone."""
    for one, other in combinations(figure.labels, 2):
        if overlap(one.line, other.line):
            yield one.text, other.text


def overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 1.5


PLACED = {
    "five lines that end at one value": lines("42", "42", "42", "42", "42"),
    "five lines that end near one value": lines("42.0", "42.4", "41.8", "42.1", "42.3"),
    "five lines that end at the axis": lines("0", "0", "0.1", "0", "0.2"),
    "five lines that end at the top": lines("100", "99", "100", "100", "98"),
    "lines with long names": lines("42", "43", names=LONG),
    "a break just after the first year": lines("42", "12", breaks=(broken(2011),)),
    "a break just before the last year": lines("42", "12", breaks=(broken(2014),)),
    "breaks in every year": lines("42", "12", breaks=tuple(broken(year) for year in range(2011, 2015))),
    "a break beside the unit and where the axis begins": lines("25", "26", breaks=(broken(2011),)),
    "marks of a dumbbell side by side": rows("dumbbell", ("41.7", "42.2"), ("41.9", "42.0"), ("30", "60")),
    "marks of a dumbbell on one another": rows("dumbbell", ("42", "42"), ("42", "42")),
    "a dumbbell with long names": rows("dumbbell", ("41", "42"), ("30", "60"), keys=LONG, names=LONG),
    "marks of a dumbbell at the ends of the axis": rows("dumbbell", ("0", "100"), ("0", "0.1"), ("99", "100")),
    "tiny parts of a stack": rows("stacked", ("0.2", "0.3", "98.9", "0.4", "0.2"), ("96", "1", "1", "1", "1")),
    "a stack with long names": rows("stacked", ("40", "30", "30"), ("40", "30", "30"), keys=LONG, names=LONG),
    "bars with long names": rows("bars", ("41",), ("0",), ("100",), names=LONG),
    "lollipops with long names": rows("lollipop", ("41",), ("0",), ("100",), names=LONG),
    "lollipops below zero with long names": rows("lollipop", ("-41",), ("0",), ("-0.1",), ("3",), names=LONG),
    "lollipops that are all below zero": rows("lollipop", ("-41",), ("-42",), ("-100",)),
    "lollipops that are all zero": rows("lollipop", ("0",), ("0",)),
    "bars in groups with long names": rows("grouped_bars", ("41", "42", "43", "44", "45"), keys=LONG, names=LONG),
    "panels with five lines": panels(8, lines("42", "42", "42", "42", "42")),
    "panels with long titles": panels(8, lines("42"), title="Norskfødte med innvandrerforeldre"),
    "panels with high and low ends": panels(4, lines("0", "100")),
}
TOLD = {
    "bars in too low a figure": rows("bars", *((str(value),) for value in range(20)), height=30.0),
    "bars in groups in too low a figure": rows("grouped_bars", *(("41", "42", "43") for _ in range(8)), height=30.0),
    "rows with a name that does not break": rows("bars", ("41",), ("42",), names=ENDLESS * 3),
    "lines in too low a figure": lines("42", "42", "42", "42", "42", names=LONG, height=20.0),
    "lines in a figure lower than its axis": lines("42", "43", height=5.0),
    "a panel whose title is too wide": panels(2, lines("42"), title=ENDLESS * 3),
}


@pytest.mark.parametrize("case", PLACED)
def test_labels_that_would_collide_are_parted(case: str) -> None:
    drawn = draw_chart(PLACED[case], "figure", look())
    assert drawn.problems == ()
    assert list(overlaps(Drawn(drawn.svg))) == []


@pytest.mark.parametrize("case", TOLD)
def test_what_has_no_room_is_told(case: str) -> None:
    drawn = draw_chart(TOLD[case], "figure", look())
    assert drawn.problems
    told = " ".join(drawn.problems)
    assert all(one in told and other in told for one, other in overlaps(Drawn(drawn.svg)))


def test_every_kind_has_been_made_to_collide() -> None:
    own = {"lines", "bars", "lollipop", "grouped_bars", "dumbbell", "stacked", "small_multiples"}
    assert own <= {chart.kind for chart in PLACED.values()} <= set(get_args(Kind))


@pytest.mark.parametrize("case", ["tiny parts of a stack"])
def test_a_value_without_room_in_its_part_is_left_to_the_table(case: str) -> None:
    texts = Drawn(draw_chart(PLACED[case], "figure", look()).svg).texts
    assert "98,9" in texts
    assert not {"0,2", "0,3", "0,4"} & set(texts)


def test_names_stand_over_the_marks_of_the_first_row_where_they_fit() -> None:
    figure = Drawn(draw_chart(rows("dumbbell", ("50", "70"), ("20", "30")), "figure", look()).svg)
    first, last = figure.label("Gruppe 1"), figure.label("Gruppe 2")
    assert first.y == last.y < figure.marks[0].y
    assert first.box[2] < last.box[0]
    assert len(figure.marks) == 4, "a key would have two more"


def test_names_stand_over_the_parts_of_the_first_row_where_they_fit() -> None:
    figure = Drawn(draw_chart(rows("stacked", ("40", "30", "30"), ("10", "80", "10")), "figure", look()).svg)
    keys, parts = figure.bars()[-3:], figure.bars()[:3]
    assert [key.box[0] for key in keys] == pytest.approx([part.box[0] for part in parts], abs=0.01)
