"""Whether the order of the structure follows the page.

A text must not stand wholly above the text that is read before it in the same column, nor on an earlier page. Columns
are told apart by their sides: what lies beside is no matter. Figures and notes may stand anywhere near, and are passed
over; so is everything that is no text.
"""

from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, shortened
from brochure.attaching.validation.content import Box, Kind
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import GROUPS, INLINE, Element

_ANYWHERE = {"Figure", "Note", "FENote", "Aside", "Artifact", "Annot", "Form", "Caption"}
"""Types whose place on the page is not that of the text around them."""
_SAME_COLUMN = 0.5
"""Texts of which as much of the narrower lies beside the other are in one column."""
_TOLERANCE = 1.0
"""Points by which a text may reach into the one that is above it."""


def _out_of_order(opened: OpenedPdf) -> Iterator[Hit]:
    """Of each page, what is read after something that stands below it; a block that is out of order is told once."""
    read: dict[int, list[tuple[Element, Box]]] = {}
    latest, before = -1, None
    for block in _blocks(opened):
        boxes = opened.boxes_of(block, Kind.TEXT)
        if not boxes:
            continue
        first = min(boxes)
        if first < latest and before is not None:
            told = f"{_name(opened, block)} is read after {_name(opened, before)}, which stands on a later page"
            yield Hit(f"{told} ({opened.page_name(latest)})", first, block)
        else:
            latest, before = first, block
        for page, box in boxes.items():
            above = read.setdefault(page, [])
            over = next((item for item, other in reversed(above) if box.overlap_across(other) >= _SAME_COLUMN), None)
            if over is not None and _is_above(box, dict(above)[over]):
                told = f"{_name(opened, block)} is read after {_name(opened, over)}, but stands above it"
                yield Hit(told, page, block)
            else:
                above.append((block, box))


def _is_above(box: Box, other: Box) -> bool:
    return box.bottom <= other.top + _TOLERANCE


def _blocks(opened: OpenedPdf) -> Iterator[Element]:
    """The smallest elements that are more than a part of a line, in reading order; a row of a table is one of them."""
    waiting = list(reversed(opened.structure.root.children))
    while waiting:
        element = waiting.pop()
        if element.tag in _ANYWHERE:
            continue
        inner = element.children
        if element.tag == "TR" or (element.tag not in GROUPS and not any(_is_block(child) for child in inner)):
            yield element
        else:
            waiting += reversed([child for child in inner if _is_block(child) or child.tag in INLINE])


def _is_block(element: Element) -> bool:
    return element.tag not in INLINE


def _name(opened: OpenedPdf, element: Element) -> str:
    what = {"TR": "the row ", "LBody": "the item ", "LI": "the item "}.get(element.tag, "")
    return what + shortened(opened.text_of(element), 40)


CHECKS = (
    Check(
        "pdf-reading-order",
        "A text is read after one that stands below it in the same column.",
        _out_of_order,
        needs_pages=True,
    ),
)
