"""A table whose cells darken with their values, which are printed in them; missing cells stay white.

Colours come in a few steps with round limits, told by a key above. A value belongs to the step that its printed form
belongs to, so that colour and number never contradict each other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.lines import Line2D

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import MM_PER_POINT, Canvas
from brochure.making.figures.chart import Point
from brochure.making.figures.drawing import Drawing, write_lines
from brochure.making.figures.scale import class_limits, class_of, decimals_of
from brochure.project.contrast import contrast
from brochure.project.theme import Colour
from brochure.statistics.numbers.rounding import round_half_away


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps of the scale: their limits, and a colour for each."""

    limits: tuple[Decimal, ...]
    colours: tuple[Colour, ...]
    decimals: int

    def colour(self, value: Decimal) -> str:
        """The colour of a value as it is printed."""
        return self.colours[class_of(round_half_away(value, self.decimals), self.limits)].rgb


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "heat_table"."""
    style, series = drawing.style, drawing.chart.series
    points = series[0].points
    probe = drawing.canvas(10)
    names = [probe.wrapped(point.label, style.row_label, most=2) for point in points]
    left = max(probe.text_width(line, bold=True) for lines in names for line in lines) + 2 * drawing.style.label_gap
    width = (probe.width - left + style.cell_white) / len(series)
    heads = [probe.wrapped(item.label, width - 1, size=style.axis) for item in series]
    top = style.heat_key + max(map(len, heads)) * style.axis * MM_PER_POINT * 1.15 + 1.6
    gaps = _gaps(drawing, points)
    canvas = drawing.canvas(top + len(points) * style.heat_row + sum(gaps) + style.heat_foot)
    step = (canvas.height - top - sum(gaps) - style.heat_foot) / len(points)
    steps = _steps(drawing)
    _key(canvas, drawing, steps, left)
    _head_columns(canvas, heads, left, width, top)
    y = top
    for i, point in enumerate(points):
        y += gaps[i]
        bold = point.member in drawing.chart.highlight
        write_lines(
            canvas, 0, y + (step - style.cell_white) / 2, names[i], drawing.line_height * 0.92, align="left", bold=bold
        )
        for k, item in enumerate(series):
            begin = left + k * width
            box = Box(begin, y, begin + width - style.cell_white, y + step - style.cell_white)
            _cell(canvas, drawing, steps, item.points[i], box, bold=bold)
        y += step
    _draw_breaks(canvas, drawing, left, width, top)
    return canvas


def _steps(drawing: Drawing) -> _Steps:
    decimals, palette = drawing.chart.decimals, drawing.style.heat
    values = [round_half_away(p.value, decimals) for p in drawing.chart.points() if p.value is not None]
    limits = class_limits(values, len(palette))
    last = len(limits) - 2  # fewer steps than colours leave out light ones first, which differ least
    chosen = [math.ceil(i * (len(palette) - 1) / last) if last else 0 for i in range(last + 1)]
    return _Steps(limits, tuple(palette[i] for i in chosen), decimals)


def _gaps(drawing: Drawing, points: Sequence[Point]) -> list[float]:
    """The room above each row: some where highlighted rows and others meet."""
    marked = [point.member in drawing.chart.highlight for point in points]
    return [drawing.style.total_gap if i and marked[i] != marked[i - 1] else 0.0 for i in range(len(points))]


def _key(canvas: Canvas, drawing: Drawing, steps: _Steps, left: float) -> None:
    """The steps side by side over the cells, their limits below, the unit before them."""
    size, colour = canvas.style.axis, canvas.ink.muted
    canvas.text(0, 1.6, drawing.unit_label(), size=size, colour=colour)
    decimals = decimals_of(steps.limits)
    first = left + canvas.text_width(drawing.value(steps.limits[0], decimals), size=size) / 2
    for i, shade in enumerate(steps.colours):
        x, style = first + i * drawing.style.heat_swatch, drawing.style
        canvas.fill(Box(x, 0.4, x + style.heat_swatch - style.white, 0.4 + style.heat_swatch_height), shade.rgb)
    for i, limit in enumerate(steps.limits):
        x = first + i * drawing.style.heat_swatch - drawing.style.white / 2
        canvas.text(x, 4.8, drawing.value(limit, decimals), size=size, align="center", colour=colour)


def _head_columns(canvas: Canvas, heads: Sequence[Sequence[str]], left: float, width: float, top: float) -> None:
    """Names of the columns over their middles, standing on the first row."""
    height = canvas.style.axis * MM_PER_POINT * 1.15
    for k, lines in enumerate(heads):
        for i, line in enumerate(lines):
            y = top - 1.8 - (len(lines) - 1 - i) * height
            middle = left + k * width + (width - canvas.style.cell_white) / 2
            canvas.text(middle, y, line, size=canvas.style.axis, align="center", colour=canvas.ink.muted)


def _cell(canvas: Canvas, drawing: Drawing, steps: _Steps, point: Point, box: Box, *, bold: bool) -> None:
    """A filled cell with its value in ink or paper colour, whichever stands out more; a missing one as its symbol."""
    middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if point.value is None:
        canvas.text(*middle, point.symbol or "..", align="center", colour=canvas.ink.muted, of=[point])
        return
    colour = steps.colour(point.value)
    ink, paper = canvas.ink.text, canvas.ink.paper
    on = paper if contrast(colour, paper) > contrast(colour, ink) else ink
    cell = canvas.fill(box, colour)
    if point.is_marked:
        canvas.hatch(cell)
        half = canvas.text_width(drawing.value(point.value), bold=bold) / 2 + drawing.style.value_gap
        plain = box._replace(left=middle[0] - half, right=middle[0] + half)
        canvas.fill(plain, colour)  # the value stands on it
    canvas.text(*middle, drawing.value(point.value), align="center", bold=bold, colour=on, of=[point])


def _draw_breaks(canvas: Canvas, drawing: Drawing, left: float, width: float, top: float) -> None:
    """A dotted rule between columns of years where the series breaks."""
    for item in drawing.chart.breaks:
        after = [
            i
            for i, series in enumerate(drawing.chart.series)
            if series.period and series.period.start >= item.period.start
        ]
        x = left + min(after) * width - drawing.style.cell_white / 2
        canvas.add(Line2D([x, x], [top - 2, canvas.height], **canvas.line_style(canvas.ink.muted, 0.7, "dotted")))
