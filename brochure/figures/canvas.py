"""A drawing surface in millimetres, from the top left corner, that ends as SVG.

Draws with matplotlib's artists on a bare `Figure`: no pyplot, no axes, nothing global but the list of fonts. Text
stays text, in the fonts of the project. Does not know what is drawn.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from brochure.figures.svg import slim
from brochure.theme import FigureStyle, SeriesStyle
from brochure.typefaces import Typefaces

MM_PER_INCH = 25.4
MM_PER_POINT = 25.4 / 72
_DASHES: dict[str, Any] = {
    "solid": "solid",
    "dashed": (0, (4.5, 1.8)),
    "dotted": (0, (1.1, 1.5)),
    "dashdot": (0, (5, 1.6, 1.1, 1.6)),
}
_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "diamond": "D"}


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

    def _add(self, artist: Artist) -> None:
        """Put an artist above all that is there."""
        self._layer += 1
        artist.set_zorder(self._layer)
        self._figure.add_artist(artist)

    def line(self, points: Sequence[tuple[float, float]], colour: str, stroke: float, pattern: str = "solid") -> None:
        """A line through `points`, `stroke` points thick."""
        xs, ys = zip(*points, strict=True)
        cap: Literal["butt", "round"] = "butt" if pattern == "dotted" else "round"
        self._add(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=stroke,
                linestyle=_DASHES[pattern],
                transform=self._transform,
                solid_capstyle="round",
                dash_capstyle=cap,
                solid_joinstyle="round",
            )
        )

    def marks(self, points: Sequence[tuple[float, float]], style: SeriesStyle, size: float | None = None) -> None:
        """Marks of a series at `points`, with a white edge so that they part from the line below."""
        xs, ys = zip(*points, strict=True)
        self._add(
            Line2D(
                xs,
                ys,
                linestyle="none",
                marker=_MARKERS[style.marker],
                markersize=size or self.style.marker,
                color=style.colour.rgb,
                markeredgecolor=self.ink.paper,
                markeredgewidth=0.5,
                transform=self._transform,
            )
        )

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its top left corner."""
        self._add(Rectangle((x, y), width, height, facecolor=colour, linewidth=0, transform=self._transform))

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
    ) -> None:
        """One line of text; `y` is the middle of its small letters. `align`: left, center or right."""
        size = size or self.style.label
        self._layer += 1
        self._figure.text(
            x,
            y + size * MM_PER_POINT * 0.34,
            text,
            transform=self._transform,
            ha=align,
            va="baseline",
            color=colour or self.ink.text,
            fontproperties=_font(self.ink.family, size, bold),
            parse_math=False,
            zorder=self._layer,
        )

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
    width, _, _ = text_to_path.get_text_width_height_descent(text, _font(family, size, bold), ismath=False)
    return float(width) * MM_PER_POINT
