"""The words of a page with their letters' areas, each letter found again in the block that it was set from.

Uses PDFium by way of `brochure.tracing.printed`; areas are in points from the top left corner of the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pypdfium2

from brochure.drafts.comments.model import Point
from brochure.manifest.model import Area, BlockRecord, PageRecord
from brochure.manifest.where import around, give_to_lines, offsets_in
from brochure.pdf.letters import Letter
from brochure.tracing.printed import letters_of

_SAME_FOOT = 4.0
"""Letters whose feet differ by more stand in different lines, in points."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter on a page: the area it covers, and where it stands in its block's text, None where it does not."""

    letter: Letter
    area: Area
    offset: int | None = None

    @property
    def centre(self) -> Point:
        """The middle of its area."""
        return centre_of(self.area)


@dataclass(frozen=True)
class Word:
    """Letters without a space between them, in one line; `line` is the position of that in the page's record."""

    glyphs: tuple[Glyph, ...]
    line: int | None

    @cached_property
    def area(self) -> Area:
        """What its letters cover."""
        return around(glyph.area for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(glyph.letter.text for glyph in self.glyphs)

    @property
    def span(self) -> tuple[int, int] | None:
        """From where to where it stands in its block's text."""
        offsets = [glyph.offset for glyph in self.glyphs if glyph.offset is not None]
        return (min(offsets), max(offsets) + 1) if offsets else None


def read_glyphs(page: pypdfium2.PdfPage, corner: Point) -> tuple[Glyph, ...]:
    """The letters of a page, in the order in which PDFium reads them; `corner` is its upper left one."""
    text = page.get_textpage()
    try:
        return tuple(
            Glyph(letter, _area(text.get_charbox(i), corner)) for i, letter in letters_of(text, corner.x, corner.y)
        )
    finally:
        text.close()


def find_words(glyphs: Sequence[Glyph], page: PageRecord, blocks: Sequence[BlockRecord]) -> tuple[Word, ...]:
    """The words that letters make, each in its line of the page's record."""
    letters = [glyph.letter for glyph in glyphs]
    line_of: dict[int, int] = {}
    offsets: dict[int, int | None] = {}
    for i, positions in enumerate(give_to_lines(page.lines, letters)[0]):
        line_of |= dict.fromkeys(positions, i)
        block = page.lines[i].block
        if block is not None:
            found = offsets_in(blocks[block], page.lines[i], [letters[position] for position in positions])
            offsets |= zip(positions, found, strict=True)
    words: list[tuple[list[Glyph], int | None]] = []
    for i, glyph in enumerate(glyphs):
        placed = replace(glyph, offset=offsets.get(i))
        is_new = not words or glyph.letter.begins or words[-1][1] != line_of.get(i)
        if is_new or abs(words[-1][0][-1].letter.y - glyph.letter.y) > _SAME_FOOT:
            words.append(([], line_of.get(i)))
        words[-1][0].append(placed)
    return tuple(Word(tuple(letters), line) for letters, line in words)


def centre_of(area: Area) -> Point:
    """The middle of an area."""
    return Point((area.left + area.right) / 2, (area.top + area.bottom) / 2)


def is_within(point: Point, areas: Iterable[Area]) -> bool:
    """Whether a point lies in one of some areas."""
    return any(area.holds(point.x, point.y) for area in areas)


def _area(box: tuple[float, float, float, float], corner: Point) -> Area:
    left, bottom, right, top = box
    return Area(left=left - corner.x, top=corner.y - top, right=right - corner.x, bottom=corner.y - bottom)
