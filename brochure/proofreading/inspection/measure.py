"""Lines of running text that are too long or too short to be read with ease.

45 to 75 characters: R. Bringhurst, The Elements of Typographic Style, 2.1.2.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from brochure.findings import Finding
from brochure.making.laid_out.model import COVERS, LaidOutPage, Standing
from brochure.proofreading.inspection.paragraphs import paragraphs
from brochure.proofreading.inspection.wording import excerpt, finding_about

LONGEST_MEAN, SHORTEST_MEAN = 75, 45
LONGEST = 85
"""Characters of a single line, however short the others are."""
ENOUGH = 10
"""Full lines below which a mean says nothing."""


def find_uneasy_measures(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """A prose column whose full lines have over 75 or under 45 characters in the mean; parts with far longer lines."""
    long: dict[int, list[tuple[Standing, str]]] = defaultdict(list)
    full: list[tuple[Standing, str]] = []
    for fragments in paragraphs(pages).values():
        lines = [(fragment.item, line.text) for fragment in fragments for line in fragment.lines]
        item = lines[0][0]
        if item.part is None or not item.within("prose") or item.within(*COVERS):
            continue
        full += lines[:-1]
        long[item.part.element] += [(where, text) for where, text in lines if len(text) > LONGEST]
    for found in long.values():
        if found:
            where, text = max(found, key=lambda pair: len(pair[1]))
            message = f"{_lines(len(found))} more than {LONGEST} characters, this one {len(text)}: {excerpt(text)}"
            yield finding_about(where, f"{message}; make the column narrower or the type larger")
    if len(full) < ENOUGH:
        return
    mean = sum(len(text) for _, text in full) / len(full)
    if mean > LONGEST_MEAN:
        message = f"the lines of the text column have {mean:.0f} characters in the mean, more than {LONGEST_MEAN}"
        yield finding_about(full[0][0], f"{message}; make the column narrower or the type larger")
    elif mean < SHORTEST_MEAN:
        message = f"the lines of the text column have {mean:.0f} characters in the mean, fewer than {SHORTEST_MEAN}"
        yield finding_about(full[0][0], f"{message}; make the column wider or the type smaller")


def _lines(count: int) -> str:
    return "one line of this part has" if count == 1 else f"{count} lines of this part have"
