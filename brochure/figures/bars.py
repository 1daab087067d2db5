"""Horizontal bars from zero, one a row, with the value at the end of each."""

from brochure.figures.canvas import Canvas
from brochure.figures.chart import Point
from brochure.figures.drawing import LABEL_GAP, Drawing, row_labels, symbol_text, vertical_grid, write_lines
from brochure.figures.scale import value_scale

_WIDEST_LABEL = 58.0
_BELOW = 6.0


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "bars"."""
    style, points = drawing.style, drawing.chart.series[0].points
    row = style.bar + style.bar_gap
    canvas = drawing.canvas(5 + len(points) * row + _BELOW)
    wrapped, left = row_labels(canvas, [point.label for point in points], _WIDEST_LABEL)
    top, bottom = 4.5, canvas.height - _BELOW
    widest = max(canvas.text_width(drawing.value(p.value), bold=True) for p in points if p.value is not None)
    values = [point.value for point in points if point.value is not None]
    x = value_scale(values, left, canvas.width - widest - 4)
    canvas.text(left, 1.6, drawing.unit_label(), size=style.axis, colour=canvas.ink.muted)
    vertical_grid(canvas, drawing, x, top, bottom)
    step = (bottom - top) / len(points)
    for i, (point, lines) in enumerate(zip(points, wrapped, strict=True)):
        middle = top + (i + 0.5) * step
        highlighted = point.member in drawing.chart.highlight
        _draw_row(canvas, drawing, point, middle, left, x(point.value) if point.value is not None else None)
        write_lines(
            canvas, left - LABEL_GAP, middle, lines, drawing.line_height * 0.92, align="right", bold=highlighted
        )
    return canvas


def _draw_row(canvas: Canvas, drawing: Drawing, point: Point, middle: float, left: float, end: float | None) -> None:
    style = drawing.style
    if point.value is None or end is None:
        canvas.text(left + LABEL_GAP, middle, symbol_text(point.symbol), colour=canvas.ink.muted)
        return
    colour = style.highlight if point.member in drawing.chart.highlight else drawing.styles()[0].colour
    canvas.bar(left, middle - style.bar / 2, end - left, style.bar, colour.rgb)
    canvas.text(end + LABEL_GAP, middle, drawing.value(point.value), bold=True)
