"""A part of an edition, set and written: its PDF without typefaces, its pages as plain values, what the whole needs.

A piece can be kept in a file and read back. Does not know how pages are set, nor how pieces are joined.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter

from brochure.findings import Place
from brochure.making.laid_out.model import LaidOutBox, LaidOutLine, LaidOutPage

Point = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the whole needs to know it, in CSS pixels from its top left corner: its size, what stands where.

    A bookmark is its level, its words, its point, and "open" or "closed".
    """

    width: float
    height: float
    bookmarks: tuple[tuple[int, str, Point, str], ...]
    anchors: dict[str, Point]


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A typeface and the glyphs of it that a part uses, with their widths and the text that each stands for.

    `key` is what WeasyPrint knows it by, the others are what Pango asks for.
    """

    key: int
    family: str
    style: int
    weight: int
    size: float
    variations: str
    widths: dict[int, float]
    texts: dict[int, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part that is set and written.

    `base` is the number of its first element in the document that it was set from, as `pages` count them.
    """

    pdf: bytes
    base: int
    pages: tuple[LaidOutPage, ...]
    sheets: tuple[Sheet, ...]
    fonts: tuple[UsedFont, ...]

    def to_bytes(self) -> bytes:
        """The piece as it is kept: everything but the PDF as JSON in the first line, and the PDF."""
        told = _adapter().dump_json(replace(self, pdf=b""))
        return told + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Piece":
        """The piece that was kept; raises ValueError when it cannot be read."""
        told, line_end, pdf = kept.partition(b"\n")
        if not line_end:
            raise ValueError("this is not a piece")
        found: Piece = _adapter().validate_json(told)
        return replace(found, pdf=pdf)

    def pages_in(self, base: int, place_of: Callable[[int], Place]) -> tuple[LaidOutPage, ...]:
        """The pages in a document where the first element of the part has number `base`.

        `place_of` gives the place in the project that an element comes from.
        """
        move = _Mover(base - self.base, self.base, place_of)
        return tuple(replace(page, root=move.box(page.root)) for page in self.pages)


@cache
def _adapter() -> TypeAdapter[Piece]:
    return TypeAdapter(Piece)


class _Mover:
    """Renumbers the elements of boxes, and says anew where they come from."""

    def __init__(self, by: int, base: int, place_of: Callable[[int], Place]) -> None:
        self._by, self._base, self._place_of = by, base, place_of
        self._places: dict[int, Place] = {}

    def box(self, box: LaidOutBox) -> LaidOutBox:
        """A box with all that is in it."""
        element = self._number(box.element)
        place = box.place if element < self._base + self._by else self._place(element)
        lines = self._lines(box.lines)
        children = tuple(map(self.box, box.children))
        same = element == box.element and place == box.place
        if same and lines is box.lines and all(a is b for a, b in zip(children, box.children, strict=True)):
            return box
        return replace(box, element=element, place=place, lines=lines, children=children)

    def _lines(self, lines: tuple[LaidOutLine, ...]) -> tuple[LaidOutLine, ...]:
        if not self._by and not any(line.boxes for line in lines):
            return lines
        return tuple(self._line(line) for line in lines)

    def _line(self, line: LaidOutLine) -> LaidOutLine:
        runs = line.runs
        if self._by:
            runs = tuple(replace(run, element=self._number(run.element)) for run in runs)
        return replace(line, runs=runs, boxes=tuple(map(self.box, line.boxes)))

    def _number(self, element: int) -> int:
        return element + self._by if element >= self._base else element

    def _place(self, element: int) -> Place:
        if element not in self._places:
            self._places[element] = self._place_of(element)
        return self._places[element]
