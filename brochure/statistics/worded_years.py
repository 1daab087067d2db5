"""Years in the words on a statistic that its table does not bear out: a title of 2013 over cells of 2014.

Titles, populations and reference times speak of the cells; the note of a break or of uncertain values of its own year.
The notes on the whole statistic say in words what there is, and are read by proofreading, which has the words.
"""

import re
from collections.abc import Iterator

from brochure.findings import Finding, Level, Place, Rule, Subject
from brochure.project.languages import Language, Translations
from brochure.project.sources.document import Document
from brochure.statistics.period import parse_period
from brochure.statistics.table import Statistic

RULE = Rule(
    "source-year", "statistics", "The words on a statistic name a year that its table has not.", looks_at=Subject.DATA
)
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[–-]((?:19|20)\d\d))?(?!\d)")


def odd_years(statistic: Statistic, document: Document) -> Iterator[Finding]:
    """Warnings about years in the words of a statistic; `document` is its metadata."""
    metadata = statistic.metadata
    of_cells = years_of_cells(statistic)
    for key in ("title", "population", "reference"):
        for language, words in _written(getattr(metadata, key)):
            # a span may begin before the time that it is counted as: "2012 (the period 2010–2012)"
            odd = [years for years in _named(words) if years[1] not in of_cells]
            if odd and of_cells:
                yield _told(document.text_place(key, language), odd[0], "no time in the table")
    for i, item in enumerate(metadata.breaks):
        own = {*parse_period(item.before).years}
        yield from _without_own(item.note, own, document, ("breaks", i, "note"))
    for i, doubt in enumerate(metadata.uncertain):
        own = {int(year) for members in doubt.select.values() for member in members for year in _plain(member)}
        if own:
            yield from _without_own(doubt.note, own, document, ("uncertain", i, "note"))


def years_of_cells(statistic: Statistic) -> set[int]:
    """The years of its times, and those that other members name, such as the year that pupils began."""
    years: set[int] = set()
    for dimension in statistic.dimensions:
        for member in dimension.members:
            years.update(parse_period(member).years if dimension.is_time else map(int, _plain(member)))
    return years


def _without_own(
    note: Translations, own: set[int], document: Document, keys: tuple[str | int, ...]
) -> Iterator[Finding]:
    """Each language of a note that names years, but none of its own."""
    for language, words in _written(note):
        named = _named(words)
        if named and not any(own & {*years} for years in named):
            told = " or ".join(map(str, sorted(own)))
            yield _told(document.text_place(*keys, language), named[0], f"not {told}, which the note belongs to")


def _written(texts: Translations) -> Iterator[tuple[Language, str]]:
    for code in texts.languages:
        yield Language(code), texts.get(Language(code)) or ""


def _named(words: str) -> list[tuple[int, int]]:
    return [(int(match[1]), int(match[2] or match[1])) for match in YEARS.finditer(words)]


def _plain(member: str) -> list[str]:
    return re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", member)


def _told(place: Place, years: tuple[int, int], why: str) -> Finding:
    shown = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    return Finding(place, f"the words name {shown}, {why}; write what the table has now", Level.WARNING, rule=RULE.name)
