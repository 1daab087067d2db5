"""The page labels of a PDF: the numbers that are printed on its pages, for readers that show and look for pages.

Knows nothing of pages but these numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class LabelRange:
    """Pages that are numbered on from one: the first of them from 0, how they are numbered, and its own number.

    `style` is "D" for decimal, "r" for small roman numbers, and empty where `prefix` is the whole label.
    """

    page: int
    style: str
    number: int = 1
    prefix: str = ""


def label_ranges(labels: Sequence[str]) -> Iterator[LabelRange]:
    """The ranges that give pages these labels, as few as can be."""
    before: tuple[str, int] | None = None
    for page, label in enumerate(labels):
        read = _read(label)
        if read is None:
            yield LabelRange(page, "", prefix=label)
        elif before is None or read != (before[0], before[1] + 1):
            yield LabelRange(page, *read)
        before = read


def add_page_labels(pdf: Any, labels: Sequence[str]) -> None:
    """Write the labels of all pages into the catalog of pydyf's `pdf` (ISO 32000-1, 12.4.2)."""
    import pydyf

    numbers = pydyf.Array()
    for each in label_ranges(labels):
        entries: dict[str, Any] = {"S": f"/{each.style}"} if each.style else {"P": pydyf.String(each.prefix)}
        if each.number != 1:
            entries["St"] = each.number
        numbers += [each.page, pydyf.Dictionary(entries)]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


def _read(label: str) -> tuple[str, int] | None:
    """How a label is numbered, and its number; None for what is not such a number as written."""
    if re.fullmatch(r"[1-9][0-9]*", label):
        return "D", int(label)
    if not label or not set(label) <= set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in label]
    number = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return ("r", number) if _roman(number) == label else None


def _roman(number: int) -> str:
    steps = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, letters in steps:
        while number >= value:
            text, number = text + letters, number - value
    return text
