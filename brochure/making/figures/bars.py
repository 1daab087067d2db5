"""Horizontal bars from zero, one a row, with the value at the end of each."""

from brochure.making.figures.canvas import Canvas
from brochure.making.figures.drawing import Drawing
from brochure.making.figures.rows import lay_out_rows


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "bars"."""
    style, item, marked = drawing.style, drawing.chart.series[0], drawing.chart.highlight
    strong = {*marked, *drawing.chart.totals}
    right = max(drawing.width_of(value, bold=True) for value in item.values) + style.label_gap
    row = style.bar + style.bar_gap
    rows = lay_out_rows(drawing, row, item.values, right=right, keys=False, bold=marked)
    plain = drawing.styles()[0].colour
    bar = min(rows.step * style.bar / row, style.bar_most)
    for point, middle in zip(item.points, rows.middles, strict=True):
        if point.value is None:
            rows.missing(point, middle)
            continue
        colour = style.highlight if point.member in marked else plain
        rows.bar(point.value, middle, bar, colour.rgb, uncertain=point.is_marked)
        rows.value(drawing.value(point.value), point, middle, bold=point.member in strong)
    return rows.canvas
