"""Digits typed by hand in running text (DESIGN.md, law 1).

A number in text is bound to a statistic, or marked as not statistical by braces: {2014}, {§ 17}, {15–74 år}; what
stays when the data change is marked as history: {historie 2013}. Digits that end a word of letters are part of a name,
as in CO2 and G20, but for four in a row, which are more likely a year.
"""

import re
from collections.abc import Collection, Iterator

from brochure.findings import Level, Rule

RULE = Rule(
    "typed-digits",
    "numbers",
    "Digits in a text are neither bound to a number nor marked as not statistical.",
    level=Level.ERROR,
)
MARKED = re.compile(r"\{(?P<history>historie[ \u00a0]+)?(?P<words>[^{}\n]+)\}")
"""A mark, and the `words` that it prints; one of `history` says that they stay when the data change."""
_PASSED_OVER = re.compile(
    r"""
    \{[^{}\n]+\}              # marked as not statistical
    | \[\^[\w-]+\]             # what leads to a note
    | \]\([^)\s]*             # the address of a link or image
    | <https?://[^>\s]*>      # an address that is its own text
    | (?<![\w@])(?:https?://|www\.)[^\s<>]+ | (?<![\w.+-])[\w.+-]+@[\w.-]+[A-Za-z]
    | &\#x?[\da-fA-F]+;        # a letter by its number
    | (?<!\w) (?:(?=[^\W\d_]) [^\u00b2-\u00be\u2070-\u218b])+ \d{1,3} (?! \w | [.,]\d | [ \u00a0]\d{3}(?!\d) )  # a name
    """,
    re.VERBOSE,
)
_LIST_NUMBER = re.compile(r"[ \t>]*(?:[-*+][ \t]+)*(\d+)[.)](?=\s|$)")
_TIED = re.compile(r"(?<=\d)(?<![\d]{4}) (?=[a-zæøå%])|(?<=\d\.) (?=[a-zæøå])")
_TYPED = re.compile(r"\d[\d\s\u00a0.,]*\d|\d|[\u00bc-\u00be\u2150-\u215f]")


def typed_digits(text: str, items: Collection[int] = ()) -> Iterator[tuple[str, int]]:
    """Each number typed by hand in `text`, with the place of its first letter, counted from 0.

    `items` are the lines, from 0, that begin an item of a numbered list.
    """
    visible = _without_list_numbers(_PASSED_OVER.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text), items)
    for match in _TYPED.finditer(visible):
        yield match[0].strip(), match.start()


def _without_list_numbers(text: str, items: Collection[int]) -> str:
    if not items:
        return text
    lines = text.split("\n")
    for i in items:
        if match := _LIST_NUMBER.match(lines[i]):
            lines[i] = " " * match.end(1) + lines[i][match.end(1) :]
    return "\n".join(lines)


def tied(text: str) -> str:
    """Text in which a number never parts from what it counts or dates: "4. kvartal", "16–74 år", "60 prosent"."""
    return _TIED.sub("\u00a0", text)


def without_marks(text: str) -> str:
    """Text with the braces of marked numbers taken away; what they held never breaks over a line."""
    return MARKED.sub(lambda match: match["words"].replace(" ", "\u00a0"), text)
