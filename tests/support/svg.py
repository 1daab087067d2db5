"""Reads a drawn figure back: what stands where, in points from the upper left corner."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from xml.etree import ElementTree

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from brochure.project.sources.project import Project
from brochure.project.typefaces import Typefaces, read_typefaces
from tests.support.projects import ROOT

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

_PAPER = "#ffffff"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text."""

    text: str
    x: float
    y: float
    size: float
    family: str
    weight: int
    anchor: str
    colour: str

    @property
    def box(self) -> Box:
        """The room the text takes by the metrics of its typeface: left, top, right, bottom."""
        width, height, descent = _measure(self.text, self.family, self.size, self.weight)
        left = self.x - {"start": 0, "middle": 0.5, "end": 1}[self.anchor] * width
        return left, self.y - height + descent, left + width, self.y + descent

    @property
    def line(self) -> Box:
        """The room of its line, whichever letters stand in it: left, top, right, bottom."""
        left, _, right, _ = self.box
        return left, self.y - 0.7 * self.size, right, self.y + 0.2 * self.size


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: a filled bar when it has a fill, else a line."""

    points: tuple[tuple[float, float], ...]
    fill: str | None
    stroke: str | None
    width: float
    dashes: str | None

    @property
    def box(self) -> Box:
        """The room it takes: left, top, right, bottom."""
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker of a series at one value."""

    x: float
    y: float
    colour: str
    outline: str
    """The path it is drawn with, which tells one shape from another."""


class Drawn:
    """An SVG, parsed."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = ElementTree.fromstring(source)
        self.width, self.height = (float(side) for side in self.root.attrib["viewBox"].split()[2:])

    @cached_property
    def labels(self) -> list[Label]:
        """All text, in the order in which it is drawn."""
        return [_label(element) for element in self.root.iter(f"{_SVG}text")]

    @property
    def texts(self) -> list[str]:
        """All text, without its place."""
        return [label.text for label in self.labels]

    @cached_property
    def shapes(self) -> list[Shape]:
        """All bars and lines, not the outlines of markers."""
        hidden = {id(path) for definitions in self.root.iter(f"{_SVG}defs") for path in definitions.iter()}
        return [_shape(path) for path in self.root.iter(f"{_SVG}path") if id(path) not in hidden]

    @cached_property
    def marks(self) -> list[Mark]:
        """All markers of series; what stands at the ticks of an axis is a line, not closed."""
        outlines = {path.get("id"): path.attrib["d"] for path in self.root.iter(f"{_SVG}path") if "id" in path.attrib}
        return [
            Mark(*_place(use), use.get("fill") or "", outlines[use.attrib[_HREF][1:]])
            for use in self.root.iter(f"{_SVG}use")
            if outlines[use.attrib[_HREF][1:]].endswith("z")
        ]

    def bars(self, colour: str | None = None) -> list[Shape]:
        """The filled shapes, of one colour or of all but the patches of paper under text."""
        if colour is None:
            return [shape for shape in self.shapes if shape.fill not in (None, _PAPER)]
        return [shape for shape in self.shapes if shape.fill == colour.lower()]

    def lines(self, colour: str) -> list[Shape]:
        """The stroked shapes of a colour."""
        return [shape for shape in self.shapes if shape.stroke == colour.lower()]

    def label(self, text: str) -> Label:
        """The one label that reads `text`."""
        (found,) = (label for label in self.labels if label.text == text)
        return found


@cache
def _typefaces() -> Typefaces:
    return read_typefaces(Project(ROOT))


@cache
def _measure(text: str, family: str, size: float, weight: int) -> tuple[float, float, float]:
    """Width, height and descent of a line of text."""
    face = _typefaces().strong(family) if weight == 600 else _typefaces().regular(family)
    font = FontProperties(size=size, fname=face.path)
    width, height, descent = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width), float(height), float(descent)


def _place(element: ElementTree.Element) -> tuple[float, float]:
    return float(element.attrib["x"]), float(element.attrib["y"])


def _label(element: ElementTree.Element) -> Label:
    size = element.attrib["font-size"]
    assert size.endswith("px"), "the unit of the drawing, which is a point"
    return Label(
        "".join(element.itertext()),
        *_place(element),
        float(size.removesuffix("px")),
        element.attrib["font-family"].strip("'"),
        int(element.get("font-weight", "400")),
        element.attrib["text-anchor"],
        element.attrib["fill"],
    )


def _shape(element: ElementTree.Element) -> Shape:
    numbers = [float(number) for number in _NUMBER.findall(element.attrib["d"])]
    fill, stroke = element.get("fill"), element.get("stroke")
    return Shape(
        tuple(zip(numbers[::2], numbers[1::2], strict=True)),
        fill if fill != "none" else None,
        stroke if stroke != "none" else None,
        float(element.get("stroke-width", "1")),
        element.get("stroke-dasharray"),
    )
