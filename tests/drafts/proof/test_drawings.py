"""Where in a figure its changed values are marked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from brochure.drafts.proof.drawings import ChangedDrawing, Room
from brochure.making.figures.chart import Chart, Panel, Point, Series
from brochure.making.figures.rendering import draw_chart
from brochure.manifest.model import Area
from brochure.project.edition.kinds import Kind
from brochure.statistics.period import parse_period
from brochure.statistics.units import Unit
from tests.support.charts import look


def of_kind(kind: Kind) -> Chart:
    """Two values, of 2013 and 2014, each of a cell."""
    points = tuple(
        Point(year, year, value, period=parse_period(year), joined=year > "2013", key=(year,))
        for year, value in (("2013", Decimal(20)), ("2014", Decimal(40)))
    )
    return Chart(kind, Unit.PERCENT, 1, "År", "", (Panel("", (Series("s", "Alle", None, points),)),))


@pytest.mark.parametrize("kind", ["lines", "bars", "lollipop"])
def test_every_value_has_its_place_in_the_drawing(kind: Kind) -> None:
    marks = draw_chart(of_kind(kind), "figure", look()).marks

    assert [mark.cell for mark in marks] == [("2013",), ("2014",)]
    for left, top, right, bottom in (mark.place for mark in marks):
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
    first, second = (mark.place for mark in marks)
    assert first[0] < second[0]


def test_a_ring_stands_around_its_place_wherever_the_drawing_stands() -> None:
    drawing = ChangedDrawing(((0.5, 0.25, 0.52, 0.3),), (), Room(8, lambda _: 1), str)

    [ring] = drawing.points_in(Area(left=100, top=200, right=300, bottom=300))

    assert (ring.left, ring.top, ring.right, ring.bottom) == (197, 222, 207, 233)
    assert list(replace(drawing, places=()).points_in(ring)) == []


@pytest.mark.parametrize(
    ("height", "shown"),
    [(24, ["2012: 1 → 2", "2013: 3 → 4", "2014: 5 → 6"]), (16, ["2012: 1 → 2", "og 2 til"]), (8, ["og 3 til"])],
)
def test_values_that_have_no_room_beside_their_figure_are_counted(height: int, shown: list[str]) -> None:
    lines = ("2012: 1 → 2", "2013: 3 → 4", "2014: 5 → 6")
    drawing = ChangedDrawing((), lines, Room(8, lambda _: 1), "og {} til".format)

    assert list(drawing.lines_in(Area(left=0, top=0, right=9, bottom=height))) == shown
