"""Periods: the time that a value is of, parsed from the forms that statistical offices write.

A `Period` is a year, school year, half-year, quarter, month, week or date, or a span of such. It is ordered, knows its
first and last day and its place on an axis, and says nothing of how it is printed (`period_names` does). What is no
known form is an error, never guessed from its digits.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache, total_ordering
from itertools import pairwise

from babel.core import Locale

KNOWN_FORMS = (
    "2013, 2014/15, 2011-2013, 2013H1, 2013K2, «2. kvartal 2013», 2013M05, «mai 2013», 2013U07, 01.01.2013 "
    "or 2013-01-01"
)
"""The forms that messages name; each of them may be an end of a span."""
WRITTEN_IN = ("nb", "nn", "en")
"""The languages whose names of months and quarters are read."""

_DAYS_A_YEAR = Fraction(146097, 400)
"""The mean year of the Gregorian calendar."""
_TOLERANCE = Fraction(5, 4)
"""How far beyond the regular step dates may lie and still be neighbours: months differ in length."""


class Frequency(StrEnum):
    """How long a period is, as statistical offices name it (SDMX code list CL_FREQ)."""

    YEAR = "year"
    SCHOOL_YEAR = "school year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "date"

    @property
    def length(self) -> Fraction:
        """In years."""
        return _LENGTHS[self]


_A_YEAR: Mapping[Frequency, int] = {
    Frequency.YEAR: 1,
    Frequency.SCHOOL_YEAR: 1,
    Frequency.HALF_YEAR: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
}
"""How many of those make up a year exactly."""
_LENGTHS: Mapping[Frequency, Fraction] = {
    **{frequency: Fraction(1, count) for frequency, count in _A_YEAR.items()},
    Frequency.WEEK: 7 / _DAYS_A_YEAR,
    Frequency.DAY: 1 / _DAYS_A_YEAR,
}


class PeriodError(ValueError):
    """A text that is not a period in a known form."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A period, or a span from a first to a last one of the same frequency; one alone has the same twice.

    `first` and `last` count periods of the frequency: years from 0, quarters from the first of year 0 (4 a year),
    months likewise, weeks and dates by the proleptic ordinal of their first day.
    """

    frequency: Frequency
    first: int
    last: int

    @property
    def is_span(self) -> bool:
        """Whether it is a span of several."""
        return self.first != self.last

    @property
    def start(self) -> datetime.date:
        """The first day."""
        return _first_day(self.frequency, self.first)

    @property
    def end(self) -> datetime.date:
        """The last day."""
        if self.frequency is Frequency.DAY:
            return datetime.date.fromordinal(self.last)
        after = self.last + (7 if self.frequency is Frequency.WEEK else 1)
        return _first_day(self.frequency, after) - datetime.timedelta(days=1)

    @property
    def years(self) -> tuple[int, int]:
        """The calendar years of the first day and the last."""
        return self.start.year, self.end.year

    @property
    def place(self) -> Fraction:
        """Where it begins on an axis, in years; equal steps of time are equal steps here."""
        count = _A_YEAR.get(self.frequency)
        if count is not None:
            return Fraction(self.first, count)
        if self.frequency is Frequency.WEEK:
            return 1 + (self.first - 1) / _DAYS_A_YEAR
        day = datetime.date.fromordinal(self.first)
        return day.year + Fraction(day.month - 1, 12) + Fraction(day.day - 1, 12 * _days_in(day))

    @property
    def length(self) -> Fraction:
        """In years; that of a span is that of all its periods."""
        step = 7 if self.frequency is Frequency.WEEK else 1
        return ((self.last - self.first) // step + 1) * self.frequency.length

    def moved(self, years: Fraction) -> "Period | None":
        """The same period so many years later; None where that is not a period of the same frequency."""
        count = _A_YEAR.get(self.frequency)
        if count is None and self.frequency is Frequency.DAY:
            return _moved_date(self, years)
        steps = years / self.frequency.length if count is None else years * count
        if steps.denominator != 1:
            return None
        whole = int(steps) * (7 if self.frequency is Frequency.WEEK else 1)
        return Period(self.frequency, self.first + whole, self.last + whole)

    def single(self, *, last: bool = False) -> "Period":
        """The first period of a span, or its last."""
        chosen = self.last if last else self.first
        return Period(self.frequency, chosen, chosen)

    def __lt__(self, other: "Period") -> bool:
        return (self.start, self.end) < (other.start, other.end)


def _first_day(frequency: Frequency, count: int) -> datetime.date:
    if frequency in (Frequency.WEEK, Frequency.DAY):
        return datetime.date.fromordinal(count)
    if frequency is Frequency.SCHOOL_YEAR:
        return datetime.date(count, 8, 1)  # opplæringslova: the school year begins on 1 August
    a_year = _A_YEAR[frequency]
    return datetime.date(count // a_year, count % a_year * (12 // a_year) + 1, 1)


def _days_in(day: datetime.date) -> int:
    after = datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (after - day.replace(day=1)).days


def _moved_date(period: Period, years: Fraction) -> Period | None:
    months = years * 12
    if period.is_span or months.denominator != 1:
        return None
    day = datetime.date.fromordinal(period.first)
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    try:
        moved = day.replace(year=year, month=month + 1)
    except ValueError:  # the 31st of a month that has 30 days
        return None
    return Period(Frequency.DAY, moved.toordinal(), moved.toordinal())


def natural_step(periods: Iterable[Period], interval: int | None = None) -> Fraction:
    """The years between regular observations: `interval` periods, or else the least that lies between two.

    Where no interval is given, observations further apart than a period is long, and than a year, are not regular: a
    year that a yearly series lacks stays a gap, while the fourth quarters of several years are neighbours.
    """
    found = sorted(set(periods))
    if not found:
        return Fraction(1)
    if interval is not None:
        return interval * found[0].frequency.length
    least = min((later.place - earlier.place for earlier, later in pairwise(found)), default=Fraction(1))
    return min(least, max(max(period.length for period in found), Fraction(1)))


def are_neighbours(earlier: Period, later: Period, step: Fraction) -> bool:
    """Whether `later` follows `earlier` after one regular step, which dates may miss by some days."""
    tolerance = _TOLERANCE if earlier.frequency is Frequency.DAY else 1
    return later.place - earlier.place <= step * tolerance


def missing_between(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The periods that a regular series lacks between the first and the last of `periods`, which are in order.

    The step is the least that lies between two of them; none are told where they do not lie a whole number of steps
    apart, as dates may.
    """
    steps = [later.place - earlier.place for earlier, later in pairwise(periods)]
    least = min(steps, default=Fraction(1))
    if any((step / least).denominator != 1 for step in steps):
        return ()
    moved = (
        earlier.moved(least * count)
        for earlier, step in zip(periods, steps, strict=False)
        for count in range(1, int(step / least))
    )
    return tuple(period for period in moved if period is not None)


@lru_cache(maxsize=10_000)
def parse_period(text: str) -> Period:
    """The period that a text names in one of the forms of statistical offices (`KNOWN_FORMS`).

    Raises `PeriodError` for every other text; its message names the forms.
    """
    written = " ".join(text.replace("\u00a0", " ").split())
    single = _single(written) or _span(written)
    if single is None:
        raise PeriodError(f"'{text}' is not a period in a known form; write it as {KNOWN_FORMS}")
    return single


def _single(text: str) -> Period | None:
    for pattern, build in _FORMS:
        match = pattern.fullmatch(text)
        if match is not None:
            try:
                return build(match)
            except ValueError:  # month 13, 30 February, week 60
                return None
    return _named(text)


def _span(text: str) -> Period | None:
    short = re.fullmatch(r"([12]\d{3}) ?[-–—] ?(\d\d)", text)
    if short is not None:
        years = int(short[1]), int(short[1][:2] + short[2])
        return Period(Frequency.YEAR, *years) if years[0] < years[1] else None
    for dash in re.finditer(r" ?[-–—] ?", text):
        begin, last = text[: dash.start()], _single(text[dash.end() :])
        if last is None:
            continue
        first = _single(begin) or _single(f"{begin} {last.start.year}")  # "januar–mars 2013"
        if first is not None and first.frequency is last.frequency and first.first < last.first:
            return Period(first.frequency, first.first, last.first)
    return None


def _of_year(frequency: Frequency, year: str, number: str | int = 1) -> Period:
    """The `number`th period of a year, counted from 1; raises ValueError where the year has no such."""
    count = _A_YEAR[frequency]
    if not 1 <= int(number) <= count:
        raise ValueError(number)
    at = int(year) * count + int(number) - 1
    return Period(frequency, at, at)


def _week(year: str, number: str) -> Period:
    day = datetime.date.fromisocalendar(int(year), int(number), 1).toordinal()
    return Period(Frequency.WEEK, day, day)


def _date(year: str, month: str, day: str) -> Period:
    at = datetime.date(int(year), int(month), int(day)).toordinal()
    return Period(Frequency.DAY, at, at)


def _school_year(first: str, second: str) -> Period:
    if (int(first) + 1) % 100 != int(second) % 100 or (len(second) == 4 and int(second) != int(first) + 1):
        raise ValueError(second)
    return _of_year(Frequency.SCHOOL_YEAR, first)


_YEAR = r"(?P<y>[12]\d{3})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (_YEAR, lambda m: _of_year(Frequency.YEAR, m["y"])),
        (rf"{_YEAR}/(?P<n>\d\d(?:\d\d)?)", lambda m: _school_year(m["y"], m["n"])),
        (rf"{_YEAR}[- ]?[HS](?P<n>\d)", lambda m: _of_year(Frequency.HALF_YEAR, m["y"], m["n"])),
        (rf"(?P<n>[12])\. ?halvår,? {_YEAR}", lambda m: _of_year(Frequency.HALF_YEAR, m["y"], m["n"])),
        (rf"{_YEAR}[- ]?[KQ](?P<n>\d)", lambda m: _of_year(Frequency.QUARTER, m["y"], m["n"])),
        (rf"[KQ](?P<n>\d)[- ]?{_YEAR}", lambda m: _of_year(Frequency.QUARTER, m["y"], m["n"])),
        (rf"(?P<n>\d)\. ?(?:kvartal|kv\.?),? ?{_YEAR}", lambda m: _of_year(Frequency.QUARTER, m["y"], m["n"])),
        (rf"{_YEAR},? (?P<n>\d)\. ?(?:kvartal|kv\.?)", lambda m: _of_year(Frequency.QUARTER, m["y"], m["n"])),
        (rf"{_YEAR}[- ]?M(?P<n>\d\d?)", lambda m: _of_year(Frequency.MONTH, m["y"], m["n"])),
        (rf"{_YEAR}-(?P<n>0\d|1[0-2])", lambda m: _of_year(Frequency.MONTH, m["y"], m["n"])),
        (rf"(?P<n>\d\d?)[./]{_YEAR}", lambda m: _of_year(Frequency.MONTH, m["y"], m["n"])),
        (rf"{_YEAR}[- ]?[UW](?P<n>\d\d?)", lambda m: _week(m["y"], m["n"])),
        (rf"(?:uke|veke|week) (?P<n>\d\d?),? (?:i |of )?{_YEAR}", lambda m: _week(m["y"], m["n"])),
        (rf"(?P<d>\d\d?)\. ?(?P<m>\d\d?)\. ?{_YEAR}", lambda m: _date(m["y"], m["m"], m["d"])),
        (rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)", lambda m: _date(m["y"], m["m"], m["d"])),
        (rf"{_YEAR}M(?P<m>\d\d)D(?P<d>\d\d)", lambda m: _date(m["y"], m["m"], m["d"])),
    )
)
"""Each form with what builds a period of its match; the first that fits counts."""


def _named(text: str) -> Period | None:
    """A month, a quarter or a date with the names of the languages that offices here write in (CLDR)."""
    match = re.fullmatch(rf"(?:(?P<d>\d\d?)\.? )?(?P<name>[^\d].*?|\d(?:\.|st|nd|rd|th) .*?),? {_YEAR}", text)
    if match is None:
        return None
    months, quarters = _names()
    name = match["name"].casefold().rstrip(".")
    try:
        if match["d"] is not None:
            return _date(match["y"], str(months[name]), match["d"]) if name in months else None
        if name in months:
            return _of_year(Frequency.MONTH, match["y"], months[name])
    except ValueError:
        return None
    return _of_year(Frequency.QUARTER, match["y"], quarters[name]) if name in quarters else None


@cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    """The names of months and of quarters, folded and without their full stop, with their numbers."""
    months: dict[str, int] = {}
    quarters: dict[str, int] = {}
    for code in WRITTEN_IN:
        locale = Locale.parse(code)
        for width in ("wide", "abbreviated"):
            for found, of in ((months, locale.months), (quarters, locale.quarters)):
                for number, name in of["format"][width].items():
                    found[str(name).casefold().rstrip(".")] = number
    return months, quarters
