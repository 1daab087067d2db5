"""The words of a page with their letters' areas, each letter found again in the block that it was set from.

Uses PDFium by way of `brochure.tracing.printed`; areas are in points from the top left corner of the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pypdfium2

from brochure.drafts.comments.model import Point
from brochure.manifest.alignment import aligned
from brochure.manifest.model import Area, BlockRecord, PageRecord
from brochure.tracing.matching import LineFinder, struck_letters
from brochure.tracing.printed import Letter, letters_of

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
        areas = [glyph.area for glyph in self.glyphs]
        return Area(
            left=min(area.left for area in areas),
            top=min(area.top for area in areas),
            right=max(area.right for area in areas),
            bottom=max(area.bottom for area in areas),
        )

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
    finder = LineFinder(page.lines)
    lines = [finder.find(glyph.letter) for glyph in glyphs]
    offsets = _offsets(glyphs, lines, page, blocks)
    words: list[tuple[list[Glyph], int | None]] = []
    for i, glyph in enumerate(glyphs):
        placed = replace(glyph, offset=offsets.get(i))
        is_new = not words or glyph.letter.begins or words[-1][1] != lines[i]
        if is_new or abs(words[-1][0][-1].letter.y - glyph.letter.y) > _SAME_FOOT:
            words.append(([], lines[i]))
        words[-1][0].append(placed)
    return tuple(Word(tuple(letters), line) for letters, line in words)


def _offsets(
    glyphs: Sequence[Glyph], lines: Sequence[int | None], page: PageRecord, blocks: Sequence[BlockRecord]
) -> dict[int, int]:
    """Where in the text of its block each letter stands, by its position."""
    found: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line is not None:
            members.setdefault(line, []).append(i)
    for line, positions in members.items():
        record = page.lines[line]
        if record.block is None:
            continue
        positions.sort(key=lambda i: glyphs[i].letter.x)
        struck = struck_letters(record)
        positions = [position for i, position in enumerate(positions) if i not in struck]
        printed = "".join(glyphs[i].letter.text for i in positions)
        text = blocks[record.block].text.replace("\u2010", "-")
        offsets = aligned(printed, text, record.start).offsets
        found |= {i: at for i, at in zip(positions, offsets, strict=True) if at is not None}
    return found


def centre_of(area: Area) -> Point:
    """The middle of an area."""
    return Point((area.left + area.right) / 2, (area.top + area.bottom) / 2)


def is_within(point: Point, areas: Iterable[Area]) -> bool:
    """Whether a point lies in one of some areas."""
    return any(a.left <= point.x <= a.right and a.top <= point.y <= a.bottom for a in areas)


def _area(box: tuple[float, float, float, float], corner: Point) -> Area:
    left, bottom, right, top = box
    return Area(left=left - corner.x, top=corner.y - top, right=right - corner.x, bottom=corner.y - bottom)
