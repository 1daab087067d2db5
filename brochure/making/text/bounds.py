"""How large and how entangled a text may be: what no author writes is refused before it takes minutes to read."""

import re
from collections.abc import Iterator

from brochure.making.text.written import Slip
from brochure.project.sandbox.limits import SOURCE_LETTERS

LETTERS = SOURCE_LETTERS
"""In one text; an edition of 60 pages has about 150,000."""
PARAGRAPHS = 3_000
"""In one text: a hundred pages."""
LINES = 10_000
"""In one text."""
WORD = 1_000
"""Letters without a blank; a long address has 200."""
SIGNS = 500
"""Brackets, asterisks and the like in one paragraph."""
INDENT = 60
"""Blanks and marks of quotation before a line: about thirty lists inside one another."""
PARAGRAPH = 20_000
"""Letters in one paragraph: six full pages."""

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_SIGNS = '[]()*_`<>{}&!\\~=$@^|«“„"'
_WORD = re.compile(rf"\S{{{WORD + 1},}}")
_INDENT = re.compile(r"^[ \t>]*", re.MULTILINE)


def too_much(text: str) -> Iterator[Slip]:
    """What goes beyond the bounds; nothing for any text that a person has written."""
    if len(text) > LETTERS:
        yield _too_many(len(text), "letters", LETTERS)
        return
    paragraphs = list(_PARAGRAPH.finditer(text))
    for found, what, most in ((text.count("\n"), "lines", LINES), (len(paragraphs), "paragraphs", PARAGRAPHS)):
        if found > most:
            yield _too_many(found, what, most)
            return
    for match in _WORD.finditer(text):
        yield Slip(match.start(), f"this word has {len(match[0])} letters, more than {WORD}; put blanks in it")
    for match in paragraphs:
        if len(match[0]) > PARAGRAPH and not _is_table_or_list(match[0]):
            message = f"this paragraph has {len(match[0])} letters, more than {PARAGRAPH}; divide it with empty lines"
            yield Slip(match.start(), message)
        elif (sign := _crowded(match[0])) is not None:
            message = f"this paragraph has more than {SIGNS} times '{sign}'; write fewer, or divide it with empty lines"
            yield Slip(match.start(), message)
    for match in _INDENT.finditer(text):
        if len(match[0]) > INDENT:
            yield Slip(
                match.start(), f"this line is {len(match[0])} signs deep, more than {INDENT}; begin it further left"
            )
            return


def _too_many(found: int, what: str, most: int) -> Slip:
    return Slip(0, f"this text has {found:,} {what}, more than {most:,}; divide it into parts")


def _is_table_or_list(paragraph: str) -> bool:
    return re.match(r"[ \t]*(?:\||[-*+][ \t]|\d+[.)][ \t])", paragraph) is not None


def _crowded(paragraph: str) -> str | None:
    """A sign that stands too often on the lines of a paragraph, apart from the bars of a table."""
    if len(paragraph) <= SIGNS:
        return None
    lines = "" if paragraph.lstrip().startswith("|") else paragraph
    return next((sign for sign in _SIGNS if lines.count(sign) > SIGNS), None)
