"""Which page of one PDF is which of another: the two that share most of their text.

Pages keep their order; what has been put in or taken out makes pages that have no other. Knows nothing of looks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from brochure.drafts.comparison.blocks import Match
from brochure.drafts.comparison.pairing import pair_in_order
from brochure.manifest.model import Manifest, PageRecord


@dataclass(frozen=True, slots=True)
class Pair:
    """A page of the old PDF and what it is in the new one, by position from 0; None where it is not."""

    old: int | None
    new: int | None


def pair_pages(old: Manifest, new: Manifest, matches: Iterable[Match]) -> tuple[Pair, ...]:
    """Every page of both PDFs, in the order of the new one, with pages that have gone where they were."""
    found_as = {match.old: match.new for match in matches if match.old is not None and match.new is not None}
    before = [_letters(page, found_as) for page in old.pages]
    after = [_letters(page, {i: i for i in range(len(new.blocks))}) for page in new.pages]
    shared = [[(first & second).total() for second in after] for first in before]
    return tuple(_filled(pair_in_order(shared, 1), len(before), len(after)))


def _letters(page: PageRecord, found_as: dict[int, int]) -> Counter[int]:
    """How many letters of each block stand on a page, by the block's position in the new PDF."""
    letters: Counter[int] = Counter()
    for line in page.lines:
        if line.block in found_as:
            letters[found_as[line.block]] += len(line.text)
    return letters


def _filled(pairs: Iterable[tuple[int, int]], height: int, width: int) -> Iterator[Pair]:
    """All pages: between two pairs those that are left stand side by side, as far as there are as many."""
    here = there = 0
    for i, j in [*pairs, (height, width)]:
        old, new = list(range(here, i)), list(range(there, j))
        if len(old) == len(new):
            yield from map(Pair, old, new)
        else:
            yield from (Pair(page, None) for page in old)
            yield from (Pair(None, page) for page in new)
        if i < height and j < width:
            yield Pair(i, j)
        here, there = i + 1, j + 1
