"""Horizontal bars in groups: a row per category, a bar per series, the key above in the same order."""

from brochure.figures.canvas import Canvas
from brochure.figures.drawing import Drawing
from brochure.figures.rows import lay_out_rows

_BETWEEN = 0.35


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "grouped_bars"."""
    style, series = drawing.style, drawing.chart.series
    values = [value for item in series for value in item.values]
    right = max(drawing.width_of(value) for value in values) + 4
    rows = lay_out_rows(drawing, len(series) * (style.grouped_bar + _BETWEEN) + style.grouped_gap, values, right=right)
    room = rows.step - style.grouped_gap
    bar = room / len(series) - _BETWEEN
    for k, (item, item_style) in enumerate(zip(series, drawing.styles(), strict=True)):
        for i, point in enumerate(item.points):
            top = rows.middle(i) - room / 2 + k * (bar + _BETWEEN)
            if point.value is None:
                rows.missing(point, top + bar / 2)
                continue
            end = rows.x(point.value)
            rows.bar(point.value, top, bar, item_style.colour.rgb)
            rows.canvas.text(max(end, rows.x(0)) + 1.1, top + bar / 2, drawing.value(point.value), size=style.axis)
    return rows.canvas
