"""Pages of a draft with changes keep the numbers of the brochure, although what is struck takes room.

Each page begins with what it begins with in the brochure; the paper has room below for a few lines more. Where that is
not enough a page goes on, on a page with its number and a letter: 13, 13b.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brochure.making.laid_out.elements import Elements, Sheets
from brochure.making.laid_out.model import Kind, LaidOutBox

_IN_TABLE = frozenset({"table", "caption", "colgroup", "thead", "tbody", "tr", "th", "td"})
_PARTS = frozenset({"html", "body", "section", "nav"})
"""Elements that begin a page by themselves, or cannot be parted from what is around them."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a page begins with; `page` is its position."""

    page: int
    element: Element


def starts(sheets: Sheets) -> tuple[Start, ...]:
    """What begins at the head of a page; nothing for a page on which something goes on."""
    seen: set[int] = set()
    found: list[Start] = []
    for position, page in enumerate(sheets.pages):
        element = _first(page.root, seen)
        if element >= 0 and sheets.elements.in_order[element].tag not in _IN_TABLE:
            found.append(Start(position, sheets.elements.in_order[element]))
        seen.update(box.element for box in _all(page.root))
    return tuple(found)


def keep(found: Iterable[Start]) -> None:
    """Let what began a page begin one, in the tree itself."""
    for start in found:
        if start.element.tag not in _PARTS:
            style = start.element.get("style", "").rstrip("; ")
            start.element.set("style", f"{style}; break-before: page".lstrip("; "))


def renumbering(found: Sequence[Start], sheets: Sheets) -> str:
    """The style that gives pages laid out anew the numbers they had; nothing where all have them already.

    A page that has come between goes on with the number of that before it, and a letter.
    """
    first = _first_pages(sheets, sheets.elements)
    rules: list[str] = []
    surplus = 0
    for start in found:
        if start.element not in first:
            continue
        page = first[start.element]
        more = page - start.page - surplus
        for i in range(more):
            rules.append(_going_on(page - more + i + 1, chr(ord("b") + min(i, 24))))
        if more < 0:
            rules.append(f"@page :nth({page + 1}) {{ counter-increment: page {1 - more} }}")
        surplus += more
    return "\n".join(rules)


def _going_on(position: int, letter: str) -> str:
    sides = (
        f"@page body:{side}:nth({position}) {{ @bottom-{side} {{ content: counter(page) '{letter}' }} }}"
        for side in ("left", "right")
    )
    return "\n".join([f"@page :nth({position}) {{ counter-increment: page 0 }}", *sides])


def _first_pages(sheets: Sheets, elements: Elements) -> dict[Element, int]:
    pages: dict[Element, int] = {}
    for position, page in enumerate(sheets.pages):
        for box in _all(page.root):
            if box.element >= 0:
                pages.setdefault(elements.in_order[box.element], position)
    return pages


def _first(box: LaidOutBox, seen: set[int]) -> int:
    """The outermost element that begins at the head of a box, -1 where none does."""
    inner = next((child for child in box.children if child.flows and child.kind is not Kind.MARGIN), None)
    if inner is None:
        return -1
    if inner.element >= 0 and inner.element not in seen:
        return inner.element
    return _first(inner, seen)


def _all(box: LaidOutBox) -> Iterator[LaidOutBox]:
    yield box
    for child in box.children:
        yield from _all(child)
