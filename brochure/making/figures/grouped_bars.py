"""Horizontal bars in groups: a row per category, a bar per series, the key above in the same order."""

from brochure.making.figures.canvas import Canvas
from brochure.making.figures.drawing import Drawing
from brochure.making.figures.rows import lay_out_rows


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "grouped_bars"."""
    style, series = drawing.style, drawing.chart.series
    points = [point for item in series for point in item.points if point.value is not None]
    values = [end for point in points for end in (point.least, point.most)]
    right = max(drawing.width_of(value) for value in values) + style.value_gap
    bars = len(series) * (style.grouped_bar + style.white)
    rows = lay_out_rows(drawing, bars + style.grouped_gap, values, right=right)
    room = min(rows.step * bars / (bars + style.grouped_gap), len(series) * (style.bar_most + style.white))
    bar = room / len(series) - style.white
    for k, (item, item_style) in enumerate(zip(series, drawing.styles(), strict=True)):
        for point, middle in zip(item.points, rows.middles, strict=True):
            place = middle + (k + 0.5) * (bar + style.white) - (room + style.white) / 2
            if point.value is None:
                rows.missing(point, place)
                continue
            rows.bar(point.value, place, bar, item_style.colour.rgb, uncertain=point.is_marked)
            rows.margin(point, place)
            rows.value(drawing.value(point.value), point, place, size=style.axis)
    return rows.canvas
