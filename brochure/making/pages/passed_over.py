"""Stretches of markup that are passed over, such as remarks: blanked, so that every letter stays at its place."""

import re
from collections.abc import Sequence

REMARKS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"))
"""How what is no element begins and ends; the first that fits counts."""
_NOT_A_LINE_END = re.compile(r"[^\n]")


def blanked(markup: str, stretches: Sequence[tuple[str, str]] = REMARKS) -> str:
    """`markup` with blanks in place of the stretches that begin and end so, in letters of any case.

    An end that is nowhere is looked for once, so that a flood of beginnings takes no longer than one.
    """
    folded = markup.lower() if len(markup.lower()) == len(markup) else markup
    kept: list[str] = []
    position = 0
    endless: set[str] = set()
    for match in re.finditer("|".join(re.escape(begin.lower()) for begin, _ in stretches), folded):
        start = match.start()
        close = next(close for begin, close in stretches if begin.lower() == match[0])
        if start < position or close in endless:
            continue
        end = folded.find(close.lower(), start)
        if end < 0:
            endless.add(close)
            continue
        end += len(close)
        kept += [markup[position:start], _NOT_A_LINE_END.sub(" ", markup[start:end])]
        position = end
    return "".join([*kept, markup[position:]])
