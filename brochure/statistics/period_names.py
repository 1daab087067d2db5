"""Periods as they are printed in a language: "2. kvartal 2013", "mai 2013", "2011–2013".

Quarters, months, weeks and dates follow the locale's own patterns (CLDR, through Babel).
"""

import datetime
import re
from collections.abc import Sequence

from babel.dates import format_date

from brochure.project.words import Words
from brochure.statistics.period import Frequency, Period

_LONG = {Frequency.QUARTER: "QQQQ y", Frequency.MONTH: "MMMM y", Frequency.DAY: "long"}
_SHORT = {Frequency.QUARTER: "QQQ y", Frequency.MONTH: "MMM y", Frequency.DAY: "medium"}
_SKELETONS = {
    "QQQQ y": "yQQQQ",
    "MMMM y": "yMMMM",
    "QQQ y": "yQQQ",
    "MMM y": "yMMM",
    "week": "yw",
}


def period_name(period: Period, words: Words, *, short: bool = False) -> str:
    """The name of a period or span; `short` is for axes, where room is scarce ("K2 2013")."""
    first = _single_name(period.single(), words, short=short)
    if not period.is_span:
        return first
    last = _single_name(period.single(last=True), words, short=short)
    dash = " – " if " " in first else "–"
    return f"{first}{dash}{last}"


def with_reference(period: Period, reference: str, words: Words, *, capital: bool = False) -> str:
    """A period after the time of it that the values are of: "4. kvartal 2014", "4th quarter of 2004–2014".

    A reference that is no part of a year ("Kalenderår", "Utvalgsundersøkelse, 2013") is not one that stands before a
    year, and is left out. Unless it begins a sentence, and so has a `capital`, it is written as in the middle of one.
    """
    return names_with_reference([period], reference, words, capital=capital)


def names_with_reference(periods: Sequence[Period], reference: str, words: Words, *, capital: bool = False) -> str:
    """As `with_reference`, for several: "4. kvartal 2006 og 2014"."""
    names = words.join([period_name(period, words) for period in periods])
    is_part = re.fullmatch(words("reference.pattern"), reference)
    if not is_part or periods[0].frequency is not Frequency.YEAR:
        return names
    is_of = re.fullmatch(words("reference.of_pattern"), reference)
    has_capital = capital or re.fullmatch(words("reference.capital_pattern"), reference)
    reference = (reference[:1].upper() if has_capital else reference[:1].lower()) + reference[1:]
    return words("reference.of" if is_of else "reference.before", reference=reference, period=names)


def year_name(period: Period) -> str:
    """The calendar year that a period begins in; of a span that of its first and its last."""
    years = period.single().start.year, period.single(last=True).start.year
    return "–".join(map(str, dict.fromkeys(years)))


def _single_name(period: Period, words: Words, *, short: bool) -> str:
    day = period.start
    match period.frequency:
        case Frequency.YEAR:
            return str(period.first)
        case Frequency.SCHOOL_YEAR:
            return f"{period.first}/{(period.first + 1) % 100:02}"
        case Frequency.HALF_YEAR:
            return words("period.half_year", number=period.first % 2 + 1, year=day.year)
        case Frequency.WEEK:
            return _week_name(day, str(words.locale.datetime_skeletons["yw"].pattern))
    pattern = (_SHORT if short else _LONG)[period.frequency]
    skeleton = words.locale.datetime_skeletons.get(_SKELETONS.get(pattern, ""))
    return format_date(day, str(skeleton.pattern) if skeleton is not None else pattern, words.locale)


def _week_name(day: datetime.date, pattern: str) -> str:
    """The name of the week that begins on `day`, by a CLDR pattern; weeks are numbered by ISO 8601 everywhere."""
    year, number, _ = day.isocalendar()
    fields = {"w": str(number), "Y": str(year)}
    return re.sub(r"'([^']*)'|w+|Y+", lambda match: match[1] or fields[match[0][0]], pattern)
