"""Figures with many cells in words: their extremes, their ranges and what is missing, not every value.

The table behind the figure holds the values themselves.
"""

from collections.abc import Sequence

from brochure.making.figures.chart import Chart, Series
from brochure.making.figures.naming_values import Cell, called, extremes, named, printed, row_values, some_of, without
from brochure.making.figures.told import Forms, Told
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.numbers.rounding import round_half_away

_FEW = 3


def tell_pyramid(chart: Chart, formatter: Formatter) -> Told:
    """Where both sides differ most, what stands on which side, and for each panel the range of both sides."""
    left, right = (series.label for series in chart.series)
    comparison: list[Forms] = [(formatter.words("alt.sides", left=left, right=right),)]
    recital: list[str] = []
    cells: list[Cell] = []
    for panel in chart.panels:
        comparison += widest(chart, panel.label, panel.series, formatter)
        for series in panel.series:
            rows = [(point.label, point) for point in series.points]
            recital += _range(chart, called(panel.label, series.label), rows, formatter)
            cells += [(called(panel.label, series.label, name), point) for name, point in rows]
    return Told(comparison, recital, without(cells, formatter))


def tell_heat_table(chart: Chart, formatter: Formatter) -> Told:
    """The highest and lowest cell, the highlighted rows whole, and for each column the range of the other rows."""
    recital: list[str] = []
    marked = [point.member in chart.highlight for point in chart.series[0].points]
    for i, point in enumerate(chart.series[0].points):
        if marked[i]:
            row = row_values(chart, point.label, [(s.label, s.points[i]) for s in chart.series], formatter)
            recital += [row] if row else []
    for series in chart.series:
        rows = [point for point, is_total in zip(series.points, marked, strict=True) if not is_total]
        recital += _range(chart, series.label, [(point.label, point) for point in rows], formatter)
    cells = [
        (called(point.label, series.label), point)
        for series in chart.series
        for point, is_total in zip(series.points, marked, strict=True)
        if not is_total
    ]
    return Told(extremes(chart, cells, formatter), recital, without(cells, formatter))


def _range(chart: Chart, label: str, cells: Sequence[Cell], formatter: Formatter) -> list[str]:
    """The lowest and highest of some cells, with where they stand; nothing when none has a value."""
    known = [(name, point.value) for name, point in cells if point.value is not None]
    if not known:
        return []
    values = [(name, printed(chart, value, formatter)) for name, value in known]
    if len(values) == 1:
        return [f"{label}: {named(*values[0])}"]
    low, high = (printed(chart, end(value for _, value in known), formatter) for end in (min, max))
    if low == high:
        return [formatter.words("alt.all_equal", label=label, value=low)]
    low_at, high_at = (
        named(some_of([name for name, value in values if value == end], formatter), end) for end in (low, high)
    )
    return [formatter.words("alt.range", label=label, low=low_at, high=high_at)]


def widest(chart: Chart, panel: str, sides: Sequence[Series], formatter: Formatter) -> list[Forms]:
    """The row where two series differ most, and which of them is the higher in most rows."""
    pairs = [
        (left.label, left.value, right.value)
        for left, right in zip(sides[0].points, sides[1].points, strict=True)
        if left.value is not None and right.value is not None
    ]
    if not pairs:
        return []
    gaps = [round_half_away(left - right, chart.decimals) for _, left, right in pairs]
    most = max(map(abs, gaps))
    if most == 0:
        return [(formatter.words("alt.no_difference"),)]
    told = [pair for pair, gap in zip(pairs, gaps, strict=True) if abs(gap) == most]
    row, *values = told[0]
    left, right = (
        named(side.label, printed(chart, value, formatter)) for side, value in zip(sides, values, strict=True)
    )
    if len(told) == 1:
        sentence = formatter.words("alt.widest", row=called(panel, row), left=left, right=right)
    elif len(told) == len(pairs) and len({(left, right) for _, left, right in told}) == 1:
        sentence = formatter.words("alt.evenly_wide", left=left, right=right)
    else:
        sentence = formatter.words(
            "alt.widest_shared", rows=some_of([called(panel, row) for row, _, _ in told], formatter)
        )
    return [*_higher(panel, sides, [gap > 0 for gap in gaps if gap], formatter), (sentence,)]


def _higher(panel: str, sides: Sequence[Series], left_is: Sequence[bool], formatter: Formatter) -> list[Forms]:
    """Which side is the higher in all rows, or in most of them; nothing of a few rows, which are told."""
    rows = len(sides[0].points)
    highest, side = max((sum(left_is), sides[0]), (len(left_is) - sum(left_is), sides[1]), key=lambda each: each[0])
    if rows < _FEW or highest * 2 <= rows:
        return []
    key = "alt.higher_in_all" if highest == rows else "alt.higher_in_most"
    return [(formatter.words(key, label=called(panel, side.label), count=highest, rows=rows),)]
