"""Figures with few series in words: how they compare, then the course of each line, or every row with its values."""

import itertools
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from brochure.making.figures.alt_grids import widest
from brochure.making.figures.chart import Chart, Point, Series
from brochure.making.figures.naming_values import Cell, called, extremes, named, printed, row_values, some_of, without
from brochure.making.figures.told import Forms, Told
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.period import Period
from brochure.statistics.table import NOT_APPLICABLE

_MOST_ROWS = 12
_ENDS = 3
_FEW = 3


def absent_times(chart: Chart) -> tuple[Period, ...]:
    """The times within lines that are joined at which no series has a value."""
    return chart.absent_times() if any(point.joined for point in chart.points()) else ()


def tell_lines(chart: Chart, formatter: Formatter) -> Told:
    """How the lines compare at last, then the course of each, of each panel."""
    lines = [(called(panel.label, item.label), item) for panel in chart.panels for item in panel.series]
    courses = (_courses(chart, item, label, formatter) for label, item in lines)
    return Told(_at_last(chart, lines, formatter), [each for each in courses if each], _gaps(chart, lines, formatter))


def _gaps(chart: Chart, lines: Sequence[tuple[str, Series]], formatter: Formatter) -> list[Forms]:
    """The points of lines without a value, but those at times at which no line has one."""
    absent = absent_times(chart) if chart.what.tells_breaks else ()
    cells = [(called(label, p.label), p) for label, item in lines for p in item.points if p.period not in absent]
    return without(cells, formatter)


def _at_last(chart: Chart, lines: Sequence[tuple[str, Series]], formatter: Formatter) -> list[Forms]:
    """The highest and lowest line at the last time at which two of them have a value."""
    at: dict[str, list[Cell]] = {}
    for label, item in lines:
        for point in item.points:
            if point.value is not None:
                at.setdefault(point.member, []).append((label, point))
    shared = [cells for cells in at.values() if len(cells) > 1]
    if not shared:
        return []
    last = max(shared, key=lambda cells: cells[0][1].position)
    return extremes(chart, last, formatter, last[0][1].label)


def _courses(chart: Chart, item: Series, label: str, formatter: Formatter) -> str:
    """From where to where a line runs, a part for each stretch between breaks in the series; empty without a value."""
    limits: list[Fraction | float] = [-math.inf, *(found.period.place for found in chart.breaks), math.inf]
    stretches = [
        [(point, point.value) for point in item.points if point.value is not None and low <= point.position < high]
        for low, high in itertools.pairwise(limits)
    ]
    told = "; ".join(_course(chart, stretch, formatter) for stretch in stretches if stretch)
    return f"{label}: {told}" if told and label else told


def _course(chart: Chart, stretch: list[tuple[Point, Decimal]], formatter: Formatter) -> str:
    """Both ends of a stretch, and its highest and lowest point where they lie between them."""
    (first, _), (last, end) = stretch[0], stretch[-1]
    if first is last:
        return formatter.words("alt.single", value=printed(chart, end, formatter), end=last.label)
    values = [printed(chart, value, formatter) for _, value in stretch]
    if len(set(values)) == 1:
        return formatter.words("alt.steady", value=values[0], start=first.label, end=last.label)
    told = formatter.words("alt.course", start=first.label, end=last.label, first=values[0], last=values[-1])
    for key, most in (("alt.peak", max), ("alt.trough", min)):
        value = printed(chart, most(value for _, value in stretch), formatter)
        if value not in (values[0], values[-1]):
            at = [point.label for (point, _), other in zip(stretch, values, strict=True) if other == value]
            told += ", " + formatter.words(key, value=value, at=some_of(at, formatter))
    return told


def tell_rows(chart: Chart, formatter: Formatter) -> Told:
    """The highest and lowest row, then every row with its value; of a long list only both ends."""
    points = chart.series[0].points
    missing = without([(point.label, point) for point in points], formatter)
    known = [(point, printed(chart, point.value, formatter)) for point in points if point.value is not None]
    rows = [named(point.label, value) for point, value in known]
    if len(known) > 1 and len({value for _, value in known}) == 1 and len(rows) > _MOST_ROWS:
        return Told([(formatter.words("alt.all_rows_equal", count=len(rows), value=known[0][1]),)], (), missing)
    if len(rows) > _MOST_ROWS:
        top, bottom = formatter.words.join(rows[:_ENDS]), formatter.words.join(rows[-_ENDS:])
        return Told([(formatter.words("alt.ends", count=len(rows), top=top, bottom=bottom),)], (), missing)
    parts = [(point.label, point) for point, _ in known if point.member not in chart.totals]
    comparison = extremes(chart, parts, formatter) if len(rows) > _FEW else []
    return Told(comparison, rows, missing, joint=", ")


def tell_groups(chart: Chart, formatter: Formatter) -> Told:
    """How the series compare, then every row with their values."""
    return _told_rows(chart, range(len(chart.series[0].points)), formatter)


def tell_shares(chart: Chart, formatter: Formatter) -> Told:
    """Every row with its parts, and which rows have nothing to share."""
    points = chart.series[0].points
    empty = [all(item.points[i].symbol == NOT_APPLICABLE for item in chart.series) for i in range(len(points))]
    told = _told_rows(chart, [i for i in range(len(points)) if not empty[i]], formatter)
    of_nothing = [point.label for point, is_empty in zip(points, empty, strict=True) if is_empty]
    if not of_nothing:
        return told
    caveat = (formatter.words("alt.nothing_to_share", rows=some_of(of_nothing, formatter)),)
    return Told(told.comparison, told.recital, [*told.caveats, caveat])


def _told_rows(chart: Chart, rows: Sequence[int], formatter: Formatter) -> Told:
    """Two series by where they differ most, more by their highest and lowest value; then each row of some."""
    cells: list[Cell] = []
    recital: list[str] = []
    for i in rows:
        label = chart.series[0].points[i].label
        row = row_values(chart, label, [(item.label, item.points[i]) for item in chart.series], formatter)
        recital += [row] if row else []
        cells += [(called(label if len(rows) > 1 else "", item.label), item.points[i]) for item in chart.series]
    if len(chart.series) == 2 and chart.kind != "stacked":
        comparison = widest(chart, "", chart.series, formatter)
    else:
        comparison = extremes(chart, cells, formatter)
    return Told(comparison, recital, without(cells, formatter))


def tell_slope(chart: Chart, formatter: Formatter) -> Told:
    """Which lines rise and fall most, then both ends of each."""
    changes = {
        item.label: last - first
        for item in chart.series
        for first, last in [(point.value for point in item.points)]
        if first is not None and last is not None
    }
    told = tell_lines(chart, formatter)
    return Told(_changes(chart, changes, formatter), told.recital, told.caveats)


def _changes(chart: Chart, changes: Mapping[str, Decimal], formatter: Formatter) -> list[Forms]:
    """Which lines rise and fall most; those that are equal in print are named together, and all alike said so."""
    rounded = {label: round_half_away(change, chart.decimals) for label, change in changes.items()}
    values = set(rounded.values())
    if len(rounded) > 1 and values == {Decimal(0)}:
        return [(formatter.words("alt.no_change"),)]
    if len(rounded) > 1 and len(values) == 1:
        value = formatter.plain(values.pop(), chart.decimals, sign=True)
        return [(formatter.words("alt.same_change", value=value),)]
    told: list[Forms] = []
    for key, most, is_meant in (
        ("alt.rise", max, values and max(values) > 0),
        ("alt.fall", min, values and min(values) < 0),
    ):
        if is_meant:
            change = most(values)
            names = [label for label, other in rounded.items() if other == change]
            value = formatter.plain(change, chart.decimals, sign=True)
            told.append((formatter.words(key, label=named(some_of(names, formatter), value)),))
    return told


def tell_sparkline(chart: Chart, formatter: Formatter) -> Told:
    """The course of the only line."""
    line = chart.series[0]
    course = _courses(chart, line, "", formatter)
    return Told((), [course] if course else (), _gaps(chart, [("", line)], formatter))
