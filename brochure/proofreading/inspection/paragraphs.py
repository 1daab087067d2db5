"""Lines of paragraphs that trip the eye: alone at the head or foot of a page, a scrap at the end, a hole inside."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brochure.findings import Finding
from brochure.making.laid_out.model import HEADINGS, Kind, LaidOutLine, LaidOutPage, Standing
from brochure.proofreading.inspection.wording import excerpt, finding_about

LONG = 3
"""Lines from which a paragraph is long enough to be kept together at its ends."""
SCRAP = 4
"""Letters that a last line needs at least."""
FULL = 0.6
"""The share of the longest line of a paragraph that every line but the last fills at least."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands on one page of a paragraph."""

    item: Standing
    lines: tuple[LaidOutLine, ...]


def find_lonely_lines(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Single first lines at the foot of a page and single last lines at its head, in paragraphs of three or more."""
    for fragments in paragraphs(pages).values():
        if len(fragments) < 2 or sum(len(fragment.lines) for fragment in fragments) < LONG:
            continue
        for fragment, name in ((fragments[0], "first"), (fragments[-1], "last")):
            if len(fragment.lines) == 1:
                edge = "foot" if name == "first" else "head"
                message = f"the {name} line of a paragraph, {excerpt(fragment.lines[0].text)}, stands alone at the "
                yield finding_about(
                    fragment.item, f"{message}{edge} of the page; shorten or lengthen the text before it"
                )


def find_scraps(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Paragraphs of running text whose last line is a scrap of a word."""
    for fragments in paragraphs(pages).values():
        item, last = fragments[-1].item, fragments[-1].lines[-1].text
        if item.within("prose") and sum(len(fragment.lines) for fragment in fragments) > 1 and len(last) < SCRAP:
            message = f"the last line of a paragraph is only {excerpt(last)}; shorten the paragraph by a word"
            yield finding_about(item, message)


def find_holes(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Lines of running text that end far too early, though the paragraph goes on."""
    for fragments in paragraphs(pages).values():
        lines = [(fragment.item, line) for fragment in fragments for line in fragment.lines]
        if not lines[0][0].within("prose"):
            continue
        longest = max(line.area.width for _, line in lines)
        for item, line in lines[:-1]:
            if line.area.width < FULL * longest:
                message = f"the line {excerpt(line.text)} ends far from the margin; put the words another way"
                yield finding_about(item, message)


def paragraphs(pages: Sequence[LaidOutPage]) -> dict[int, list[Fragment]]:
    """The texts of the document outside headings and tables, by element, with their lines on each page."""
    found: dict[int, list[Fragment]] = defaultdict(list)
    for page in pages:
        for item in page.standing():
            lines = tuple(line for line in item.box.lines if line.text and not line.is_generated)
            in_table = any(box.kind is Kind.CELL for box in item.chain)
            in_heading = any(box.tag in HEADINGS for box in item.chain)
            if not lines or item.is_in_margin or in_table or in_heading:
                continue
            fragments = found[item.box.element]
            if fragments and fragments[-1].item.page is page:
                lines = fragments.pop().lines + lines
            fragments.append(Fragment(item, lines))
    return found
