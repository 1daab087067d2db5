"""Headings that stand at the foot of a page, parted from what they announce."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brochure.findings import Finding
from brochure.making.laid_out.model import HEADINGS, Kind, LaidOutPage, Standing, parts_of
from brochure.proofreading.inspection.wording import excerpt, finding_about

LINES = 2
"""Lines of text that a heading needs below it."""


@dataclass(slots=True)
class _Below:
    """A heading, and what has been met after it on its page."""

    heading: Standing
    lines: int = 0
    shows: bool = False


def find_stranded_headings(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Headings with fewer than two lines of text and no figure or table below them, where more follows overleaf."""
    used = [page for page in pages if not page.is_blank]
    for page, following in pairwise(used):
        overleaf = {item.box.element for item in following.standing() if not item.is_in_margin}
        for below in _headings(page):
            if below.shows or below.lines >= LINES:
                continue
            owner = below.heading.around[-1] if below.lines else parts_of(page)[-1]
            if owner.element in overleaf:
                text = " ".join(line.text for line in below.heading.box.lines)
                count = "one line" if below.lines else "nothing"
                message = f"the heading {excerpt(text)} has {count} below it on its page; keep it with its text, "
                yield finding_about(below.heading, f"{message}or change what stands before it")


def _headings(page: LaidOutPage) -> list[_Below]:
    found: list[_Below] = []
    for item in page.standing():
        box = item.box
        if item.is_in_margin:
            continue
        if box.tag in HEADINGS:
            if box.lines:
                found.append(_Below(item))
        elif not any(around.tag in HEADINGS for around in item.around):
            lines = 0 if item.within("side") else sum(bool(line.text) for line in box.lines)
            for below in found:
                below.lines += lines
                below.shows = below.shows or box.kind in (Kind.PICTURE, Kind.TABLE)
    return found
