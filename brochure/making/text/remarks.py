"""Remarks in an author's text: `<!-- … -->` is read as what it is, and vanishes like `{# … #}`.

A remark keeps its length and its line ends, so that every letter after it stays at its place.
"""

import re
from collections.abc import Iterator

_OPENING = re.compile(r"<!--|\{#")
_CLOSING = {"<!--": "-->", "{#": "#}"}
_NOT_A_LINE_END = re.compile(r"[^\n]")


def without_html_remarks(source: str) -> str:
    """`source` with every HTML remark as one of Jinja's, letter for letter as long.

    A remark alone on its line below a line of text takes its line with it, so that it does not part a paragraph.
    """
    kept: list[str] = []
    position = 0
    for start, end in _remarks(source):
        kept += [source[position:start], _as_own(source, start, end)]
        position = end
    return "".join([*kept, source[position:]])


def unclosed_html_remark(source: str) -> int | None:
    """Where an HTML remark begins that never ends, in a source without whole ones."""
    found = source.find("<!--")
    return found if found >= 0 else None


def _remarks(source: str) -> Iterator[tuple[int, int]]:
    """Where each whole remark begins and ends; an opening that nothing closes is looked for once."""
    unclosed: set[str] = set()
    position = 0
    while opening := _OPENING.search(source, position):
        position = opening.end()
        if opening[0] in unclosed:
            continue
        end = source.find(_CLOSING[opening[0]], position)
        if end < 0:
            unclosed.add(opening[0])
        else:
            position = end + len(_CLOSING[opening[0]])
            yield opening.start(), position


def _as_own(source: str, start: int, end: int) -> str:
    remark = source[start:end]
    strips = "-" if _is_line_below_text(source, start, end) else " "
    if remark.startswith("{#"):
        return f"{{#{strips}{remark[3:]}" if strips == "-" and remark[2:3] == " " else remark
    return f"{{#{strips} {_NOT_A_LINE_END.sub(' ', remark[4:-3])} #}}"


def _is_line_below_text(source: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` is alone on its lines, and the line above says something."""
    line = source.rfind("\n", 0, start)
    if line < 0 or source[line:start].strip():
        return False
    after = source.find("\n", end)
    if source[end : after if after >= 0 else len(source)].strip():
        return False
    return bool(source[source.rfind("\n", 0, line) + 1 : line].strip())
