"""Statuses beside values: what a source says of a single number, by the codes of SDMX, Eurostat and the Nordic offices.

A status is one code or several run together ("ep"). Where the cell has no value, some of them stand for a standard
symbol. What a code means in print stands in `layouts/words` under "status.NAME".
"""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "*": "provisional",
        "p": "provisional",
        "e": "estimated",
        "s": "estimated",
        "f": "forecast",
        "b": "break",
        "d": "definition",
        "u": "unreliable",
        "r": "revised",
        "i": "imputed",
        "n": "not_significant",
        "c": "confidential",
    }
)
"""Codes of a status beside a value, and the name of what each says (SDMX code list CL_OBS_STATUS, Eurostat's flags)."""

NORMAL = frozenset({"", "a"})
"""Codes that say nothing: SDMX's "A" is an ordinary value."""

SYMBOL_OF: Mapping[str, str] = MappingProxyType(
    {"c": ":", "m": "..", "v": "..", "o": "..", "l": "..", "q": "..", "z": ".", "n": "..", "x": ".."}
)
"""The standard symbol that a code stands for in a cell without a value."""

_WITH_NUMBER = re.compile(r"([-+]?[\d.]*\d)\s*(\*|[a-z]{1,3})", re.IGNORECASE)


def parts_of(status: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The codes that a status is made of: "ep" is "e" and "p".

    One that is in `known`, or has a letter that is not known, stays whole.
    """
    if status in known or status in CODES:
        return (status,)
    letters = status.lower()
    if letters in NORMAL:
        return ()
    if letters in CODES or all(letter in CODES for letter in letters):
        return tuple(dict.fromkeys(letters))
    return (status,)


def symbol_of(status: str) -> str | None:
    """The standard symbol that a status stands for where there is no value; None where it stands for none."""
    symbols = [SYMBOL_OF[letter] for letter in status.lower() if letter in SYMBOL_OF]
    return ":" if ":" in symbols else symbols[0] if symbols else None


def split_status(cell: str) -> tuple[str, str]:
    """A number with its status written after it ("60.1 p", "60.1*") as two texts; any other text, and nothing."""
    match = _WITH_NUMBER.fullmatch(cell)
    if match is None or not all(letter in CODES for letter in match[2].lower()):
        return cell, ""
    return match[1], match[2]
