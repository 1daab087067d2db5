"""What figures with one row per category share: key, names of the rows, value axis below."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from brochure.figures.canvas import Canvas
from brochure.figures.chart import Point
from brochure.figures.drawing import LABEL_GAP, Drawing, legend, legend_height, write_lines
from brochure.figures.scale import Scale, value_scale

_ABOVE = 5.0
_BELOW = 6.0


@dataclass(frozen=True, slots=True)
class Rows:
    """A surface with its axis and names drawn, ready for what stands in the rows; lengths in millimetres."""

    canvas: Canvas
    x: Scale
    left: float
    top: float
    step: float

    def middle(self, row: int) -> float:
        """The middle of a row, counted from 0."""
        return self.top + (row + 0.5) * self.step

    def bar(self, value: Decimal, top: float, height: float, colour: str) -> None:
        """A bar from zero to a value, to the left for a negative one."""
        start, end = sorted((self.x(0), self.x(value)))
        self.canvas.bar(start, top, end - start, height, colour)

    def missing(self, point: Point, y: float, x: float | None = None) -> None:
        """Write the standard symbol of a point without a value, at the axis or at `x`."""
        colour = self.canvas.ink.muted
        self.canvas.text((self.left if x is None else x) + LABEL_GAP, y, point.symbol or "..", colour=colour)


def lay_out_rows(
    drawing: Drawing,
    row: float,
    values: Iterable[Decimal],
    *,
    right: float,
    before: float = 0.0,
    keys: bool = True,
    marks: bool = False,
    from_zero: bool = True,
    bold: Collection[str] = (),
) -> Rows:
    """Room for one row per category, each `row` millimetres high unless the author gave the figure's height.

    The scale holds `values`, begins `before` millimetres right of the names and ends `right` millimetres from the
    edge. `keys` asks for a key of the series, with `marks` by their markers; rows of the members `bold` stand out.
    """
    series = drawing.chart.series
    points = series[0].points
    key_height = legend_height(drawing.canvas(row), series) if keys else -0.5
    canvas = drawing.canvas(key_height + _ABOVE + len(points) * row + _BELOW)
    if keys:
        legend(canvas, series, drawing.styles(), 0.4, marks=marks)
    names = [canvas.wrapped(point.label, drawing.style.row_label) for point in points]
    left = max(canvas.text_width(line, bold=True) for lines in names for line in lines) + LABEL_GAP
    x = value_scale(values, left + before, canvas.width - right, from_zero=from_zero)
    top, bottom = key_height + _ABOVE, canvas.height - _BELOW
    canvas.text(left, key_height + 2, drawing.axis_head(x), size=canvas.style.axis, colour=canvas.ink.muted)
    vertical_grid(canvas, drawing, x, top, bottom)
    rows = Rows(canvas, x, left, top, (bottom - top) / len(points))
    for i, (point, lines) in enumerate(zip(points, names, strict=True)):
        place, height = left - LABEL_GAP, drawing.line_height * 0.92
        write_lines(canvas, place, rows.middle(i), lines, height, align="right", bold=point.member in bold)
    return rows


def vertical_grid(canvas: Canvas, drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    """Upright rules at the ticks, with their values below; the rule at zero is darker."""
    for tick in scale.ticks:
        x = scale(tick)
        zero = tick == 0
        canvas.line([(x, top), (x, bottom)], canvas.ink.muted if zero else canvas.ink.rule, canvas.style.grid_stroke)
        text = drawing.value(tick, scale.decimals)
        canvas.text(x, bottom + 2.6, text, size=canvas.style.axis, align="center", colour=canvas.ink.muted)
