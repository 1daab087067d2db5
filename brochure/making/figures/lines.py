"""Lines over time: gaps stay open, breaks in the series are marked, each line carries its own name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import MM_PER_POINT, Canvas
from brochure.making.figures.chart import Point, Series
from brochure.making.figures.drawing import HEAD_MIDDLE, Drawing, value_axis, write_lines
from brochure.making.figures.labels import spread
from brochure.making.figures.scale import value_scale
from brochure.making.figures.time_axis import draw_breaks, shade_absent, time_axis, time_scale
from brochure.project.theme import SeriesStyle


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "lines"."""
    style, series = drawing.style, drawing.chart.series
    canvas = drawing.canvas(style.lines)
    names = [_end_label(canvas, drawing, item) for item in series]
    widest = max(canvas.text_width(line, bold=True) for lines in names for line in lines)
    half = style.marker / 2 * MM_PER_POINT
    right = canvas.width - widest - style.end_gap
    top = style.head + (style.break_head if drawing.chart.breaks else style.plot_head)
    bottom = canvas.height - style.foot
    values = [value for item in series for value in item.values]
    y = value_scale(values, bottom, top, from_zero=drawing.chart.unit.whole or len(set(values)) == 1)
    widths = [canvas.text_width(drawing.value(tick, y.decimals), size=style.axis) for tick in y.ticks]
    left = max(widths) + style.label_gap
    x = time_scale(series, left + style.row_end, right - half)
    canvas.text(0, style.head * HEAD_MIDDLE, drawing.axis_head(y), size=style.axis, colour=canvas.ink.muted)
    box = Box(left, top, right, bottom)
    axes = canvas.plot(box, x, y)
    value_axis(canvas, drawing, axes.yaxis, y, style.label_gap)
    time_axis(canvas, drawing, axes, series, x)
    shade_absent(canvas, drawing, axes, x, bottom, labelled=True)
    draw_breaks(canvas, drawing, axes, x, box, labelled=True)
    for item, item_style in zip(series, drawing.styles(), strict=True):
        draw_series(canvas, axes, item, item_style)
    ends = [
        _End(last, item_style, lines, colour, x(last.position), y(last.value), is_lone=len(item.values) == 1)
        for item, item_style, lines, colour in zip(series, drawing.styles(), names, drawing.name_colours(), strict=True)
        if (last := last_value(item)) is not None and last.value is not None
    ]
    lone = {id(end) for end in ends if end.is_lone and _label_beside(canvas, drawing, end)}
    _label_ends(canvas, drawing, [end for end in ends if id(end) not in lone], right)
    return canvas


def draw_series(canvas: Canvas, axes: Axes, item: Series, style: SeriesStyle, *, marker: float | None = None) -> None:
    """One line: a stretch for every run of joined points, and a mark at every value.

    Stretches to and from uncertain values are thin, the marks of those hollow; marks that no line leads to are larger.
    `marker` is their size in points.
    """
    size = marker or canvas.style.marker
    joined = runs(item)
    for run in joined:
        _draw_run(canvas, axes, run, style)
    for run in joined:
        lonely = canvas.style.marker_lonely if len(run) == 1 else 1
        for hollow in (False, True):
            shown = [point for point in run if point.is_marked is hollow]
            if shown:
                look = canvas.mark_style(style, size * lonely, hollow=hollow)
                canvas.guard(axes.plot(*places(shown), **look), shown)


def places(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    """Where points stand in their axes: their times, and their values."""
    known = [(float(point.position), float(point.value)) for point in points if point.value is not None]
    return [time for time, _ in known], [value for _, value in known]


def last_value(item: Series) -> Point | None:
    """The latest point of a series that has a value."""
    return next((point for point in reversed(item.points) if point.value is not None), None)


def runs(item: Series) -> list[list[Point]]:
    """The points with values, in runs that a line may join."""
    found: list[list[Point]] = []
    for point in item.points:
        if point.value is not None:
            if point.joined and found:
                found[-1].append(point)
            else:
                found.append([point])
    return found


def _draw_run(canvas: Canvas, axes: Axes, run: Sequence[Point], style: SeriesStyle) -> None:
    """The line through a run, as few strokes as its changes from certain to uncertain allow."""
    thin = [a.is_marked or b.is_marked for a, b in pairwise(run)]
    begin = 0
    for i, is_thin in enumerate(thin):
        if i + 1 == len(thin) or thin[i + 1] != is_thin:
            stroke = canvas.style.uncertain_stroke if is_thin else canvas.style.stroke
            look = canvas.line_style(style.colour.rgb, stroke, style.line)
            canvas.guard(axes.plot(*places(run[begin : i + 2]), **look))
            begin = i + 1


@dataclass(frozen=True, slots=True)
class _End:
    """The name of a line with its last value, and the place of that; `is_lone` where it is its only one."""

    point: Point
    style: SeriesStyle
    lines: Sequence[str]
    colour: str
    x: float
    y: float
    is_lone: bool = False


def _end_label(canvas: Canvas, drawing: Drawing, item: Series) -> list[str]:
    """The name of a line with its last value, in as many lines as it needs."""
    last = last_value(item)
    if last is None or last.value is None:
        return [""]
    value = drawing.value(last.value)
    return canvas.wrapped(f"{item.label} {value}", drawing.style.end_label) if item.label else [value]


def _label_beside(canvas: Canvas, drawing: Drawing, end: _End) -> bool:
    """Write the name of a single value beside its mark, where there is room; returns whether there was."""
    style, text = drawing.style, " ".join(end.lines)
    reach = style.marker * style.marker_lonely / 2 * MM_PER_POINT + style.value_gap
    height = drawing.line_height
    for dx, dy, align in (
        (reach, 0.0, "left"),
        (-reach, 0.0, "right"),
        (0.0, -height, "center"),
        (0.0, height, "center"),
    ):
        box = canvas.text_box(end.x + dx, end.y + dy, text, align=align, bold=True)
        if box.within(canvas.width, canvas.height) and canvas.ground.is_free(box.grown(style.value_gap / 2)):
            ground = drawing.ink.paper
            place, of = (end.x + dx, end.y + dy), [end.point]
            canvas.text(*place, text, align=align, bold=True, colour=end.colour, ground=ground, of=of)
            return True
    return False


def _label_ends(canvas: Canvas, drawing: Drawing, ends: Sequence[_End], right: float) -> None:
    """Names beside the ends of the lines, moved apart where they would collide, and then led to their line."""
    style = drawing.style
    heights = [len(end.lines) * drawing.line_height + style.value_gap / 2 for end in ends]
    places = spread([end.y for end in ends], heights, 0, canvas.height)
    reach = style.marker / 2 * MM_PER_POINT
    for end, place in zip(ends, places, strict=True):
        begin, edge = end.x + reach, right + reach
        is_far = edge - begin > style.end_gap or abs(place - end.y) > drawing.line_height / 2
        if is_far and not end.is_lone:  # what leads away from a single value would be taken for its line
            points = [(begin, end.y), (edge, end.y), (right + style.end_gap - reach / 2, place)]
            look = canvas.line_style(end.style.colour.rgb, style.grid_stroke)
            canvas.add(Line2D(*zip(*points, strict=True), **look))
        write_lines(
            canvas,
            right + style.end_gap,
            place,
            end.lines,
            drawing.line_height,
            align="left",
            bold=True,
            colour=end.colour,
            ends_in=end.point,
        )
