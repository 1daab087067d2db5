"""Where on the pages of two PDFs something differs: rectangles, in points from the top left corner of the page.

New words are marked on the new pages and removed ones on the old; a figure that differs is marked on both. Lines and
drawings have their places in the manifest; where in its line a word stands is asked of the printed letters. Knows
nothing of looks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brochure.drafts.comparison.model import BlockChange, ExhibitChange, Kind, Stretch
from brochure.manifest.model import Account, Area, LineRecord, Manifest
from brochure.tracing.matching import struck_letters
from brochure.tracing.printed import Letter, squeezed

Letters = Callable[[int], Sequence[Letter]]
"""The printed letters of a page, by its position."""
_NEAR = 1.5
"""Points by which letters may lie beside the area of their line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that differs: `kind` is "new", "removed", "changed" or "picture"; `entry` is its number in the lists."""

    area: Area
    kind: str
    entry: int = 0


Marks = dict[int, list[Mark]]
"""The marks of each page, by its position."""


def mark_new(manifest: Manifest, entries: Iterable[tuple[int, BlockChange]], letters: Letters) -> Marks:
    """New words on the pages of the new PDF, by the numbers of their entries."""
    stretches = {
        change.new: (entry, list(_new_stretches(change))) for entry, change in entries if change.new is not None
    }
    return _marks(manifest, stretches, "new", letters)


def mark_removed(manifest: Manifest, entries: Iterable[tuple[int, BlockChange]], letters: Letters) -> Marks:
    """Removed words on the pages of the old PDF, by the numbers of their entries."""
    stretches = {
        change.old: (entry, list(_removed_stretches(change))) for entry, change in entries if change.old is not None
    }
    return _marks(manifest, stretches, "removed", letters)


def mark_drawings(
    manifest: Manifest, entries: Iterable[tuple[int, ExhibitChange]], position: Callable[[ExhibitChange], int | None]
) -> Marks:
    """Drawings that differ; `position` says which exhibit of this manifest it is that has changed."""
    wanted = {
        position(change): (entry, str(change.kind)) for entry, change in entries if change.kind is not Kind.RENUMBERED
    }
    marks: Marks = {}
    for i, page in enumerate(manifest.pages):
        for token in page.tokens:
            if token.account is Account.DRAWING and token.of in wanted:
                entry, kind = wanted[token.of]
                marks.setdefault(i, []).append(Mark(token.area, kind, entry))
    return marks


def merged(*several: Marks) -> Marks:
    """All marks of each page."""
    marks: Marks = {}
    for each in several:
        for page, found in each.items():
            marks.setdefault(page, []).extend(found)
    return marks


Span = tuple[int, int]


def _new_stretches(change: BlockChange) -> Iterator[Span]:
    yield from ((word.start, word.end) for word in change.words if word.kind is Stretch.NEW and word.words.strip())


def _removed_stretches(change: BlockChange) -> Iterator[Span]:
    """Where in the old text something was that has gone."""
    at = 0
    for word in change.words:
        if word.kind is Stretch.NEW:
            continue
        if word.kind is Stretch.REMOVED and word.words.strip():
            yield at, at + len(word.words)
        at += len(word.words)


def _marks(
    manifest: Manifest, stretches: Mapping[int, tuple[int, Sequence[Span]]], kind: str, letters: Letters
) -> Marks:
    marks: Marks = {}
    for i, page in enumerate(manifest.pages):
        whole: dict[int, Area] = {}
        for line in page.lines:
            if line.block is None or line.block not in stretches:
                continue
            entry, spans = stretches[line.block]
            length = len(manifest.blocks[line.block].text.rstrip())
            is_whole = any(start <= 0 and end >= length for start, end in spans)
            wanted = [(line.start, line.start + len(line.said))] if is_whole else spans
            areas = (_area_in(line, span, lambda i=i: letters(i)) for span in wanted)  # type: ignore[misc]
            for area in filter(None, areas):
                if is_whole:
                    whole[line.block] = _joined(whole.get(line.block, area), area)
                else:
                    marks.setdefault(i, []).append(Mark(area, kind, entry))
        for block, area in whole.items():
            marks.setdefault(i, []).append(Mark(area, kind, stretches[block][0]))
    return {i: found for i, found in marks.items() if found}


def _area_in(line: LineRecord, span: Span, letters: Callable[[], Sequence[Letter]]) -> Area | None:
    """The part of a line that a stretch of its block covers; the whole line where its letters are not found there.

    What a draft shows struck in the line belongs to no block, and is passed over.
    """
    said = line.said
    start, end = max(span[0] - line.start, 0), min(span[1] - line.start, len(said))
    if start >= end or not said[start:end].strip():
        return None
    before, inside = len(squeezed(said[:start])), len(squeezed(said[start:end]))
    if before == 0 and inside == len(squeezed(line.text)):
        return line.area
    printed = sorted(
        (letter for letter in letters() if _is_in(letter, line.area)),
        key=lambda letter: letter.x,
    )
    if len(printed) != len(squeezed(line.text)) or not inside:
        return line.area
    struck = struck_letters(line)
    found = [letter for i, letter in enumerate(printed) if i not in struck]
    left = found[before].x
    after = printed[printed.index(found[before + inside - 1]) + 1 :]
    right = after[0].x if after else line.area.right
    if after and after[0].begins:  # a space lies between, which is no part of the word
        right -= min(_space(line.area), (right - left) / 2)
    return Area(left=left, top=line.area.top, right=right, bottom=line.area.bottom)


def _is_in(letter: Letter, area: Area) -> bool:
    return area.left - _NEAR <= letter.x <= area.right + _NEAR and area.top <= letter.y <= area.bottom + _NEAR


def _space(area: Area) -> float:
    """About the width of a space in a line."""
    return (area.bottom - area.top) * 0.25


def _joined(first: Area, second: Area) -> Area:
    return Area(
        left=min(first.left, second.left),
        top=min(first.top, second.top),
        right=max(first.right, second.right),
        bottom=max(first.bottom, second.bottom),
    )
