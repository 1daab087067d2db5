"""The blocks of a section in pieces that may stand on pages of their own, and blocks put together again from them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from brochure.making.pages.content import BlockOnPage, PartOnPage

_TAG = re.compile(r"<(/?)[A-Za-z][^<>]*?(/?)>")
_PLACE = re.compile(r'<[^<>]*? data-place="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure, a table, or elements of a block's prose; `block` is its position in the section.

    The elements are those from `start` to before `end`; all of the prose where `end` is 0.
    """

    block: int
    html: str = ""
    start: int = 0
    end: int = 0

    @property
    def is_text(self) -> bool:
        """Whether it is part of the text."""
        return bool(self.html)


Stretch = tuple[int, int, int]
"""What a piece is, without its words: block, start and end."""


def piece_of(section: PartOnPage, stretch: Stretch) -> Piece:
    """A piece of a section; raises IndexError where the section has no such block."""
    number, start, end = stretch
    block = section.blocks[number]
    if block.figure or block.table:
        return Piece(number)
    prose = str(block.prose or " ")
    return Piece(number, "".join(elements_of(prose)[start:end]) if end else prose, start, end)


def elements_of(html: str) -> list[str]:
    """The outermost elements of well-formed HTML, with the space behind each."""
    found, depth, start = [], 0, 0
    for tag in _TAG.finditer(html):
        depth += 0 if tag[2] else -1 if tag[1] else 1
        if depth == 0:
            found.append(html[start : tag.end()])
            start = tag.end()
    return found


def in_order(section: PartOnPage, pages: Sequence[Sequence[Piece]]) -> PartOnPage:
    """A section whose pieces stand in this order, on these pages; the first page begins with the opener."""
    blocks: list[BlockOnPage] = []
    begun: set[int] = set()
    for number, page in enumerate(pages):
        for block in _on_page(section.blocks, page, begun, opens=number > 0):
            blocks.append(block)
    return replace(section, blocks=tuple(blocks))


def _on_page(
    blocks: Sequence[BlockOnPage], page: Sequence[Piece], begun: set[int], *, opens: bool
) -> Iterator[BlockOnPage]:
    at = 0
    while at < len(page):
        piece = page[at]
        together = [other for other in page[at:] if other.block == piece.block]
        block = blocks[piece.block]
        if piece.is_text:
            html = "".join(other.html for other in together)
            block = replace(block, prose=Markup(html))
            if piece.block in begun:
                place = _PLACE.match(html.lstrip())
                block = replace(block, place=place[1] if place else block.place, heading=None, level=0, side=None)
        begun.add(piece.block)
        yield replace(block, opens_page=opens)
        opens = False
        at += len(together)
