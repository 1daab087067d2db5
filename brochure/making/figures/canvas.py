"""A drawing surface in millimetres, from the top left corner, that ends as SVG.

A matplotlib `Figure` without pyplot: charts are drawn on the `Axes` that `plot` returns; keys, leaders and texts that
stand beside them are put on the surface itself. Text stays text, in the fonts of the project. Remembers where text and
marks stand, and tells what meets. Does not know what is drawn.
"""

import io
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, SupportsFloat, TypeVar

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text as TextArtist
from matplotlib.transforms import Affine2D, ScaledTranslation

from brochure.making.figures.boxes import Box, Ground, Marked, Stroke, Text
from brochure.making.figures.chart import Point
from brochure.making.figures.scale import Scale
from brochure.making.figures.svg import slim
from brochure.project.theme import FigureStyle, Line, SeriesStyle

ArtistT = TypeVar("ArtistT", bound=Artist)

MM_PER_INCH = 25.4
MM_PER_POINT = 25.4 / 72
_MARK_EDGE = 0.5
_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "diamond": "D"}
_PATCH = 0.4
"""Millimetres that the patch under a text reaches beyond it on either side."""
_SMALL_LETTERS = 0.34
"""The middle of small letters above the baseline, in sizes of the type; below, how far letters and figures reach."""
_FIGURES_UP, _LETTERS_UP, _LETTERS_DOWN, _COMMA_DOWN = 0.66, 0.72, 0.21, 0.14
_WITHOUT_LETTERS = frozenset("0123456789 \u00a0,.:–-\u2212+%")
_WITH_DESCENDERS = frozenset("gjpqyçþQ;()[]/§«»")


@dataclass(frozen=True, slots=True)
class Ink:
    """The typeface, by its name and files, and the colours that figures share: text, muted text and rules."""

    family: str
    regular: Path
    strong: Path
    text: str
    muted: str
    rule: str
    paper: str

    def font(self, size: float, *, bold: bool = False) -> FontProperties:
        """The typeface in a size: its file for measuring, its name for the SVG."""
        weight, path = (600, self.strong) if bold else (400, self.regular)
        return FontProperties(family=[self.family], size=size, weight=weight, fname=path)


def house_style(style: FigureStyle, ink: Ink) -> AbstractContextManager[None]:
    """The settings of matplotlib's that all figures are drawn with, while the block runs."""
    look: dict[Any, Any] = {
        "svg.fonttype": "none",
        "path.simplify": False,
        "font.family": [ink.family],
        "text.parse_math": False,
        "lines.solid_capstyle": "round",
        "lines.solid_joinstyle": "round",
        "axes.axisbelow": True,
        "grid.color": ink.rule,
        "grid.linewidth": style.grid_stroke,
        "xtick.color": ink.muted,
        "ytick.color": ink.muted,
        "xtick.major.width": style.grid_stroke,
    }
    return mpl.rc_context(look)


class Canvas:
    """A surface of `width` × `height` millimetres; y grows downwards."""

    def __init__(self, width: float, height: float, style: FigureStyle, ink: Ink) -> None:
        self.width, self.height, self.style, self.ink = width, height, style, ink
        self._figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH))
        self._figure.patch.set_visible(False)
        to_inches = Affine2D().scale(1, -1).translate(0, height).scale(1 / MM_PER_INCH)
        self._surface = to_inches + self._figure.dpi_scale_trans
        self._texts: dict[Artist, Text] = {}
        self._marked: list[Marked] = []
        self.ground = Ground()

    def plot(self, box: Box, x: Scale, y: Scale) -> Axes:
        """Axes over a box, without frame and ticks; values stand where the scales have them."""
        left, right = sorted((box.left, box.right))  # text that has no room turns a box over; that is told elsewhere
        top, bottom = sorted((box.top, box.bottom))
        place = left / self.width, 1 - bottom / self.height, (right - left) / self.width, (bottom - top) / self.height
        axes = self._figure.add_axes(place, frameon=False)
        axes.set(xticks=[], yticks=[], xlim=(x.at(left), x.at(right)), ylim=(y.at(bottom), y.at(top)))
        return axes

    def add(self, artist: ArtistT) -> ArtistT:
        """Put an artist whose places are millimetres on the surface, above all axes."""
        artist.set_transform(self._surface)
        self._figure.add_artist(artist)
        return artist

    def ticks(
        self,
        axis: XAxis | YAxis,
        places: Iterable[SupportsFloat],
        names: Sequence[str],
        distance: float,
        *,
        length: float = 0.0,
    ) -> None:
        """Ticks of a `length`, and their names: at a `distance` below the axis, or to its left."""
        axis.set_tick_params("both", length=length / MM_PER_POINT, pad=(distance - length) / MM_PER_POINT)
        axis.set_ticks([float(place) for place in places], names)
        size, align = self.style.axis, "center" if isinstance(axis, XAxis) else "right"
        lower = ScaledTranslation(0, -size * _SMALL_LETTERS / 72, self._figure.dpi_scale_trans)
        for label in axis.get_ticklabels():
            middle, name = label.get_transform(), label.get_text()
            x, y = (middle - self._surface).transform(label.get_position())
            label.set(transform=middle + lower, va="baseline", fontproperties=self.ink.font(size))
            if name:
                self._remember(label, Text(name, self.text_box(x, y, name, size=size, align=align)))

    def line_style(self, colour: str, stroke: float, pattern: Line = "solid") -> dict[str, Any]:
        """How `Axes.plot` draws a line that is `stroke` points thick."""
        dashes = self.style.dashes[pattern]
        return {
            "color": colour,
            "linewidth": stroke,
            "linestyle": (0, dashes) if dashes else "solid",
            "dash_capstyle": "butt" if pattern == "dotted" else "round",
        }

    def mark_style(self, style: SeriesStyle, size: float | None = None, *, hollow: bool = False) -> dict[str, Any]:
        """How `Axes.plot` draws marks of a series: with a white edge that parts them from the line below, or hollow.

        `size` is in points.
        """
        edge = self.style.uncertain_stroke if hollow else _MARK_EDGE
        return {
            "linestyle": "none",
            "marker": _MARKERS[style.marker],
            "markersize": (size or self.style.marker) - (edge if hollow else 0),
            "color": self.ink.paper if hollow else style.colour.rgb,
            "markeredgecolor": style.colour.rgb if hollow else self.ink.paper,
            "markeredgewidth": edge,
        }

    def guard(self, artists: Iterable[Line2D | Rectangle], of: Sequence[Point] = ()) -> None:
        """Let no text cover these lines, marks and bars; `of` are the points that marks stand for, in order."""
        for artist in artists:
            points = self._on_surface(artist)
            self._marked += [
                Marked(point.key, Box(x, y, x, y).grown(self.style.marker / 2 * MM_PER_POINT))
                for point, (x, y) in zip(of, points, strict=bool(of))
                if point.key is not None
            ]
            if isinstance(artist, Rectangle):
                self.ground.marks.append(_box_around(points))
            elif artist.get_linestyle() != "None":
                self.ground.strokes += [Stroke(a, b) for a, b in pairwise(points)]
            else:
                half = (artist.get_markersize() + artist.get_markeredgewidth()) / 2 * MM_PER_POINT
                self.ground.marks += [Box(x, y, x, y).grown(half) for x, y in points]

    def hatch(self, bar: Rectangle) -> None:
        """White lines over a bar, rising to the right, as strokes; matplotlib's own hatch is a pattern of SVG."""
        lines = _diagonals(_box_around(self._on_surface(bar)), self.style.hatch)
        if lines:
            codes = [Outline.MOVETO, Outline.LINETO] * len(lines)
            outline = Outline([point for line in lines for point in line], codes)
            style = {"edgecolor": self.ink.paper, "linewidth": self.style.hatch_stroke, "capstyle": "butt"}
            strokes = PathPatch(outline, facecolor="none", transform=self._surface, **style)
            (bar.axes or self._figure).add_artist(strokes)

    def _on_surface(self, artist: Line2D | Rectangle) -> Sequence[tuple[float, float]]:
        """The corners of an artist, in millimetres."""
        corners = (artist.get_transform() - self._surface).transform(artist.get_path().vertices)
        return [(float(x), float(y)) for x, y in corners]

    def fill(self, box: Box, colour: str) -> Rectangle:
        """A filled rectangle on the surface."""
        width, height = box.right - box.left, box.bottom - box.top
        return self.add(Rectangle((box.left, box.top), width, height, facecolor=colour, linewidth=0))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        align: str = "left",
        colour: str | None = None,
        bold: bool = False,
        ground: str | None = None,
        inside: bool = False,
        of: Sequence[Point] = (),
    ) -> None:
        """One line of text; `y` is the middle of its small letters. `align`: left, center or right.

        With a `ground` the text lies on a patch of that colour, so that no rule runs through it. Text that stands
        `inside` a mark may cover it. `of` is the point whose value the text prints, or the two whose difference.
        """
        size = size or self.style.label
        box = self.text_box(x, y, text, size=size, align=align, bold=bold)
        if ground:
            up = _PATCH if inside else 0.0
            left, right = max(0.0, box.left - _PATCH), min(self.width, box.right + _PATCH)
            self.fill(Box(left, box.top - up, right, box.bottom + up), ground)
        baseline, font = y + size * MM_PER_POINT * _SMALL_LETTERS, self.ink.font(size, bold=bold)
        colour = colour or self.ink.text
        artist = self.add(TextArtist(x, baseline, text, ha=align, va="baseline", color=colour, fontproperties=font))
        self._remember(artist, Text(text, box, inside, tuple(point.key for point in of if point.key is not None)))

    def _remember(self, artist: Artist, text: Text) -> None:
        self._texts[artist] = text
        self.ground.texts.append(text)

    @property
    def texts(self) -> list[Text]:
        """All texts, in the order in which they are drawn."""
        ticks = (label for axes in self._figure.axes for label in axes.findobj(TextArtist))
        return [self._texts[artist] for artist in (*ticks, *self._figure.artists) if artist in self._texts]

    @property
    def marked(self) -> list[Marked]:
        """Where the value of a cell is seen: at its mark, or where it has none at the text that prints it alone."""
        known = {marked.cell for marked in self._marked}
        printed = (Marked(text.cells[0], text.box) for text in self.texts if len(text.cells) == 1)
        return [*self._marked, *(marked for marked in printed if marked.cell not in known)]

    def text_box(
        self, x: float, y: float, text: str, *, size: float | None = None, align: str = "left", bold: bool = False
    ) -> Box:
        """The room that `text` would take there."""
        size = size or self.style.label
        width = self.text_width(text, size=size, bold=bold)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
        em, characters = size * MM_PER_POINT, set(text)
        base = y + em * _SMALL_LETTERS
        up = _FIGURES_UP if characters <= _WITHOUT_LETTERS else _LETTERS_UP
        down = _LETTERS_DOWN if characters & _WITH_DESCENDERS else _COMMA_DOWN if "," in characters else 0.0
        return Box(left, base - up * em, left + width, base + down * em)

    def share(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box as shares of the surface."""
        across, down = self.width, self.height
        edges = (box.left / across, box.top / down, box.right / across, box.bottom / down)
        left, top, right, bottom = (round(edge, 5) for edge in edges)
        return left, top, right, bottom

    def problems(self) -> tuple[str, ...]:
        """One sentence for each text that meets another, covers a mark or leaves the drawing."""
        return tuple(self.ground.problems(self.width, self.height))

    def text_width(self, text: str, *, size: float | None = None, bold: bool = False) -> float:
        """How wide a line of text is, in millimetres: without kerning, since the PDF sets drawings letter by letter."""
        path = self.ink.strong if bold else self.ink.regular
        return sum(_advance(path, letter) for letter in text) * (size or self.style.label) * MM_PER_POINT

    def wrapped(self, text: str, width: float, *, size: float | None = None, most: int = 3) -> list[str]:
        """`text` in lines no wider than `width` where its words allow; at most `most` lines."""
        lines: list[str] = []
        for word in text.split(" "):
            if (lines and self.text_width(f"{lines[-1]} {word}", size=size) <= width) or len(lines) == most:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def svg(self, identity: str) -> str:
        """The drawing as an `<svg>` element whose ids begin with `identity`; the same each time."""
        for artist in self._figure.findobj():
            artist.set_clip_on(False)
        buffer = io.BytesIO()
        with mpl.rc_context({"svg.hashsalt": identity}):
            self._figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
        return slim(buffer.getvalue(), identity)


@lru_cache(maxsize=1024)
def _advance(path: Path, letter: str) -> float:
    """The width of a letter in sizes of the type."""
    font = get_font(path)
    font.set_size(100, 72)
    return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


def _box_around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _diagonals(box: Box, step: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Lines at 45 degrees that fill a box, `step` millimetres apart along its sides."""
    lines = []
    height = box.bottom - box.top
    along = step / 2
    while along < box.right - box.left + height:
        low = (box.left + max(0.0, along - height), box.top + min(along, height))
        right = min(along, box.right - box.left)
        high = (box.left + right, box.top + along - right)
        begin = min(low[0], box.right)
        lines.append(((begin, box.top + along - (begin - box.left)), high))
        along += step
    return [line for line in lines if line[1][0] > line[0][0]]
