"""Figures with many cells in words: their ranges, their extremes and what is missing, not every value.

The table behind the figure holds the values themselves.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from brochure.making.figures.chart import Chart, Point, Series
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.numbers.rounding import round_half_away

_MOST_WITHOUT = 6
_MOST_SHARING = 4

Cell = tuple[str, Point]
"""A point and the name of where it stands."""


def tell_pyramid(chart: Chart, formatter: Formatter) -> list[str]:
    """What stands on which side, and for each panel the range of both sides and where they differ most."""
    left, right = (series.label for series in chart.series)
    told = [formatter.words("alt.sides", left=left, right=right)]
    for panel in chart.panels:
        for series in panel.series:
            label = ", ".join(filter(None, (panel.label, series.label)))
            told += _range(chart, label, [(point.label, point) for point in series.points], formatter)
        told += _widest(chart, panel.label, panel.series, formatter)
    cells = (
        (", ".join(filter(None, (panel.label, series.label, point.label))), point)
        for panel in chart.panels
        for series in panel.series
        for point in series.points
    )
    return told + without(cells, formatter)


def tell_heat_table(chart: Chart, formatter: Formatter) -> list[str]:
    """The highlighted rows whole, and for each column the range of the other rows."""
    told: list[str] = []
    marked = [point.member in chart.highlight for point in chart.series[0].points]
    for i, point in enumerate(chart.series[0].points):
        if marked[i]:
            values = ", ".join(f"{_shown(chart, s.points[i], formatter)} ({s.label})" for s in chart.series)
            told.append(formatter.words("alt.total", label=point.label, values=values))
    for series in chart.series:
        rows = [point for point, is_total in zip(series.points, marked, strict=True) if not is_total]
        told += _range(chart, series.label, [(point.label, point) for point in rows], formatter)
    cells = (
        (f"{point.label}, {series.label}", point)
        for series in chart.series
        for point, is_total in zip(series.points, marked, strict=True)
        if not is_total
    )
    return told + without(cells, formatter)


def without(cells: Iterable[Cell], formatter: Formatter) -> list[str]:
    """The places without a value, each with its symbol; of many only how many they are."""
    found = [f"{name} ({point.symbol or '..'})" for name, point in cells if point.value is None]
    if len(found) > _MOST_WITHOUT:
        return [formatter.words("alt.without_count", count=len(found))]
    return [formatter.words("alt.without", cells="; ".join(found))] if found else []


def _range(chart: Chart, label: str, cells: Sequence[Cell], formatter: Formatter) -> list[str]:
    """From the lowest to the highest of some cells, with where they stand; nothing when none has a value."""
    known = [(name, point.value) for name, point in cells if point.value is not None]
    if not known:
        return []
    if len(known) == 1:
        ((only_at, only),) = known
        values = f"{_value(chart, only, formatter)} ({only_at})"
        return [formatter.words("alt.total", label=label, values=values)]
    printed = [(name, _value(chart, value, formatter)) for name, value in known]
    low, high = (_value(chart, end(value for _, value in known), formatter) for end in (min, max))
    if low == high:
        return [formatter.words("alt.all_equal", label=label, value=low)]
    low_at, high_at = (some_of([name for name, value in printed if value == end], formatter) for end in (low, high))
    return [formatter.words("alt.range", label=label, low=low, low_at=low_at, high=high, high_at=high_at)]


def some_of(names: Sequence[str], formatter: Formatter) -> str:
    """Names that share a place, as a list in a sentence; of many the first, and how many more there are."""
    if len(names) <= _MOST_SHARING:
        return formatter.words.join(list(names))
    shown = ", ".join(names[: _MOST_SHARING - 1])
    return formatter.words("alt.and_more", names=shown, count=len(names) - _MOST_SHARING + 1)


def _widest(chart: Chart, panel: str, sides: Sequence[Series], formatter: Formatter) -> list[str]:
    """The row where both sides differ most."""
    pairs = [
        (left.label, left.value, right.value)
        for left, right in zip(sides[0].points, sides[1].points, strict=True)
        if left.value is not None and right.value is not None
    ]
    if not pairs:
        return []
    gaps = [round_half_away(abs(left - right), chart.decimals) for _, left, right in pairs]
    widest = [pair for pair, gap in zip(pairs, gaps, strict=True) if gap == max(gaps)]
    told = [(row, _value(chart, left, formatter), _value(chart, right, formatter)) for row, left, right in widest]
    if max(gaps) == 0:
        return [formatter.words("alt.no_difference")]
    row, left, right = told[0]
    if len(told) == 1:
        return [formatter.words("alt.widest", row=row, left=left, right=right)]
    if len(told) == len(pairs) and len({(left, right) for _, left, right in told}) == 1:
        return [formatter.words("alt.evenly_wide", left=left, right=right)]
    return [formatter.words("alt.widest_shared", rows=some_of([row for row, _, _ in told], formatter))]


def _value(chart: Chart, value: Decimal, formatter: Formatter) -> str:
    return formatter.in_unit(value, chart.unit, chart.decimals)


def _shown(chart: Chart, point: Point, formatter: Formatter) -> str:
    return _value(chart, point.value, formatter) if point.value is not None else point.symbol or ".."
