"""The time axis of figures with lines: scale, names of the times, times without a value, breaks in the series."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from matplotlib.axes import Axes

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import Canvas
from brochure.making.figures.chart import Chart, Series
from brochure.making.figures.drawing import FOOT_MIDDLE, Drawing, write_lines
from brochure.making.figures.scale import Scale
from brochure.statistics.period import Frequency, missing_between
from brochure.statistics.period_names import period_name


def time_scale(series: Sequence[Series], start: float, end: float) -> Scale:
    """A scale over the time that the series span, in years; a single one stands in the middle."""
    positions = [point.position for item in series for point in item.points]
    low, high = min(positions), max(positions)
    if high == low:
        low, high = low - 1, high + 1
    return Scale(float(low), float(high), start, end, ())


def time_axis(
    canvas: Canvas, drawing: Drawing, axes: Axes, series: Sequence[Series], x: Scale, *, ends_only: bool = False
) -> None:
    """A tick for every time below the chart, and the names of as many as have room at even distances.

    The last one is always named. Where they do not all fit and `ends_only` is asked for, the first and last are.
    """
    style, names = drawing.style, _names(series, drawing)
    positions = sorted(names)
    width = max(canvas.text_width(name, size=style.axis) for name in names.values()) + style.year_gap
    named = _named(positions, x, width, ends_only=ends_only)
    shown = [names[position] if position in named else "" for position in positions]
    canvas.ticks(axes.xaxis, positions, shown, style.tick / 2 + style.foot * FOOT_MIDDLE, length=style.tick)


def shade_absent(canvas: Canvas, drawing: Drawing, axes: Axes, x: Scale, bottom: float, *, labelled: bool) -> None:
    """A pale band over times at which no series has a value, with a word that says so where it has room."""
    size, half = canvas.style.axis, drawing.chart.interval / 2
    for first, last in _runs(drawing.chart):
        begin, end = first - half, last + half
        axes.axvspan(float(begin), float(end), facecolor=drawing.style.gap.rgb, zorder=0)
        room = x(end) - x(begin) - canvas.style.value_gap
        lines = canvas.wrapped(drawing.formatter.words("absent"), room, size=size)
        if labelled and all(canvas.text_width(line, size=size) <= room for line in lines):
            height, middle = drawing.line_height, x((begin + end) / 2)
            y = bottom - (len(lines) * height + canvas.style.value_gap) / 2
            write_lines(canvas, middle, y, lines, height, align="center", colour=canvas.ink.muted, size=size)


def draw_breaks(canvas: Canvas, drawing: Drawing, axes: Axes, x: Scale, box: Box, *, labelled: bool) -> None:
    """An upright dotted rule where the series breaks, its word above it on the side where it has room."""
    style, word = canvas.style, drawing.formatter.words("break")
    over = style.break_head / 2 if labelled else 0
    look = canvas.line_style(canvas.ink.muted, style.break_stroke, "dotted")
    for item in drawing.chart.breaks:
        time = item.period.place - drawing.chart.interval / 2
        axes.axvline(float(time), ymax=1 + over / (box.bottom - box.top), **look)
        if labelled:
            place, y = x(time), box.top - over
            for align, beside in (("left", place + style.value_gap), ("right", place - style.value_gap)):
                room = canvas.text_box(beside, y, word, size=style.axis, align=align)
                if canvas.ground.is_free(room.grown(style.value_gap / 2)) and room.within(canvas.width, canvas.height):
                    canvas.text(beside, y, word, size=style.axis, align=align, colour=canvas.ink.muted)
                    break


def _names(series: Sequence[Series], drawing: Drawing) -> dict[Fraction, str]:
    """The name of each time by its place; times that the series lack are named between those they have."""
    names = {point.position: point.short or point.label for item in series for point in item.points}
    periods = sorted({point.period for item in series for point in item.points if point.period})
    if len(periods) > 2 and not any(period.is_span or period.frequency is Frequency.DAY for period in periods):
        words = drawing.formatter.words
        missing = {period.place: period_name(period, words, short=True) for period in missing_between(periods)}
        names |= {place: name for place, name in missing.items() if place not in names}
    return names


def _named(positions: Sequence[Fraction], x: Scale, width: float, *, ends_only: bool) -> set[Fraction]:
    """The times whose names have room when each takes `width` millimetres."""
    first, last = positions[0], positions[-1]
    if len(positions) == 1:
        return {first}
    interval = _interval(positions)
    count = int((last - first) / interval)
    steps = [step for k in range(1, count + 1) if x(first + (step := k * interval)) - x(first) >= width]
    least = next(iter(steps), last - first)
    if ends_only and least > interval:
        return {first, last}
    even = next((step for step in steps if step <= 2 * least and (last - first) % step == 0), least)
    return {place for place in positions if (last - place) % even == 0}


def _interval(places: Sequence[Fraction]) -> Fraction:
    return min(later - earlier for earlier, later in pairwise(places))


def _runs(chart: Chart) -> Iterator[tuple[Fraction, Fraction]]:
    """First and last of each run of times without any value."""
    absent = [period.place for period in chart.absent_times()]
    while absent:
        end = 0
        while end + 1 < len(absent) and absent[end + 1] - absent[end] == chart.interval:
            end += 1
        yield absent[0], absent[end]
        absent = absent[end + 1 :]
