"""Horizontal bars from zero, one a row, with the value at the end of each."""

from brochure.figures.canvas import Canvas
from brochure.figures.drawing import LABEL_GAP, Drawing
from brochure.figures.rows import lay_out_rows


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "bars"."""
    style, item, marked = drawing.style, drawing.chart.series[0], drawing.chart.highlight
    right = max(drawing.width_of(value, bold=True) for value in item.values) + 4
    rows = lay_out_rows(drawing, style.bar + style.bar_gap, item.values, right=right, keys=False, bold=marked)
    plain = drawing.styles()[0].colour
    bar = min(style.bar, rows.step)
    for i, point in enumerate(item.points):
        middle = rows.middle(i)
        if point.value is None:
            rows.missing(point, middle)
            continue
        colour = style.highlight if point.member in marked else plain
        end = rows.x(point.value)
        rows.bar(point.value, middle - bar / 2, bar, colour.rgb)
        rows.canvas.text(max(end, rows.x(0)) + LABEL_GAP, middle, drawing.value(point.value), bold=True)
    return rows.canvas
