"""What figures with one row per category share: key, names of the rows, value axis below."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from matplotlib.axes import Axes

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import Canvas
from brochure.making.figures.chart import Point
from brochure.making.figures.drawing import (
    FOOT_MIDDLE,
    HEAD_MIDDLE,
    Drawing,
    legend,
    legend_height,
    value_axis,
    write_lines,
)
from brochure.making.figures.scale import Scale, millimetres, value_scale


@dataclass(frozen=True, slots=True)
class Rows:
    """A surface with its axis and names drawn, ready for what stands in the rows; lengths in millimetres.

    The `axes` have values across and millimetres downwards. `top` is where the rows begin, `step` the height of one;
    `middles` are their middles.
    """

    canvas: Canvas
    axes: Axes
    x: Scale
    left: float
    top: float
    step: float
    middles: tuple[float, ...]

    def middle(self, row: int) -> float:
        """The middle of a row, counted from 0."""
        return self.middles[row]

    def bar(self, value: Decimal, middle: float, height: float, colour: str, *, uncertain: bool = False) -> None:
        """A bar from zero to a value, hatched where the value is uncertain."""
        (bar,) = self.axes.barh(middle, float(value), height, color=colour).patches
        self.canvas.guard([bar])
        if uncertain:
            self.canvas.hatch(bar)

    def margin(self, point: Point, middle: float) -> None:
        """The margin of error of a value from a sample: a thin stroke through it."""
        if point.margin:
            ends = [float(point.least), float(point.most)]
            look = self.canvas.line_style(self.canvas.ink.text, self.canvas.style.uncertain_stroke)
            self.canvas.guard(self.axes.plot(ends, [middle, middle], **look))

    def value(self, text: str, point: Point, y: float, *, size: float | None = None, bold: bool = False) -> None:
        """Write the value of a point beside the end of its bar."""
        gap = self.canvas.style.label_gap if size is None else self.canvas.style.value_gap
        place = max(self.x(point.most), self.x(0)) + gap
        self.canvas.text(place, y, text, size=size, bold=bold, ground=self.canvas.ink.paper, of=[point])

    def missing(self, point: Point, y: float, x: float | None = None) -> None:
        """Write the standard symbol of a point without a value, at the axis or at `x`."""
        place = (self.left if x is None else x) + self.canvas.style.label_gap
        ink = self.canvas.ink
        self.canvas.text(place, y, point.symbol or "..", colour=ink.muted, ground=ink.paper, of=[point])


def lay_out_rows(
    drawing: Drawing,
    row: float,
    values: Sequence[Decimal],
    *,
    right: float,
    before: float = 0.0,
    low_room: float = 0.0,
    above: float = 0.0,
    keys: bool = True,
    marks: bool = False,
    from_zero: bool = True,
    far: float = 0.55,
    bold: Collection[str] = (),
) -> Rows:
    """Room for one row per category, each `row` millimetres high unless the author gave the figure's height.

    The scale holds `values`, begins `before` millimetres right of the names, or as much farther as leaves `low_room`
    left of the lowest value, and ends `right` millimetres from the edge; see `value_scale` for `from_zero` and `far`.
    `above` is kept free between the head and the rows. `keys` asks for a key of the series, with `marks` by their
    markers; rows of the members `bold`, and totals, stand out.
    """
    style, series = drawing.style, drawing.chart.series
    points = series[0].points
    strong = {*bold, *drawing.chart.totals}
    gaps = _gaps(points, drawing.chart.totals, style.total_gap)
    key_height = legend_height(drawing.canvas(row), series) if keys else 0.0
    top = key_height + style.head + above
    canvas = drawing.canvas(top + len(points) * row + sum(gaps) + style.foot)
    if keys:
        legend(canvas, series, drawing.styles(), 0.0, marks=marks)
    names = [canvas.wrapped(point.label, style.row_label) for point in points]
    left = style.label_gap + max(
        canvas.text_width(line, bold=point.member in strong)
        for point, lines in zip(points, names, strict=True)
        for line in lines
    )
    for _ in range(2):
        x = value_scale(values, left + before, canvas.width - right, from_zero=from_zero, far=far)
        before = max(before, low_room - (x(min(values)) - x.start))
    bottom = canvas.height - style.foot
    head = key_height + style.head * HEAD_MIDDLE
    canvas.text(left, head, drawing.axis_head(x), size=style.axis, colour=canvas.ink.muted)
    axes = canvas.plot(Box(x.start, top, x.end, bottom), x, millimetres(top, bottom))
    value_axis(canvas, drawing, axes.xaxis, x, style.foot * FOOT_MIDDLE)
    step = (bottom - top - sum(gaps)) / len(points)
    middles = tuple(top + (i + 0.5) * step + sum(gaps[:i]) for i in range(len(points)))
    rows = Rows(canvas, axes, x, left, top, step, middles)
    for point, lines, middle in zip(points, names, middles, strict=True):
        strong_name, place = point.member in strong, left - style.label_gap
        write_lines(canvas, place, middle, lines, drawing.line_height, align="right", bold=strong_name)
    return rows


def _gaps(points: Sequence[Point], totals: Collection[str], gap: float) -> list[float]:
    """The room after each row but the last: some beside a row of totals that stands first or last."""
    ends = {0, len(points) - 2}
    pairs = enumerate(pairwise(points))
    return [gap * (i in ends and (a.member in totals) != (b.member in totals)) for i, (a, b) in pairs]
