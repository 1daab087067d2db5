"""The gap between two groups: two marks a row, joined by a bar, the difference readable as length."""

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import MM_PER_POINT, Canvas
from brochure.making.figures.chart import Point
from brochure.making.figures.drawing import HEAD_MIDDLE, Drawing
from brochure.making.figures.rows import Rows, lay_out_rows

_FAR = 0.3
"""Marks need no zero: the axis begins above it when the lowest value is more than this share of the highest."""


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "dumbbell"."""
    rows = _lay_out(drawing, keys=False)
    names = _names_over_first_row(drawing, rows)
    if not names:
        rows = _lay_out(drawing, keys=True)
    for box, name, colour in names:
        rows.canvas.text(box.left, drawing.style.head * HEAD_MIDDLE, name, colour=colour, bold=True)
    for i in range(len(drawing.chart.series[0].points)):
        _draw_row(drawing, rows, i)
    return rows.canvas


def _lay_out(drawing: Drawing, *, keys: bool) -> Rows:
    """The rows, with as much room beside the axis as the outermost values need."""
    style, series = drawing.style, drawing.chart.series
    points = [point for item in series for point in item.points if point.value is not None]
    values = [end for point in points for end in (point.least, point.most)]
    room = max(drawing.width_of(value) for value in values) + _reach(drawing)
    return lay_out_rows(
        drawing,
        style.dumbbell_row,
        values,
        right=room + style.row_end,
        before=style.row_end,
        low_room=room + style.row_end,
        keys=keys,
        marks=True,
        from_zero=False,
        far=_FAR,
    )


def _reach(drawing: Drawing) -> float:
    """From the middle of a mark to its value."""
    return drawing.style.marker * drawing.style.marker_row / 2 * MM_PER_POINT + drawing.style.value_gap


def _names_over_first_row(drawing: Drawing, rows: Rows) -> list[tuple[Box, str, str]]:
    """The name of each series above its mark of the first row; none where they do not fit there."""
    series, canvas, style = drawing.chart.series, rows.canvas, drawing.style
    named = zip(series, drawing.name_colours(), strict=True)
    marks = [(item.points[0].value, item.label, colour) for item, colour in named]
    first, last = sorted(marks, key=lambda mark: mark[0] or 0)
    if first[0] is None or last[0] is None:
        return []
    half, y = style.marker * style.marker_row / 2 * MM_PER_POINT, style.head * HEAD_MIDDLE
    left = canvas.text_box(rows.x(first[0]) + half, y, first[1], align="right", bold=True)
    right = canvas.text_box(rows.x(last[0]) - half, y, last[1], bold=True)
    apart = (style.key_gap - (right.left - left.right)) / 2
    if apart > 0:
        left = left._replace(left=left.left - apart, right=left.right - apart)
        right = right._replace(left=right.left + apart, right=right.right + apart)
    fits = all(canvas.ground.is_free(box.grown(style.label_gap / 2)) for box in (left, right))
    if not fits or right.right > canvas.width:
        return []
    return [(left, first[1], first[2]), (right, last[1], last[2])]


def _draw_row(drawing: Drawing, rows: Rows, i: int) -> None:
    style, middle = drawing.style, rows.middle(i)
    pair = [item.points[i] for item in drawing.chart.series]
    first, last = (point.value for point in pair)
    if first is not None and last is not None:
        rows.axes.barh(middle, float(last - first), style.join, left=float(first), color=style.grid.rgb)
    shift = _shift(drawing, rows, pair)
    for k, (point, item_style) in reversed(list(enumerate(zip(pair, drawing.styles(), strict=True)))):
        if point.value is not None:
            y = middle + (shift if k else -shift)
            rows.margin(point, y)
            look = rows.canvas.mark_style(item_style, style.marker * style.marker_row, hollow=point.is_marked)
            rows.canvas.guard(rows.axes.plot(float(point.value), y, **look), [point])
    _label(drawing, rows, pair, middle)


def _shift(drawing: Drawing, rows: Rows, pair: list[Point]) -> float:
    """How far the marks stand above and below the middle: only where one would cover the other."""
    size = drawing.style.marker * drawing.style.marker_row * MM_PER_POINT
    places = [rows.x(point.value) for point in pair if point.value is not None]
    is_near = len(places) == 2 and abs(places[0] - places[1]) < size
    return min(size / 2, max(0.0, (rows.step - size) / 2)) if is_near else 0.0


def _label(drawing: Drawing, rows: Rows, pair: list[Point], middle: float) -> None:
    """Values outside the marks: the lower to the left, the higher to the right; a missing one as its symbol."""
    size, reach, paper = drawing.style.axis, _reach(drawing), rows.canvas.ink.paper
    known = sorted(
        ((rows.x(p.value), drawing.value(p.value), p) for p in pair if p.value is not None), key=lambda mark: mark[:2]
    )
    gap = drawing.style.value_gap
    if len(known) == 2:
        _, text, point = known[0]
        x = min(known[0][0] - reach, *(rows.x(p.least) - gap for _, _, p in known))
        rows.canvas.text(x, middle, text, size=size, align="right", ground=paper, of=[point])
    if known:
        _, text, point = known[-1]
        x = max(known[-1][0] + reach, *(rows.x(p.most) + gap for _, _, p in known))
        rows.canvas.text(x, middle, text, size=size, ground=paper, of=[point])
    place = rows.left
    for point in pair:
        if point.value is None:
            rows.missing(point, middle, place)
            place += rows.canvas.text_width(point.symbol or "..") + drawing.style.label_gap
