"""Lines over time: gaps stay open, breaks in the series are marked, each line carries its own name."""

from collections.abc import Sequence

from brochure.figures.canvas import Canvas
from brochure.figures.chart import Point, Series
from brochure.figures.drawing import LABEL_GAP, Drawing, horizontal_grid, write_lines
from brochure.figures.labels import spread
from brochure.figures.scale import Scale, value_scale
from brochure.theme import SeriesStyle


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "lines"."""
    canvas = drawing.canvas(drawing.style.lines)
    series, styles = drawing.chart.series, drawing.styles()
    named = any(item.label for item in series)
    labels = [_end_label(canvas, drawing, item) for item in series]
    widest = max((canvas.text_width(line, bold=True) for lines in labels for line in lines), default=0)
    right = canvas.width - (widest + 4 if named else 12)
    top, bottom = 8.5, canvas.height - 5.5
    values = [value for item in series for value in item.values]
    y = value_scale(values, bottom, top, from_zero=False)
    left = 2 + max(canvas.text_width(drawing.value(t, y.decimals), size=canvas.style.axis) for t in y.ticks)
    x = time_scale(series, left + 3, right - 2)
    canvas.text(0, 2, drawing.axis_head(y), size=canvas.style.axis, colour=canvas.ink.muted)
    horizontal_grid(canvas, drawing, y, left, right)
    time_axis(canvas, series, x, bottom)
    draw_breaks(canvas, drawing, x, top, bottom, labelled=True)
    for item, style in zip(series, styles, strict=True):
        draw_series(canvas, item, style, x, y)
    _label_ends(canvas, drawing, labels, x, y, top, bottom, right)
    return canvas


def time_scale(series: Sequence[Series], start: float, end: float) -> Scale:
    """A scale over the years that the series span."""
    positions = [point.position for item in series for point in item.points]
    low, high = min(positions), max(positions)
    return Scale(low, high if high > low else low + 1, start, end, ())


def time_axis(canvas: Canvas, series: Sequence[Series], x: Scale, bottom: float, least_gap: float = 2.5) -> None:
    """Names of the times below the chart, as many as have room; the last one always."""
    points = {point.position: point.label for item in series for point in item.points}
    placed = float("inf")
    for position in sorted(points, reverse=True):
        label = points[position].replace("-", "–")
        width = canvas.text_width(label, size=canvas.style.axis)
        if x(position) + width / 2 + least_gap <= placed:
            canvas.line([(x(position), bottom), (x(position), bottom + 1)], canvas.ink.muted, canvas.style.grid_stroke)
            canvas.text(
                x(position), bottom + 3.2, label, size=canvas.style.axis, align="center", colour=canvas.ink.muted
            )
            placed = x(position) - width / 2


def draw_series(
    canvas: Canvas, item: Series, style: SeriesStyle, x: Scale, y: Scale, *, marker: float | None = None
) -> None:
    """One line: a stretch for every run of joined points, and a mark at every value."""
    runs = stretches(item, x, y)
    for run in runs:
        if len(run) > 1:
            canvas.line(run, style.colour.rgb, canvas.style.stroke, style.line)
    if runs:
        canvas.marks([place for run in runs for place in run], style, size=marker)


def stretches(item: Series, x: Scale, y: Scale) -> list[list[tuple[float, float]]]:
    """The places of the values of a series, in runs of points that are joined."""
    runs: list[list[tuple[float, float]]] = []
    for point in item.points:
        if point.value is None:
            continue
        if not point.joined or not runs:
            runs.append([])
        runs[-1].append((x(point.position), y(point.value)))
    return runs


def draw_breaks(canvas: Canvas, drawing: Drawing, x: Scale, top: float, bottom: float, *, labelled: bool) -> None:
    """An upright dotted rule where the series breaks."""
    for item in drawing.chart.breaks:
        place = x(item.position - 0.5)
        canvas.line([(place, top - 2), (place, bottom)], canvas.ink.muted, 0.7, "dotted")
        if labelled:
            word = drawing.formatter.words("break")
            canvas.text(place + 1, top - 2.2, word, size=canvas.style.axis, colour=canvas.ink.muted)


def last_value(item: Series) -> Point | None:
    """The latest point of a series that has a value."""
    return next((point for point in reversed(item.points) if point.value is not None), None)


def _end_label(canvas: Canvas, drawing: Drawing, item: Series) -> list[str]:
    """The name of a line with its last value, in as many lines as it needs."""
    last = last_value(item)
    if last is None or last.value is None:
        return []
    value = drawing.value(last.value)
    return canvas.wrapped(f"{item.label} {value}", drawing.style.end_label) if item.label else [value]


def _label_ends(
    canvas: Canvas,
    drawing: Drawing,
    labels: Sequence[list[str]],
    x: Scale,
    y: Scale,
    top: float,
    bottom: float,
    right: float,
) -> None:
    """Names beside the ends of the lines, moved apart where they would collide."""
    named = [
        (item, style, lines, last)
        for item, style, lines in zip(drawing.chart.series, drawing.styles(), labels, strict=True)
        if (last := last_value(item)) is not None and last.value is not None
    ]
    wanted = [y(last.value) for *_, last in named if last.value is not None]
    heights = [len(lines) * drawing.line_height + 0.8 for _, _, lines, _ in named]
    places = spread(wanted, heights, top - 3, bottom + 3)
    for (_, style, lines, last), want, place in zip(named, wanted, places, strict=True):
        end = x(last.position) + 1.3
        begin = right + 0.4
        if begin - end > 2.5 or abs(place - want) > 1.2:
            canvas.line([(end, want), (begin, want), (begin + 1.2, place)], style.colour.rgb, canvas.style.grid_stroke)
        write_lines(canvas, begin + LABEL_GAP, place, lines, drawing.line_height, align="left", bold=True)
