"""The time axis of figures with lines: scale, names of the times, times without a value, breaks in the series."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

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
    canvas: Canvas,
    drawing: Drawing,
    series: Sequence[Series],
    x: Scale,
    bottom: float,
    *,
    ends_only: bool = False,
) -> None:
    """A tick for every time below the chart, and the names of as many as have room at even distances.

    The last one is always named. Where they do not all fit and `ends_only` is asked for, the first and last are.
    """
    names = _names(series, drawing)
    positions = sorted(names)
    width = max(canvas.text_width(name, size=canvas.style.axis) for name in names.values()) + canvas.style.year_gap
    named = _named(positions, x, width, ends_only=ends_only)
    for position, name in names.items():
        place = x(position)
        ink, style = canvas.ink, canvas.style
        canvas.line([(place, bottom), (place, bottom + style.tick)], ink.muted, style.grid_stroke)
        if position in named:
            below = bottom + style.tick / 2 + style.foot * FOOT_MIDDLE
            canvas.text(place, below, name, size=style.axis, align="center", colour=ink.muted)


def shade_absent(canvas: Canvas, drawing: Drawing, x: Scale, top: float, bottom: float, *, labelled: bool) -> None:
    """A pale band over times at which no series has a value, with a word that says so where it has room."""
    size = canvas.style.axis
    for first, last in _runs(drawing.chart):
        half = drawing.chart.interval / 2
        left, right = x(first - half), x(last + half)
        canvas.bar(left, top, right - left, bottom - top, drawing.style.gap.rgb)
        room = right - left - canvas.style.value_gap
        lines = canvas.wrapped(drawing.formatter.words("absent"), room, size=size)
        if labelled and all(canvas.text_width(line, size=size) <= room for line in lines):
            height = drawing.line_height
            middle = bottom - (len(lines) * height + canvas.style.value_gap) / 2
            write_lines(
                canvas, (left + right) / 2, middle, lines, height, align="center", colour=canvas.ink.muted, size=size
            )


def draw_breaks(canvas: Canvas, drawing: Drawing, x: Scale, top: float, bottom: float, *, labelled: bool) -> None:
    """An upright dotted rule where the series breaks, its word above it on the side where it has room."""
    style = canvas.style
    over = style.break_head / 2 if labelled else 0
    word = drawing.formatter.words("break")
    for item in drawing.chart.breaks:
        place = x(item.period.place - drawing.chart.interval / 2)
        canvas.line([(place, top - over), (place, bottom)], canvas.ink.muted, style.break_stroke, "dotted")
        if labelled:
            y = top - over
            for align, beside in (("left", place + style.value_gap), ("right", place - style.value_gap)):
                box = canvas.text_box(beside, y, word, size=style.axis, align=align)
                if canvas.ground.is_free(box.grown(style.value_gap / 2)) and box.within(canvas.width, canvas.height):
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
