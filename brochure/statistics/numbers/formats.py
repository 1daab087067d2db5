"""Printed forms of numbers: one function per format, by the rules of each language.

The locale's signs come from Babel's data (CLDR); rounding, minus, grouping and negative zero are ours, since
Babel's own formatting rounds half to even, prints an ASCII minus and "-0,0", and always groups four digits
(DESIGN.md section 6; domain notes, section 3).
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from babel.dates import format_date

from brochure.project.words import Words
from brochure.statistics.numbers.moment import Moment
from brochure.statistics.numbers.number import Number, shown
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.units import Unit, UnitMismatchError

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
ALWAYS_GROUPED_FROM = 10_000
_IN_WORDS_UP_TO = 12
_MOST_DECIMALS = 6
_IN_PER_CENT = tuple(unit for unit in Unit if unit.is_in_per_cent)
_PRINTED_AS = {Unit.PERSONS_CHANGE: Unit.PERSONS}


@dataclass(frozen=True, slots=True)
class Span:
    """Two numbers printed as a range: "3–5 prosent"."""

    low: Number
    high: Number

    def __repr__(self) -> str:
        return f"the range from {self.low!r} to {self.high!r}"


class Printed(str):
    """What a format prints, with the `decimals` of its number; None where that stands in words."""

    __slots__ = ("decimals",)
    decimals: int | None

    def __new__(cls, text: str, decimals: int | None) -> "Printed":
        """`text`, which stands with so many decimals."""
        printed = super().__new__(cls, text)
        printed.decimals = decimals
        return printed


class Formatter:
    """The formats of one language; `thousands_from` is the smallest number that is grouped, at most 10 000."""

    def __init__(self, words: Words, thousands_from: int = ALWAYS_GROUPED_FROM) -> None:
        self.words = words
        self.locale = words.locale
        self.thousands_from = min(thousands_from, ALWAYS_GROUPED_FROM)
        symbols = self.locale.number_symbols["latn"]
        self.decimal_sign: str = symbols["decimal"]
        self._group_sign: str = symbols["group"]
        pattern: str = self.locale.percent_formats[None].pattern
        self._percent_sign = f"{NO_BREAK_SPACE}%" if NO_BREAK_SPACE in pattern else "%"

    def plain(self, value: Decimal, decimals: int, *, sign: bool = False) -> str:
        """Digits only, rounded to `decimals`; with `sign` a plus stands before what prints as more than zero."""
        rounded = round_half_away(value, decimals)
        whole, _, fraction = f"{abs(rounded):f}".partition(".")
        if int(whole) >= self.thousands_from:
            whole = self._grouped(whole)
        prefix = MINUS if rounded < 0 else "+" if sign and rounded > 0 else ""
        return prefix + (f"{whole}{self.decimal_sign}{fraction}" if fraction else whole)

    def percent(self, value: Number | Span, decimals: int | None = None, *, sign: bool = False) -> Printed:
        """`prosent`: "71,6 prosent"."""
        digits = self._digits(value, _IN_PER_CENT, decimals, sign)
        return Printed(f"{digits}{NO_BREAK_SPACE}{self.words('unit.percent')}", digits.decimals)

    def percent_sign(self, value: Number | Span, decimals: int | None = None, *, sign: bool = False) -> Printed:
        """`prosenttegn`: "71,6 %" with a no-break space in Norwegian, without a space in English."""
        digits = self._digits(value, _IN_PER_CENT, decimals, sign)
        return Printed(digits + self._percent_sign, digits.decimals)

    def percentage_points(self, value: Number | Span, decimals: int | None = None, *, sign: bool = False) -> Printed:
        """`prosentpoeng`: the difference of two percentages."""
        digits = self._digits(value, (Unit.PERCENTAGE_POINTS,), decimals, sign)
        word = self.words.plural("unit.percentage_point", singular=digits.lstrip(f"+{MINUS}") == "1")
        return Printed(f"{digits}{NO_BREAK_SPACE}{word}", digits.decimals)

    def whole(self, value: Number | Span, *, sign: bool = False) -> Printed:
        """`heltall`: a count or another whole number: "12 345"."""
        return self._digits(value, (), 0, sign)

    def decimal(self, value: Number | Span, decimals: int = 1, *, sign: bool = False) -> Printed:
        """`desimaltall`: a number of any unit with a fixed number of decimals."""
        return self._digits(value, (), decimals, sign)

    def bare(self, value: Number | Span, decimals: int | None = None, *, sign: bool = False) -> Printed:
        """`tall`: digits as published, for enumerations where the unit stands elsewhere."""
        return self._digits(value, (), decimals, sign)

    def millions(self, value: Number | Span, decimals: int = 1, *, sign: bool = False) -> Printed:
        """`millioner`: a count in millions: "1,2 millioner"."""
        scaled = (
            Span(_in_millions(value.low), _in_millions(value.high)) if isinstance(value, Span) else _in_millions(value)
        )
        digits = self._digits(scaled, (), decimals, sign)
        word = self.words.plural("unit.million", singular=digits.lstrip(f"+{MINUS}") == "1")
        return Printed(f"{digits}{NO_BREAK_SPACE}{word}", digits.decimals)

    def with_unit(self, value: Number | Span, decimals: int | None = None, *, sign: bool = False) -> Printed:
        """`enhet`: a number with the words of its own unit: "13,5 per 100 000", "−3,2 prosent", "12 millioner"."""
        unit = value.low.unit if isinstance(value, Span) else value.unit if isinstance(value, Number) else None
        if unit is not None and unit.is_in_per_cent:
            return self.percent(value, decimals, sign=sign)
        if unit is Unit.PERCENTAGE_POINTS:
            return self.percentage_points(value, decimals, sign=sign)
        digits = self._digits(value, (unit,) if unit else (), decimals, sign)
        key = f"in_unit.{_PRINTED_AS.get(unit, unit) if unit else ''}"
        if key not in self.words.entries:
            return digits
        printed = self.words.plural(key, singular=digits.lstrip(f"+{MINUS}") == "1", value=digits)
        return Printed(printed, digits.decimals)

    def in_words(self, value: Number) -> Printed:
        """`i_ord`: whole numbers up to twelve in words, larger ones in digits."""
        _require(value)
        number = round_half_away(value.value, 0)
        if number != value.value:
            raise UnitMismatchError(f"{value.value} is not a whole number and cannot stand in words")
        if 0 <= number <= _IN_WORDS_UP_TO:
            return Printed(self.words.listed("cardinals")[int(number)], None)
        return Printed(self.plain(number, 0), 0)

    def fraction(self, value: Number, of: int = 10) -> Printed:
        """`brok`: a share as a fraction in words: "sju av ti"; `of` is the denominator."""
        _require(value, Unit.PERCENT)
        if not 2 <= of <= 1000:
            raise UnitMismatchError(f"a fraction of {of} says little; take a denominator from 2 to 1000")
        count = round_half_away(value.value * of / 100, 0)
        in_words = of <= _IN_WORDS_UP_TO
        parts = [
            self.in_words(Number(Decimal(n), Unit.COUNT)) if in_words else self.plain(Decimal(n), 0)
            for n in (count, of)
        ]
        return Printed(self.words("fraction", count=parts[0], of=parts[1]), None if in_words else 0)

    def out_of_ten(self, value: Number) -> Printed:
        """`av_ti`: a share in tenths: "sju av ti"."""
        return self.fraction(value, 10)

    def date(self, written: str) -> str:
        """`dato`: a date written as 2014-10-04: "4. oktober 2014"."""
        try:
            date = datetime.date.fromisoformat(str(written))
        except ValueError:
            raise UnitMismatchError(f"'{written}' is not a date; write it as 2014-10-04") from None
        day, rest = format_date(date, "long", locale=self.locale).split(" ", 1)
        return f"{day}{NO_BREAK_SPACE}{rest}"

    def in_unit(self, value: Decimal, unit: Unit, decimals: int) -> str:
        """A value in a table or figure: per cent with its sign, all else as digits."""
        digits = self.plain(value, decimals)
        return digits + self._percent_sign if unit.is_in_per_cent else digits

    def _digits(self, value: Number | Span, units: tuple[Unit, ...], decimals: int | None, sign: bool) -> Printed:
        if isinstance(value, Span):
            _require(value.low)
            _require(value.high)
            if value.high < value.low:
                raise UnitMismatchError(f"the range runs downwards: {value.low.value} to {value.high.value}")
            ends = [self._digits(end, units, decimals, sign) for end in (value.low, value.high)]
            if ends[0] == ends[1]:
                raise UnitMismatchError(
                    f"both ends of the range print as {ends[0]}; print one of them, or both with more decimals"
                )
            return Printed(EN_DASH.join(ends), ends[0].decimals)
        _require(value, *units)
        if decimals is not None and (type(decimals) is not int or not 0 <= decimals <= _MOST_DECIMALS):
            raise UnitMismatchError(
                f"the number of decimals is a whole number up to {_MOST_DECIMALS}, not {shown(decimals)}"
            )
        places = value.decimals if decimals is None else decimals
        return Printed(self.plain(value.value, places, sign=sign), places)

    def _grouped(self, digits: str) -> str:
        head = len(digits) % 3
        groups = [digits[:head]] if head else []
        groups += [digits[i : i + 3] for i in range(head, len(digits), 3)]
        return self._group_sign.join(groups)


FORMATS: Mapping[str, Callable[..., str]] = {
    "prosent": Formatter.percent,
    "prosenttegn": Formatter.percent_sign,
    "prosentpoeng": Formatter.percentage_points,
    "heltall": Formatter.whole,
    "desimaltall": Formatter.decimal,
    "tall": Formatter.bare,
    "millioner": Formatter.millions,
    "enhet": Formatter.with_unit,
    "i_ord": Formatter.in_words,
    "brok": Formatter.fraction,
    "av_ti": Formatter.out_of_ten,
    "dato": Formatter.date,
}
"""The formats by the names that authors use."""

WORDS_OF_FORMATS = ("unit.", "in_unit.", "cardinals", "fraction")
"""How the keys of the fixed words begin that formats print."""


def _in_millions(value: Number) -> Number:
    _require(value, *(unit for unit in Unit if unit.ones is not None))
    return replace(value, value=value.value * (value.unit.ones or 1) / 1_000_000)


def unit_word(words: Words, unit: Unit, base: str | None = None) -> str:
    """The word for a unit where it heads an axis or a column; of an index with the `base` at which it is 100."""
    return words("unit.index_of", base=base) if unit is Unit.INDEX and base else words(f"unit.{unit}")


def _require(value: object, *units: Unit) -> None:
    if not isinstance(value, Number):
        raise UnitMismatchError(f"{shown(value)} is not a number with a source")
    if isinstance(value, Moment):
        raise UnitMismatchError(f"'{value.name or value}' is a period; print it with periode or aar")
    if units and value.unit not in units:
        name = f"'{value.name}'" if value.name else "the number"
        raise UnitMismatchError(f"{name} is in {value.unit}; this format prints {' or '.join(units)}")
