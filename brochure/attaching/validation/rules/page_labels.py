"""Whether programs call pages by the numbers that are printed on them (ISO 32000-1, 12.4.2).

What is printed is known from the manifest of one of our files; in others it is read from the heads and feet of the
pages: whole numbers there that grow by one from page to page over most of the file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from brochure.attaching.validation.check import Check, Hit
from brochure.attaching.validation.content import Kind, PageContent, joined
from brochure.attaching.validation.opened import OpenedPdf
from brochure.findings import Level

_MARGIN = 0.1
"""The head and the foot of a page, as parts of its height."""
_LEAST_PAGES = 4
_MOST_OF_THEM = 0.6
_STYLES = {"D", "R", "r", "A", "a", ""}


def _broken(opened: OpenedPdf) -> Iterator[Hit]:
    ranges = opened.label_ranges
    if ranges and ranges[0].first != 0:
        yield Hit(f"the page labels begin with page {ranges[0].first + 1} of the file; they must begin with its first")
    ends = [*(item.first for item in ranges[1:]), len(opened.page_objects)]
    for item, last in zip(ranges, ends, strict=False):
        if item.first >= len(opened.page_objects):
            yield Hit(f"page labels are given from page {item.first + 1} of the file on, which it does not have")
        elif item.style not in _STYLES:
            yield Hit(f"page labels are of a kind '{item.style}' that programs do not know", item.first)
        elif item.style == "" and last - item.first > 1:
            told = f"{last - item.first} pages in a row are called «{item.prefix}»"
            yield Hit(f"{told}, so that none of them can be found by its label", item.first)


def _not_as_printed(opened: OpenedPdf) -> Iterator[Hit]:
    printed = _printed(opened)
    wrong = [page for page, number in sorted(printed.items()) if opened.labels[page] != number]
    if wrong:
        first = wrong[0]
        others = f", and {len(wrong) - 1} more pages likewise" if len(wrong) > 1 else ""
        told = f"the page has the printed number {printed[first]}, but programs call it {opened.labels[first] or '–'}"
        yield Hit(f"{told}{others}; give the file page labels as printed (PageLabels)", first)


def _printed(opened: OpenedPdf) -> Mapping[int, str]:
    """The printed numbers that are known, by page."""
    if opened.sources is not None:
        pages = range(len(opened.page_objects))
        return {page: record.label for page in pages if (record := opened.sources.record(page)) is not None}
    found = {number: set(_numbers(page)) for number, page in enumerate(opened.pages)}
    offsets = Counter(number - page for page, numbers in found.items() for number in numbers)
    if not offsets:
        return {}
    offset, count = max(offsets.items(), key=lambda item: (item[1], -abs(item[0])))
    if count < _LEAST_PAGES or count < _MOST_OF_THEM * len(opened.page_objects):
        return {}
    return {page: str(page + offset) for page, numbers in found.items() if page + offset in numbers}


def _numbers(page: PageContent) -> Iterator[int]:
    """Whole numbers that stand alone in the head or foot of a page."""
    margin = _MARGIN * page.height
    pieces = [
        piece
        for piece in page.pieces
        if piece.kind is Kind.TEXT and (piece.box.bottom < margin or piece.box.top > page.height - margin)
    ]
    text = joined(pieces)
    for word in text.split():
        if word.isascii() and word.isdigit() and len(word) <= 5:
            yield int(word)


CHECKS = (
    Check("pdf-page-labels", "The page labels are broken, or many pages in a row have the same one.", _broken),
    Check(
        "pdf-page-numbers",
        "The number printed on a page is not what programs call the page.",
        _not_as_printed,
        level=Level.WARNING,
    ),
)
