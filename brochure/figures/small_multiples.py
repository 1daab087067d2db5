"""Small multiples: the same small line chart for each panel, all on one scale."""

import math

from brochure.figures.canvas import Canvas
from brochure.figures.chart import Panel
from brochure.figures.drawing import Drawing, horizontal_grid, legend, legend_height
from brochure.figures.lines import draw_breaks, draw_series, last_value, time_axis, time_scale
from brochure.figures.scale import Scale, value_scale

_COLUMNS = 4
_GUTTER = 5.0
_ABOVE_AXIS = 1.6
"""Millimetres that keep the last value clear of the axis below."""


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "small_multiples"."""
    panels = drawing.chart.panels
    columns = min(_COLUMNS, len(panels))
    rows = math.ceil(len(panels) / columns)
    named = len(drawing.chart.series) > 1
    key_height = legend_height(drawing.canvas(10), drawing.chart.series) if named else 0.0
    canvas = drawing.canvas(rows * drawing.style.panel + key_height + 4)
    if named:
        legend(canvas, drawing.chart.series, drawing.styles(), 0.4, marks=True)
    canvas.text(0, key_height + 1.6, drawing.unit_label(), size=canvas.style.axis, colour=canvas.ink.muted)
    used = key_height + 4
    values = [point.value for point in drawing.chart.points() if point.value is not None]
    axis = max(
        canvas.text_width(drawing.value(t, 0), size=canvas.style.axis)
        for t in value_scale(values, 1, 0, most_ticks=4).ticks
    )
    width = (canvas.width - axis - 2 - (columns - 1) * _GUTTER) / columns
    height = (canvas.height - used) / rows
    end_room = max(
        canvas.text_width(drawing.value(last.value), size=canvas.style.axis, bold=True)
        for panel in panels
        for item in panel.series
        if (last := last_value(item)) is not None and last.value is not None
    )
    for i, panel in enumerate(panels):
        left = axis + 2 + (i % columns) * (width + _GUTTER)
        top = used + (i // columns) * height + 5.5
        y = value_scale(values, top + height - 12, top, most_ticks=4)
        _draw_panel(canvas, drawing, panel, y, left, left + width, end_room, first=i % columns == 0)
    return canvas


def _draw_panel(
    canvas: Canvas, drawing: Drawing, panel: Panel, y: Scale, left: float, right: float, end_room: float, *, first: bool
) -> None:
    top, bottom = y.end, y.start
    x = time_scale(panel.series, left + 2, right - end_room - 2)
    canvas.text(left, top - 3.2, canvas.wrapped(panel.label, right - left, most=1)[0], bold=True)
    if first:
        horizontal_grid(canvas, drawing, y, left, right)
    else:
        for tick in y.ticks:
            colour = canvas.ink.muted if tick == 0 else canvas.ink.rule
            canvas.line([(left, y(tick)), (right, y(tick))], colour, canvas.style.grid_stroke)
    time_axis(canvas, panel.series, x, bottom, least_gap=1.5)
    draw_breaks(canvas, drawing, x, top, bottom, labelled=False)
    for item, style in zip(panel.series, drawing.styles(), strict=True):
        draw_series(canvas, item, style, x, y, marker=canvas.style.marker * 0.75)
        last = last_value(item)
        if last is not None and last.value is not None and len(panel.series) == 1:
            beside = min(y(last.value), bottom - _ABOVE_AXIS)
            text = drawing.value(last.value)
            canvas.text(x(last.position) + 1.4, beside, text, size=canvas.style.axis, bold=True)
