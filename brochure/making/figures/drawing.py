"""What all kinds of figure share: the surface, the styles of the series, formats of values, legends and axes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axis import XAxis, YAxis
from matplotlib.lines import Line2D

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import MM_PER_POINT, Canvas, Ink
from brochure.making.figures.chart import Chart, Point, Series
from brochure.making.figures.scale import Scale
from brochure.making.figures.styling import highlighted, styles_of_chart
from brochure.project.contrast import READABLE, contrast
from brochure.project.theme import FigureStyle, SeriesStyle, Theme
from brochure.project.typefaces import Typefaces
from brochure.statistics.numbers.formats import Formatter, unit_word

HEAD_MIDDLE, FOOT_MIDDLE = 0.42, 0.5
"""Where text stands in the head and foot of a figure, as shares of their heights."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart on its way to a canvas."""

    chart: Chart
    theme: Theme
    typefaces: Typefaces
    formatter: Formatter

    @property
    def style(self) -> FigureStyle:
        """Sizes and colours in figures."""
        return self.theme.figures

    @property
    def ink(self) -> Ink:
        """Typeface and colours of text and rules."""
        family, colours = self.theme.type.display, self.theme.colours
        return Ink(
            family,
            self.typefaces.regular(family).path,
            self.typefaces.strong(family).path,
            text=colours["ink"].rgb,
            muted=colours["muted"].rgb,
            rule=self.style.grid.rgb,
            paper=colours["paper"].rgb,
        )

    @property
    def line_height(self) -> float:
        """Millimetres from one line of a label to the next."""
        return self.style.label * MM_PER_POINT * self.style.line_height

    def canvas(self, height: float) -> Canvas:
        """An empty surface as wide as figures are.

        It is a whole number of lines of the page high, so that what follows stays on the baseline grid: `height`
        rounded up, or the author's height to the nearest line.
        """
        line = self.theme.type.leading * MM_PER_POINT
        lines = round(self.chart.height / line) if self.chart.height else math.ceil(height / line - 0.01)
        return Canvas(self.style.width, lines * line, self.style, self.ink)

    def value(self, value: Decimal, decimals: int | None = None) -> str:
        """A value as it is printed at a mark."""
        return self.formatter.plain(value, self.chart.decimals if decimals is None else decimals)

    def width_of(self, value: Decimal, *, bold: bool = False) -> float:
        """How wide a value is when printed at a mark, in millimetres."""
        return self.canvas(10).text_width(self.value(value), bold=bold)

    def unit_label(self) -> str:
        """The word for the unit, for the head of an axis."""
        word = unit_word(self.formatter.words, self.chart.unit, self.chart.base)
        return word[0].upper() + word[1:]

    def axis_head(self, scale: Scale) -> str:
        """What stands at the head of an axis: the unit, and where the axis begins when that is not zero."""
        if scale.low <= 0:
            return self.unit_label()
        begin = self.value(scale.ticks[0], scale.decimals)
        return f"{self.unit_label()} ({self.formatter.words('axis.starts', value=begin)})"

    def styles(self) -> list[SeriesStyle]:
        """The style of each series."""
        return styles_of_chart(self.chart, self.theme)

    def name_colours(self) -> list[str]:
        """The colour of each series' name: its own where all are dark enough to read, else that of text."""
        own = [style.colour.rgb for style in self.styles()]
        if front := highlighted(self.chart):
            return [self.ink.text if item in front else self.ink.muted for item in self.chart.series]
        readable = len(own) > 1 and all(contrast(colour, self.ink.paper) >= READABLE for colour in own)
        return own if readable else [self.ink.text] * len(own)


def legend(canvas: Canvas, series: Sequence[Series], styles: Sequence[SeriesStyle], y: float, *, marks: bool) -> None:
    """Keys side by side from `y` downwards, in the order of the series, wrapped where they do not fit.

    With `marks` each key is the series' marker, else a filled square.
    """
    for item, style, (x, line) in zip(series, styles, _legend_places(canvas, series), strict=True):
        middle = y + (line + 0.5) * _legend_step(canvas)
        key(canvas, x, middle, item.label, style, marks=marks)


def key(canvas: Canvas, x: float, y: float, name: str, style: SeriesStyle | None, *, marks: bool = False) -> None:
    """The name of a series after its key: a filled square, or with `marks` its marker; without `style` none."""
    swatch = canvas.style.key_swatch
    if style and marks:
        size = canvas.style.marker * canvas.style.marker_lonely
        canvas.guard([canvas.add(Line2D([x + swatch / 2], [y], **canvas.mark_style(style, size)))])
    elif style:
        canvas.fill(Box(x, y - swatch / 2, x + swatch, y + swatch / 2), style.colour.rgb)
    canvas.text(x + canvas.style.key, y, name)


def legend_height(canvas: Canvas, series: Sequence[Series]) -> float:
    """The height that `legend` takes on a canvas of this width, in millimetres."""
    return (_legend_places(canvas, series)[-1][1] + 1) * _legend_step(canvas) + canvas.style.key_below


def _legend_step(canvas: Canvas) -> float:
    return canvas.style.label * MM_PER_POINT * canvas.style.key_line


def _legend_places(canvas: Canvas, series: Sequence[Series]) -> list[tuple[float, int]]:
    """Left edge and line of each key."""
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for item in series:
        width = canvas.style.key + canvas.text_width(item.label) + canvas.style.key_gap
        if x and x + width - canvas.style.key_gap > canvas.width:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += width
    return places


def value_axis(
    canvas: Canvas, drawing: Drawing, axis: XAxis | YAxis, scale: Scale, distance: float, *, named: bool = True
) -> None:
    """Rules at the ticks, with their values at a `distance` unless they are not `named`; that at zero is darker."""
    names = [drawing.value(tick, scale.decimals) if named else "" for tick in scale.ticks]
    axis.grid(True)
    canvas.ticks(axis, scale.ticks, names, distance)
    for tick, rule in zip(scale.ticks, axis.get_gridlines(), strict=True):
        rule.set_color(canvas.ink.rule if tick else canvas.ink.muted)


def write_lines(
    canvas: Canvas,
    x: float,
    middle: float,
    lines: Sequence[str],
    line_height: float,
    *,
    align: str,
    bold: bool = False,
    colour: str | None = None,
    size: float | None = None,
    ends_in: Point | None = None,
) -> None:
    """Lines of text around a middle; the last may end in the value of a point."""
    top = middle - (len(lines) - 1) * line_height / 2
    for i, line in enumerate(lines):
        of = [ends_in] if ends_in is not None and i == len(lines) - 1 else []
        canvas.text(x, top + i * line_height, line, align=align, bold=bold, colour=colour, size=size, of=of)
