"""Whether the outline of the file is there, leads to its places, and follows the pages (ISO 14289-1, 7.17)."""

from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.places import Bookmark
from brochure.findings import Level

_FEW_PAGES = 3


def _none(opened: OpenedPdf) -> Iterator[Hit]:
    if len(opened.page_objects) > _FEW_PAGES and next(opened.places.bookmarks(), None) is None:
        yield Hit(f"the file has {len(opened.page_objects)} pages and no bookmarks to find one's way by")


def _leading_nowhere(opened: OpenedPdf) -> Iterator[Hit]:
    for item in opened.places.bookmarks():
        if not item.title.strip():
            yield Hit("a bookmark has no title")
        if item.target is not None and item.target.page < 0:
            where = f"the place '{item.target.name}', which" if item.target.name else "a page that"
            yield Hit(f"the bookmark {shortened(item.title)} leads to {where} is not in the file")
        elif item.target is None and not item.address:
            yield Hit(f"the bookmark {shortened(item.title)} leads nowhere")


def _out_of_order(opened: OpenedPdf) -> Iterator[Hit]:
    """Bookmarks whose page is before that of the one above; of one page, those that stand higher."""
    before: Bookmark | None = None
    for item in opened.places.bookmarks():
        if item.target is None or item.target.page < 0:
            continue
        if before is not None and before.target is not None and item.target.page < before.target.page:
            told = f"the bookmark {shortened(item.title)} leads to page {opened.page_name(item.target.page)}"
            over = f"page {opened.page_name(before.target.page)}"
            yield Hit(f"{told}, the one over it, {shortened(before.title)}, to {over}", item.target.page)
        before = item


def _leaping(opened: OpenedPdf) -> Iterator[Hit]:
    """Bookmarks that hang below one that comes later in the file than they do."""
    above: list[Bookmark] = []
    for item in opened.places.bookmarks():
        above = [other for other in above if other.level < item.level]
        if above and item.target and above[-1].target and 0 <= item.target.page < above[-1].target.page:
            told = f"the bookmark {shortened(item.title)} stands below {shortened(above[-1].title)}"
            yield Hit(f"{told}, but leads to a page before it", item.target.page)
        above.append(item)


CHECKS = (
    Check("pdf-no-bookmarks", f"A file of more than {_FEW_PAGES} pages has no bookmarks.", _none),
    Check("pdf-bookmark-target", "A bookmark has no title, or leads to nothing that is in the file.", _leading_nowhere),
    Check(
        "pdf-bookmark-order",
        "A bookmark leads to an earlier page than the one over it.",
        _out_of_order,
        level=Level.WARNING,
    ),
    Check("pdf-bookmark-nesting", "A bookmark leads to an earlier page than the one that it belongs to.", _leaping),
)
