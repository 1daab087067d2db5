"""The gap between two groups: two marks a row, joined by a bar, the difference readable as length."""

from brochure.figures.canvas import Canvas
from brochure.figures.chart import Point
from brochure.figures.drawing import Drawing
from brochure.figures.rows import Rows, lay_out_rows

_JOIN = 1.1
_ROOM_FOR_VALUE = 12.0
_SYMBOL = 4.0


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "dumbbell"."""
    style, series = drawing.style, drawing.chart.series
    values = [value for item in series for value in item.values]
    rows = lay_out_rows(
        drawing, style.dumbbell_row, values, right=_ROOM_FOR_VALUE, before=8, marks=True, from_zero=False
    )
    for i in range(len(series[0].points)):
        pair = [item.points[i] for item in series]
        places = [rows.x(point.value) for point in pair if point.value is not None]
        if len(places) == 2:
            rows.canvas.bar(min(places), rows.middle(i) - _JOIN / 2, abs(places[1] - places[0]), _JOIN, style.grid.rgb)
        for point, item_style in zip(pair, drawing.styles(), strict=True):
            if point.value is not None:
                rows.canvas.marks([(rows.x(point.value), rows.middle(i))], item_style, size=style.marker * 1.6)
        _label(drawing, rows, pair, rows.middle(i))
    return rows.canvas


def _label(drawing: Drawing, rows: Rows, pair: list[Point], middle: float) -> None:
    """Values outside the marks: the lower to the left, the higher to the right; a missing one as its symbol."""
    known = sorted((rows.x(p.value), drawing.value(p.value)) for p in pair if p.value is not None)
    if len(known) == 2:
        rows.canvas.text(known[0][0] - 2, middle, known[0][1], size=drawing.style.axis, align="right")
    if known:
        rows.canvas.text(known[-1][0] + 2, middle, known[-1][1], size=drawing.style.axis)
    for k, point in enumerate(point for point in pair if point.value is None):
        rows.missing(point, middle, rows.left + k * _SYMBOL)
