"""Small multiples: the same small line chart for each panel, all on one scale."""

import math
from dataclasses import dataclass
from decimal import Decimal

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import MM_PER_POINT, Canvas
from brochure.making.figures.chart import Panel
from brochure.making.figures.drawing import HEAD_MIDDLE, Drawing, legend, legend_height, value_axis
from brochure.making.figures.labels import spread
from brochure.making.figures.lines import draw_series, last_value
from brochure.making.figures.scale import Scale, value_scale
from brochure.making.figures.time_axis import draw_breaks, shade_absent, time_axis, time_scale

_COLUMNS = 4
_MOST_TICKS = 4
_TITLE_MIDDLE = 0.52
"""The middle of a panel's title above the panel, as a share of the room for it."""


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "small_multiples"."""
    style, panels = drawing.style, drawing.chart.panels
    named = len(drawing.chart.series) > 1
    key_height = legend_height(drawing.canvas(10), drawing.chart.series) if named else 0.0
    grid = _grid(drawing)
    canvas = drawing.canvas(grid.rows * style.panel + key_height + style.head)
    if named:
        legend(canvas, drawing.chart.series, drawing.styles(), 0.0, marks=True)
    used = key_height + style.head
    height = (canvas.height - used) / grid.rows
    for i, panel in enumerate(panels):
        row, column = divmod(i, grid.columns)
        left = grid.axis + column * (grid.width + style.panel_gap)
        top, bottom = used + row * height + style.panel_title, used + (row + 1) * height - style.foot
        y = _value_scale(drawing, bottom, top)
        if i == 0:
            head = key_height + style.head * HEAD_MIDDLE
            canvas.text(0, head, drawing.axis_head(y), size=style.axis, colour=canvas.ink.muted)
        _draw_panel(canvas, drawing, panel, y, left, left + grid.width, grid.end, first=column == 0)
    return canvas


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns and rows of panels; room for the values of the axis, a panel, and the value at its right, in mm."""

    columns: int
    rows: int
    axis: float
    width: float
    end: float


def _grid(drawing: Drawing) -> _Grid:
    """As many columns as leave each title on one line."""
    style, panels, canvas = drawing.style, drawing.chart.panels, drawing.canvas(10)
    scale = _value_scale(drawing, 1, 0)
    ticks = [canvas.text_width(drawing.value(tick, scale.decimals), size=style.axis) for tick in scale.ticks]
    axis = max(ticks) + style.label_gap
    widest = max(canvas.text_width(panel.label, bold=True) for panel in panels)
    columns = min(_COLUMNS, len(panels))
    while columns > 1 and widest > _width(drawing, axis, columns):
        columns -= 1
    lasts = [last_value(item) for panel in panels for item in panel.series]
    values = [last.value for last in lasts if last is not None and last.value is not None]
    end = max(canvas.text_width(drawing.value(value), size=style.axis, bold=True) for value in values)
    return _Grid(columns, math.ceil(len(panels) / columns), axis, _width(drawing, axis, columns), end)


def _width(drawing: Drawing, axis: float, columns: int) -> float:
    """Width of a panel."""
    return (drawing.style.width - axis - (columns - 1) * drawing.style.panel_gap) / columns


def _value_scale(drawing: Drawing, bottom: float, top: float) -> Scale:
    values = [point.value for point in drawing.chart.points() if point.value is not None]
    return value_scale(values, bottom, top, most_ticks=_MOST_TICKS, from_zero=False, round_end=False)


def _draw_panel(
    canvas: Canvas, drawing: Drawing, panel: Panel, y: Scale, left: float, right: float, end_room: float, *, first: bool
) -> None:
    style, (top, bottom) = canvas.style, (y.end, y.start)
    plot = right - end_room - style.value_gap
    half = style.marker * style.marker_lonely * style.marker_panel / 2 * MM_PER_POINT
    x = time_scale(panel.series, left + half + style.value_gap, plot - half)
    canvas.text(left, top - style.panel_title * _TITLE_MIDDLE, panel.label, bold=True)
    box = Box(left, top, plot, bottom)
    axes = canvas.plot(box, x, y)
    value_axis(canvas, drawing, axes.yaxis, y, style.label_gap, named=first)
    time_axis(canvas, drawing, axes, panel.series, x, ends_only=True)
    shade_absent(canvas, drawing, axes, x, bottom, labelled=False)
    draw_breaks(canvas, drawing, axes, x, box, labelled=False)
    for item, item_style in zip(panel.series, drawing.styles(), strict=True):
        draw_series(canvas, axes, item, item_style, marker=style.marker * style.marker_panel)
    _label_ends(canvas, drawing, panel, y, plot)


def _label_ends(canvas: Canvas, drawing: Drawing, panel: Panel, y: Scale, plot: float) -> None:
    """The last value of each line beside its end; left to the table where they would have to be moved apart."""
    style = canvas.style
    lasts = [last for item in panel.series if (last := last_value(item)) is not None]
    height = style.axis * MM_PER_POINT
    low, high = y.end - style.panel_title / 2, y.start + height / 2 - style.panel_end
    values = [point.value or Decimal(0) for point in lasts]
    wanted = [y(value) for value in values]
    places = spread(wanted, [height] * len(lasts), low, high)
    if any(abs(place - want) > height for place, want in zip(places, wanted, strict=True)):
        return
    for point, value, place in zip(lasts, values, places, strict=True):
        canvas.text(plot + style.value_gap, place, drawing.value(value), size=style.axis, bold=True, of=[point])
