"""Two groups back to back: a row per age class, the youngest at the foot, the first series left and the second right.

Pyramids side by side share one scale and the names of the rows, which stand once, at the left. The axis runs from
zero in the middle to both sides; what is to the left is not negative.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import MM_PER_POINT, Canvas
from brochure.making.figures.chart import Panel, Point
from brochure.making.figures.drawing import Drawing, value_axis, write_lines
from brochure.making.figures.scale import Scale, millimetres, value_scale

_TICKS = 5
_TICKS_BELOW = 2.6
"""Millimetres from the foot of the bars to the middle of the names of the ticks."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One half of a pyramid: -1 for the left, 1 for the right, and the place of a value in it."""

    direction: int
    x: Scale


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "population_pyramid"."""
    style, panels = drawing.style, drawing.chart.panels
    points = drawing.chart.series[0].points
    named = any(panel.label for panel in panels)
    top = 2 * style.pyramid_head if named else style.pyramid_head
    canvas = drawing.canvas(top + len(points) * (style.pyramid_bar + style.pyramid_gap) + style.pyramid_foot)
    bottom = canvas.height - style.pyramid_foot
    step = (bottom - top) / len(points)
    names = [canvas.wrapped(point.label, style.row_label, most=2) for point in points]
    left = max(canvas.text_width(line, bold=True) for lines in names for line in lines) + drawing.style.label_gap
    _name_rows(canvas, drawing, names, left, bottom, step)
    canvas.text(0, top - 3, drawing.unit_label(), size=style.axis, colour=canvas.ink.muted)
    width = (canvas.width - left - (len(panels) - 1) * drawing.style.pyramid_between) / len(panels)
    for i, panel in enumerate(panels):
        begin = left + i * (width + drawing.style.pyramid_between)
        sides = _sides(drawing, begin, begin + width)
        middle = begin + width / 2
        if named:
            canvas.text(middle, top - style.pyramid_head - 3, panel.label, align="center", bold=True)
        _draw_panel(canvas, drawing, panel, sides, Box(begin, top, begin + width, bottom))
    return canvas


def _sides(drawing: Drawing, begin: float, end: float) -> tuple[_Side, _Side]:
    """Both halves between two edges, on the scale of the whole figure, with room for a value at each bar's end."""
    values = [point.value for point in drawing.chart.points() if point.value is not None]
    room = max(drawing.width_of(value, bold=True) for value in values) + drawing.style.value_gap
    middle = (begin + end) / 2
    shown, high = _ticks(drawing, values, (end - begin) / 2 - room)
    left = Scale(0, high, middle - drawing.style.cell_white / 2, begin + room, shown)
    right = Scale(0, high, middle + drawing.style.cell_white / 2, end - room, shown)
    return _Side(-1, left), _Side(1, right)


def _ticks(drawing: Drawing, values: Sequence[Decimal], length: float) -> tuple[tuple[Decimal, ...], float]:
    """The ticks of one side, as many as stand clear of each other on `length` millimetres, and the end of the scale."""
    canvas, size = drawing.canvas(10), drawing.style.axis
    for most in range(_TICKS, 0, -1):
        scale = value_scale(values, 0, 1, most_ticks=most)
        high, shown = float(scale.ticks[-1]), scale.ticks
        widest = max(canvas.text_width(drawing.value(tick, scale.decimals), size=size) for tick in shown)
        if widest + drawing.style.pyramid_tick_gap <= length * float(shown[1]) / high:
            return shown, high
    return (shown[0], shown[-1]), high


def _draw_panel(canvas: Canvas, drawing: Drawing, panel: Panel, sides: Sequence[_Side], box: Box) -> None:
    """Both halves, with rules at their ticks; zero is named once, in the middle."""
    points, style, zero = panel.series[0].points, drawing.style, sides[0].x.ticks[0]
    step = (box.bottom - box.top) / len(points)
    bar = min(style.pyramid_bar, step - min(style.pyramid_gap, step * 0.2))
    for side, item, item_style in zip(sides, panel.series, drawing.styles(), strict=True):
        left, right = sorted((side.x.start, side.x.end))
        axes = canvas.plot(Box(left, box.top, right, box.bottom), side.x, millimetres(box.top, box.bottom))
        value_axis(canvas, drawing, axes.xaxis, replace(side.x, ticks=side.x.ticks[1:]), _TICKS_BELOW)
        align = "right" if side.direction < 0 else "left"
        canvas.text(side.x.start + side.direction * style.label_gap, box.top - 3, item.label, align=align)
        for i, point in enumerate(item.points):
            middle = box.bottom - (i + 0.5) * step
            if point.value is not None:
                (drawn,) = axes.barh(middle, float(point.value), bar, color=item_style.colour.rgb).patches
                if point.is_marked:
                    canvas.hatch(drawn)
            _label(canvas, drawing, side, point, middle, step)
    middle, name = (box.left + box.right) / 2, drawing.value(zero, sides[0].x.decimals)
    canvas.text(middle, box.bottom + _TICKS_BELOW, name, size=style.axis, align="center", colour=canvas.ink.muted)


def _label(canvas: Canvas, drawing: Drawing, side: _Side, point: Point, middle: float, step: float) -> None:
    """The value at the end of its bar, where rows are high enough for text; a missing one as its symbol."""
    place = side.x.start if point.value is None else side.x(point.value)
    x, align = place + side.direction * drawing.style.value_gap, "right" if side.direction < 0 else "left"
    if point.value is None:
        canvas.text(x, middle, point.symbol or "..", align=align, colour=canvas.ink.muted, of=[point])
    elif step >= canvas.style.axis * MM_PER_POINT:
        marked, text = point.member in drawing.chart.highlight, drawing.value(point.value)
        size, paper = canvas.style.axis, canvas.ink.paper  # over the rules
        canvas.text(x, middle, text, size=size, align=align, bold=marked, ground=paper, of=[point])


def _name_rows(
    canvas: Canvas, drawing: Drawing, names: Sequence[Sequence[str]], left: float, bottom: float, step: float
) -> None:
    """Names of the rows from the foot upwards; where rows are lower than text, as many as have room."""
    lines = 1 if step < 2 * drawing.line_height else 2
    every = math.ceil(drawing.line_height * 0.85 / step)
    for i, (point, name) in enumerate(zip(drawing.chart.series[0].points, names, strict=True)):
        if i % every == 0:
            shown = name if len(name) <= lines else [" ".join(name)]
            middle, bold = bottom - (i + 0.5) * step, point.member in drawing.chart.highlight
            write_lines(
                canvas, left - drawing.style.label_gap, middle, shown, drawing.line_height, align="right", bold=bold
            )
