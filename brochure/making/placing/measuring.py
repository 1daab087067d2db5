"""What the items of a section take on its laid-out pages, and how they are shared out there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from brochure.making.laid_out.model import LaidOutBox, LaidOutPage, parts_of
from brochure.making.pages.content import BlockOnPage, PartOnPage
from brochure.making.placing.pieces import Piece, elements_of
from brochure.making.placing.plan import Item, Order


@dataclass(frozen=True, slots=True)
class Measured:
    """A section as it is laid out: its items, the first of which is its opener, and the pieces that the others are."""

    items: tuple[Item, ...]
    pieces: tuple[Piece, ...]
    pages: tuple[Order, ...]
    room: float


@dataclass(frozen=True, slots=True)
class _Standing:
    """A box of a section, and on which of its pages it stands."""

    page: int
    box: LaidOutBox


def measure_section(
    section: PartOnPage, pages: Sequence[LaidOutPage], side_heights: Sequence[float]
) -> Measured | None:
    """The items of a section; None where one of its blocks runs over a page, or cannot be told from the others.

    `side_heights` is how much room the note beside each block needs, in millimetres.
    """
    own = [(page, part) for page in pages for part in parts_of(page) if part.identity == section.anchor]
    standing = [_Standing(number, box) for number, (_, part) in enumerate(own) for box in part.children]
    if len(standing) != len(section.blocks) + 1 or any("long" in each.box.classes for each in standing):
        return None
    gaps = _gaps(standing)
    items = [Item(standing[0].box.area.bottom - own[0][0].area.top)]
    pieces: list[Piece] = []
    orders: list[list[int]] = [[] for _ in own]
    orders[0].append(0)
    for number, (block, each) in enumerate(zip(section.blocks, standing[1:], strict=True)):
        before = gaps.get(_kind(each.box), max(gaps.values(), default=0.0))
        for item, piece in _items_of(number, block, each.box, before, side_heights[number]):
            orders[each.page].append(len(items))
            items.append(item)
            pieces.append(piece)
    mentions = _mentions(section.blocks, pieces)
    items[1:] = [
        Item(item.height, item.before, item.exhibit, mentions.get(i, i) if item.exhibit else 0, item.joined)
        for i, item in enumerate(items[1:], start=1)
    ]
    return Measured(tuple(items), tuple(pieces), tuple(map(tuple, orders)), own[0][0].area.height)


def _items_of(number: int, block: BlockOnPage, box: LaidOutBox, before: float, side: float) -> list[tuple[Item, Piece]]:
    """The items that a block can be parted into: paragraphs of its prose, but never beside a note in the margin."""
    if block.figure or block.table:
        return [(Item(box.area.height, before, exhibit=True), Piece(number))]
    html = elements_of(str(block.prose or ""))
    inner = [child for child in _prose(box).children if child.flows] if html else []
    if len(inner) != len(html) or len(html) < 2:
        return [(Item(box.area.height, before), Piece(number, str(block.prose or " ")))]
    found: list[tuple[Item, Piece]] = []
    top = box.area.top
    beside = _prose(box).area.top + side
    for start, (each, following) in enumerate(zip(html, [*inner[1:], None], strict=True)):
        bottom = following.area.top if following else box.area.bottom
        found.append(
            (
                Item(bottom - top, before if not found else 0.0, joined=bool(found)),
                Piece(number, each, start, start + 1),
            )
        )
        top = bottom
    while len(found) > 1 and box.area.top + found[0][0].height < beside:
        (first, head), (second, rest) = found[:2]
        joined = Item(first.height + second.height, first.before)
        found[:2] = [(joined, Piece(number, head.html + rest.html, head.start, rest.end))]
    return found


def _prose(box: LaidOutBox) -> LaidOutBox:
    """The box of a block that holds its prose."""
    waiting = [box]
    while waiting:
        if "prose" in (found := waiting.pop()).classes:
            return found
        waiting += found.children
    return box


def _kind(box: LaidOutBox) -> str:
    return "unit" if "unit" in box.classes else "exhibit"


def _gaps(standing: Sequence[_Standing]) -> dict[str, float]:
    """The most room above each kind of box that is not the first of its page."""
    found: dict[str, float] = {}
    for above, below in pairwise(standing):
        if above.page == below.page:
            kind = _kind(below.box)
            found[kind] = max(found.get(kind, 0.0), below.box.area.top - above.box.area.bottom)
    return found


def _mentions(blocks: Sequence[BlockOnPage], pieces: Sequence[Piece]) -> dict[int, int]:
    """The first text that leads to each figure and table, both as positions among the items."""
    found: dict[int, int] = {}
    for i, piece in enumerate(pieces, start=1):
        shown = blocks[piece.block].figure or blocks[piece.block].table
        if shown is None:
            continue
        named = [j for j, text in enumerate(pieces, start=1) if f'href="#{shown.anchor}"' in text.html]
        before = [j for j, text in enumerate(pieces, start=1) if text.is_text and j < i]
        found[i] = min(named[:1] + before[-1:], default=0)
    return found
