"""Digits typed by hand in running text (DESIGN.md, law 1).

A number in text is bound to a statistic, or marked as not statistical by braces: {2014}, {§ 17}, {15–74 år}.
"""

import re
from collections.abc import Iterator

MARKED = re.compile(r"\{([^{}\n]+)\}")
_PASSED_OVER = re.compile(
    r"""
    \{[^{}\n]+\}              # marked as not statistical
    | \]\([^)\s]*             # the address of a link or image
    | <https?://[^>\s]*>      # an address that is its own text
    | ^[ ]{0,3}\d+\.[ \t]     # the number of a list item
    """,
    re.VERBOSE | re.MULTILINE,
)
_TYPED = re.compile(r"\d[\d\s\u00a0.,]*\d|\d")


def typed_digits(text: str) -> Iterator[tuple[str, int]]:
    """Each number typed by hand in `text`, with the count of line ends before it."""
    visible = _PASSED_OVER.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in _TYPED.finditer(visible):
        yield match[0].strip(), visible.count("\n", 0, match.start())


def without_marks(text: str) -> str:
    """Text with the braces of marked numbers taken away; what they held never breaks over a line."""
    return MARKED.sub(lambda match: match[1].replace(" ", "\u00a0"), text)
