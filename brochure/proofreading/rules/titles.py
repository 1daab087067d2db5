"""Titles that are quoted alone: that cannot be read otherwise, name what is compared, and tell old data as past.

Which words can be read as "usually", which compare how often, which verbs tell of now and how old data are told as past
is data (`titles.toml`).
"""

import re
from collections.abc import Iterator, Sequence

from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.rule import Hit, LanguageRule, Reading, text_rule
from brochure.proofreading.text import Kind, Text
from brochure.statistics.period import parse_period
from brochure.statistics.selection import Cell

FAMILY = "titles"

_FILE = "titles"
_TITLES = frozenset({Kind.TITLE, Kind.HEADING})


def _words_of(text: Text, words: Sequence[str]) -> Iterator[re.Match[str]]:
    if words:
        yield from re.finditer(rf"(?i)\b(?:{'|'.join(map(re.escape, words))})\b", text.content)


def _ambiguous(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    if text.kind in _TITLES:
        for match in _words_of(text, lexicon.listed(_FILE, "usually", "words")):
            message = f"«{match[0]}» can be read as «usually»; say who is compared, or what is highest"
            yield Hit(text.place(match.start()), message)


def _uncompared(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    if text.kind in _TITLES and not any(_words_of(text, lexicon.listed(_FILE, "compared", "than"))):
        for match in _words_of(text, lexicon.listed(_FILE, "compared", "words")):
            message = f"«{match[0]}» than whom? A title is quoted alone; name what is compared"
            yield Hit(text.place(match.start()), message)


def _as_if_now(reading: Reading) -> Iterator[Hit]:
    """Titles of figures and tables whose newest data are old, and that speak of now."""
    lexicon = reading.lexicon
    verbs, limits = lexicon.listed(_FILE, "now", "verbs"), lexicon.numbers(_FILE, "now", "old")
    if "years" not in limits:
        return
    oldest = reading.edition.settings.date.year - limits["years"]
    for text in reading.texts:
        newest = _newest(reading.shown[text.part]) if text.kind is Kind.TITLE and text.part in reading.shown else None
        if newest is not None and newest <= oldest:
            for match in list(_words_of(text, verbs))[:1]:
                message = f"the newest data are of {newest}, and «{match[0]}» speaks of now; write the past tense"
                yield Hit(text.place(match.start()), message)


def _newest(cells: Sequence[Cell]) -> int | None:
    """The last year of the cells; None where they have no time."""
    years = [
        parse_period(member).years[1]
        for cell in cells
        for dimension, member in zip(cell.statistic.dimensions, cell.key, strict=True)
        if dimension.is_time
    ]
    return max(years, default=None)


RULES = (
    text_rule("reads-usually", FAMILY, "A title has a word that can be read as «usually».", _ambiguous),
    text_rule("compared-with-whom", FAMILY, "A title says more often or more rarely, and not than whom.", _uncompared),
    LanguageRule("told-as-now", FAMILY, "A title tells data that are years old in the present tense.", _as_if_now),
)
