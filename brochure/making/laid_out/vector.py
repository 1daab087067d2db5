"""What an inline SVG paints: its texts in their final size, and its colours.

Follows presentation attributes, `style` attributes and their inheritance (SVG 2, sections 6 and 13), `use` and
`transform`; a style sheet inside a drawing is not read, as the drawings of this project have none.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from brochure.making.laid_out.model import DrawnText

_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "text", "tspan", "textPath"}
_STROKED = _SHAPES | {"line"}
_UNPAINTED = {"defs", "clipPath", "mask", "marker", "symbol", "title", "desc", "metadata", "style"}
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_INHERITED = ("fill", "stroke", "color", "visibility")
_POINTS_PER_PIXEL = 0.75
_LENGTH = re.compile(r"^([\d.]+)(px|pt|em|%)?$")
_SIZE_IN_FONT = re.compile(r"(?:^|\s)([\d.]+(?:px|pt))")
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")
_TRANSFORM = re.compile(r"(scale|matrix)\s*\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The texts of a drawing, and its colours in the order of painting, each once."""

    texts: tuple[DrawnText, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What an element hands on: colours, size of type in its own units, and pixels per unit."""

    scale: float
    size: float = 16.0
    values: Mapping[str, str] = field(default_factory=lambda: {"fill": "black", "stroke": "none"})


def read_drawing(svg: Element, width: float, height: float, colour: str = "black") -> Drawn:
    """What an `<svg>` paints when it is shown `width` × `height` CSS pixels large in text of a `colour`."""
    reader = _Reader({item.get("id", ""): item for item in svg.iter()})
    box = [float(number) for number in _NUMBER.findall(svg.get("viewBox", ""))]
    scale = min(width / box[2], height / box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else 1.0
    reader.read(svg, _State(scale, values={"fill": "black", "stroke": "none", "color": colour}))
    return Drawn(tuple(reader.texts), tuple(dict.fromkeys(reader.colours)))


@dataclass(slots=True)
class _Reader:
    by_id: Mapping[str, Element]
    texts: list[DrawnText] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)

    def read(self, element: Element, inherited: _State, depth: int = 0) -> None:
        """Note what an element and all in it paints; `depth` counts uses of uses, which may go in a circle."""
        tag = _name(element)
        declared = _declarations(element)
        if (tag in _UNPAINTED and depth == 0) or declared.get("display") == "none":
            return
        state = _inherit(inherited, declared, element.get("transform", ""))
        if state.values.get("visibility") != "hidden":
            self._paint(element, tag, state, declared)
        if tag == "use" and depth < 8:
            target = next((self.by_id.get(element.get(name, "")[1:]) for name in _HREFS if element.get(name)), None)
            if target is not None:
                self.read(target, state, depth + 1)
        for child in element:
            self.read(child, state, depth)

    def _paint(self, element: Element, tag: str, state: _State, declared: Mapping[str, str]) -> None:
        if tag in _SHAPES and (tag != "tspan" or "fill" in declared):
            self._colour(state, "fill")
        if tag in _STROKED and declared.get("stroke-width", "1").rstrip("px") not in ("0", "0.0"):
            self._colour(state, "stroke")
        if tag in ("text", "tspan", "textPath") and (element.text or "").strip():
            size = state.size * state.scale * _POINTS_PER_PIXEL
            self.texts.append(DrawnText(" ".join((element.text or "").split()), size))

    def _colour(self, state: _State, use: str) -> None:
        value = state.values[use]
        if value.lower() == "currentcolor":
            value = state.values.get("color", "black")
        if value.startswith("url("):
            server = self.by_id.get(value[4:].split(")")[0].strip("'\"# "))
            stops = [] if server is None else [_declarations(stop).get("stop-color", "black") for stop in server]
            self.colours += [plain_colour(stop) for stop in stops]
        elif (colour := plain_colour(value)) not in ("none", "transparent"):
            self.colours.append(colour)


def plain_colour(value: str) -> str:
    """A colour as "#RRGGBB" where it is written in hexadecimal digits or as `rgb()`; else as it stands.

    Of the names only white and black are known: any other is told by the name that its author wrote.
    """
    text = value.strip()
    digits = text[1:]
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        digits = "".join(2 * digit for digit in digits)
    if re.fullmatch(r"[0-9a-fA-F]{6}", digits) and text.startswith("#"):
        return f"#{digits.upper()}"
    channels = re.fullmatch(r"rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)", text)
    if channels:
        return "#" + "".join(f"{int(channel):02X}" for channel in channels.groups())
    return {"white": "#FFFFFF", "black": "#000000"}.get(text.lower(), text)


def _declarations(element: Element) -> dict[str, str]:
    """Presentation attributes, and over them what the `style` attribute declares."""
    found = dict(element.attrib)
    for declaration in found.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    return found


def _inherit(state: _State, declared: Mapping[str, str], transform: str) -> _State:
    values = {**state.values, **{n: declared[n] for n in _INHERITED if declared.get(n, "inherit") != "inherit"}}
    shorthand = _SIZE_IN_FONT.search(declared.get("font", ""))
    size = declared.get("font-size") or (shorthand[1] if shorthand else "")
    return replace(state, scale=state.scale * _scale(transform), size=_size(size, state.size), values=values)


def _size(written: str, inherited: float) -> float:
    match = _LENGTH.match(written.strip())
    if match is None:
        return inherited
    factor = {"pt": 1 / _POINTS_PER_PIXEL, "em": inherited, "%": inherited / 100}.get(match[2] or "px", 1.0)
    return float(match[1]) * factor


def _scale(transform: str) -> float:
    """How much larger a transform makes what it holds: the root of its determinant."""
    factor = 1.0
    for kind, arguments in _TRANSFORM.findall(transform):
        numbers = [float(number) for number in _NUMBER.findall(arguments)]
        if kind == "scale" and numbers:
            factor *= math.sqrt(abs(numbers[0] * numbers[-1]))
        elif len(numbers) == 6:
            factor *= math.sqrt(abs(numbers[0] * numbers[3] - numbers[1] * numbers[2]))
    return factor


def _name(element: Element) -> str:
    tag: str = element.tag
    return tag.rsplit("}", 1)[-1]


def title_of(svg: Element) -> str | None:
    """The title of a drawing, its first child; None when it has none."""
    first: Iterator[Element] = iter(svg)
    child = next(first, None)
    if child is not None and _name(child) == "title":
        return " ".join("".join(child.itertext()).split())
    return None
