"""Numbers as each language prints them, read back without the program's own formats.

A no-break space comes out of a PDF as a plain one, for both are the same glyph. That it does not break is seen from
the number's standing in one run of text.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from brochure.project.languages import Language

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Notation:
    """The signs of a language: before decimals, between groups of three digits, and before "%".

    `grouped_from` is the smallest number that the shipped edition prints in groups.
    """

    decimal: str
    group: str
    before_percent: str
    grouped_from: int


_NORWEGIAN = Notation(",", " ", " ", 10_000)
NOTATIONS: Mapping[Language, Notation] = {
    Language.BOKMAAL: _NORWEGIAN,
    Language.NYNORSK: _NORWEGIAN,
    Language.ENGLISH: Notation(".", ",", "", 1000),
}


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number read back, with the decimals it was printed with; `sign` is "%" or nothing."""

    value: Decimal
    decimals: int
    sign: str = ""


def read_number(text: str, language: Language) -> PrintedNumber:
    """The number that a whole text is; raises ValueError when it is not written by the rules of the language."""
    signs = NOTATIONS[language]
    group, decimal, percent = map(re.escape, (signs.group, signs.decimal, f"{signs.before_percent}%"))
    found = re.fullmatch(rf"({MINUS}?)(\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}(\d+))?({percent})?", text)
    if found is None:
        raise ValueError(f"{text!r} is no number in {language}")
    minus, whole, fraction, sign = found.groups(default="")
    digits = whole.replace(signs.group, "")
    if (int(digits) >= signs.grouped_from) != (signs.group in whole) or (digits != "0" and digits.startswith("0")):
        raise ValueError(f"the digits of {text!r} are not grouped as in {language}")
    value = Decimal(f"{'-' if minus else ''}{digits}.{fraction or 0}")
    if minus and not value:
        raise ValueError(f"{text!r} is a negative zero")
    return PrintedNumber(value, len(fraction), sign[-1:])


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` with so many decimals; a half is rounded away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def numbers_in(text: str, language: Language) -> Counter[str]:
    """The numbers of running text, one run a line, each in one notation for all languages: "12345,6", without sign."""
    signs = NOTATIONS[language]
    group, decimal = re.escape(signs.group), re.escape(signs.decimal)
    pattern = rf"(?<!\d)(\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{decimal}(\d+))?"
    return Counter(
        found[1].replace(signs.group, "") + (f",{found[2]}" if found[2] else "")
        for found in re.finditer(pattern, text.replace("\u00a0", " "))
    )
