"""What each kind of figure can hold: how many series, which values, which times. Draws nothing."""

from collections.abc import Mapping
from decimal import Decimal

from brochure.findings import Faults
from brochure.making.figures.chart import Chart
from brochure.project.edition.descriptions import FigureDescription
from brochure.project.edition.reading import Described

MOST_PYRAMIDS = 3
MOST_ROWS = 150
MOST_TIMES = 1000
MOST_PANELS = 60
MOST_BEHIND = 12
"""Lines behind and beside highlighted ones."""


def check_size(described: Described, members: Mapping[str, int]) -> None:
    """Raise `Faults` when a figure has more along an axis than its kind can show; `members` counts them by dimension.

    Known before anything is laid out, so that a dimension of thousands is told at once.
    """
    description = described.description
    assert isinstance(description, FigureDescription)
    what, across = description.what, description.across
    in_front = len(description.highlight) if description.kind == "lines" else 0
    most = MOST_BEHIND if in_front else what.most_across
    if what.across is not None and across is not None and members[across] > most:
        found = f"{members[across]} {what.across_are}"
        message = f"{found} are more than a reader can tell apart; choose {most} at most"
        raise Faults.one(described.place(what.across), message)
    if in_front > what.most_across:
        message = f"{in_front} highlighted are more than a reader can tell apart"
        raise Faults.one(described.place("highlight"), f"{message}; choose {what.most_across} at most")
    for axis, most, things in (
        ("category", MOST_ROWS, "rows"),
        ("x", MOST_TIMES, "times"),
        ("panel", MOST_PANELS, "panels"),
    ):
        name = getattr(description, axis)
        if name is not None and name != description.across and members[name] > most:
            message = f"{members[name]} {things} are more than a page can show; choose {most} at most"
            raise Faults.one(described.place(axis), message)


def check_values(described: Described, chart: Chart) -> None:
    """Raise `Faults` when a chart has nothing that could be drawn."""
    if not any(point.value is not None for point in chart.points()):
        raise Faults.one(described.place("select"), "there is nothing to draw: every cell is a standard symbol")


def any_chart(described: Described, chart: Chart) -> None:
    """The check of kinds that show whatever they are given."""


def check_dumbbell(described: Described, chart: Chart) -> None:
    """Raise `Faults` unless there are two series."""
    if len(chart.series) != 2:
        raise Faults.one(described.place("series"), f"a dumbbell compares two series, not {len(chart.series)}")


def check_sparkline(described: Described, chart: Chart) -> None:
    """Raise `Faults` for a single value."""
    if len(chart.series[0].values) < 2:
        raise Faults.one(described.place("select"), "a sparkline needs two values at least; there is one")


def check_pyramid(described: Described, chart: Chart) -> None:
    """Raise `Faults` unless there are two sides, none of them below zero, and few enough panels."""
    if len(chart.series) != 2:
        message = f"a population pyramid has two sides, left and right, not {len(chart.series)}; choose two members"
        raise Faults.one(described.place("series"), message)
    if len(chart.panels) > MOST_PYRAMIDS:
        message = f"{len(chart.panels)} pyramids do not fit side by side; choose {MOST_PYRAMIDS} at most"
        raise Faults.one(described.place("panel"), message)
    lowest = min(point.value for point in chart.points() if point.value is not None)
    if lowest < Decimal(0):
        message = f"a population pyramid has no room for values below zero, such as {lowest}"
        raise Faults.one(described.place("select"), message)


def check_slope(described: Described, chart: Chart) -> None:
    """Raise `Faults` unless there are two times with nothing between them that makes what is measured another."""
    description = described.description
    assert isinstance(description, FigureDescription)
    times = len(chart.series[0].points)
    if times != 2:
        message = f"a slope compares two times, not {times}; choose two members of '{description.x}'"
        raise Faults.one(described.place("select"), message)
    ends = [series.points[1] for series in chart.series if len(series.values) == 2]
    if chart.breaks or not all(point.joined for point in ends):
        why = f"the series breaks before {chart.breaks[0].label}" if chart.breaks else "the definition changes"
        message = f"{why}, between the two times of the slope; choose two that can be compared, or draw lines"
        raise Faults.one(described.place("select"), message)
