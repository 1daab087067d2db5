"""Where in a host an annex goes: after which page, and below which bookmark."""

import pikepdf

from brochure.attaching.joining.bookmarks import titles_with_pages
from brochure.attaching.joining.labels import labels_of
from brochure.findings import UsageError, near


def position_after(pdf: pikepdf.Pdf, page: str) -> int:
    """The position, from 0, that follows a page; `page` is the number printed on it, or "#12" for the twelfth.

    Raises `UsageError` for a page that is not there, or a number that several pages bear.
    """
    count, page = len(pdf.pages), page.strip()
    if page.startswith("#"):
        if page[1:].isdigit() and 1 <= int(page[1:]) <= count:
            return int(page[1:])
        raise UsageError(f"there is no page {page}: the proposition has {count} pages, #1 to #{count}")
    labels = labels_of(pdf)
    found = [number for number, label in enumerate(labels, start=1) if label == page]
    if not found:
        raise UsageError(f"the proposition has no page {page}; its pages are {_spans(labels)}.{near(page, labels)}")
    if len(found) > 1:
        places = " or ".join(f"--after '#{number}'" for number in found[:4])
        raise UsageError(f"{len(found)} pages of the proposition bear the number {page}; say which: {places}")
    return found[0]


def heading_for(pdf: pikepdf.Pdf, label: str, at: int) -> str | None:
    """The bookmark below which an annex belongs that is called `label`: "Vedlegg" for "Særskilt vedlegg A-0010 B".

    That is the last bookmark before position `at` of the highest level, or of any, if all its words begin as words of
    the label do; None for any other.
    """
    before = [(level, title) for level, title, page in titles_with_pages(pdf) if page is not None and page < at]
    highest = [title for level, title in before if level == 1]
    words = tuple(_words(label))
    for title in (*highest[-1:], *(title for _, title in before[-1:])):
        if (heading := _words(title)) and all(word.startswith(words) for word in heading):
            return title
    return None


def _words(text: str) -> list[str]:
    return [word for word in text.casefold().split() if word.isalpha()]


def _spans(labels: list[str]) -> str:
    """Page numbers in runs: "i to iv, 1 to 57"."""
    runs: list[list[str]] = []
    for label in labels:
        if runs and label.isdigit() == runs[-1][-1].isdigit() and label != "1":
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
