"""The time axis: years at even distances, those without a value plain to see."""

from dataclasses import replace
from decimal import Decimal

import pytest

from brochure.making.figures.chart import Chart, Panel, Point, Series
from brochure.statistics.period import parse_period
from brochure.statistics.units import Unit
from tests.support.charts import drawn, theme
from tests.support.svg import Drawn


def chart(*years: int, height: float | None = None) -> Chart:
    """A line with a value in each of these years."""
    points = tuple(Point(str(year), str(year), Decimal(20), period=parse_period(str(year))) for year in years)
    return Chart("lines", Unit.PERCENT, 1, "År", "", (Panel("", (Series("", "", None, points),)),), height=height)


def named(figure: Drawn) -> list[int]:
    """The years that are named below the chart."""
    return sorted(int(text) for text in figure.texts if len(text) == 4 and text.isdigit())


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        (range(2010, 2015), [2010, 2011, 2012, 2013, 2014]),
        (range(1990, 2015), list(range(1990, 2015, 2))),
        (range(1950, 2016), list(range(1950, 2016, 5))),
        (range(1971, 2015, 4), list(range(1971, 2015, 4))),
        ([2006, 2007, 2008, 2011, 2014], list(range(2006, 2015))),
        ([2014], [2014]),
    ],
)
def test_years_are_named_at_even_distances_to_the_last(years: list[int], shown: list[int]) -> None:
    assert named(drawn(chart(*years))) == shown


def bands(figure: Drawn) -> list[tuple[float, float]]:
    """Left and right end of each pale band."""
    return [(band.box[0], band.box[2]) for band in figure.bars(theme().figures.gap.rgb)]


def test_years_without_a_value_are_shaded_and_said() -> None:
    figure = drawn(chart(2006, 2007, 2010))
    ((left, right),) = bands(figure)
    assert left < figure.label("2008").x < figure.label("2009").x < right
    assert figure.label("2007").x < left
    assert right < figure.label("2010").x
    assert figure.texts.count("ingen tall") == 1


def test_each_gap_has_its_band() -> None:
    assert len(bands(drawn(chart(2006, 2008, 2009, 2011, 2012)))) == 2
    assert bands(drawn(chart(2006, 2007, 2008))) == []


def test_years_between_regular_observations_are_no_gap() -> None:
    assert bands(drawn(chart(2003, 2007, 2011, 2015))) == []


def test_a_year_that_one_series_has_is_no_gap() -> None:
    first, second = (chart(*years).series[0] for years in ((2006, 2007, 2009), (2006, 2008, 2009)))
    both = (replace(first, label="A"), replace(second, label="B"))
    assert bands(drawn(replace(chart(2006), panels=(Panel("", both),)))) == []


def test_marks_that_no_line_leads_to_are_larger() -> None:
    points = tuple(
        Point(str(year), str(year), Decimal(20), period=parse_period(str(year)), joined=year == 2007)
        for year in (2006, 2007, 2010)
    )
    figure = drawn(replace(chart(2006), panels=(Panel("", (Series("", "", None, points),)),)))
    assert [mark.outline for mark in figure.marks[:2]] != [figure.marks[2].outline] * 2
