"""Slips of the hand in TOML and YAML, looked for where a parser has stopped, and told in plain words.

Parsers say what they expected; an editor wants to hear of the tab, the printer's quotation mark or the Norwegian date
that stands there. Knows nothing of what the settings mean.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from babel.core import Locale

_BEFORE = 2
"""A parser may stop so many lines below a slip."""
_CODES = ("nb", "nn", "en")
"""The languages whose names of months are read in dates."""
_BLANKS = "\u00a0\u202f\u2007\u2009\u3000"
_DAY = (
    r"[\"']?(?:(?P<d>\d{1,2})\.? ?(?P<m>\d{1,2}|[^\W\d_]{3,9})\.? ?(?P<y>\d{4})"
    r"|(?P<y2>\d{4})-(?P<m2>\d{1,2})-(?P<d2>\d{1,2}))"
)
_TOML_DATE = re.compile(rf"=\s*{_DAY}\s*(?:#.*)?$")
_SOUND_DATE = re.compile(r"=\s*\d{4}-\d\d-\d\d\s*(?:#.*)?$")
_TOML_BARE = re.compile(r"=\s*(?P<text>(?!true\b|false\b|inf\b|nan\b)[^\W\d_][^\"'\[\]{}=#,]*?)\s*(?:#.*)?$")
_TOML_COLON = re.compile(r"^\s*[\w-]+\s*:\s")
_CURLY = re.compile(r"(?:[=:\[{,]|^)\s*([“”„‟‘’‚«»])")
_MISSING_COMMA = re.compile(r"[\"'}\]]\s+[\w-]+\s*=")


@dataclass(frozen=True, slots=True)
class LineSlip:
    """What is wrong on a line, counted from 0, and what would mend it."""

    line: int
    message: str


def toml_slip(text: str, line: int) -> LineSlip | None:
    """The slip that made a TOML parser stop at `line`, counted from 0; None when none is known there."""
    return _first(text, line, (_curly, _odd_blank, _norwegian_date, _colon, _bare_text, _missing_comma))


def yaml_slip(text: str, line: int) -> LineSlip | None:
    """The slip that made a YAML parser stop at `line`, counted from 0; None when none is known there."""
    return _first(text, line, (_tab, _odd_blank, _curly))


def _first(text: str, line: int, looks: tuple[Callable[[str], str | None], ...]) -> LineSlip | None:
    lines = text.split("\n")
    for at in _near(line, len(lines)):
        for look in looks:
            if (message := look(lines[at])) is not None:
                return LineSlip(at, message)
    return None


def _near(line: int, count: int) -> Iterator[int]:
    return (at for at in range(line, line - _BEFORE - 1, -1) if 0 <= at < count)


def _tab(line: str) -> str | None:
    indent = line[: len(line) - len(line.lstrip())]
    return "a tab stands at the beginning of this line; indent with spaces" if "\t" in indent else None


def _odd_blank(line: str) -> str | None:
    outside = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)
    found = re.search(rf"(?:^\s*|[:=\-,\[{{]\s*)([{_BLANKS}])|([{_BLANKS}])\s*[:=]", outside)
    if found is None:
        return None
    return "a no-break space stands where a plain one must, perhaps pasted from a word processor; type a space there"


def _curly(line: str) -> str | None:
    found = _CURLY.search(line)
    if found is None:
        return None
    return f"'{found[1]}' is a printer's quotation mark; around a setting quotation marks are straight: \"…\""


def _norwegian_date(line: str) -> str | None:
    found = _TOML_DATE.search(line)
    if found is None or _SOUND_DATE.search(line):
        return None
    month = found["m"] or found["m2"]
    number = int(month) if month.isdigit() else _months().get(month.casefold())
    if number is None:
        return None
    try:
        day = datetime.date(int(found["y"] or found["y2"]), number, int(found["d"] or found["d2"]))
    except ValueError:
        return "there is no such date; a date is written year-month-day, such as 2015-10-07"
    return f"a date is written year-month-day, without quotation marks: {day.isoformat()}"


@cache
def _months() -> dict[str, int]:
    """The names of months and their abbreviations, folded, with their numbers."""
    return {
        str(name).casefold().rstrip("."): number
        for code in _CODES
        for width in ("wide", "abbreviated")
        for number, name in Locale.parse(code).months["format"][width].items()
    }


def _colon(line: str) -> str | None:
    return "':' stands between name and setting; in this file it is '='" if _TOML_COLON.match(line) else None


def _bare_text(line: str) -> str | None:
    found = _TOML_BARE.search(line)
    if found is None:
        return None
    return f'a text stands in quotation marks: "{found["text"]:.60}"'


def _missing_comma(line: str) -> str | None:
    inside = re.search(r"\{.*", line)
    if inside is None or _MISSING_COMMA.search(inside[0]) is None:
        return None
    return "a comma is missing between two settings in braces"
