"""What all kinds of figure share: the surface, the styles of the series, formats of values, legends and axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.figures.canvas import MM_PER_POINT, Canvas, Ink
from brochure.figures.chart import Chart, Series
from brochure.figures.scale import Scale
from brochure.numbers.formats import Formatter
from brochure.theme import FigureStyle, SeriesStyle, Theme

LABEL_GAP = 1.6
"""Millimetres between a mark and its label."""
_KEY = 4.2
"""Millimetres that the key of a series takes before its name."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart on its way to a canvas."""

    chart: Chart
    theme: Theme
    formatter: Formatter

    @property
    def style(self) -> FigureStyle:
        """Sizes and colours in figures."""
        return self.theme.figures

    @property
    def ink(self) -> Ink:
        """Typeface and colours of text and rules."""
        colours = self.theme.colours
        return Ink(
            self.theme.type.display, colours["ink"].rgb, colours["muted"].rgb, self.style.grid.rgb, colours["paper"].rgb
        )

    @property
    def line_height(self) -> float:
        """Millimetres from one line of a label to the next."""
        return self.style.label * MM_PER_POINT * 1.2

    def canvas(self, height: float) -> Canvas:
        """An empty surface as wide as figures are."""
        return Canvas(self.style.width, self.chart.height or height, self.style, self.ink)

    def value(self, value: Decimal, decimals: int | None = None) -> str:
        """A value as it is printed at a mark."""
        return self.formatter.plain(value, self.chart.decimals if decimals is None else decimals)

    def width_of(self, value: Decimal, *, bold: bool = False) -> float:
        """How wide a value is when printed at a mark, in millimetres."""
        return self.canvas(10).text_width(self.value(value), bold=bold)

    def unit_label(self) -> str:
        """The word for the unit, for the head of an axis."""
        word = self.formatter.words(f"unit.{self.chart.unit}")
        return word[0].upper() + word[1:]

    def axis_head(self, scale: Scale) -> str:
        """What stands at the head of an axis: the unit, and where the axis begins when that is not zero."""
        if scale.low <= 0:
            return self.unit_label()
        begin = self.value(scale.ticks[0], scale.decimals)
        return f"{self.unit_label()} ({self.formatter.words('axis.starts', value=begin)})"

    def styles(self) -> list[SeriesStyle]:
        """The style of each series: its group's, or the next of the palette; one series alone has its own colour."""
        series = self.chart.series
        palette = list(self.theme.series)
        if len(series) == 1 and series[0].group is None:
            return [replace_colour(palette[0], self.style)]
        beside_groups = any(s.group for s in series)  # the first of the palette is as dark as a group
        free = iter(palette[1:] if beside_groups else palette)
        return [self.theme.groups[s.group] if s.group else next(free) for s in series]  # type: ignore[index]


def replace_colour(style: SeriesStyle, figures: FigureStyle) -> SeriesStyle:
    """`style` in the colour of a series that stands alone."""
    return style.model_copy(update={"colour": figures.single})


def legend(canvas: Canvas, series: Sequence[Series], styles: Sequence[SeriesStyle], y: float, *, marks: bool) -> None:
    """Keys side by side from `y` downwards, in the order of the series, wrapped where they do not fit.

    With `marks` each key is the series' marker, else a filled square.
    """
    for item, style, (x, line) in zip(series, styles, _legend_places(canvas, series), strict=True):
        middle = y + line * _legend_step(canvas) + 1.5
        if marks:
            canvas.marks([(x + 1.4, middle)], style, size=canvas.style.marker * 1.25)
        else:
            canvas.bar(x, middle - 1.3, 2.6, 2.6, style.colour.rgb)
        canvas.text(x + _KEY, middle, item.label)


def legend_height(canvas: Canvas, series: Sequence[Series]) -> float:
    """The height that `legend` takes on a canvas of this width, in millimetres."""
    return (_legend_places(canvas, series)[-1][1] + 1) * _legend_step(canvas) + 1.4


def _legend_step(canvas: Canvas) -> float:
    return canvas.style.label * MM_PER_POINT * 1.5


def _legend_places(canvas: Canvas, series: Sequence[Series]) -> list[tuple[float, int]]:
    """Left edge and line of each key."""
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for item in series:
        width = _KEY + canvas.text_width(item.label) + 5
        if x and x + width > canvas.width:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += width
    return places


def horizontal_grid(canvas: Canvas, drawing: Drawing, scale: Scale, left: float, right: float) -> None:
    """Level rules at the ticks, with their values to the left; the rule at zero is darker."""
    for tick in scale.ticks:
        y = scale(tick)
        zero = tick == 0
        canvas.line([(left, y), (right, y)], canvas.ink.muted if zero else canvas.ink.rule, canvas.style.grid_stroke)
        text = drawing.value(tick, scale.decimals)
        canvas.text(left - LABEL_GAP, y, text, size=canvas.style.axis, align="right", colour=canvas.ink.muted)


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
) -> None:
    """Lines of text around a middle."""
    top = middle - (len(lines) - 1) * line_height / 2
    for i, line in enumerate(lines):
        canvas.text(x, top + i * line_height, line, align=align, bold=bold, colour=colour)
