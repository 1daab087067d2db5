"""Where a stretch of text stands on the pages, and back.

Between a block's text, the printed lines that it was set in, the letters and areas of a page, and the project's files:
whatever has to know how one of them leads to another asks here. An area covers what its letters do; a letter belongs
to the line whose foot it stands nearest to.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from brochure.manifest.alignment import aligned
from brochure.manifest.model import Account, Area, BlockRecord, LineRecord, Manifest, PageRecord, SourcePlace, Token
from brochure.pdf.letters import Letter, is_folded, squeezed, unfolded

Span = tuple[int, int]
"""From where to where a stretch goes in a text."""
_BEFORE, _AFTER, _BELOW = 1.5, 0.5, 1.0
"""How far outside the area of its line a letter may begin, in points."""


def lines_of(manifest: Manifest, block: int) -> Iterator[tuple[int, LineRecord]]:
    """The printed lines of a block, each with the position of its page."""
    return (
        (position, line) for position, page in enumerate(manifest.pages) for line in page.lines if line.block == block
    )


def line_with(manifest: Manifest, block: int, offset: int) -> tuple[int, LineRecord] | None:
    """The printed line in which a letter of a block's text stands, with the position of its page."""
    lines = [each for each in lines_of(manifest, block) if each[1].start <= offset and each[1].said.strip()]
    return lines[-1] if lines else None


def last_line_before(manifest: Manifest, file: str, line: int, kind: str = "") -> tuple[int, LineRecord] | None:
    """The first printed line of what is written at a line of a file, or last before it; of blocks of a `kind` alone."""
    written = [
        (position, record)
        for position, page in enumerate(manifest.pages)
        for record in page.lines
        if record.block is not None
        and (record.source.file == file and record.source.line <= line)
        and kind in manifest.blocks[record.block].kind
    ]
    return max(written, key=lambda each: each[1].source.line, default=None)


def captions_at(manifest: Manifest, source: SourcePlace) -> Iterator[int]:
    """The positions of the captions that are written at a place, such as that of a figure."""
    for position, block in enumerate(manifest.blocks):
        if "caption" in block.kind and (block.source.file, block.source.line) == (source.file, source.line):
            yield position


def stretch_of(block: BlockRecord, line: LineRecord) -> Span:
    """From where to where a line goes in the text of its block, which may have signs in it that are not printed."""
    return line.start, aligned(line.said, block.text, line.start).end


def span_in(block: BlockRecord, line: LineRecord, span: Span) -> Span | None:
    """The part of a stretch of its block that stands in a line; a point is a stretch too."""
    start, end = stretch_of(block, line)
    first, last = span[0], max(span[1], span[0] + 1)
    return (max(first, start), min(last, end)) if first < end and start < last else None


def offset_of(text: str, printed: str, before: str = "", near: int = 0) -> int | None:
    """Where in a text some printed words stand after those `before`; None where they do not.

    Spaces and signs without width are left out of account. Of several places, it is the one after about as many
    letters as `near` says.
    """
    before, printed = unfolded(before), unfolded(printed)
    found = [match.start() for match in re.finditer(re.escape(before + printed), unfolded(text))] if printed else []
    if not found:
        return None
    offsets = [i for i, letter in enumerate(text) if not is_folded(letter)]
    return offsets[min(found, key=lambda start: abs(start - near)) + len(before)]


def line_of(page: PageRecord, token: Token) -> int | None:
    """The position of the line that a token stands in, None for a drawing."""
    if token.account is Account.DRAWING:
        return None
    area = token.area
    around = [
        (abs(line.area.foot - area.foot), i)
        for i, line in enumerate(page.lines)
        if line.area.holds(area.left, (area.top + area.bottom) / 2, 1)
    ]
    return min(around)[1] if around else None


def give_to_lines(lines: Sequence[LineRecord], letters: Sequence[Letter]) -> tuple[list[list[int]], list[int]]:
    """The positions of the letters of each line, from left to right, and of those that stand in none."""
    at: dict[int, list[tuple[int, Area]]] = {}
    for i, line in enumerate(lines):
        for point in range(int(line.area.top) - 1, int(line.area.bottom + _BELOW) + 1):
            at.setdefault(point, []).append((i, line.area))
    given: list[list[int]] = [[] for _ in lines]
    left_over: list[int] = []
    for position, letter in enumerate(letters):
        around = (
            (abs(area.foot - letter.y), i)
            for i, area in at.get(int(letter.y), ())
            if area.left - _BEFORE <= letter.x <= area.right + _AFTER and area.top <= letter.y <= area.bottom + _BELOW
        )
        nearest = min(around, default=None)
        (left_over if nearest is None else given[nearest[1]]).append(position)
    for positions in given:
        positions.sort(key=lambda position: letters[position].x)
    return given, left_over


def offsets_in(block: BlockRecord, line: LineRecord, letters: Sequence[Letter]) -> list[int | None]:
    """Where in the text of its block each letter of a line stands, from left to right.

    None for what is no part of the text: a hyphen at the end, what a draft shows struck, the number of a note.
    """
    left_out = {
        i
        for start, end in line.not_said
        for i in range(len(squeezed(line.text[:start])), len(squeezed(line.text[:end])))
    }
    kept = [i for i in range(len(letters)) if i not in left_out]
    text = block.text.replace("\u2010", "-")
    offsets: list[int | None] = [None] * len(letters)
    for i, offset in zip(kept, aligned("".join(letters[i].text for i in kept), text, line.start).offsets, strict=True):
        offsets[i] = offset
    return offsets


def area_of(block: BlockRecord, line: LineRecord, letters: Sequence[Letter], span: Span) -> Area | None:
    """What a stretch of its block covers of a line, by the letters of that; all of it where they are not found.

    None where the line says nothing of it.
    """
    inside, (start, end) = span_in(block, line, span), stretch_of(block, line)
    if inside is None or not block.text[slice(*inside)].strip():
        return None
    if not line.not_said and inside[1] == end and not block.text[start : inside[0]].strip():
        return line.area
    offsets = offsets_in(block, line, letters)
    found = [i for i, offset in enumerate(offsets) if offset is not None and span[0] <= offset < span[1]]
    if not found:
        return line.area
    left, right = letters[found[0]].x, line.area.right
    for following in letters[found[-1] + 1 : found[-1] + 2]:
        right = following.x
        if following.begins:  # a space lies between, which is no part of the word
            right -= min((line.area.bottom - line.area.top) * 0.25, (right - left) / 2)
    return Area(left=left, top=line.area.top, right=right, bottom=line.area.bottom)


def texts_on(page: PageRecord) -> Iterator[str]:
    """All texts of a page: its lines, and those of its drawings."""
    return chain(
        (line.text for line in page.lines),
        (token.text for token in page.tokens if token.account is Account.DRAWING),
    )


def around(areas: Iterable[Area]) -> Area:
    """The area that some areas cover together, of which there must be one at least."""
    lefts, tops, rights, bottoms = zip(*((a.left, a.top, a.right, a.bottom) for a in areas), strict=True)
    return Area(left=min(lefts), top=min(tops), right=max(rights), bottom=max(bottoms))
