"""Content of finished pages that is on the paper and not read: artifacts (ISO 32000-1, 14.8.2.2).

WeasyPrint 70 tags running heads and page numbers as content, but leaves their tags out of the structure, so that they
are neither. Knows the objects of pydyf, nothing of what the content says.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from brochure.making.writing.references import Target, parent_tree, target_of

Marked = tuple[bytes, int]
"""The reference of a page, and the number of a piece of marked content on it."""


def make_artifacts(pdf: Any, contents: Iterable[Marked]) -> None:
    """Mark pieces of content as artifacts, and take them out of the parent tree; their tags are left to the caller."""
    import pydyf

    by_page: dict[bytes, set[int]] = defaultdict(set)
    for page, content in contents:
        by_page[page].add(content)
    numbers, target = parent_tree(pdf), target_of(pdf)
    places = {page: place for place, page in enumerate(pdf.page_references)}
    for page, marks in by_page.items():
        operations = target(target(page)["Contents"]).stream
        for at, item in enumerate(operations[:-1]):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in marks and operations[at + 1] == b"BDC":
                operations[at - 1], operations[at], operations[at + 1] = "", "/Artifact", b"BMC"
        of_page = numbers[2 * places[page] + 1]
        for content in marks:
            of_page[content] = "null"


def make_margins_artifacts(pdf: Any) -> None:
    """Make artifacts of all content whose tags hang in no structure: running heads, page numbers, what lies over pages.

    To be called when all objects are there, before they are written.
    """
    target = target_of(pdf)
    document = target(target(pdf.catalog["StructTreeRoot"])["K"][0])
    inside = set(document["K"])
    numbers = parent_tree(pdf)
    loose = []
    for page, of_page in zip(numbers[::2], numbers[1::2], strict=True):
        if not isinstance(of_page, list):
            continue  # the tag of an annotation
        for content, reference in enumerate(of_page):
            if reference != "null" and _outermost(target, reference, document.reference) not in inside:
                loose.append((pdf.page_references[page], content))
    make_artifacts(pdf, loose)


def _outermost(target: Target, reference: bytes, document: bytes) -> bytes:
    """The tag around a tag that is the document's own child."""
    while (above := target(reference)["P"]) != document:
        reference = above
    return reference
