"""WeasyPrint's laid-out document as our own values; the only module that knows its box tree, which has no types.

Transforms are not followed: a box that is turned or scaled is taken to stand where it was laid out.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.model import (
    Area,
    Kind,
    LaidOutBox,
    LaidOutLine,
    LaidOutPage,
    LaidOutPicture,
    Paint,
    Run,
    Turn,
    Use,
)
from brochure.making.laid_out.turns import TEXT, Turns
from brochure.making.laid_out.vector import plain_colour, read_drawing, title_of

_MM = 25.4 / 96
_POINTS = 0.75
_ASCENT, _DESCENT = 0.7, 0.2
"""How far letters reach above and below the base line, in shares of the size: about the text faces of fonts/."""
_STRONG = 600
_FAINT, _TINY = 0.1, 0.01
"""Opacity, and share of its area that a transform leaves, below which nothing of a box is seen."""
_THICK, _BROAD = 70, 1.0
"""Per cent of a colour that hide what is behind, and millimetres of a border that can hide words."""
_SIDES = ("top", "right", "bottom", "left")
_FOLIO = re.compile(r"\d+[a-z]?|[ivxlc]+")


def read_pages(document: Any, elements: Elements) -> tuple[LaidOutPage, ...]:
    """The pages of a rendered WeasyPrint document; `elements` are those it was made from."""
    reader = _Reader(elements)
    return numbered([reader.page(i, page._page_box) for i, page in enumerate(document.pages)])


def numbered(pages: Sequence[LaidOutPage]) -> tuple[LaidOutPage, ...]:
    """All pages of a document with their labels and positions."""
    labels = _labels([_folio(page.root) for page in pages])
    return tuple(
        replace(page, position=position, label=label)
        for position, (page, label) in enumerate(zip(pages, labels, strict=True))
    )


class _Reader:
    def __init__(self, elements: Elements) -> None:
        from weasyprint.formatting_structure import boxes

        self.boxes, self.elements, self.turns = boxes, elements, Turns()
        self._kinds = (
            (boxes.MarginBox, Kind.MARGIN),
            (boxes.PageBox, Kind.PAGE),
            (boxes.ReplacedBox, Kind.PICTURE),
            (boxes.TableBox, Kind.TABLE),
            (boxes.TableCellBox, Kind.CELL),
            ((boxes.TableRowBox, boxes.TableRowGroupBox), Kind.ROW),
        )

    def page(self, position: int, page: Any) -> LaidOutPage:
        self.turns = Turns()
        root = self.box(page)
        paper = Area(0, 0, page.margin_width() * _MM, page.margin_height() * _MM)
        return LaidOutPage(position, "", paper, _content(page), root, bool(page.page_type.blank))

    def box(self, box: Any) -> LaidOutBox:
        """A box with all that is in it."""
        with self.turns.of(box) as turn:
            return self._box(box, turn)

    def _box(self, box: Any, turn: Turn) -> LaidOutBox:
        element = box.element
        inner = [getattr(child, "_box", child) for child in box.children]  # a placeholder keeps its box to itself
        is_line = [isinstance(child, self.boxes.LineBox) for child in inner]
        x, y, width, height = box.hit_area()
        return LaidOutBox(
            kind=next((kind for types, kind in self._kinds if isinstance(box, types)), Kind.BLOCK),
            element=self.elements.number(element),
            tag=_tag(element),
            place=self.elements.place(element, getattr(box, "at_keyword", "")),
            area=Area(x * _MM, y * _MM, (x + width) * _MM, (y + height) * _MM),
            content=_content(box),
            identity="" if element is None else element.get("id", ""),
            classes=frozenset() if element is None else frozenset(element.get("class", "").split()),
            flows=bool(box.is_in_normal_flow()),
            clips=box.style["overflow"] != "visible" and not isinstance(box, self.boxes.PageBox),
            is_fixed=isinstance(box, self.boxes.BlockContainerBox) and _is_fixed(box.style),
            is_unseen=_is_unseen(box, isinstance(box, self.boxes.ReplacedBox)),
            paints=tuple(_paints(box.style)),
            grounds=tuple(_grounds(box)),
            turn=turn,
            picture=self._picture(box) if isinstance(box, self.boxes.ReplacedBox) else None,
            lines=tuple(self._line(child) for child, line in zip(inner, is_line, strict=True) if line),
            children=tuple(self.box(child) for child, line in zip(inner, is_line, strict=True) if not line),
        )

    def _line(self, line: Any) -> LaidOutLine:
        turns: dict[int, Turn] = {}
        inner: list[LaidOutBox] = []
        inline = list(self._inline(line, turns, inner))
        texts = [item for item in inline if isinstance(item, self.boxes.TextBox) and _is_seen(item)]
        written = [item for item in texts if item.text.strip()]
        area = _area_of_text(written[0]) if written else _content(line)
        for item in written[1:]:
            area = area.united(_area_of_text(item))
        return LaidOutLine(
            area=area,
            runs=tuple(self._run(text, turns[id(text)]) for text in texts),
            links=tuple(dict.fromkeys(link for item in inline if (link := _link(item)))),
            boxes=tuple(inner),
        )

    def _run(self, text: Any, turn: Turn) -> Run:
        return Run(
            text.text,
            text.style["font_size"] * _POINTS,
            _colour(text.style, "color"),
            _area_of_text(text),
            self.elements.number(text.element),
            "::" in (text.element_tag or ""),
            text.style["font_family"][0],
            text.style["font_weight"] >= _STRONG,
            turn,
        )

    def _inline(self, box: Any, turns: dict[int, Turn], read: list[LaidOutBox]) -> Iterator[Any]:
        """What stands in a line, in order, without what is inside its pictures and blocks, which are `read`.

        `turns` receives the turn of each text by its identity.
        """
        for child in box.children:
            inner = getattr(child, "_box", child)
            yield inner
            if isinstance(inner, self.boxes.InlineBox):
                with self.turns.of(inner):
                    yield from self._inline(inner, turns, read)
            elif isinstance(inner, self.boxes.TextBox):
                turns[id(inner)] = self.turns.now(TEXT)
            else:
                read.append(self.box(inner))

    def _picture(self, box: Any) -> LaidOutPicture:
        element = box.element
        role, hidden = element.get("role", ""), element.get("aria-hidden", "")
        title = self.elements.figure_title(element)
        decorative = hidden == "true" or role in ("none", "presentation")
        label = element.get("aria-label")
        if _tag(element) != "svg":
            return LaidOutPicture(element.get("alt", label), title, decorative, pixels=_pixels(box.replacement))
        drawn = read_drawing(element, box.width, box.height, _colour(box.style, "color"))
        return LaidOutPicture(title_of(element) or label, title, decorative, drawn.texts, drawn.colours)


def _pixels(image: Any) -> tuple[int, int] | None:
    from weasyprint.images import RasterImage

    return (int(image.width), int(image.height)) if isinstance(image, RasterImage) else None


def _is_fixed(style: Any) -> bool:
    return bool(style["height"] != "auto" or style["max_height"].value != math.inf)


def _grounds(box: Any) -> Iterator[Area]:
    """Where the background, the pixels or the broad borders of a box let nothing through."""
    style = box.style
    if style["visibility"] != "visible" or style["opacity"] < _FAINT or box.transformation_matrix:
        return
    x, y, width, height = (float(length) * _MM for length in box.hit_area())
    has_pixels = bool(_pixels(getattr(box, "replacement", None)))
    gradient = any(kind not in ("none", "url") for kind, _ in style["background_image"])
    if has_pixels or gradient or _covers(_colour(style, "background_color")):
        yield Area(x, y, x + width, y + height)
        return
    top, right, bottom, left = (
        getattr(box, f"border_{side}_width") * _MM if _covers(_colour(style, f"border_{side}_color")) else 0.0
        for side in _SIDES
    )
    for broad, area in (
        (top, Area(x, y, x + width, y + top)),
        (right, Area(x + width - right, y, x + width, y + height)),
        (bottom, Area(x, y + height - bottom, x + width, y + height)),
        (left, Area(x, y, x + left, y + height)),
    ):
        if broad > _BROAD:
            yield area


def _covers(colour: str) -> bool:
    """Whether a colour hides what is behind it."""
    if colour == "transparent" or colour.endswith(" %"):
        return colour.endswith(" %") and float(colour.rsplit(" ", 2)[-2]) >= _THICK
    return True


def _is_unseen(box: Any, is_picture: bool) -> bool:
    """Whether a box and all in it is transparent, cut away or scaled to nothing; a picture also if made invisible."""
    matrix = box.transformation_matrix
    is_tiny = matrix is not None and abs(matrix.determinant) < _TINY
    clip: tuple[Any, ...] = tuple(box.style["clip"] or ())
    if box.is_absolutely_positioned() and len(clip) == 4 and "auto" not in clip:
        top, right, bottom, left = clip
        is_tiny = is_tiny or right <= left or bottom <= top
    return is_tiny or box.style["opacity"] < _FAINT or (is_picture and not _is_seen(box))


def _content(box: Any) -> Area:
    x, y = box.content_box_x(), box.content_box_y()
    return Area(x * _MM, y * _MM, (x + box.width) * _MM, (y + box.height) * _MM)


def _area_of_text(text: Any) -> Area:
    base, size = text.position_y + text.baseline, text.style["font_size"]
    top, bottom = base - _ASCENT * size, base + _DESCENT * size
    return Area(text.position_x * _MM, top * _MM, (text.position_x + text.width) * _MM, bottom * _MM)


def _folio(root: LaidOutBox) -> str:
    """The page number in a running head or foot: the text of a margin box that is nothing else."""
    margins = (box for box in root.children if box.kind is Kind.MARGIN)
    texts = (" ".join(line.text for line in box.lines) for box in margins)
    return next((text for text in texts if _FOLIO.fullmatch(text)), "")


def _labels(folios: Sequence[str]) -> list[str]:
    """Printed page numbers, and for pages that print none those that the next printed one makes them have.

    After the last printed number they go on from it; a document that prints none is numbered from 1.
    """
    printed = [(position, int(folio)) for position, folio in enumerate(folios) if folio.isdecimal()]
    labels: list[str] = []
    for position, folio in enumerate(folios):
        ahead = [each for each in printed if each[0] >= position]
        at, number = (ahead or printed[-1:] or [(0, 1)])[0]
        labels.append(folio or str(max(1, number + position - at)))
    return labels


def _paints(style: Any) -> Iterator[Paint]:
    """The colours of the borders and the background of a box, as its style declares them."""
    if style["visibility"] != "visible":
        return
    colours = [(Use.BACKGROUND, _colour(style, "background_color"))]
    for side in (*(f"border_{side}" for side in _SIDES), "outline"):
        if style[f"{side}_style"] not in ("none", "hidden") and style[f"{side}_width"] > 0:
            colours.append((Use.RULE, _colour(style, f"{side}_color")))
    for use, colour in dict.fromkeys(colours):
        if colour != "transparent":
            yield Paint(use, colour)


def _colour(style: Any, name: str) -> str:
    """A colour of a style as "#RRGGBB", "transparent", or in CSS's own notation when it is neither."""
    colour = style[name]
    if colour == "currentcolor":
        colour = style["color"]
    if colour.alpha == 0:
        return "transparent"
    if colour.space != "srgb":
        return str(colour)
    channels = "#" + "".join(f"{round(channel * 255):02X}" for channel in colour.coordinates)
    return plain_colour(channels) if colour.alpha == 1 else f"{channels} at {colour.alpha * 100:g} %"


def _is_seen(box: Any) -> bool:
    return bool(box.style["visibility"] == "visible")


def _link(box: Any) -> str:
    """The id that an element leads to; nothing when it is no link inside the document."""
    element = box.element
    target = element.get("href", "") if element is not None and element.tag == "a" else ""
    return target[1:] if target.startswith("#") else ""


def _tag(element: Any) -> str:
    return "" if element is None else str(element.tag).rsplit("}", 1)[-1]
