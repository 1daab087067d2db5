"""Marked content that marks nothing, taken out of finished pages (ISO 32000-1, 14.6).

WeasyPrint 70 marks every text, also the space between two words of different looks, and draws nothing for it. Knows the
objects of pydyf, nothing of what the content says.
"""

import re
from collections.abc import Iterator
from typing import Any

from brochure.making.writing.references import Target, parent_tree, target_of

_PAINTS = re.compile(rb"(?:^|\s)(?:TJ|Tj|'|\"|Do|f\*?|F|S|s|B\*?|b\*?|sh|EI)$")


def drop_empty(pdf: Any) -> None:
    """Take marked content that paints nothing out of its page, of the structure, and of the parent tree."""
    target = target_of(pdf)

    numbers = parent_tree(pdf)
    for position, page in enumerate(pdf.page_references):
        operations = target(target(page)["Contents"]).stream
        of_page = numbers[2 * position + 1]
        for begin, end, mark in _empty(operations):
            operations[begin:end] = [""] * (end - begin)
            if of_page[mark] != "null":
                _take_out(target, of_page[mark], mark)
                of_page[mark] = "null"


def _empty(operations: list[Any]) -> Iterator[tuple[int, int, int]]:
    """Begin, end and number of each stretch of marked content without anything that is painted."""
    begin, mark = -1, -1
    for at, item in enumerate(operations):
        if item == b"BDC":
            begin, mark = at - 2, int(operations[at - 1]["MCID"])
        elif item == b"EMC" and begin >= 0:
            yield begin, at + 1, mark
            begin = -1
        elif begin >= 0 and isinstance(item, bytes) and _PAINTS.search(item):
            begin = -1


def _take_out(target: Target, reference: bytes, mark: int) -> None:
    """Take a piece of content out of its tag, and every tag that holds nothing any more out of the one around it."""
    kid: Any = mark
    while True:
        tag = target(reference)
        tag["K"].remove(kid)
        if tag["K"] or "P" not in tag or tag["S"] not in ("/Span", "/NonStruct"):
            return
        kid, reference = reference, tag["P"]
