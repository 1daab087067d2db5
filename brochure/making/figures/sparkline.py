"""A small line beside a key figure: no axes, a dot at the first and last value, and their times below.

Times without a value are a pale band, a value between two of them a short level stroke.

Its size comes from the theme. It is drawn without ids, so that it may stand more than once in a document.
"""

from matplotlib.patches import Circle

from brochure.making.figures.boxes import Box
from brochure.making.figures.canvas import MM_PER_POINT, Canvas
from brochure.making.figures.chart import Point
from brochure.making.figures.drawing import Drawing
from brochure.making.figures.lines import places, runs
from brochure.making.figures.scale import Scale
from brochure.making.figures.time_axis import draw_breaks, shade_absent, time_scale


def draw(drawing: Drawing) -> Canvas:
    """Draw a chart of the kind "sparkline"."""
    style, item = drawing.style, drawing.chart.series[0]
    canvas = Canvas(drawing.theme.sparkline_width, style.sparkline_height, style, drawing.ink)
    text = style.axis * MM_PER_POINT
    bottom = canvas.height - text - 1.7
    x = time_scale([item], canvas.style.sparkline_side, canvas.width - canvas.style.sparkline_side)
    low, high = min(item.values), max(item.values)
    known = [point for point in item.points if point.value is not None]
    y = Scale(float(low), float(high) if high > low else float(low) + 1, bottom, style.sparkline_above, ())
    box, colour = Box(x.start, y.end, x.end, y.start), drawing.styles()[0].colour.rgb
    axes = canvas.plot(box, x, y)
    shade_absent(canvas, drawing, axes, x, box.bottom, labelled=False)
    draw_breaks(canvas, drawing, axes, x, box, labelled=False)
    look = canvas.line_style(colour, style.stroke * style.sparkline_stroke)
    for run in runs(item):
        times, values = places(run)
        if run[0] in (known[0], known[-1]) and len(run) == 1:
            continue  # its dot is enough
        if len(run) == 1:  # a level over its own time, since a dot alone would be dust
            half = float(drawing.chart.interval) / 3
            times, values = [times[0] - half, times[0] + half], values * 2
        axes.plot(times, values, **look)
    _end(canvas, known[0], x, y, "left", colour, canvas.ink.muted)
    _end(canvas, known[-1], x, y, "right", colour, canvas.ink.text)
    return canvas


def _end(canvas: Canvas, point: Point, x: Scale, y: Scale, side: str, colour: str, ink: str) -> None:
    """The dot of the first or last value, and its time below, within the edge on its side."""
    _dot(canvas, point, x, y, canvas.style.marker, colour)
    label = point.short or point.label
    size = canvas.style.axis
    edge = x(point.position) + (-canvas.style.sparkline_side if side == "left" else canvas.style.sparkline_side)
    canvas.text(edge, canvas.height - size * MM_PER_POINT * 0.45, label, size=size, align=side, colour=ink)


def _dot(canvas: Canvas, point: Point, x: Scale, y: Scale, size: float, colour: str) -> None:
    """A round mark `size` points across; a circle, since matplotlib's marks have ids."""
    place, radius = (x(point.position), y(point.value or 0)), size * MM_PER_POINT / 2
    canvas.add(Circle(place, radius, facecolor=colour, edgecolor=canvas.ink.paper, linewidth=0.5))
