"""Dashes: ranges, inserted clauses, the minus sign.

Språkrådet sets the en dash without spaces in ranges, with spaces around an inserted clause; Norwegian has no em dash.
A hyphen between numbers is a range only where the second is larger and nothing tells it from a code, a paragraph or a
result; what is uncertain is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brochure.proofreading.stretches import Stretch, typography_rule
from brochure.proofreading.style import EN_DASH, SPACE, Style, one_of, only_names
from brochure.proofreading.text import Text

_HYPHENS = "-\u2010\u2011"
_LONG = "\u2014\u2015\u2012"
_DASH = f"[{_HYPHENS}{EN_DASH}{_LONG}]"
_CLAUSE_END = re.compile(r"[;:!?()]|[.,](?=\s|$)")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_SPACED_DASH = re.compile(rf"(?<=\S){SPACE}{_DASH}{SPACE}(?=\S)")


@dataclass(frozen=True, slots=True)
class _Range:
    """Two numbers with a dash between them, and maybe spaces around it; `point` is "." between ordinals."""

    start: int
    end: int
    low: str
    dash: str
    high: str
    point: str

    @property
    def has_spaces(self) -> bool:
        return len(self.dash) > 1

    @property
    def mended(self) -> str:
        return f"{self.low}{self.point}{EN_DASH}{self.high}{self.point}"


def hyphen_in_range(text: Text, style: Style) -> Iterator[Stretch]:
    """Ranges such as "3-5", "2005-2008", "januar-mars"."""
    ranges = style.language.ranges
    for found in _ranges(text.content, style):
        if found.dash not in _HYPHENS + _LONG or not _ascends(found, style) or _in_words(text.content, found, style):
            continue
        if not only_names(text.content, found.start, (*ranges.hyphenated, *ranges.split_years), style):
            yield Stretch(found.start, found.end, "is a range; write it with an en dash (–)", found.mended)
    months = one_of(style.language.dates.months)
    for match in re.finditer(rf"(?<![\w-])({months})[{_HYPHENS}]({months})(?![\w-])", text.content, re.IGNORECASE):
        mended = f"{match[1]}{EN_DASH}{match[2]}"
        yield Stretch(*match.span(), "runs from month to month; write it with an en dash (–)", mended)


def spaced_range(text: Text, style: Style) -> Iterator[Stretch]:
    """Ranges such as "3 – 5" where nothing speaks for an inserted clause or a subtraction."""
    for found in _ranges(text.content, style):
        if _is_spaced_range(text.content, found, style) and not _in_words(text.content, found, style):
            yield Stretch(found.start, found.end, "is a range; write it without spaces", found.mended)


def between_range(text: Text, style: Style) -> Iterator[Stretch]:
    """A range as in "mellom 3–5", after a word that wants two ends."""
    words = style.language.ranges
    yield from _worded(text, style, words.between_word, words.between_joint)


def from_range(text: Text, style: Style) -> Iterator[Stretch]:
    """A range as in "fra 3–5", after a word that wants two ends."""
    words = style.language.ranges
    yield from _worded(text, style, words.from_word, words.from_joint)


def hyphen_for_dash(text: Text, style: Style) -> Iterator[Stretch]:
    """Hyphens as in "Ledigheten - særlig blant unge - har økt"."""
    ranges = {found.start + len(found.low): found for found in _ranges(text.content, style)}
    for match in re.finditer(rf"(?<=[^\s,;:(–-])({SPACE})([{_HYPHENS}]{{1,2}}){SPACE}(?=[^\s–-])", text.content):
        before, after = text.content[match.start() - 1], text.content[match.end()]
        if not (before.isdigit() and after.isdigit()):
            fault = "has a hyphen for a dash; write an en dash (–) with a space on each side"
            yield Stretch(*match.span(2), fault, EN_DASH)
        elif match.start() not in ranges or not _is_spaced_range(text.content, ranges[match.start()], style):
            fault = "has a hyphen for a dash or minus sign; write an en dash (–), or a minus sign (−) to subtract"
            yield Stretch(*match.span(2), fault)
    for match in re.finditer(r"(?<=\w)--(?=\w)", text.content):
        fault = "has two hyphens for a dash; write an en dash (–) with a space on each side"
        yield Stretch(*match.span(), fault, f" {EN_DASH} ")


def long_dash(text: Text, style: Style) -> Iterator[Stretch]:
    """An em dash between words; between numbers it is a range."""
    for match in re.finditer(rf"(?<=[\w.,)»”%]){SPACE}?[{_LONG}]{SPACE}?(?=[\w(«“])", text.content):
        if not (text.content[match.start() - 1].isdigit() and text.content[match.end()].isdigit()):
            fault = "has a dash longer than the language uses; write an en dash (–) with a space on each side"
            yield Stretch(*match.span(), fault, f" {EN_DASH} ")


def hyphen_for_minus(text: Text, style: Style) -> Iterator[Stretch]:
    """Negative numbers such as "-5" and "–5", where numbers bound to statistics print "−5"."""
    pattern = rf"(?<![\w\-–—.,)%])[{_HYPHENS}{EN_DASH}](?={style.number}(?![\w\-–]))"
    for match in re.finditer(pattern, text.content):
        before = text.content[: match.start()].rstrip()
        if not before[-1:].isdigit() and not re.search(r"\w-\s+\w+$", before):
            fault = "has a hyphen or dash for a minus sign; write a real one (−, U+2212)"
            yield Stretch(match.start(), match.end(), fault, "\u2212")


def unsplit_year(text: Text, style: Style) -> Iterator[Stretch]:
    """Years such as "skoleåret 2013–2014": a period over the turn of the year, not all of two years."""
    periods = one_of(style.language.ranges.split_years)
    pattern = rf"(?<!\w){periods}{SPACE}(((?:19|20)\d\d){_DASH}((?:19|20)?\d\d))(?!\d)"
    for match in re.finditer(pattern, text.content, re.IGNORECASE):
        if (int(match[2]) + 1) % 100 == int(match[3]) % 100:
            fault = "is one period over the turn of the year; write it with a slash (/)"
            yield Stretch(*match.span(1), fault, f"{match[2]}/{match[3]}")


def _ranges(content: str, style: Style) -> Iterator[_Range]:
    """Numbers with a dash between them that are not part of a longer row, a word or a date."""
    number = style.number
    pattern = (
        rf"(?<![\w.,:/–-])({number})(\.?)({SPACE}?{_DASH}{SPACE}?)({number})\2"
        rf"(?!\d|[^\W_]|{_DASH}\d|[.,:/]\d)"
    )
    for match in re.finditer(pattern, content):
        yield _Range(*match.span(), match[1], match[3], match[4], match[2])


def _ascends(found: _Range, style: Style) -> bool:
    """Whether the numbers can be the ends of a range: "3-5", "10-100", "2005-2008", "2005-08", never "3-2014"."""
    low, high = style.value(found.low), style.value(found.high)
    if _is_year(found.low) and len(found.high) == 2:
        return int(found.high) > int(found.low[2:])
    if _is_year(found.high) and not _is_year(found.low) and low < 100:
        return False
    return low < high and len(f"{high:.0f}") - len(f"{low:.0f}") <= 2


def _is_year(number: str) -> bool:
    return number.isdigit() and 1800 <= int(number) <= 2199


def _is_spaced_range(content: str, found: _Range, style: Style) -> bool:
    if not found.has_spaces or not _ascends(found, style) or re.match(rf"{SPACE}?=", content[found.end :]):
        return False
    if len(found.dash) == 3 and len(found.low) != len(found.high):
        return False
    begins = max((match.end() for match in _SENTENCE_END.finditer(content, 0, found.start)), default=0)
    ending = _SENTENCE_END.search(content, found.end)
    sentence = content[begins : ending.start() if ending else len(content)]
    return len(_SPACED_DASH.findall(sentence)) <= 1


def _worded(text: Text, style: Style, word: str, joint: str) -> Iterator[Stretch]:
    for found in _ranges(text.content, style):
        at = _in_words(text.content, found, style)
        if at is not None and text.content[at : found.start].strip().casefold() == word:
            mended = f"{text.content[at : found.start]}{found.low}{found.point} {joint} {found.high}{found.point}"
            fault = f"has a dash after «{word}»; write «{word} … {joint} …», or leave «{word}» out"
            yield Stretch(at, found.end, fault, mended)


def _in_words(content: str, found: _Range, style: Style) -> int | None:
    """Where the word before a range begins, if after it the range must be written in words."""
    words = style.language.ranges
    for word, joint in ((words.between_word, words.between_joint), (words.from_word, words.from_joint)):
        before = re.search(rf"(?<!\w){re.escape(word)}{SPACE}$", content[: found.start], re.IGNORECASE)
        if before is None or not _ascends(found, style) or _is_joined(content, found, joint):
            continue
        if word == words.between_word or not _is_origin(content, before.start(), found, style):
            return before.start()
    return None


def _is_joined(content: str, found: _Range, joint: str) -> bool:
    """Whether the other end follows in the same clause: "mellom 16–24 år og 25–40 år"."""
    ending = _CLAUSE_END.search(content, found.end)
    clause = content[found.end : ending.start() if ending else len(content)]
    return re.search(rf"(?<!\w){re.escape(joint)}(?!\w)", clause, re.IGNORECASE) is not None


def _is_origin(content: str, at: int, found: _Range, style: Style) -> bool:
    """Whether "from" tells where something comes from: a survey from 2005–2006, people from 20–30 countries."""
    words = style.language.ranges
    after = re.match(r"\W*(\w+)", content[found.end :])
    if found.point or (after and after[1].casefold() in words.origins):
        return True
    if not _is_year(found.low):
        return False
    before = re.search(r"([\w-]+)\W*$", content[:at])
    last = before[1].casefold() if before else ""
    endings = tuple(word[1:] for word in words.dated if word.startswith("-"))
    return last in words.dated or last.endswith(endings)


RULES = (
    typography_rule("hyphen-in-range", "A range has a hyphen where an en dash belongs.", hyphen_in_range),
    typography_rule("spaced-range", "The dash of a range has spaces around it.", spaced_range),
    typography_rule("between-range", "A range with a dash follows “between”.", between_range),
    typography_rule("from-range", "A range with a dash follows “from”.", from_range),
    typography_rule("hyphen-for-dash", "A hyphen stands where a dash belongs.", hyphen_for_dash),
    typography_rule("long-dash", "A dash is longer than the language uses.", long_dash),
    typography_rule("hyphen-for-minus", "A hyphen or dash stands for a minus sign.", hyphen_for_minus),
    typography_rule("unsplit-year", "A period over the turn of a year has a dash where a slash belongs.", unsplit_year),
)
