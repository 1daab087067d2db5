"""Remarks in an author's text: `<!-- … -->` is read as what it is, and vanishes like `{# … #}`.

A remark keeps its length and its line ends, so that every letter after it stays at its place.
"""

import re

_REMARK = re.compile(r"<!--(?P<html>.*?)-->|\{#(?P<own>.*?)#\}", re.DOTALL)
_OPENED = re.compile(r"<!--")
_NOT_A_LINE_END = re.compile(r"[^\n]")


def without_html_remarks(source: str) -> str:
    """`source` with every HTML remark as one of Jinja's, letter for letter as long.

    A remark alone on its line below a line of text takes its line with it, so that it does not part a paragraph.
    """
    if "<!--" not in source and "{#" not in source:
        return source
    kept: list[str] = []
    position = 0
    for match in _REMARK.finditer(source):
        kept += [source[position : match.start()], _as_own(source, match)]
        position = match.end()
    return "".join([*kept, source[position:]])


def unclosed_html_remark(source: str) -> int | None:
    """Where an HTML remark begins that never ends, in a source without whole ones."""
    opened = _OPENED.search(source)
    return opened.start() if opened else None


def _as_own(source: str, match: re.Match[str]) -> str:
    strips = "-" if _is_line_below_text(source, match.start(), match.end()) else " "
    if match["own"] is not None:
        inner = match["own"]
        return f"{{#{strips}{inner[1:]}#}}" if strips == "-" and inner[:1] == " " else match[0]
    return f"{{#{strips} {_NOT_A_LINE_END.sub(' ', match['html'])} #}}"


def _is_line_below_text(source: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` is alone on its lines, and the line above says something."""
    line = source.rfind("\n", 0, start)
    if line < 0 or source[line:start].strip():
        return False
    after = source.find("\n", end)
    if source[end : after if after >= 0 else len(source)].strip():
        return False
    return bool(source[source.rfind("\n", 0, line) + 1 : line].strip())
