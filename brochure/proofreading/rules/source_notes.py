"""Years in the notes on a statistic that its table does not bear out: "tall for 2014 mangler", and there they are.

A note that says which times lack numbers, or have them, is held against the times in which cells have values; another
one names only times of its table. Where the numbers of a time come from is told of what one of the published tables
covers. What begins or ends in a year parts the table in two, so the metadata name a break there; outside the times of
the table it says nothing of its cells.

The words stand in `years.toml` of a language, below `[notes]`: `missing`, `only`, `existing` and `origin` are what a
sentence says of numbers, `begun` is what stands before the year in which something new begins, `ended` before the last
year of the old, `dated` before one that is no time of a number, `after` before the last year with numbers.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from brochure.project.languages import Language
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.told_times import FILE
from brochure.statistics.metadata import PublishedTable
from brochure.statistics.period import parse_period
from brochure.statistics.table import Statistic
from brochure.statistics.worded_years import YEARS, years_of_cells

FAMILY = "numbers"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[«“(]?[A-ZÆØÅ])")
_KINDS = ("only", "missing", "existing", "origin")


def _find(reading: Reading) -> Iterator[Hit]:
    words = _Words(reading.lexicon)
    language = reading.edition.language
    for statistic in reading.statistics.values():
        notes = statistic.metadata.notes.get(language)
        if statistic.time is None or not any(map(YEARS.search, notes)):
            continue
        table = _Table(statistic)
        for note, place in zip(notes, statistic.note_places.get(language, ()), strict=False):
            for sentence in _SENTENCE.split(note):
                for message in _misfits(sentence, table, words):
                    yield Hit(place, f"{message}; write what it has now")


class _Words:
    """What a language says of numbers and times in notes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.said = {kind: pattern(lexicon.listed(FILE, "notes", kind)) for kind in _KINDS}
        before = (pattern(lexicon.listed(FILE, "notes", key)).pattern for key in ("begun", "ended", "dated", "after"))
        ties = [re.compile(rf"{phrases}$", re.IGNORECASE) for phrases in before]
        self._begun, self._ended, _, self._after = ties
        self._open = ties[:3]

    def kind(self, sentence: str) -> str:
        """What a sentence says of numbers: that there are "only" some, that some are "missing", or are "existing".

        An "origin" tells which source the numbers of a time are from.
        """
        return next((kind for kind in _KINDS if self.said[kind].search(sentence)), "")

    def named(self, sentence: str) -> Iterator[tuple[int, int]]:
        """The first and last year of each time that a sentence names; of what is open at its end, the last is 9999."""
        for match in YEARS.finditer(sentence):
            before = sentence[: match.start()].rstrip()
            if self._after.search(before):
                yield int(match[1]) + 1, 9999
            elif not any(tie.search(before) for tie in self._open):
                yield int(match[1]), int(match[2] or match[1])

    def turns(self, sentence: str) -> Iterator[int]:
        """The first years of what a sentence says begins, or comes after something has ended."""
        for match in YEARS.finditer(sentence):
            before = sentence[: match.start()].rstrip()
            if self._ended.search(before):
                yield int(match[1]) + 1
            elif self._begun.search(before):
                yield int(match[1])


class _Table:
    """The years of a table, and how many of their cells have a value."""

    def __init__(self, statistic: Statistic) -> None:
        time, metadata = statistic.time, statistic.metadata
        assert time is not None, "asked of tables along time alone"
        at = [dimension.name for dimension in statistic.dimensions].index(time.name)
        years = {member: parse_period(member).years for member in time.members}
        self.valued: Counter[int] = Counter()
        self.symbols: Counter[int] = Counter()
        for key, cell in statistic.cells.items():
            first, last = years[key[at]]
            (self.symbols if cell.value is None else self.valued).update(range(first, last + 1))
        self.years = sorted({*self.valued, *self.symbols})
        self.breaks = {year for item in metadata.breaks for year in parse_period(item.before).years}
        published = {table.published.year for table in metadata.tables if table.published}
        self.known = years_of_cells(statistic) | self.breaks | published
        covered = (_years_of(each) for each in metadata.tables)
        self.covered = [years for years in covered if years]
        self._interval = time.metadata.interval or 1

    def is_parted(self, year: int) -> bool:
        """Whether a year has no times of the table before it, or none after, or a break parts them."""
        return year in self.breaks or not self.years or not self.years[0] <= year <= self.years[-1]

    def is_of_its_own(self, named: set[int]) -> bool:
        """Whether years are what some published tables cover, as far as the metadata say."""
        own = (years for years in self.covered if years <= named)
        return not self.covered or named <= set().union(*own)

    def is_regular(self, year: int) -> bool:
        """Whether a table with counts every so many years could have one of a year."""
        return (year - self.years[0]) % self._interval == 0

    def has_gap(self, year: int) -> bool:
        """Whether values are missing in a year: by a symbol, or since a time beside it has twice as many."""
        sides = [each for each in self.years if each < year][::-1], [each for each in self.years if each > year]
        return self.symbols[year] > 0 or any(self._next(side, year) >= 2 * self.valued[year] for side in sides)

    def _next(self, side: Sequence[int], year: int) -> int:
        """The count of the nearest year on one side that has another one."""
        alike = len([*takewhile(lambda each: self.valued[each] == self.valued[year], side)])
        return self.valued[side[alike]] if alike < len(side) else 0


def _misfits(sentence: str, table: _Table, words: _Words) -> Iterator[str]:
    named = list(words.named(sentence))
    match kind := words.kind(sentence):
        case "only":
            odd = (year for first, last in named for year in range(first, last + 1) if last < 9999)
            yield from (_only(year, table) for year in odd if not (table.valued[year] and table.has_gap(year)))
        case "missing":
            for first, last in named:
                there = [year for year in table.years if first <= year <= last and table.valued[year]]
                if full := [year for year in there if not table.has_gap(year)]:
                    yield f"the note says that numbers for {full[0]} are missing, and the table has them"
                elif first == last and not there and not table.is_regular(first):
                    yield f"the note says that numbers for {first} are missing, which is no regular time of the table"
        case "existing":
            yield from _existing({year for first, last in named for year in range(first, last + 1)}, table)
        case _:
            strange = [first for first, last in named if not {first, last} & table.known]
            yield from (f"the note names {year}, no time in the table" for year in strange)
            years = {year for first, last in named if last < 9999 for year in range(first, last + 1)}
            if kind == "origin" and not strange and not table.is_of_its_own(years):
                told = ", ".join(map(str, sorted(years)))
                yield f"the note says where the numbers for {told} are from, and no published table covers that alone"
    for year in words.turns(sentence) if kind not in ("only", "existing") else ():
        if not (table.is_parted(year) or (kind == "missing" and table.has_gap(year))):
            yield f"the note says what begins in {year}, and the metadata name no break before it"


def _years_of(table: PublishedTable) -> set[int]:
    """The years that a published table says it covers, by a selection or in words."""
    said = [table.covers.get(Language(code)) or "" for code in table.covers.languages] if table.covers else []
    spans = [item.replace("..", "–") for choice in table.cells.values() for item in choice]
    found = [match for words in (*said, *spans) for match in YEARS.finditer(words)]
    return {year for match in found for year in range(int(match[1]), int(match[2] or match[1]) + 1)}


def _only(year: int, table: _Table) -> str:
    if not table.valued[year]:
        return f"the note says that there are numbers for {year}, and the table has none"
    return f"the note says that not all numbers for {year} are there, and the table lacks none"


def _existing(named: set[int], table: _Table) -> Iterator[str]:
    if without := sorted(year for year in named if not table.valued[year]):
        yield f"the note says that there are numbers for {without[0]}, and the table has none"
        return
    fewest = min((table.valued[year] for year in named), default=0)
    if more := [year for year in table.years if year not in named and table.valued[year] >= fewest > 0]:
        yield f"the note does not name {more[0]}, for which the table has as many numbers as for others"


RULES = (
    LanguageRule(
        "source-note", FAMILY, "A note on a statistic names a time that does not fit the times of its table.", _find
    ),
)
