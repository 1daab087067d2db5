"""Stacked shares: each row is a whole, its parts side by side with white between, the key above in their order."""

from decimal import Decimal

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
from brochure.statistics.units import Unit

_WIDEST_LABEL = 50.0
_BELOW = 6.0
_BAR = 5.6
_GAP = 2.2
_WHITE = 0.35
_NEARLY_WHOLE = 50
"""Rows of per cent that add up to less are parts of a whole that is not drawn; the axis then ends at the longest."""


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "stacked"."""
    style, series, styles = drawing.style, drawing.chart.series, drawing.styles()
    rows = series[0].points
    probe = drawing.canvas(10)
    keys = legend_lines(probe, series) * style.label * 0.53 + 1.6
    canvas = drawing.canvas(keys + 6 + len(rows) * (_BAR + _GAP) + _BELOW)
    used = legend(canvas, series, styles, 0.4, marks=False)
    wrapped, left = row_labels(canvas, [point.label for point in rows], _WIDEST_LABEL)
    top, bottom = used + 5, canvas.height - _BELOW
    sums = [sum((item.points[i].value or Decimal(0) for item in series), Decimal(0)) for i in range(len(rows))]
    whole = Decimal(100) if drawing.chart.unit is Unit.PERCENT and max(sums) > _NEARLY_WHOLE else max(sums)
    x = value_scale([whole], left, canvas.width - 5)
    canvas.text(left, used + 2, drawing.unit_label(), size=style.axis, colour=canvas.ink.muted)
    vertical_grid(canvas, drawing, x, top, bottom)
    step = (bottom - top) / len(rows)
    for i, lines in enumerate(wrapped):
        middle = top + (i + 0.5) * step
        write_lines(canvas, left - LABEL_GAP, middle, lines, drawing.line_height * 0.95, align="right")
        reached = Decimal(0)
        bar = step - _GAP
        for item, item_style in zip(series, styles, strict=True):
            point = item.points[i]
            if point.value is None:
                canvas.text(x(reached) + LABEL_GAP, middle, symbol_text(point.symbol), colour=canvas.ink.muted)
                break
            begin, end = x(reached), x(reached + point.value)
            canvas.bar(begin, middle - bar / 2, max(0.0, end - begin - _WHITE), bar, item_style.colour.rgb)
            _label_part(canvas, drawing, point.value, begin, end - _WHITE, middle, item_style.colour.rgb)
            reached += point.value
    return canvas


def _label_part(
    canvas: Canvas, drawing: Drawing, value: Decimal, begin: float, end: float, middle: float, colour: str
) -> None:
    """The value inside its part, where it has room; black or white, whichever stands out more."""
    text = drawing.value(value)
    if canvas.text_width(text, size=drawing.style.axis, bold=True) + 1.2 <= end - begin:
        on = canvas.ink.paper if contrast(colour, canvas.ink.paper) >= contrast(colour, canvas.ink.text) else None
        canvas.text((begin + end) / 2, middle, text, size=drawing.style.axis, align="center", bold=True, colour=on)


def contrast(first: str, second: str) -> float:
    """Contrast of two colours "#RRGGBB" by WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" by WCAG 2.1, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
