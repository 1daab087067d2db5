"""Stacked shares: each row is a whole, its parts side by side with white between, the key above in their order."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from brochure.making.figures.canvas import Canvas
from brochure.making.figures.chart import Point
from brochure.making.figures.drawing import Drawing, key
from brochure.making.figures.rows import Rows, lay_out_rows
from brochure.project.contrast import contrast
from brochure.statistics.units import Unit

_NEARLY_WHOLE = 50
"""Rows of per cent that add up to less are parts of a whole that is not drawn; the axis then ends at the longest."""
_MOST_LINES = 2
"""Lines that a name above its part may take."""


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "stacked"."""
    style = drawing.style
    rows = _lay_out_named(drawing) or _lay_out(drawing, keys=True)
    share = style.stacked_bar / (style.stacked_bar + style.stacked_gap)
    bar = min(rows.step * share, style.stacked_most)
    for i, middle in enumerate(rows.middles):
        colours = (item_style.colour.rgb for item_style in drawing.styles())
        for colour, (point, begin, end) in zip(colours, _parts(drawing, rows, i), strict=False):
            if point.value is None:
                rows.missing(point, middle, begin)
                break
            left, right = rows.x.at(begin), rows.x.at(max(begin, end))
            (part,) = rows.axes.barh(middle, right - left, bar, left=left, color=colour).patches
            if point.is_marked:
                rows.canvas.hatch(part)
            _label(drawing, rows.canvas, point, (begin, end), middle, colour)
    return rows.canvas


def _lay_out(drawing: Drawing, *, keys: bool, above: float = 0.0) -> Rows:
    style, whole = drawing.style, _longest(drawing)
    right = max(style.row_end, drawing.width_of(whole) / 2)
    return lay_out_rows(drawing, style.stacked_bar + style.stacked_gap, [whole], right=right, above=above, keys=keys)


def _lay_out_named(drawing: Drawing) -> Rows | None:
    """The rows, with the key of each part above it in the first row; None where the keys do not fit there."""
    if any(item.points[0].value is None for item in drawing.chart.series):
        return None
    for most in range(1, _MOST_LINES + 1):
        rows = _lay_out(drawing, keys=False, above=most * drawing.line_height)
        begins = [begin for _, begin, _ in _parts(drawing, rows, 0)]
        ends = pairwise([*begins, rows.canvas.width + drawing.style.label_gap])
        rooms = [end - begin - drawing.style.key - drawing.style.label_gap for begin, end in ends]
        names = [
            rows.canvas.wrapped(item.label, room, most=most)
            for item, room in zip(drawing.chart.series, rooms, strict=True)
        ]
        fits = all(
            rows.canvas.text_width(line) <= room for lines, room in zip(names, rooms, strict=True) for line in lines
        )
        if fits:
            for begin, lines, item_style in zip(begins, names, drawing.styles(), strict=True):
                for k, line in enumerate(reversed(lines)):
                    y = rows.top - drawing.line_height * (k + 0.6)
                    key(rows.canvas, begin, y, line, item_style if k == len(lines) - 1 else None)
            return rows
    return None


def _parts(drawing: Drawing, rows: Rows, row: int) -> Iterator[tuple[Point, float, float]]:
    """Each part of a row with its left and right end, white left between it and the next."""
    reached = Decimal(0)
    for item in drawing.chart.series:
        point = item.points[row]
        begin = rows.x(reached)
        reached += point.value or Decimal(0)
        yield point, begin, rows.x(reached) - drawing.style.white


def _longest(drawing: Drawing) -> Decimal:
    """What the axis must hold: the whole for shares of it, else the largest sum of a row."""
    series = drawing.chart.series
    sums = [
        sum((item.points[i].value or Decimal(0) for item in series), Decimal(0)) for i in range(len(series[0].points))
    ]
    is_whole = drawing.chart.unit is Unit.PERCENT and max(sums) > _NEARLY_WHOLE
    return Decimal(100) if is_whole else max(sums)


def _label(
    drawing: Drawing, canvas: Canvas, point: Point, ends: tuple[float, float], middle: float, colour: str
) -> None:
    """The value inside its part, in black or white, whichever stands out more; in the table alone without room."""
    size, (begin, end) = drawing.style.axis, ends
    text = drawing.value(point.value or Decimal(0))
    if canvas.text_width(text, size=size, bold=True) + drawing.style.value_gap <= end - begin:
        white = contrast(colour, canvas.ink.paper) >= contrast(colour, canvas.ink.text)
        on = canvas.ink.paper if white else canvas.ink.text
        ground = colour if point.is_marked else None
        place = (begin + end) / 2
        canvas.text(
            place,
            middle,
            text,
            size=size,
            align="center",
            bold=True,
            colour=on,
            ground=ground,
            inside=True,
            of=[point],
        )
