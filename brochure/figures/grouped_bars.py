"""Horizontal bars in groups: a row per category, a bar per series, the key above in the same order."""

from brochure.figures.canvas import Canvas
from brochure.figures.drawing import (
    LABEL_GAP,
    Drawing,
    legend,
    legend_lines,
    row_labels,
    symbol_text,
    vertical_grid,
    write_lines,
)
from brochure.figures.scale import value_scale

_WIDEST_LABEL = 52.0
_BELOW = 6.0
_BAR = 2.8
_BETWEEN = 0.35
_ROW_GAP = 2.2


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "grouped_bars"."""
    style, series, styles = drawing.style, drawing.chart.series, drawing.styles()
    rows = series[0].points
    row = len(series) * (_BAR + _BETWEEN) + _ROW_GAP
    probe = drawing.canvas(10)
    keys = legend_lines(probe, series) * style.label * 0.53 + 1.6
    canvas = drawing.canvas(keys + 6 + len(rows) * row + _BELOW)
    used = legend(canvas, series, styles, 0.4, marks=False)
    wrapped, left = row_labels(canvas, [point.label for point in rows], _WIDEST_LABEL)
    top, bottom = used + 5, canvas.height - _BELOW
    values = [value for item in series for value in item.values]
    widest = max(canvas.text_width(drawing.value(value)) for value in values)
    x = value_scale(values, left, canvas.width - widest - 4)
    canvas.text(left, used + 2, drawing.unit_label(), size=style.axis, colour=canvas.ink.muted)
    vertical_grid(canvas, drawing, x, top, bottom)
    step = (bottom - top) / len(rows)
    bar = (step - _ROW_GAP) / len(series) - _BETWEEN
    for i, lines in enumerate(wrapped):
        begin = top + i * step + _ROW_GAP / 2
        write_lines(
            canvas, left - LABEL_GAP, begin + (step - _ROW_GAP) / 2, lines, drawing.line_height * 0.95, align="right"
        )
        for k, (item, item_style) in enumerate(zip(series, styles, strict=True)):
            y = begin + k * (bar + _BETWEEN)
            point = item.points[i]
            if point.value is None:
                canvas.text(left + LABEL_GAP, y + bar / 2, symbol_text(point.symbol), colour=canvas.ink.muted)
                continue
            canvas.bar(left, y, x(point.value) - left, bar, item_style.colour.rgb)
            canvas.text(x(point.value) + 1.1, y + bar / 2, drawing.value(point.value), size=style.axis)
    return canvas
