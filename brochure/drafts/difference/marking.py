"""Where on the pages of two PDFs something differs: rectangles, in points from the top left corner of the page.

New words are marked on the new pages and removed ones on the old; a figure that differs is marked on both. Lines and
drawings have their places in the manifest; where in its line a word stands is asked of the printed letters. Knows
nothing of looks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from brochure.drafts.comparison.model import BlockChange, Change, ExhibitChange, Stretch
from brochure.manifest.model import Account, Area, Manifest
from brochure.manifest.where import area_of, around, give_to_lines, stretch_of
from brochure.pdf.letters import Letter

Letters = Callable[[int], Sequence[Letter]]
"""The printed letters of a page, by its position."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that differs: `kind` is "new", "removed", "changed" or "picture"; `entry` is its number in the lists."""

    area: Area
    kind: str
    entry: int = 0


Marks = dict[int, list[Mark]]
"""The marks of each page, by its position."""


def mark_words(
    manifest: Manifest, kind: Stretch, entries: Iterable[tuple[int, BlockChange]], letters: Letters
) -> Marks:
    """New words on the pages of the new PDF, or removed ones on those of the old, by the numbers of their entries."""
    stretches = {
        at: (entry, list(change.stretches(kind)))
        for entry, change in entries
        if (at := change.new if kind is Stretch.NEW else change.old) is not None
    }
    marks: Marks = {}
    for i, page in enumerate(manifest.pages):
        if not any(line.block in stretches for line in page.lines):
            continue
        printed = letters(i)
        whole: dict[int, list[Area]] = {}
        for line, positions in zip(page.lines, give_to_lines(page.lines, printed)[0], strict=True):
            if line.block is None or line.block not in stretches:
                continue
            block, (entry, spans) = manifest.blocks[line.block], stretches[line.block]
            is_whole = any(start <= 0 and end >= len(block.text.rstrip()) for start, end in spans)
            wanted = [stretch_of(block, line)] if is_whole else spans
            own = [printed[position] for position in positions]
            areas = [area for span in wanted if (area := area_of(block, line, own, span)) is not None]
            if is_whole:
                whole.setdefault(line.block, []).extend(areas)
            else:
                marks.setdefault(i, []).extend(Mark(area, str(kind), entry) for area in areas)
        found = ((stretches[of][0], areas) for of, areas in whole.items() if areas)
        marks.setdefault(i, []).extend(Mark(around(areas), str(kind), entry) for entry, areas in found)
    return marks


def mark_drawings(
    manifest: Manifest, entries: Iterable[tuple[int, ExhibitChange]], position: Callable[[ExhibitChange], int | None]
) -> Marks:
    """Drawings that differ; `position` says which exhibit of this manifest it is that has changed."""
    wanted = {
        position(change): (entry, str(change.kind)) for entry, change in entries if change.kind is not Change.RENUMBERED
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
