"""A drawing surface in millimetres, from the top left corner, that ends as SVG.

Draws with matplotlib's artists on a bare `Figure`: no pyplot, no axes, nothing global but the list of fonts. Text
stays text, in the fonts of the project. Remembers where text and marks stand, and tells what meets. Does not know what
is drawn.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from brochure.making.figures.boxes import Box, Ground, Stroke, Text
from brochure.making.figures.chart import Point
from brochure.making.figures.svg import slim
from brochure.project.theme import FigureStyle, Line, SeriesStyle
from brochure.project.typefaces import Typefaces

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


def use_fonts(typefaces: Typefaces) -> None:
    """Make the project's typefaces the only ones that matplotlib knows."""
    font_manager.fontManager.ttflist = [
        FontEntry(fname=str(face.path), name=face.family, style=face.style, weight=face.weight)
        for face in typefaces.faces
    ]


@dataclass(frozen=True, slots=True)
class Ink:
    """The typeface and colours that figures share: text, muted text and rules."""

    family: str
    text: str
    muted: str
    rule: str
    paper: str


class Canvas:
    """A surface of `width` × `height` millimetres; y grows downwards."""

    def __init__(self, width: float, height: float, style: FigureStyle, ink: Ink) -> None:
        self.width, self.height, self.style, self.ink = width, height, style, ink
        self._figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH))
        self._figure.patch.set_visible(False)
        to_inches = Affine2D().scale(1, -1).translate(0, height).scale(1 / MM_PER_INCH)
        self._transform = to_inches + self._figure.dpi_scale_trans
        self._layer = 0
        self.ground = Ground()

    def _add(self, artist: Artist) -> None:
        """Put an artist above all that is there."""
        self._layer += 1
        artist.set_zorder(self._layer)
        self._figure.add_artist(artist)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        stroke: float,
        pattern: Line = "solid",
        *,
        guarded: bool = False,
    ) -> None:
        """A line through `points`, `stroke` points thick; no text may cover a guarded one."""
        xs, ys = zip(*points, strict=True)
        if guarded:
            self.ground.strokes += [Stroke(a, b) for a, b in pairwise(points)]
        dashes = self.style.dashes[pattern]
        cap: Literal["butt", "round"] = "butt" if pattern == "dotted" else "round"
        self._add(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=stroke,
                linestyle=(0, dashes) if dashes else "solid",
                transform=self._transform,
                solid_capstyle="round",
                dash_capstyle=cap,
                solid_joinstyle="round",
            )
        )

    def marks(
        self,
        points: Sequence[tuple[float, float]],
        style: SeriesStyle,
        size: float | None = None,
        *,
        hollow: bool = False,
    ) -> None:
        """Marks of a series at `points`, with a white edge so that they part from the line below, or hollow.

        No text may cover them. `size` is in points.
        """
        xs, ys = zip(*points, strict=True)
        size = size or self.style.marker
        half = size / 2 * MM_PER_POINT
        self.ground.marks += [Box(x - half, y - half, x + half, y + half) for x, y in points]
        edge = self.style.uncertain_stroke if hollow else _MARK_EDGE
        self._add(
            Line2D(
                xs,
                ys,
                linestyle="none",
                marker=_MARKERS[style.marker],
                markersize=size - edge if hollow else size,
                color=self.ink.paper if hollow else style.colour.rgb,
                markeredgecolor=style.colour.rgb if hollow else self.ink.paper,
                markeredgewidth=edge,
                transform=self._transform,
            )
        )

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        hatched: bool = False,
        guarded: bool = False,
    ) -> None:
        """A filled rectangle from its top left corner, hatched where asked; no text may cover a guarded one."""
        self._add(Rectangle((x, y), width, height, facecolor=colour, linewidth=0, transform=self._transform))
        if guarded:
            self.ground.marks.append(Box(x, y, x + width, y + height))
        if hatched:
            self._hatch(Box(x, y, x + width, y + height))

    def _hatch(self, box: Box) -> None:
        """White lines over a rectangle, rising to the right."""
        lines = _diagonals(box, self.style.hatch)
        if lines:
            codes = [Outline.MOVETO, Outline.LINETO] * len(lines)
            outline = Outline([point for line in lines for point in line], codes)
            style = {"edgecolor": self.ink.paper, "linewidth": self.style.hatch_stroke, "capstyle": "butt"}
            self._add(PathPatch(outline, facecolor="none", transform=self._transform, **style))

    def dot(self, x: float, y: float, size: float, colour: str) -> None:
        """A round mark `size` points across, drawn so that it needs no id: its drawing may stand twice on a page."""
        radius = size * MM_PER_POINT / 2
        edge = self.ink.paper
        self._add(Circle((x, y), radius, facecolor=colour, edgecolor=edge, linewidth=0.5, transform=self._transform))

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
            self.bar(left, box.top - up, right - left, box.bottom - box.top + 2 * up, ground)
        self.ground.texts.append(Text(text, box, inside, tuple(point.key for point in of if point.key is not None)))
        self._layer += 1
        self._figure.text(
            x,
            y + size * MM_PER_POINT * _SMALL_LETTERS,
            text,
            transform=self._transform,
            ha=align,
            va="baseline",
            color=colour or self.ink.text,
            fontproperties=_font(self.ink.family, size, bold),
            parse_math=False,
            zorder=self._layer,
        )

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

    def problems(self) -> tuple[str, ...]:
        """One sentence for each text that meets another, covers a mark or leaves the drawing."""
        return tuple(self.ground.problems(self.width, self.height))

    def text_width(self, text: str, *, size: float | None = None, bold: bool = False) -> float:
        """How wide a line of text is, in millimetres."""
        return _text_width(self.ink.family, text, size or self.style.label, bold)

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
        buffer = io.BytesIO()
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": identity, "path.simplify": False}):
            self._figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
        return slim(buffer.getvalue(), identity)


@lru_cache(maxsize=64)
def _font(family: str, size: float, bold: bool) -> FontProperties:
    return FontProperties(family=[family], size=size, weight=600 if bold else 400)


@lru_cache(maxsize=4096)
def _text_width(family: str, text: str, size: float, bold: bool) -> float:
    """The sum of the letters' widths, without kerning: the PDF sets text in drawings letter by letter."""
    return sum(_advance(family, letter, bold) for letter in text) * size * MM_PER_POINT


@lru_cache(maxsize=1024)
def _advance(family: str, letter: str, bold: bool) -> float:
    """The width of a letter in sizes of the type."""
    font = font_manager.get_font(font_manager.findfont(_font(family, 100, bold)))
    font.set_size(100, 72)
    return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


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
