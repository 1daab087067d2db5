"""Figures with few series in words: the course of each line, or every row with its values."""

import itertools
import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from brochure.making.figures.alt_grids import some_of, without
from brochure.making.figures.chart import Chart, Point, Series
from brochure.statistics.numbers.formats import Formatter, unit_word
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.table import NOT_APPLICABLE

_MOST_ROWS = 12
_ENDS = 3


def _value(chart: Chart, value: Decimal, formatter: Formatter) -> str:
    return formatter.in_unit(value, chart.unit, chart.decimals)


def tell_lines(chart: Chart, formatter: Formatter) -> list[str]:
    """The course of each line."""
    return [sentence for item in chart.series for sentence in _courses(chart, item, item.label, formatter)]


def tell_panels(chart: Chart, formatter: Formatter) -> list[str]:
    """The course of each line of each panel."""
    return [
        sentence
        for panel in chart.panels
        for item in panel.series
        for sentence in _courses(chart, item, ", ".join(filter(None, (panel.label, item.label))), formatter)
    ]


def _courses(chart: Chart, item: Series, label: str, formatter: Formatter) -> list[str]:
    """From where to where a line runs, one sentence for each stretch between breaks in the series."""
    limits: list[Fraction | float] = [-math.inf, *(found.period.place for found in chart.breaks), math.inf]
    stretches = [
        [(point, point.value) for point in item.points if point.value is not None and low <= point.position < high]
        for low, high in itertools.pairwise(limits)
    ]
    label = label or unit_word(formatter.words, chart.unit, chart.base)
    return [_course(chart, stretch, label, formatter) for stretch in stretches if stretch]


def _course(chart: Chart, stretch: list[tuple[Point, Decimal]], label: str, formatter: Formatter) -> str:
    """Both ends of a stretch, and its peak where that lies between them."""
    (first, start), (last, end) = stretch[0], stretch[-1]
    if first is last:
        value = _value(chart, end, formatter)
        return formatter.words("alt.single", label=label, value=value, end=last.label)
    peak = max(value for _, value in stretch)
    printed = [_value(chart, value, formatter) for value in (start, end, peak)]
    tops = [point.label for point, value in stretch if _value(chart, value, formatter) == printed[2]]
    if len(tops) == len(stretch):
        return formatter.words("alt.all_equal", label=f"{label}, {first.label}–{last.label}", value=printed[0])
    return formatter.words(
        "alt.course" if printed[2] in printed[:2] else "alt.course_with_peak",
        label=label,
        start=first.label,
        end=last.label,
        first=printed[0],
        last=printed[1],
        peak=printed[2],
        top=some_of(tops, formatter),
    )


def tell_rows(chart: Chart, formatter: Formatter) -> list[str]:
    """Every row with its value; of a long list only both ends."""
    rows = [
        f"{point.label} {_value(chart, point.value, formatter) if point.value is not None else point.symbol or '..'}"
        for point in chart.series[0].points
    ]
    if len(rows) <= _MOST_ROWS:
        return [f"{', '.join(rows)}."]
    values = {_shown(chart, point, formatter) for point in chart.series[0].points}
    if len(values) == 1:
        return [formatter.words("alt.all_rows_equal", count=len(rows), value=values.pop())]
    top, bottom = formatter.words.join(rows[:_ENDS]), formatter.words.join(rows[-_ENDS:])
    return [formatter.words("alt.ends", count=len(rows), top=top, bottom=bottom)]


def tell_groups(chart: Chart, formatter: Formatter) -> list[str]:
    """Every row with the values of its series."""
    return [_row(chart, i, formatter) for i in range(len(chart.series[0].points))]


def tell_shares(chart: Chart, formatter: Formatter) -> list[str]:
    """Every row with its parts, and which rows have nothing to share."""
    points = chart.series[0].points
    empty = [all(item.points[i].symbol == NOT_APPLICABLE for item in chart.series) for i in range(len(points))]
    told = [_row(chart, i, formatter) for i in range(len(points)) if not empty[i]]
    of_nothing = [point.label for point, is_empty in zip(points, empty, strict=True) if is_empty]
    if of_nothing:
        told.append(formatter.words("alt.nothing_to_share", rows=formatter.words.join(of_nothing)))
    return told


def _row(chart: Chart, i: int, formatter: Formatter) -> str:
    values = ", ".join(f"{_shown(chart, item.points[i], formatter)} ({item.label})" for item in chart.series)
    return f"{chart.series[0].points[i].label}: {values}."


def _shown(chart: Chart, point: Point, formatter: Formatter) -> str:
    return _value(chart, point.value, formatter) if point.value is not None else point.symbol or ".."


def tell_slope(chart: Chart, formatter: Formatter) -> list[str]:
    """Which lines rise and fall most, then both ends of each."""
    changes = {
        item.label: last - first
        for item in chart.series
        for first, last in [(point.value for point in item.points)]
        if first is not None and last is not None
    }
    told = _changes(chart, changes, formatter)
    ends = ((f"{item.label}, {point.label}", point) for item in chart.series for point in item.points)
    return [*told, *tell_lines(chart, formatter), *without(ends, formatter)]


def _changes(chart: Chart, changes: Mapping[str, Decimal], formatter: Formatter) -> list[str]:
    """Which lines rise and fall most; those that are equal in print are named together, and all alike said so."""
    printed = {label: round_half_away(change, chart.decimals) for label, change in changes.items()}
    values = set(printed.values())
    if len(printed) > 1 and values == {Decimal(0)}:
        return [formatter.words("alt.no_change")]
    if len(printed) > 1 and len(values) == 1:
        value = formatter.plain(values.pop(), chart.decimals, sign=True)
        return [formatter.words("alt.same_change", value=value)]
    told: list[str] = []
    for key, most, is_meant in (
        ("alt.rise", max, values and max(values) > 0),
        ("alt.fall", min, values and min(values) < 0),
    ):
        if is_meant:
            names = [label for label, change in printed.items() if change == most(values)]
            told.append(formatter.words(key, label=some_of(names, formatter)))
    return told


def tell_sparkline(chart: Chart, formatter: Formatter) -> list[str]:
    """The course of the only line."""
    return _courses(chart, chart.series[0], formatter.words("alt.sparkline_label"), formatter)
