"""The times that cells have, as words beside them may name them: years, spans, times within the year, ages.

Words may name the ends of what is shown, each of a few times, a break in the series, or a time without a value; not any
year in between, which would fit as well a year later. Knows cells and statistics, and nothing of texts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from brochure.project.languages import Language
from brochure.proofreading.over_time import Years, period_of, periods_of
from brochure.statistics.numbers.number import Number
from brochure.statistics.period import Frequency, Period, PeriodError, parse_period
from brochure.statistics.selection import Cell
from brochure.statistics.table import Statistic

_FEW = 3
"""So many times can be named one by one by what says what is shown; other words name its ends."""
_A_SERIES = 3
"""So many times make a series, in which one may be missing."""
_ANY_YEAR = 2000
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)[–-]((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AGES = re.compile(r"(?<![\d–-])(\d{1,2})(?:(?:\s?[–-]\s?|-?\s[^\W\d_]+\s)(\d{1,2})(?!\d))?(?!\d|[–-]\s?\d|\.\s?\w)")
"""A small number, or a span of them: "15–74", "15 til 74", "15- til 74-åringer"."""


@dataclass(frozen=True, slots=True)
class Times:
    """Years and spans that words may name; `whole` is from the first to the last."""

    years: frozenset[int] = frozenset()
    spans: frozenset[Years] = frozenset()
    whole: Years | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no time that words could name."""
        return self.whole is None and not self.years

    def fit(self, told: Years) -> bool:
        """Whether a year or span that is told is one of them."""
        return told.first in self.years if told.first == told.last else told in self.spans

    def is_all(self, told: Years) -> bool:
        """Whether a span that is told is all that is shown: the whole, or the span that a single year stands for."""
        if self.whole is None or told == self.whole:
            return True
        is_single = self.whole.first == self.whole.last
        return is_single and told.last == self.whole.last and told in self.spans

    def __or__(self, other: "Times") -> "Times":
        ends = [each for each in (self.whole, other.whole) if each is not None]
        whole = Years(min(e.first for e in ends), max(e.last for e in ends)) if ends else None
        spans = self.spans | other.spans | ({whole} if whole else set())
        return Times(self.years | other.years, spans, whole)

    def __str__(self) -> str:
        spans = sorted(self.spans) if len(self.spans) <= _FEW else []
        within = {year for span in spans for year in (span.first, span.last)}
        return ", ".join(map(str, (*spans, *sorted(self.years - within))))


def times_of_numbers(numbers: Iterable[Number], language: Language) -> Times:
    """What words beside numbers may name; of one picked from many, the time that was picked too."""
    found = Times()
    for number in numbers:
        found |= times_shown(periods_of(number)) | _spans_of_reference(number.cells, language)
        found |= _before_first_days(number, language)
        found |= _years_of_members(number.cells)
        if number.picked is not None and (picked := period_of(number.picked)):
            found |= Times(frozenset({picked.first, picked.last}))
    return found


def times_of_exhibit(cells: Iterable[Cell], language: Language, *, ends_only: bool = False) -> Times:
    """What the words of a figure or table may name of what it shows; with `ends_only` the first time and the last."""
    found = tuple(cells)
    periods = {period for cell in found if (period := period_of(cell))}
    shown = times_shown(periods, 2 if ends_only else _FEW)
    return shown | _spans_of_reference(found, language) | _years_of_members(found)


def times_shown(periods: Iterable[Years], few: int = _FEW) -> Times:
    """The ends of some periods, each of them where there are no more than `few`, and the span of all."""
    found = sorted(periods)
    if not found:
        return Times()
    named = found if len(found) <= few else [found[0], found[-1]]
    whole = Years(found[0].first, max(period.last for period in found))
    years = frozenset(year for period in named for year in (period.first, period.last))
    return Times(years, frozenset(span for span in (whole, *named) if span.first != span.last), whole)


def turns_of(cells: Iterable[Cell]) -> Times:
    """Where something happens to what is shown: breaks in the series, and times that have no value."""
    found = tuple(cells)
    broken = {year for statistic in _statistics(found) for year in _breaks(statistic)}
    absent: set[int] = set()
    spans: set[Years] = set()
    for missing in _missing(found):
        absent.update(missing)
        spans.update(_runs(missing))
    return Times(frozenset(broken | absent), frozenset(spans))


def breaks_of(numbers: Iterable[Number]) -> Times:
    """The breaks in the series that some numbers belong to."""
    statistics = _statistics(cell for number in numbers for cell in number.cells)
    return Times(frozenset(year for statistic in statistics for year in _breaks(statistic)))


def times_within_year(cells: Iterable[Cell], language: Language) -> frozenset[Period]:
    """Quarters, months and dates that cells are of, in some year: by their members, and by their reference time."""
    return frozenset(period for words in _words_on_time(tuple(cells), language) for period in named_within_year(words))


def are_first_days(cells: Iterable[Cell], language: Language) -> bool:
    """Whether cells are of the first day of a year: stocks whose change to the next is a change in the year before."""
    found = tuple(cells)
    days = {cell.period for cell in found if cell.period and cell.period.frequency is Frequency.DAY}
    within = days or times_within_year(found, language)
    return bool(within) and all(each.start == each.end and each.start.timetuple().tm_yday == 1 for each in within)


@lru_cache(maxsize=2_000)
def named_within_year(words: str) -> frozenset[Period]:
    """The quarters, months and dates that words name without a year; two words stand for one time at most."""
    found: set[Period] = set()
    split = words.replace("\u00a0", " ").replace(",", " ").replace("(", " ").replace(")", " ").split()
    at = 0
    while at < len(split):
        for length in (2, 1):
            period = _within_year(" ".join(split[at : at + length]))
            if period is not None:
                found.add(period)
                at += length - 1
                break
        at += 1
    return frozenset(found)


def ages_of(cells: Iterable[Cell], language: Language) -> frozenset[tuple[int, int]]:
    """The ages and other spans of small numbers that the words on some cells name; one alone has the same twice."""
    found = tuple(cells)
    words = {member for cell in found for member in cell.key}
    for statistic in _statistics(found):
        metadata = statistic.metadata
        texts = (metadata.title, metadata.population, metadata.reference, *(item.note for item in metadata.breaks))
        words.update(text.get(language) or "" for text in texts)
        words.update(metadata.notes.get(language) or ())
    for cell in found:
        for dimension, member in zip(cell.statistic.dimensions, cell.key, strict=True):
            label = dimension.member(member).label
            words.add((label.get(language) or "") if label else "")
    return frozenset(ages for each in words for ages in ages_in(each))


@lru_cache(maxsize=5_000)
def ages_in(words: str) -> tuple[tuple[int, int], ...]:
    """The small numbers and spans of them in some words."""
    return tuple((int(match[1]), int(match[2] or match[1])) for match in _AGES.finditer(words))


def _statistics(cells: Iterable[Cell]) -> list[Statistic]:
    return list({cell.statistic.name: cell.statistic for cell in cells}.values())


def _breaks(statistic: Statistic) -> Iterator[int]:
    for item in statistic.metadata.breaks:
        yield parse_period(item.before).years[0]


def _missing(cells: tuple[Cell, ...]) -> Iterator[list[int]]:
    """For all cells together, and for each series of them, the years without a value between the first and the last."""
    by_year: dict[int, list[Cell]] = {}
    for cell in cells:
        period = period_of(cell)
        if period is not None and period.first == period.last:
            by_year.setdefault(period.first, []).append(cell)
    if len(by_year) < _A_SERIES:
        return
    apart = _series_axes(by_year.values())
    valued: dict[tuple[str, ...], set[int]] = {}
    for year, found in by_year.items():
        for cell in found:
            if cell.observation.value is not None:
                valued.setdefault(tuple(cell.key[i] for i in apart), set()).add(year)
    years = range(min(by_year), max(by_year) + 1)
    for present in (set().union(*valued.values()), *valued.values()):
        yield [year for year in years if year not in present]


def _series_axes(by_time: Iterable[list[Cell]]) -> list[int]:
    """The positions of the members that tell series apart: of which a time has several."""
    several: set[int] = set()
    for cells in by_time:
        columns = enumerate(zip(*(cell.key for cell in cells), strict=True))
        several.update(i for i, members in columns if len(set(members)) > 1)
    return sorted(several)


def _runs(years: list[int]) -> Iterator[Years]:
    """The runs of years that follow one another, of two and more."""
    run: list[int] = []
    for year in [*years, 0]:
        if run and year != run[-1] + 1:
            if len(run) > 1:
                yield Years(run[0], run[-1])
            run = []
        run.append(year)


def _before_first_days(number: Number, language: Language) -> Times:
    """The year that ends where the last first day of a number begins, and the span from its first one to that."""
    periods = periods_of(number)
    if len(periods) < 2 or not are_first_days(number.cells, language):
        return Times()
    first, last = periods[0].first, periods[-1].first - 1
    return Times(frozenset({last}), frozenset({Years(first, last)}) if first < last else frozenset())


def _spans_of_reference(cells: Iterable[Cell], language: Language) -> Times:
    """The spans that a reference time gives for a year: "2012 (the period 2010–2012)", where the cells are of 2012."""
    found: set[Years] = set()
    for cell in cells:
        reference = cell.statistic.metadata.reference.get(language) or ""
        period = period_of(cell) if _SPAN.search(reference) else None
        spans = (Years(int(match[1]), int(match[2])) for match in _SPAN.finditer(reference))
        found.update(span for span in spans if period is not None and span.last == period.last)
    return Times(spans=frozenset(found))


def _years_of_members(cells: Iterable[Cell]) -> Times:
    """The years that members of dimensions other than time name: those who came in a year, who were born in one."""
    named: set[int] = set()
    for cell in cells:
        for dimension, member in zip(cell.statistic.dimensions, cell.key, strict=True):
            if not dimension.is_time:
                named.update(map(int, _YEAR.findall(member)))
    return Times(frozenset(named))


def _words_on_time(cells: tuple[Cell, ...], language: Language) -> set[str]:
    words = {statistic.metadata.reference.get(language) or "" for statistic in _statistics(cells)}
    for cell in cells:
        for dimension, member in zip(cell.statistic.dimensions, cell.key, strict=True):
            if not dimension.is_time:
                label = dimension.member(member).label
                words.update((member, (label.get(language) or "") if label else ""))
    return words


@lru_cache(maxsize=2_000)
def _within_year(words: str) -> Period | None:
    try:
        return parse_period(f"{words} {_ANY_YEAR}")
    except PeriodError:
        return None
