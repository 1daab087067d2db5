"""What a reader's program calls each page: the page labels of a file (ISO 32000-1, 12.4.2).

Knows nothing of what is printed on the pages.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf

from brochure.pdf import objects
from brochure.pdf.walking import tree

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelRange:
    """Pages that are numbered in one go: the first, counted from 0, and how: style, prefix, first number."""

    first: int
    style: str
    prefix: str
    start: int

    def label(self, page: int) -> str:
        """The label of a page of the range."""
        return self.prefix + _numeral(self.style, self.start + page - self.first)


def read_ranges(pdf: pikepdf.Pdf) -> tuple[LabelRange, ...]:
    """The ranges of page labels, in order; none where the file has none."""
    found = [
        _range(objects.integer(first), labels)
        for first, labels in tree(objects.below(pdf.Root, "/PageLabels"), "/Nums")
    ]
    return tuple(sorted(found, key=lambda item: item.first))


def labels_of(ranges: tuple[LabelRange, ...], pages: int) -> tuple[str, ...]:
    """The label of each page; a page before every range is called by its position, from 1, as programs do."""
    found = []
    for page in range(pages):
        own = next((item for item in reversed(ranges) if item.first <= page), None)
        found.append(own.label(page) if own is not None else str(page + 1))
    return tuple(found)


def _range(first: int, labels: Any) -> LabelRange:
    style, prefix = objects.name(objects.below(labels, "/S")), objects.text(objects.below(labels, "/P")) or ""
    return LabelRange(first, style, prefix, objects.integer(objects.below(labels, "/St"), 1))


def _numeral(style: str, value: int) -> str:
    match style:
        case "D":
            return str(value)
        case "r" | "R":
            roman = _roman(value)
            return roman.upper() if style == "R" else roman
        case "a" | "A":
            letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letter.upper() if style == "A" else letter
    return ""


def _roman(value: int) -> str:
    found = ""
    for worth, sign in _ROMAN:
        found += sign * (value // worth)
        value %= worth
    return found
