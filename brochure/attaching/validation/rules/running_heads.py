"""Whether running heads and page numbers are artifacts, so that they are not read aloud in the midst of the text.

ISO 14289-1, 7.1, and ISO 32000-1, 14.8.2.2: what stands at the same place of page after page, numbers aside, is no part
of the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, shortened
from brochure.attaching.validation.content import Kind, Piece, joined
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import Content
from brochure.findings import Level

_MARGIN = 0.08
_LEAST_PAGES = 4
_ROWS = {"Table", "L", "TOC", "Index"}
"""What has many rows that look alike and stand at the same heights of page after page."""
_PART = 0.3
"""A text on so many of the pages is one that runs through the file."""


def _read_aloud(opened: OpenedPdf) -> Iterator[Hit]:
    held = {
        content
        for element in opened.structure.elements
        for content in element.kids
        if isinstance(content, Content) and not any(item.tag in _ROWS for item in element.upwards())
    }
    found: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for number, page in enumerate(opened.pages):
        margin = _MARGIN * page.height
        for content, pieces in opened.marked_on(number).items():
            shown = [piece for piece in pieces if piece.kind is Kind.TEXT and piece.text.strip()]
            if content in held and shown and _all_in(margin, page.height - margin, shown):
                text = joined(shown)
                found[re.sub(r"\d+", "#", text), round(shown[0].box.bottom / 4)].append((number, text))
    for places in found.values():
        if len(places) >= max(_LEAST_PAGES, _PART * len(opened.page_objects)) and _runs(places):
            first, text = places[0]
            told = f"{shortened(text)} stands in the margin of {len(places)} pages and is read aloud on each"
            yield Hit(f"{told}; make running heads and page numbers artifacts", first)


def _runs(places: list[tuple[int, str]]) -> bool:
    """Whether texts at one place of many pages are a running head: a number alone must count the pages."""
    numbers = [(page, int(text)) for page, text in places if text.isascii() and text.isdigit()]
    if len(numbers) < len(places):
        return True
    offsets = [number - page for page, number in numbers]
    return max(map(offsets.count, set(offsets))) > len(offsets) / 2


def _all_in(top: float, bottom: float, pieces: list[Piece]) -> bool:
    return all(piece.box.bottom < top or piece.box.top > bottom for piece in pieces)


CHECKS = (
    Check(
        "pdf-running-head",
        "A text that runs through the margins of the pages is in the structure, and read aloud on each of them.",
        _read_aloud,
        level=Level.WARNING,
        needs_pages=True,
    ),
)
