"""The blocks of a text that are read otherwise than the author may think: headings, rules, code, rows of tables."""

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token

from brochure.findings import Finding, Level, Rule
from brochure.making.text.document import TextDocument

RULE = Rule("text-shape", "marks", "A heading, list, table or line is read otherwise than it looks.", level=Level.ERROR)
_BAR = re.compile(r"(?<=\S)[ \t]+\|[ \t]+(?=\S)")
_SKIPPED = {"list_item_open", "blockquote_open"}


def misshapen(document: TextDocument) -> Iterator[Finding]:
    """What is wrong with the blocks of a text."""
    for line, message in _misshapen(document):
        yield Finding(document.place(line), message, rule=RULE.name)


def _misshapen(document: TextDocument) -> Iterator[tuple[int, str]]:
    """The lines, from 0, of blocks that are not as they should be, and what would mend them."""
    tokens = document.tokens
    lines = [document.content[start:end].rstrip("\r\n") for start, end in pairwise(document.starts)]
    level = 1
    depth = 0
    for i, token in enumerate(tokens):
        line = (token.map or [0])[0]
        if token.type in _SKIPPED:
            depth += 1
        elif token.type.removesuffix("_close") + "_open" in _SKIPPED:
            depth -= 1
        elif token.type == "heading_open":
            found, level = _heading(token, tokens[i + 1], level, depth)
            if found:
                yield line, found
        elif token.type == "hr":
            yield line, f"'{lines[line].strip()}' draws no line here; begin a new heading, or take it away"
        elif token.type in ("code_block", "fence"):
            yield line, _code(token)
        elif token.type == "table_open" and token.map:
            yield from _rows(lines, token.map[0], token.map[1])
        elif token.type == "paragraph_open" and lines[line].lstrip(" >").startswith("|"):
            message = "this is not read as a table; below its head stands a line of dashes"
            yield line, f"{message} with as many columns: |---|---|"
        elif token.type == "paragraph_open" and (row := _row_without_table(lines, token)) is not None:
            yield row, "this is not read as a table; below its head stands a line of dashes: --- | ---"


def _heading(opening: Token, inline: Token, above: int, depth: int) -> tuple[str, int]:
    """What is wrong with a heading, and the level that the next one is measured by."""
    level = int(opening.tag[1])
    if set(opening.markup) & {"=", "-"}:
        words = inline.content.partition("\n")[0][:40]
        return f"a heading is not underlined; write ## {words}", level
    if not inline.content.strip():
        return "this heading has no words; write them after its signs, or take it away", above
    if depth:
        return "a heading stands alone, not in a list or side note; write it in **bold**", above
    if level == 1:
        return "a part has one title, the one in front of its text; write ## for a heading", 2
    if level > 3:
        return f"there are two levels of headings, ## and ###; this one is of level {level}", 3
    if level > above + 1:
        return "### stands under a ##, and there is none above it; write ##", level
    return "", level


def _code(token: Token) -> str:
    if token.type == "fence":
        return "there is no code in a text; take the marks away"
    return "four spaces before a line make it code, which there is none of in a text; take the spaces away"


def _rows(lines: list[str], first: int, last: int) -> Iterator[tuple[int, str]]:
    """Rows of a table with another number of cells than its head: what is too much would not be printed."""
    wanted = _cells(lines[first])
    for number in range(first + 2, last):
        found = _cells(lines[number])
        if found != wanted:
            cells = f"{found} cell{'s' if found != 1 else ''}"
            message = f"this row has {cells} where the head of the table has {wanted}"
            yield number, f"{message}; write every cell, an empty one as | |"


def _row_without_table(lines: list[str], paragraph: Token) -> int | None:
    """The first of two lines of a paragraph that both have their words on two sides of a bar."""
    first, last = paragraph.map or (0, 0)
    rows = [bool(_BAR.search(line)) for line in lines[first:last]]
    return next((first + i for i, both in enumerate(pairwise(rows)) if all(both)), None)


def _cells(line: str) -> int:
    inner = re.sub(r"\\.", "xx", line.strip().lstrip("> "))
    return inner.removeprefix("|").removesuffix("|").count("|") + 1
