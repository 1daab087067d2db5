"""Stacked shares: each row is a whole, its parts side by side with white between, the key above in their order."""

from decimal import Decimal

from brochure.figures.canvas import Canvas
from brochure.figures.contrast import contrast
from brochure.figures.drawing import Drawing
from brochure.figures.rows import lay_out_rows
from brochure.statistics.units import Unit

_WHITE = 0.35
_NEARLY_WHOLE = 50
"""Rows of per cent that add up to less are parts of a whole that is not drawn; the axis then ends at the longest."""


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "stacked"."""
    style, series = drawing.style, drawing.chart.series
    rows = lay_out_rows(drawing, style.stacked_bar + style.stacked_gap, [_longest(drawing)], right=5)
    bar = max(rows.step - style.stacked_gap, 1.0)
    for i in range(len(series[0].points)):
        reached = Decimal(0)
        for item, item_style in zip(series, drawing.styles(), strict=True):
            point = item.points[i]
            begin = rows.x(reached)
            if point.value is None:
                rows.missing(point, rows.middle(i), begin)
                break
            end = rows.x(reached + point.value) - _WHITE
            rows.canvas.bar(begin, rows.middle(i) - bar / 2, max(0.0, end - begin), bar, item_style.colour.rgb)
            _label(drawing, rows.canvas, point.value, begin, end, rows.middle(i), item_style.colour.rgb)
            reached += point.value
    return rows.canvas


def _longest(drawing: Drawing) -> Decimal:
    """What the axis must hold: the whole for shares of it, else the largest sum of a row."""
    series = drawing.chart.series
    sums = [
        sum((item.points[i].value or Decimal(0) for item in series), Decimal(0)) for i in range(len(series[0].points))
    ]
    is_whole = drawing.chart.unit is Unit.PERCENT and max(sums) > _NEARLY_WHOLE
    return Decimal(100) if is_whole else max(sums)


def _label(
    drawing: Drawing, canvas: Canvas, value: Decimal, begin: float, end: float, middle: float, colour: str
) -> None:
    """The value inside its part, where it has room; black or white, whichever stands out more."""
    size = drawing.style.axis
    if canvas.text_width(drawing.value(value), size=size, bold=True) + 1.2 <= end - begin:
        white = contrast(colour, canvas.ink.paper) >= contrast(colour, canvas.ink.text)
        on = canvas.ink.paper if white else canvas.ink.text
        canvas.text((begin + end) / 2, middle, drawing.value(value), size=size, align="center", bold=True, colour=on)
