"""Pages that are left empty for more than a third, at the foot or in the middle; where a part ends, for a half."""

from collections.abc import Iterator, Sequence

from brochure.findings import Finding
from brochure.making.laid_out.model import COVERS, Kind, LaidOutPage, Standing, parts_of
from brochure.making.placing.plan import MOST_EMPTY, MOST_EMPTY_AT_THE_END
from brochure.proofreading.inspection.wording import finding_about

AIR = 15.0
"""Millimetres between two things that are still but air."""


def emptiness(page: LaidOutPage) -> float:
    """The share of a page's height on which nothing stands, more than the air between lines and blocks."""
    reached, empty = page.area.top, 0.0
    for top, bottom, _ in sorted(_content(page), key=lambda item: item[:2]):
        if top - reached > AIR:
            empty += top - reached
        reached = max(reached, bottom)
    return (empty + max(0.0, page.area.bottom - reached)) / page.area.height


def find_empty_pages(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Holes in pages, and feet that are empty. Covers, colophons and blank pages are left alone."""
    used = [page for page in pages if not page.is_blank]
    for i, page in enumerate(used):
        parts = parts_of(page)
        content = sorted(_content(page), key=lambda item: item[0])
        if not content or any(not part.classes.isdisjoint(COVERS) for part in parts):
            continue
        yield from _holes(page, content)
        goes_on, came_over = (
            0 <= j < len(used) and parts[-1].element in {part.element for part in parts_of(used[j])}
            for j in (i + 1, i - 1)
        )
        _, bottom, item = max(content, key=lambda item: item[1])
        share = (page.area.bottom - bottom) / page.area.height
        if goes_on and share > MOST_EMPTY:
            message = f"the lower {share * 100:.0f} % of the page is empty, and the part goes on overleaf"
            yield finding_about(item, f"{message}; move a text or figure, or let this one break")
        elif came_over and not goes_on and share > MOST_EMPTY_AT_THE_END:
            message = f"the lower {share * 100:.0f} % of the page is empty, where the part ends"
            yield finding_about(item, f"{message}; shorten or lengthen the part, or a figure of it")


def _holes(page: LaidOutPage, content: Sequence[tuple[float, float, Standing]]) -> Iterator[Finding]:
    _, reached, above = content[0]
    for top, bottom, item in content:
        share = (top - reached) / page.area.height
        if share > MOST_EMPTY:
            yield finding_about(above, f"below this {share * 100:.0f} % of the page is empty; move what follows up")
        if bottom > reached:
            reached, above = bottom, item


def _content(page: LaidOutPage) -> Iterator[tuple[float, float, Standing]]:
    """Top and bottom of all that a reader sees: lines, pictures, and boxes with a rule or a background."""
    for item in page.standing():
        if item.is_in_margin:
            continue
        for line in item.box.lines:
            if line.text:
                yield line.area.top, line.area.bottom, item
        is_inside_a_part = len(item.around) > 3
        if item.box.kind is Kind.PICTURE or (is_inside_a_part and item.box.paints):
            yield item.box.area.top, item.box.area.bottom, item
