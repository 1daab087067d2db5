"""What all kinds of figure share: the surface, the styles of the series, formats of values, legends and axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.figures.canvas import MM_PER_POINT, Canvas, Ink
from brochure.figures.chart import Chart, Series
from brochure.figures.scale import Scale
from brochure.numbers.formats import Formatter
from brochure.statistics.units import Unit
from brochure.theme import FigureStyle, SeriesStyle, Theme

LABEL_GAP = 1.6
"""Millimetres between a mark and its label."""


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

    @property
    def rules_unit(self) -> bool:
        """Whether values carry a per cent sign."""
        return self.chart.unit is Unit.PERCENT

    def canvas(self, height: float) -> Canvas:
        """An empty surface as wide as figures are."""
        return Canvas(self.style.width, self.chart.height or height, self.style, self.ink)

    def value(self, value: Decimal, decimals: int | None = None) -> str:
        """A value as it is printed at a mark."""
        return self.formatter.plain(value, self.chart.decimals if decimals is None else decimals)

    def unit_label(self) -> str:
        """The word for the unit, for the head of an axis."""
        word = self.formatter.words(f"unit.{self.chart.unit}")
        return word[0].upper() + word[1:]

    def styles(self) -> list[SeriesStyle]:
        """The style of each series: its group's, or the next of the palette; one series alone has its own colour."""
        series = self.chart.series
        palette = list(self.theme.series)
        if len(series) == 1 and series[0].group is None:
            return [replace_colour(palette[0], self.style)]
        free = iter(palette)
        if any(s.group for s in series):
            taken = {self.theme.groups[s.group].colour.rgb for s in series if s.group}  # type: ignore[index]
            free = iter([style for style in palette if style.colour.rgb not in taken])
        return [self.theme.groups[s.group] if s.group else next(free) for s in series]  # type: ignore[index]


def replace_colour(style: SeriesStyle, figures: FigureStyle) -> SeriesStyle:
    """`style` in the colour of a series that stands alone."""
    return style.model_copy(update={"colour": figures.single})


def legend(canvas: Canvas, series: Sequence[Series], styles: Sequence[SeriesStyle], y: float, *, marks: bool) -> float:
    """Keys side by side, in the order of the series; returns the height they take, in millimetres.

    With `marks` each key is the series' marker, else a filled square. Keys that do not fit wrap to a new line.
    """
    x, line = 0.0, 0
    step = canvas.style.label * MM_PER_POINT * 1.5
    for item, style in zip(series, styles, strict=True):
        width = 4.2 + canvas.text_width(item.label) + 5
        if x and x + width > canvas.width:
            x, line = 0.0, line + 1
        middle = y + line * step + 1.5
        if marks:
            canvas.marks([(x + 1.4, middle)], style, size=canvas.style.marker * 1.25)
        else:
            canvas.bar(x, middle - 1.3, 2.6, 2.6, style.colour.rgb)
        canvas.text(x + 4.2, middle, item.label)
        x += width
    return (line + 1) * step + 1.4


def legend_lines(canvas: Canvas, series: Sequence[Series]) -> int:
    """How many lines a legend takes."""
    x, lines = 0.0, 1
    for item in series:
        width = 4.2 + canvas.text_width(item.label) + 5
        if x and x + width > canvas.width:
            x, lines = 0.0, lines + 1
        x += width
    return lines


def vertical_grid(canvas: Canvas, drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    """Upright rules at the ticks, with their values below; the rule at zero is darker."""
    for tick in scale.ticks:
        x = scale(tick)
        zero = tick == 0
        canvas.line([(x, top), (x, bottom)], canvas.ink.muted if zero else canvas.ink.rule, canvas.style.grid_stroke)
        text = drawing.value(tick, scale.decimals)
        canvas.text(x, bottom + 2.6, text, size=canvas.style.axis, align="center", colour=canvas.ink.muted)


def horizontal_grid(canvas: Canvas, drawing: Drawing, scale: Scale, left: float, right: float) -> None:
    """Level rules at the ticks, with their values to the left; the rule at zero is darker."""
    for tick in scale.ticks:
        y = scale(tick)
        zero = tick == 0
        canvas.line([(left, y), (right, y)], canvas.ink.muted if zero else canvas.ink.rule, canvas.style.grid_stroke)
        text = drawing.value(tick, scale.decimals)
        canvas.text(left - LABEL_GAP, y, text, size=canvas.style.axis, align="right", colour=canvas.ink.muted)


def row_labels(canvas: Canvas, labels: Sequence[str], widest: float) -> tuple[list[list[str]], float]:
    """Labels of rows in lines, and the room they need to the left of the axis, in millimetres."""
    wrapped = [canvas.wrapped(label, widest) for label in labels]
    width = max(canvas.text_width(line) for lines in wrapped for line in lines)
    return wrapped, width + LABEL_GAP


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


def symbol_text(point_symbol: str | None) -> str:
    """What stands in a figure where a value is missing."""
    return point_symbol or ".."
