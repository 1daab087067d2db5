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

SUPPRESSED = re.compile(r"[<>≤≥]=?\s?\d+(?:[.,]\d+)?")
"""What a source writes for a number that it does not give, but only on which side of another it lies: "<5"."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FOOTNOTE = r"\s+\d{1,2}\)|\s*(?:[a-z]\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}\)?|\*{1,3}|[†‡])"
_WITH_NUMBER = re.compile(rf"([-+\u2212\u2013]?[\d.]*\d)(\s*[a-z]{{1,3}}|{_FOOTNOTE})", re.IGNORECASE)
_SYMBOL_WITH_NOTE = re.compile(rf"([.:…-]{{1,3}})({_FOOTNOTE})", re.IGNORECASE)
_NOTE = re.compile(
    r"(?P<mark>\d{1,2}\)|[a-z]\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}\)?|\*{1,3}|[†‡])\s*[:.=]?\s*(?P<words>\S.*)",
    re.DOTALL | re.IGNORECASE,
)


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
    """A number or symbol with its status or footnote sign after it as two texts; any other text, and nothing.

    "60.1 p" has the status "p", "60.1*" "*", "60.1 1)" and "60.1¹" the footnote "1)".
    """
    match = _WITH_NUMBER.fullmatch(cell) or _SYMBOL_WITH_NOTE.fullmatch(cell)
    if match is None:
        return cell, ""
    mark = match[2].strip()
    if mark.isalpha() and not all(letter in CODES for letter in mark.lower()):
        return cell, ""
    return match[1], mark if mark.isascii() and mark.isalpha() else _sign(mark)


def footnote_of(text: str) -> tuple[str, str]:
    """The sign of a footnote and its words: "1) Foreløpige tall."; two empty texts for what is none."""
    match = _NOTE.fullmatch(text)
    return (_sign(match["mark"]), " ".join(match["words"].split())) if match else ("", "")


def _sign(mark: str) -> str:
    """A footnote sign in one form, however it is raised."""
    plain = mark.translate(_SUPERSCRIPTS).rstrip(")")
    return f"{plain})" if plain.isalnum() else plain
