"""Pictures made of shapes (SVG): which of them can be printed as they are meant.

A drawing is whole in itself: it names no other file and no typeface that is not in `fonts/`, and holds only what the
program that sets the pages can draw. What it would leave out in silence is refused.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from brochure.making.pictures.raster import UnfitPicture, check_raster
from brochure.project.typefaces import Typefaces

_SVG = "http://www.w3.org/2000/svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_ELEMENTS = (
    "svg g a defs symbol use path rect circle ellipse line polyline polygon text tspan textPath linearGradient "
    "radialGradient stop pattern mask clipPath marker image title desc metadata style filter feOffset feBlend"
)
_DRAWN = frozenset(_ELEMENTS.split())
_IN_UNITS = {"linearGradient": "gradientUnits", "radialGradient": "gradientUnits", "pattern": "patternUnits"}
_UNITS = "userSpaceOnUse"
"""Told in parts of what it fills, WeasyPrint 70 writes a pattern that is nothing in Poppler's readers."""
_URL = re.compile(r"""url\(\s*["']?([^"')]*)""", re.IGNORECASE)
_IMPORT = re.compile(r"@(import|font-face)\b", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*([^;}]+)", re.IGNORECASE)
_FONT = re.compile(r"(?<![\w-])font\s*:\s*[^;}]*?\d[\w.%]*(?:/[\w.%]+)?\s+([^;}]+)", re.IGNORECASE)
_GENERIC = frozenset(("inherit", "initial", "unset"))
_DATA = re.compile(r"data:([^;,]*)((?:;[^,]*)?),(.*)", re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY\b")
DEEPEST, MOST = 200, 50_000
"""How deep the elements of a drawing may stand in one another, and how many there may be with all that is reused."""
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "image", "use"))
_FILL = re.compile(r"(?<![\w-])fill\s*:\s*([^;}]+)", re.IGNORECASE)
_PLACING = frozenset(("x", "y", "dx", "dy"))
_WHITE = frozenset(("white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(255, 255, 255)"))
_WAY_OUT = "draw it in another way, or save the picture as PNG"


def looks_drawn(content: bytes) -> bool:
    """Whether a file may be a drawing: it is text that begins with a tag."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def check_drawing(content: bytes, typefaces: Typefaces) -> None:
    """Raise `UnfitPicture` for the first thing in a drawing that would not be printed as it is meant."""
    if _ENTITY.search(content):
        raise UnfitPicture("declares entities (<!ENTITY …>); save it as plain SVG")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnfitPicture(f"is not well-formed XML ({error}); save it anew from its original") from None
    if _name(root) != "svg":
        raise UnfitPicture(f"is not a drawing: it begins with <{_name(root)}>, not with <svg>")
    _check_size(root)
    _check_amount(root)
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    for element in root.iter():
        _check_element(element, named)
    _check_text(root, typefaces)
    _check_seen(root)


def drawn_text(content: bytes) -> str:
    """The words that a drawing prints; empty for one that cannot be read."""
    try:
        return " ".join(_text_in(ElementTree.fromstring(content)).split()) if looks_drawn(content) else ""
    except (ElementTree.ParseError, ValueError, LookupError):
        return ""


def _text_in(root: ElementTree.Element) -> str:
    return "".join(
        " " * (_name(element) == "text") + "".join(_words(element))
        for element in root.iter()
        if not _is_foreign(element)
    )


def _check_size(root: ElementTree.Element) -> None:
    for name in ("width", "height"):
        value = root.get(name)
        if value and not re.fullmatch(r"\s*\+?(\d+\.?\d*|\.\d+)\s*(%|px|pt|pc|mm|cm|in|em|ex|rem)?\s*", value):
            raise UnfitPicture(f"has the {name} '{value}'; write a number, such as {name}=\"200\"")
    box = root.get("viewBox")
    if box is not None:
        numbers = box.replace(",", " ").split()
        try:
            sound = len(numbers) == 4 and float(numbers[2]) > 0 and float(numbers[3]) > 0
        except ValueError:
            sound = False
        if not sound:
            raise UnfitPicture(f"has the viewBox '{box}'; it needs four numbers: left, top, width and height")


def _check_amount(root: ElementTree.Element) -> None:
    """Raise for what is nested too deep, refers to itself, or grows too large by what is used again and again."""
    by_name = {name: element for element in root.iter() if (name := element.get("id"))}
    counted: dict[ElementTree.Element, int] = {}
    waiting: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    open_ones: set[ElementTree.Element] = set()
    while waiting:
        element, is_done = waiting.pop()
        inner = [*element, *filter(None, [_used(element, by_name)])]
        if is_done:
            open_ones.discard(element)
            counted[element] = 1 + sum(counted.get(item, 0) for item in inner)
            if counted[element] > MOST:
                raise UnfitPicture(f"holds more than {MOST:,} shapes; simplify it, or save it as PNG")
            continue
        if element in counted:
            continue
        if element in open_ones:
            raise UnfitPicture(f"uses '{element.get('id')}' inside itself; take one of the two out")
        open_ones.add(element)
        if len(open_ones) > DEEPEST:
            raise UnfitPicture(f"is nested more than {DEEPEST} deep; simplify it, or save it as PNG")
        waiting.append((element, True))
        waiting += [(item, False) for item in inner]


def _used(element: ElementTree.Element, by_name: dict[str, ElementTree.Element]) -> ElementTree.Element | None:
    """What a `use` element shows."""
    target = _href(element) if _name(element) == "use" else ""
    return by_name.get(target[1:]) if target.startswith("#") else None


def _check_element(element: ElementTree.Element, named: Mapping[str, ElementTree.Element]) -> None:
    name = _name(element)
    if _is_foreign(element):
        return  # what a drawing program keeps for itself
    if name not in _DRAWN:
        raise UnfitPicture(f"holds <{name}>, which cannot be drawn here; {_WAY_OUT}")
    target = _href(element)
    if target and name != "a":
        _check_target(name, target, named)
    if (units := _IN_UNITS.get(name)) and _UNITS not in (element.get(units), _shared(target, units, named)):
        told = f"has a <{name}> in parts of what it fills, which some readers leave empty"
        raise UnfitPicture(f'{told}; save it with {units}="{_UNITS}", or the picture as PNG')
    for text in (*element.attrib.values(), (element.text or "") if name == "style" else ""):
        if name == "style" and (found := _IMPORT.search(text)):
            raise UnfitPicture(f"has a style sheet with @{found[1]}; put the rules themselves into the picture")
        for address in _URL.findall(text):
            _check_target(name, address.strip(), named)


def _shared(target: str, attribute: str, named: Mapping[str, ElementTree.Element]) -> str | None:
    """What a gradient takes from the one that it refers to."""
    return named[target[1:]].get(attribute) if target.startswith("#") else None


def _check_target(name: str, target: str, named: Mapping[str, ElementTree.Element]) -> None:
    if target.startswith("#"):
        if target[1:] not in named:
            raise UnfitPicture(f"refers to '{target}', which is not in it")
    elif name == "image" and (data := _DATA.match(target)):
        _check_held(data)
    else:
        shown = target if len(target) <= 60 else f"{target[:59]}…"
        raise UnfitPicture(f"shows '{shown}', which lies outside it; embed it in the picture, or take it out")


def _check_held(data: re.Match[str]) -> None:
    """A picture inside a drawing."""
    try:
        raw = unquote_to_bytes(data[3])
        content = base64.b64decode(raw) if data[2].endswith("base64") else raw
    except (binascii.Error, ValueError):
        raise UnfitPicture("holds a picture that cannot be read; embed it anew") from None
    if looks_drawn(content):
        raise UnfitPicture(f"holds another drawing as a picture; {_WAY_OUT}")
    try:
        check_raster(content)
    except UnfitPicture as unfit:
        raise UnfitPicture(f"holds a picture that {unfit}") from None


def _check_text(root: ElementTree.Element, typefaces: Typefaces) -> None:
    if not any(_name(element) == "text" for element in root.iter()):
        return
    for written in _families(root):
        names = [name.strip().strip("\"'") for name in written.split(",")]
        if not any(name in typefaces.families or name in _GENERIC for name in names):
            known = ", ".join(sorted(typefaces.families))
            told = f"asks for the typeface '{names[0]}', which is not in fonts/; turn its text into paths"
            raise UnfitPicture(f"{told}, or set it in one of: {known}")
    for character in typefaces.missing(_text_in(root)):
        told = f"writes '{character}' (U+{ord(character):04X}), for which no typeface in fonts/ has a glyph"
        raise UnfitPicture(f"{told}; turn its text into paths")


def _check_seen(root: ElementTree.Element) -> None:
    """Raise for words that nobody would see: outside the frame of the drawing, or white with nothing behind them."""
    box = [float(number) for number in (root.get("viewBox") or "").replace(",", " ").split()]
    has_shapes = any(_name(element) in _SHAPES for element in root.iter())
    waiting = [(root, "", False)]
    while waiting:
        element, fill, is_moved = waiting.pop()
        style = _FILL.search(element.get("style", ""))
        fill = (style[1] if style else element.get("fill") or fill).strip().lower()
        is_moved = is_moved or element.get("transform") is not None
        if _name(element) == "text" and (words := " ".join("".join(element.itertext()).split())):
            if fill in _WHITE and not has_shapes:
                raise UnfitPicture(
                    f"writes «{words:.40}» in white with nothing behind it; give it a colour, or a ground"
                )
            if box and not is_moved and _is_outside(element, box):
                raise UnfitPicture(f"writes «{words:.40}» outside its viewBox, where it is not printed; move it inside")
        waiting += [(child, fill, is_moved) for child in element]


def _is_outside(text: ElementTree.Element, box: list[float]) -> bool:
    """Whether a text stands above or below the frame, or beside it on the side to which it runs."""
    if any(_PLACING & child.attrib.keys() or _name(child) == "textPath" for child in text):
        return False
    try:
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
    except ValueError:  # in other units, or for each letter
        return False
    left, top, width, height = box
    runs_right = "text-anchor" not in text.get("style", "") and text.get("text-anchor", "start") == "start"
    return y < top or y >= top + 1.5 * height or (runs_right and x >= left + width)


def _words(element: ElementTree.Element) -> Iterator[str]:
    if _name(element) in ("text", "tspan", "textPath", "a"):
        yield element.text or ""
    if _name(element) in ("tspan", "textPath", "a"):
        yield element.tail or ""


def _families(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        if family := element.get("font-family"):
            yield family
        style = element.text if _name(element) == "style" else element.get("style")
        yield from (found.strip() for found in (*_FAMILY.findall(style or ""), *_FONT.findall(style or "")))


def _href(element: ElementTree.Element) -> str:
    return next((value.strip() for name in _HREFS if (value := element.get(name))), "")


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _is_foreign(element: ElementTree.Element) -> bool:
    tag = str(element.tag)
    return tag.startswith("{") and not tag.startswith(f"{{{_SVG}}}")
