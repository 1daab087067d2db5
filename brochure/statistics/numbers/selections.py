"""Selections in formulas: found, taken out for Jinja, and read into choices."""

import re
from collections.abc import Mapping

from brochure.statistics.selection import SelectionError

SELECTION = re.compile(r"(?<![\w./])(?<![\w./]-)([a-z0-9][\w.-]*(?:/[a-z0-9][\w.-]*)+)\s*\[((?:\"[^\"]*\"|[^\]\"])*)\]")
MEMBER = r'(?:"[^"]*"|[^,|"]+)'
_CHOICE = re.compile(rf"\s*([\w-]+)\s*=\s*({MEMBER}(?:\|{MEMBER})*)\s*(?:,|$)")
_NAMED_MEMBER = re.compile(r"(\b(?:of|since)\s*=\s*)([^\s\"',)][^\"',)]*)")
_CALLED = re.compile(r"(\w+)\s*\(\s*$")
_CALL_REACHES = 40
"""How far before a selection the name of the function that it is given to may begin."""
SELECTED = ("cell", "cells", "found")
"""The functions that stand for selections; nobody writes them."""
OVER_DATA = ("has", "latest", "count", "only")
"""The functions whose selection may meet no cell."""
_READ_BY: Mapping[str, str] = {
    **dict.fromkeys(("max", "min", "rank", "total"), "cells"),
    **dict.fromkeys(OVER_DATA, "found"),
}


def function_before(expression: str, start: int) -> str:
    """The function whose first argument begins at a letter of an expression; empty where there is none."""
    before = _CALLED.search(expression[max(0, start - _CALL_REACHES) : start])
    return before[1] if before is not None else ""


def replace_selections(expression: str) -> tuple[str, list[tuple[str, str]]]:
    """An expression with each selection replaced by a call, and the selections in order.

    Inside `max`, `min`, `rank` and `total` a selection may meet several cells, inside the functions over data (`has` …)
    none too, elsewhere exactly one.
    """
    found: list[tuple[str, str]] = []

    def call(match: re.Match[str]) -> str:
        found.append((match[1], match[2]))
        return f"{_READ_BY.get(function_before(expression, match.start()), 'cell')}({len(found) - 1})"

    quoted = _NAMED_MEMBER.sub(r'\1"\2"', SELECTION.sub(call, expression))
    return quoted, found


def parse_choices(written: str) -> dict[str, tuple[str, ...]]:
    """The choices between the brackets of a selection: `aar=2014, kjonn=Kvinner|Menn`.

    Raises `SelectionError` when they cannot be read.
    """
    choices: dict[str, tuple[str, ...]] = {}
    position = 0
    while position < len(written.rstrip()):
        match = _CHOICE.match(written, position)
        if not match:
            rest = written[position:].strip()
            raise SelectionError(f"cannot read '{rest}'; write dimension=member, with commas between")
        if match[1] in choices:
            raise SelectionError(f"'{match[1]}' is chosen twice")
        members = (found[0].strip() for found in re.finditer(MEMBER, match[2]))
        choices[match[1]] = tuple(member.strip('"') for member in members if member)
        position = match.end()
    return choices
