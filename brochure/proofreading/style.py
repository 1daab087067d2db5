"""How a language sets its texts: signs of numbers and quotes, words around ranges, dates and amounts.

Read from `data/proofreading/<language>/typography.toml`, and the patterns made of them. A language without that file
has no style, and no rules of typography. Finds nothing itself.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from brochure.proofreading.lexicon import Lexicon

FILE = "typography"
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"
SPACE = "[ \u00a0\u2009\u202f]"
"""A space that can stand beside a number: plain, no-break, thin, narrow no-break."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Signs(_Strict):
    """Signs of numbers and quotes; `before_percent` is what stands between a number and "%", maybe nothing.

    `after_acronym` ties an ending to an abbreviation in capitals ("EU-en"), where that is no apostrophe.
    """

    decimal: str
    group: str
    before_percent: str
    quotes: tuple[str, str]
    after_acronym: str = ""


class Ranges(_Strict):
    """Words around ranges.

    After `between_word` and `from_word` a range is written in full, with `between_joint` and `from_joint`, except
    "from" the years in which something was made (after `dated`) and from so many places (before `origins`). A word of
    `dated` that begins with a hyphen is the end of a compound. `split_years` are periods over the turn of a year;
    numbers after `hyphenated` have hyphens of their own ("§ 3-5").
    """

    between_word: str
    between_joint: str
    from_word: str
    from_joint: str
    dated: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    split_years: tuple[str, ...] = ()
    hyphenated: tuple[str, ...] = ()


class Dates(_Strict):
    """Months as they are written inside a sentence; `also_names` are those that people are called by too."""

    months: tuple[str, ...]
    also_names: tuple[str, ...] = ()
    quarter: str


class Amounts(_Strict):
    """Words around numbers.

    `units` follow a number, `joints` stand between two that share a unit, `numbered` come before a number that only
    names a thing ("tabell 12345"), `compounds` are tied to a number with a hyphen, `decade_compounds` to one that
    ends in a zero, `acronym_compounds` to an abbreviation in capitals ("EU-landene"), `plurals` have a form of their
    own after all but one, `before_numbers` stay on a number's line, `pairs` are two words that stay together. A
    currency (`currency`) never stands before its amount as one of `currency_before`.
    """

    percent: str
    units: tuple[str, ...]
    scales: tuple[str, ...]
    joints: tuple[str, ...]
    numbered: tuple[str, ...]
    before_numbers: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    decade_compounds: tuple[str, ...] = ()
    acronym_compounds: tuple[str, ...] = ()
    plurals: dict[str, str] = {}
    currency: str = ""
    currency_before: tuple[str, ...] = ()


class Typography(_Strict):
    """All of a language's file.

    `rules` names those that hold in it, `abbreviations` says what should stand for each that is written wrong.
    """

    rules: tuple[str, ...]
    before_figures: tuple[str, ...]
    means: tuple[str, ...]
    signs: Signs
    ranges: Ranges
    dates: Dates
    amounts: Amounts
    abbreviations: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Style:
    """How the texts of an edition are set: by the signs and words of its language, in groups from `thousands_from`."""

    language: Typography
    lexicon: Lexicon
    thousands_from: int

    @property
    def number(self) -> str:
        """The pattern of a number, with its groups and decimals, without a sign."""
        group = SPACE if self.language.signs.group.isspace() else re.escape(self.language.signs.group)
        return rf"(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{re.escape(self.language.signs.decimal)}\d+)?"

    def value(self, number: str) -> Decimal:
        """The value of what `number` matches."""
        digits = re.sub(rf"{SPACE}|{re.escape(self.language.signs.group)}", "", number)
        return Decimal(digits.replace(self.language.signs.decimal, "."))


def style_of(lexicon: Lexicon, thousands_from: int) -> Style | None:
    """The style of a language, None if it has no file; raises `Faults` for one that does not fit."""
    document = lexicon.files.get(FILE)
    return Style(document.read_as(Typography), lexicon, thousands_from) if document else None


@lru_cache(maxsize=256)
def one_of(words: tuple[str, ...]) -> str:
    """The pattern of any of `words`, whatever their spaces; of none where there are none."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", SPACE) for word in longest_first) + ")" if words else "(?!)"


def only_names(content: str, start: int, words: tuple[str, ...], style: Style) -> bool:
    """Whether the number at `start` follows one of `words`, directly or in a list: "tabell 12345, 12346 og 12347"."""
    joints = one_of(style.language.amounts.joints)
    led = rf"(?<!\w){one_of(words)}:?(?:[\s\d.,/–-]|(?<!\w)(?:{joints}|[a-z])(?!\w))*$"
    return re.search(led, content[max(0, start - 80) : start], re.IGNORECASE) is not None
