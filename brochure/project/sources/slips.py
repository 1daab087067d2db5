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
    r"[\"']?(?:(?P<d>\d{1,2})(?:\.? ?|[/-])(?P<m>\d{1,2}|[^\W\d_]{3,9})(?:\.? ?|[/-])(?P<y>\d{4})"
    r"|(?P<y2>\d{4})-(?P<m2>\d{1,2})-(?P<d2>\d{1,2}))"
)
_TOML_DATE = re.compile(rf"=\s*{_DAY}\s*(?:#.*)?$")
_SOUND_DATE = re.compile(r"=\s*\d{4}-\d\d-\d\d\s*(?:#.*)?$")
_TOML_BARE = re.compile(r"=\s*(?P<text>(?!true\b|false\b|inf\b|nan\b)[^\W\d_][^\"'\[\]{}=#,]*?)\s*(?:#.*)?$")
_TOML_COLON = re.compile(r"^\s*[\w-]+\s*:\s")
_CURLY = re.compile(r"(?:[=:\[{,]|^)\s*([“”„‟‘’‚«»])")
_TRUTH = re.compile(r"=\s*(true|false|yes|no|on|off|ja|nei)\s*(?:#.*)?$", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"=\s*[-+]?(\d+),(\d+)\s*(?:#.*)?$")
_REMARK = re.compile(r"^\s*(//|/\*|;|--|%)")
_HEADING = re.compile(r"^\s*(\[+)([^\[\],=#]+)(\]*)\s*(?:#.*)?$")
_NAMES = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_SOUND_NAMES = re.compile(rf"\s*{_NAMES}(?:\s*\.\s*{_NAMES})*\s*", re.ASCII)
_SET = re.compile(r"^\s*([^\s\"'=#\[\]{}][^\"'=#\[\]{}]*?)\s*=")
_LIST_COMMA = re.compile(r"\[[^\]]*\"[^\"]*\"\s+\"")
_YAML_SPACE = re.compile(r"^\s*(?:- )?([\w-]+):[^\s:/]")
_YAML_EQUALS = re.compile(r"^\s*[\w-]+\s*=\s*[^:]*$")
_YAML_SIGN = re.compile(r"(?:[:\[{,]|^\s*-)\s+([*&@%`!])")
_YAML_SET = re.compile(r"^\s*[\w-]+:\s+[^\s#|>]")
_MISSING_COMMA = re.compile(r"[\"'}\]]\s+[\w-]+\s*=")


@dataclass(frozen=True, slots=True)
class LineSlip:
    """What is wrong on a line, counted from 0, and what would mend it."""

    line: int
    message: str


def toml_slip(text: str, line: int) -> LineSlip | None:
    """The slip that made a TOML parser stop at `line`, counted from 0; None when none is known there."""
    return _first(text, line, _TOML_LOOKS)


def yaml_slip(text: str, line: int) -> LineSlip | None:
    """The slip that made a YAML parser stop at `line`, counted from 0; None when none is known there."""
    return _first(text, line, _YAML_LOOKS) or _indented(text.split("\n"), line)


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


def _list_comma(line: str) -> str | None:
    return "a comma is missing between two items of a list" if _LIST_COMMA.search(line) else None


def _truth(line: str) -> str | None:
    found = _TRUTH.search(line)
    is_sound = found is None or found[1] in ("true", "false")
    return None if is_sound else "yes and no are written true and false, in small letters"


def _decimal_comma(line: str) -> str | None:
    found = _DECIMAL_COMMA.search(line)
    return f"a number has a decimal point: {found[1]}.{found[2]}" if found else None


def _semicolon(line: str) -> str | None:
    is_there = re.search(r"=.*;\s*$", re.sub(r"\"[^\"]*\"|#.*", "", line)) is not None
    return "';' ends nothing here; take it away" if is_there else None


def _remark(line: str) -> str | None:
    found = _REMARK.search(line)
    return f"a remark begins with '#', not with '{found[1]}'" if found else None


def _heading(line: str) -> str | None:
    found = _HEADING.search(line)
    if found is None:
        return None
    if len(found[1]) != len(found[3]):
        return f"a heading has as many brackets behind it as before it: [{found[2].strip()}]"
    return None if _SOUND_NAMES.fullmatch(found[2]) else _QUOTED


def _name(line: str) -> str | None:
    found = _SET.search(line)
    return _QUOTED if found is not None and not _SOUND_NAMES.fullmatch(found[1]) else None


def _space_after(line: str) -> str | None:
    found = _YAML_SPACE.search(line)
    return f"a space stands after the colon: {found[1]}: …" if found else None


def _equals(line: str) -> str | None:
    return "'=' stands between name and setting; in this file it is ':'" if _YAML_EQUALS.search(line) else None


def _sign(line: str) -> str | None:
    found = _YAML_SIGN.search(line)
    return f"a text that begins with '{found[1]}' stands in quotation marks" if found else None


def _unclosed(line: str) -> str | None:
    if line.count('"') % 2:
        return "a quotation mark on this line is not closed"
    bare = re.sub(r"\"[^\"]*\"|#.*", "", line)
    for opens, closes, name in (("{", "}", "brace"), ("[", "]", "bracket")):
        if bare.count(opens) > bare.count(closes):
            return f"a {name} on this line is not closed; write '{closes}' where it ends"
    return None


def _indented(lines: list[str], line: int) -> LineSlip | None:
    """A line that is indented further than one above it that has its setting already."""
    if not 0 < line < len(lines):
        return None
    above, here = lines[line - 1], lines[line]
    further = len(here) - len(here.lstrip()) > len(above) - len(above.lstrip())
    if not (further and _YAML_SET.search(above) and re.match(r"\s*[\w-]+:", here)):
        return None
    return LineSlip(line, "this line is indented further than the one above it; lines of one thing begin alike")


_QUOTED = 'a name with spaces, or letters such as å, stands in quotation marks: "år"'
_TOML_LOOKS = (
    *(_curly, _odd_blank, _norwegian_date, _decimal_comma, _truth, _semicolon, _remark, _heading, _colon),
    *(_name, _bare_text, _missing_comma, _list_comma),
)
_YAML_LOOKS = (_tab, _odd_blank, _curly, _space_after, _equals, _sign, _unclosed)
