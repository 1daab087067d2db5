"""The gap between two groups: two marks a row, joined by a bar, the difference readable as length."""

from brochure.figures.canvas import Canvas
from brochure.figures.drawing import LABEL_GAP, Drawing, legend, row_labels, symbol_text, vertical_grid, write_lines
from brochure.figures.scale import value_scale

_WIDEST_LABEL = 58.0
_BELOW = 6.0
_ROW = 5.4


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "dumbbell"."""
    style, series, styles = drawing.style, drawing.chart.series, drawing.styles()
    rows = series[0].points
    canvas = drawing.canvas(12 + len(rows) * _ROW + _BELOW)
    used = legend(canvas, series, styles, 0.4, marks=True)
    wrapped, left = row_labels(canvas, [point.label for point in rows], _WIDEST_LABEL)
    top, bottom = used + 5, canvas.height - _BELOW
    values = [value for item in series for value in item.values]
    x = value_scale(values, left + 8, canvas.width - 12, from_zero=False)
    canvas.text(left, used + 2, drawing.unit_label(), size=style.axis, colour=canvas.ink.muted)
    vertical_grid(canvas, drawing, x, top, bottom)
    step = (bottom - top) / len(rows)
    for i, lines in enumerate(wrapped):
        middle = top + (i + 0.5) * step
        write_lines(canvas, left - LABEL_GAP, middle, lines, drawing.line_height * 0.92, align="right")
        pair = [(item.points[i], item_style) for item, item_style in zip(series, styles, strict=True)]
        known = sorted(x(point.value) for point, _ in pair if point.value is not None)
        if len(known) == 2:
            canvas.bar(known[0], middle - 0.55, known[1] - known[0], 1.1, style.grid.rgb)
        for point, item_style in pair:
            if point.value is not None:
                canvas.marks([(x(point.value), middle)], item_style, size=style.marker * 1.6)
        _label(canvas, drawing, middle, [(x(p.value), drawing.value(p.value)) for p, _ in pair if p.value is not None])
        missing = [symbol_text(point.symbol) for point, _ in pair if point.value is None]
        if missing:
            canvas.text(left + LABEL_GAP, middle, " ".join(missing), colour=canvas.ink.muted)
    return canvas


def _label(canvas: Canvas, drawing: Drawing, middle: float, marks: list[tuple[float, str]]) -> None:
    """Values outside the marks: the lower to the left, the higher to the right."""
    marks = sorted(marks)
    if len(marks) == 2:
        (low, low_text), (high, high_text) = marks
        canvas.text(low - 2, middle, low_text, size=drawing.style.axis, align="right")
        canvas.text(high + 2, middle, high_text, size=drawing.style.axis)
    elif marks:
        canvas.text(marks[0][0] + 2, middle, marks[0][1], size=drawing.style.axis)
