"""What figures with one row per category share: key, names of the rows, value axis below."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from brochure.making.figures.canvas import Canvas
from brochure.making.figures.chart import Point
from brochure.making.figures.drawing import FOOT_MIDDLE, HEAD_MIDDLE, Drawing, legend, legend_height, write_lines
from brochure.making.figures.scale import Scale, value_scale


@dataclass(frozen=True, slots=True)
class Rows:
    """A surface with its axis and names drawn, ready for what stands in the rows; lengths in millimetres.

    `top` is where the rows begin, `step` the height of one; `middles` are their middles.
    """

    canvas: Canvas
    x: Scale
    left: float
    top: float
    step: float
    middles: tuple[float, ...]

    def middle(self, row: int) -> float:
        """The middle of a row, counted from 0."""
        return self.middles[row]

    def bar(self, value: Decimal, top: float, height: float, colour: str, *, uncertain: bool = False) -> None:
        """A bar from zero to a value, to the left for a negative one; hatched where the value is uncertain."""
        start, end = sorted((self.x(0), self.x(value)))
        self.canvas.bar(start, top, end - start, height, colour, hatched=uncertain, guarded=True)

    def value(self, text: str, point: Point, y: float, *, size: float | None = None, bold: bool = False) -> None:
        """Write the value of a point beside the end of its bar."""
        gap = self.canvas.style.label_gap if size is None else self.canvas.style.value_gap
        place = max(self.x(point.value or 0), self.x(0)) + gap
        self.canvas.text(place, y, text, size=size, bold=bold, ground=self.canvas.ink.paper, of=[point])

    def missing(self, point: Point, y: float, x: float | None = None) -> None:
        """Write the standard symbol of a point without a value, at the axis or at `x`."""
        place = (self.left if x is None else x) + self.canvas.style.label_gap
        ink = self.canvas.ink
        self.canvas.text(place, y, point.symbol or "..", colour=ink.muted, ground=ink.paper, of=[point])


def lay_out_rows(
    drawing: Drawing,
    row: float,
    values: Iterable[Decimal],
    *,
    right: float,
    before: float = 0.0,
    above: float = 0.0,
    keys: bool = True,
    marks: bool = False,
    from_zero: bool = True,
    far: float = 0.55,
    bold: Collection[str] = (),
) -> Rows:
    """Room for one row per category, each `row` millimetres high unless the author gave the figure's height.

    The scale holds `values`, begins `before` millimetres right of the names and ends `right` millimetres from the
    edge; see `value_scale` for `from_zero` and `far`. `above` is kept free between the head and the rows. `keys` asks
    for a key of the series, with `marks` by their markers; rows of the members `bold`, and totals, stand out.
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
    x = value_scale(values, left + before, canvas.width - right, from_zero=from_zero, far=far)
    bottom = canvas.height - style.foot
    head = key_height + style.head * HEAD_MIDDLE
    canvas.text(left, head, drawing.axis_head(x), size=style.axis, colour=canvas.ink.muted)
    vertical_grid(canvas, drawing, x, top, bottom)
    step = (bottom - top - sum(gaps)) / len(points)
    middles = tuple(top + (i + 0.5) * step + sum(gaps[:i]) for i in range(len(points)))
    rows = Rows(canvas, x, left, top, step, middles)
    for point, lines, middle in zip(points, names, middles, strict=True):
        strong_name, place = point.member in strong, left - style.label_gap
        write_lines(canvas, place, middle, lines, drawing.line_height, align="right", bold=strong_name)
    return rows


def vertical_grid(canvas: Canvas, drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    """Upright rules at the ticks, with their values below; the rule at zero is darker."""
    for tick in scale.ticks:
        x = scale(tick)
        zero = tick == 0
        canvas.line([(x, top), (x, bottom)], canvas.ink.muted if zero else canvas.ink.rule, canvas.style.grid_stroke)
        text, below = drawing.value(tick, scale.decimals), bottom + canvas.style.foot * FOOT_MIDDLE
        canvas.text(x, below, text, size=canvas.style.axis, align="center", colour=canvas.ink.muted)


def _gaps(points: Sequence[Point], totals: Collection[str], gap: float) -> list[float]:
    """The room after each row but the last: some beside a row of totals that stands first or last."""
    ends = {0, len(points) - 2}
    pairs = enumerate(pairwise(points))
    return [gap * (i in ends and (a.member in totals) != (b.member in totals)) for i, (a, b) in pairs]
