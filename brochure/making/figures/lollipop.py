"""Dots on thin stems from zero, one a row, with the value beside each dot: bars with less ink, for many rows."""

from decimal import Decimal

from brochure.making.figures.canvas import MM_PER_POINT, Canvas
from brochure.making.figures.chart import Point
from brochure.making.figures.drawing import Drawing
from brochure.making.figures.rows import Rows, lay_out_rows


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "lollipop"."""
    style, item, marked = drawing.style, drawing.chart.series[0], drawing.chart.highlight
    rows, strong = _lay_out(drawing), {*marked, *drawing.chart.totals}
    plain = drawing.styles()[0]
    for point, middle in zip(item.points, rows.middles, strict=True):
        if point.value is None:
            rows.missing(point, middle)
            continue
        colour = style.highlight if point.member in marked else plain.colour
        dot = plain.model_copy(update={"colour": colour, "marker": "circle"})
        value, look = float(point.value), rows.canvas.mark_style(dot, _size(drawing), hollow=point.is_marked)
        rows.axes.hlines(middle, 0, value, color=colour.rgb, linewidth=style.stroke)
        rows.canvas.guard(rows.axes.plot(value, middle, **look), [point])
        _label(drawing, rows, point, middle, bold=point.member in strong)
    return rows.canvas


def _lay_out(drawing: Drawing) -> Rows:
    """The rows, with room on the left for the values below zero and on the right for all others."""
    values = drawing.chart.series[0].values
    room = _reach(drawing) + max(drawing.width_of(value, bold=True) for value in values)
    low_room = room + drawing.style.label_gap if min(values) < 0 else 0.0
    row, bold = _row_height(drawing), drawing.chart.highlight
    return lay_out_rows(drawing, row, values, right=room, low_room=low_room, keys=False, bold=bold)


def _row_height(drawing: Drawing) -> float:
    """Room for all lines of the longest name."""
    style, points = drawing.style, drawing.chart.series[0].points
    canvas = drawing.canvas(style.dumbbell_row)
    lines = max(len(canvas.wrapped(point.label, style.row_label)) for point in points)
    return max(style.dumbbell_row, lines * drawing.line_height)


def _label(drawing: Drawing, rows: Rows, point: Point, middle: float, *, bold: bool) -> None:
    """A value beside its dot, on the side away from zero."""
    value = point.value or Decimal(0)
    side, align = (-1, "right") if value < 0 else (1, "left")
    place, paper = rows.x(value) + side * _reach(drawing), rows.canvas.ink.paper
    rows.canvas.text(place, middle, drawing.value(value), align=align, bold=bold, ground=paper, of=[point])


def _size(drawing: Drawing) -> float:
    return drawing.style.marker * drawing.style.marker_row


def _reach(drawing: Drawing) -> float:
    """From the middle of a dot to its value."""
    return _size(drawing) / 2 * MM_PER_POINT + drawing.style.value_gap
