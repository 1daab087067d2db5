"""From one time to another: a line per category between two upright axes, each end with its value.

All lines have one colour, highlighted ones the strong colour. Beside the names stands the change with its sign, so
that rising and falling are told without colour; it is left out where rounding would have it contradict the values
beside it. What lacks a value at one time is a mark alone, with its symbol at the other.
"""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import Canvas
from brochure.making.figures.chart import Point, Series
from brochure.making.figures.drawing import Drawing, write_lines
from brochure.making.figures.labels import spread
from brochure.making.figures.scale import Scale
from brochure.project.theme import Colour, SeriesStyle
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.units import unit_of_difference


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand, in millimetres from the left: both axes, and the columns of text beside them."""

    y: Scale
    left: float
    right: float
    values: float
    """The right edge of the values at the right."""
    names: float

    def x(self, end: int) -> float:
        """The axis of the first (0) or second (1) time."""
        return self.right if end else self.left


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "slope"."""
    canvas = drawing.canvas(drawing.style.slope)
    series = drawing.chart.series
    changes = _changes(drawing)
    frame = _frame(canvas, drawing, changes)
    axes = _axes(canvas, drawing, frame, bool(changes))
    marked = [item for item in series if item.member in drawing.chart.highlight]
    for item in sorted(series, key=lambda item: item in marked):
        _draw_line(canvas, drawing, axes, item)
    _label(canvas, drawing, frame, 0, lambda item, y: _left_label(canvas, drawing, frame, item, y))
    _label(canvas, drawing, frame, 1, lambda item, y: _right_label(canvas, drawing, frame, item, y, changes))
    return canvas


def _changes(drawing: Drawing) -> dict[str, str]:
    """The printed change of each line that has both ends; none at all where one would contradict its printed ends."""
    printed: dict[str, str] = {}
    decimals = drawing.chart.decimals
    for item in drawing.chart.series:
        first, last = (point.value for point in item.points)
        if first is None or last is None:
            continue
        change = round_half_away(last - first, decimals)
        if change != round_half_away(last, decimals) - round_half_away(first, decimals):
            return {}
        printed[item.member] = drawing.formatter.plain(change, decimals, sign=True)
    return printed


def _frame(canvas: Canvas, drawing: Drawing, changes: dict[str, str]) -> _Frame:
    values = [value for item in drawing.chart.series for value in item.values]
    value_width = max(drawing.width_of(value, bold=True) for value in values)
    name_width = max(
        canvas.text_width(line, bold=True) for item in drawing.chart.series for line in _name(drawing, item)
    )
    change_width = max((canvas.text_width(text, bold=True) for text in changes.values()), default=0.0)
    if changes:
        change_width = max(change_width, *(canvas.text_width(line, size=canvas.style.axis) for line in _head(drawing)))
        change_width += 2 * drawing.style.slope_column_gap
    left = max(value_width, _time_width(canvas, drawing, 0) / 2) + drawing.style.slope_leader
    names = canvas.width - change_width - name_width
    right = names - drawing.style.slope_column_gap - value_width - drawing.style.slope_leader
    low, high = float(min(values)), float(max(values))
    y = Scale(
        low, high if high > low else low + 1, canvas.height - drawing.style.slope_foot, drawing.style.slope_head + 2, ()
    )
    return _Frame(y, left, right, names - drawing.style.slope_column_gap, names)


def _time_width(canvas: Canvas, drawing: Drawing, end: int) -> float:
    return canvas.text_width(_time(drawing, end), bold=True)


def _time(drawing: Drawing, end: int) -> str:
    return drawing.chart.series[0].points[end].label


def _head(drawing: Drawing) -> list[str]:
    """What heads the column of changes; the change of a percentage is in percentage points."""
    words = drawing.formatter.words
    unit = unit_of_difference(drawing.chart.unit, drawing.chart.unit)
    return [words("change"), words(f"unit.{unit}")]


def _axes(canvas: Canvas, drawing: Drawing, frame: _Frame, with_change: bool) -> Axes:
    """Both axes under their times, the unit, and the head of the column of changes."""
    box = Box(frame.left, drawing.style.slope_head - 2, frame.right, canvas.height - 0.5)
    axes = canvas.plot(box, Scale(0, 1, frame.left, frame.right, ()), frame.y)
    for end in (0, 1):
        x = frame.x(end)
        axes.axvline(end, **canvas.line_style(canvas.ink.rule, canvas.style.grid_stroke))
        canvas.text(x, drawing.style.slope_head - 4.2, _time(drawing, end), align="center", bold=True)
    size, colour = canvas.style.axis, canvas.ink.muted
    unit_x = frame.left + _time_width(canvas, drawing, 0) / 2 + drawing.style.label_gap
    canvas.text(unit_x, drawing.style.slope_head - 4.2, drawing.unit_label(), size=size, colour=colour)
    if with_change:
        for i, line in enumerate(reversed(_head(drawing))):
            y = drawing.style.slope_head - 4.2 - i * drawing.line_height
            canvas.text(canvas.width, y, line, size=size, align="right", colour=colour)
    return axes


def _colour(drawing: Drawing, item: Series) -> Colour:
    if not drawing.chart.highlight:
        return drawing.style.single
    return drawing.style.highlight if item.member in drawing.chart.highlight else drawing.style.context


def _draw_line(canvas: Canvas, drawing: Drawing, axes: Axes, item: Series) -> None:
    """A line between both values, or a mark at the only one."""
    colour = _colour(drawing, item)
    known = [(end, point) for end, point in enumerate(item.points) if point.value is not None]
    if len(known) == 2 and item.points[1].joined:
        stroke = canvas.style.stroke * (1.3 if item.member in drawing.chart.highlight else 0.8)
        values = [float(value) for value in item.values]
        axes.plot([0, 1], values, **canvas.line_style(colour.rgb, stroke))
    style = SeriesStyle(colour=colour, line="solid", marker="circle")
    for end, point in known:
        look = canvas.mark_style(style, hollow=point.is_marked)
        canvas.guard(axes.plot(end, float(point.value or 0), **look), [point])


def _label(canvas: Canvas, drawing: Drawing, frame: _Frame, end: int, write: Callable[[Series, float], None]) -> None:
    """Labels beside an axis, moved apart where they would collide, with a leader where they had to move."""
    series = drawing.chart.series
    wanted = [_wanted(canvas, frame, item, end) for item in series]
    heights = [len(_name(drawing, item)) * drawing.line_height + 0.3 if end else drawing.line_height for item in series]
    places = spread(wanted, heights, drawing.style.slope_head - 2, canvas.height)
    direction = 1 if end else -1
    for item, want, place in zip(series, wanted, places, strict=True):
        if item.points[end].value is not None and abs(place - want) > 0.4:
            x = frame.x(end)
            turn, stop = x + direction * 1.4, x + direction * (drawing.style.slope_leader - 0.7)
            path = [(x + direction * 0.8, want), (turn, want), (stop, place)]
            look = canvas.line_style(_colour(drawing, item).rgb, canvas.style.grid_stroke)
            canvas.add(Line2D(*zip(*path, strict=True), **look))
        write(item, place)


def _wanted(canvas: Canvas, frame: _Frame, item: Series, end: int) -> float:
    """The height of a label: that of its value, or of the other end's, or the foot where there is neither."""
    here, there = item.points[end].value, item.points[1 - end].value
    value = here if here is not None else there
    return frame.y(value) if value is not None else canvas.height


def _name(drawing: Drawing, item: Series) -> list[str]:
    return drawing.canvas(10).wrapped(item.label, drawing.style.end_label, most=2)


def _left_label(canvas: Canvas, drawing: Drawing, frame: _Frame, item: Series, y: float) -> None:
    bold = item.member in drawing.chart.highlight
    text, colour = _shown(drawing, item.points[0]), _text_colour(canvas, item.points[0])
    place, of = frame.left - drawing.style.slope_leader, item.points[:1]
    canvas.text(place, y, text, align="right", bold=bold, colour=colour, of=of)


def _right_label(
    canvas: Canvas, drawing: Drawing, frame: _Frame, item: Series, y: float, changes: dict[str, str]
) -> None:
    bold = item.member in drawing.chart.highlight
    text, colour = _shown(drawing, item.points[1]), _text_colour(canvas, item.points[1])
    canvas.text(frame.values, y, text, align="right", bold=bold, colour=colour, of=item.points[1:])
    write_lines(canvas, frame.names, y, _name(drawing, item), drawing.line_height, align="left", bold=bold)
    if item.member in changes:
        canvas.text(canvas.width, y, changes[item.member], align="right", bold=bold, of=item.points[::-1])


def _shown(drawing: Drawing, point: Point) -> str:
    return drawing.value(point.value) if point.value is not None else point.symbol or ".."


def _text_colour(canvas: Canvas, point: Point) -> str:
    return canvas.ink.text if point.value is not None else canvas.ink.muted
