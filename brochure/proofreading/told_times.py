"""Times that a text tells: years, "i fjor", "to år tidligere", "de siste ti årene".

The words stand in `years.toml` of a language: `in`, `from`, `to` and `since` are what stands before a year, `budget`
before one of a budget; `before` has the words for a time before one spoken of, `last` those for a span of years;
`[dated]` has the names of laws and publications, and what stands before the year that one is from, which is no time of
a number; `[relative]` is a table of words and how many years they are from the one in which the edition comes out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from brochure.making.text.cell_words import OF_PERIODS
from brochure.making.text.document import Marked
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.over_time import Years
from brochure.proofreading.phrases import pattern
from brochure.proofreading.text import Text

FILE = "years"
NUMBERS = "numbers"
_YEAR = re.compile(r"(?<![\d.,–-])((?:19|20)\d\d)(?:[–-]((?:19|20)\d\d))?(?![\d–-]|[.,]\d)")
_FIGURES = tuple(str(years) for years in range(2, 51))


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year or span of years that stands from `start` to `end` of a text, with the words marked together with it.

    `is_of_publication` tells that it is the year in which a report or the like came out: its numbers are no newer;
    `is_end` that its end is meant, which is also the first day of the next one.
    """

    start: int
    end: int
    period: Years
    is_of_publication: bool = False
    is_end: bool = False

    @property
    def with_next(self) -> Years:
        """The year and, where its end is meant, the one that begins then."""
        return Years(self.period.first, self.period.last + 1) if self.is_end else self.period


@dataclass(frozen=True, slots=True)
class ToldStep:
    """So many `years` back or long, told from `start` to `end` of a text."""

    start: int
    end: int
    years: int


class ToldTimes:
    """The words of a language for times; `published` is the year in which the edition comes out."""

    def __init__(self, lexicon: Lexicon, published: int) -> None:
        self.published = published
        self._relative = {word: int(step) for word, step in lexicon.numbers(FILE, "relative").items()}
        self._is_relative = pattern(self._relative)
        self._cardinals = {
            **{word: int(value) for word, value in lexicon.numbers(NUMBERS, "cardinals").items()},
            **{figure: int(figure) for figure in _FIGURES},
        }
        lists = {"cardinal": self._cardinals}
        self._before = pattern(lexicon.listed(FILE, "before"), lists)
        self._last = pattern(lexicon.listed(FILE, "last"), lists)
        self._cardinal = pattern(self._cardinals)
        named = {key: lexicon.listed(FILE, "dated", key) for key in ("law", "publication")}
        self._laws, self._publications = (pattern(lexicon.listed(FILE, "dated", f"{key}s"), named) for key in named)
        self._ties = {key: pattern(lexicon.listed(FILE, key)) for key in ("in", "from", "to", "since", "end", "budget")}

    def years(self, text: Text) -> tuple[ToldYear, ...]:
        """The years of a text that no format has printed, in order, but for those of laws and the like."""
        found = [
            _with_marked(text, match, Years(int(match[1]), int(match[2] or match[1])))
            for match in _YEAR.finditer(text.content)
        ]
        for match in self._is_relative.finditer(text.content):
            year = self.published + self._relative[" ".join(match[0].split()).casefold()]
            found.append(ToldYear(match.start(), match.end(), Years(year, year)))
        own = [year for year in found if not any(True for _ in text.bound_in(year.start, year.end))]
        own = [year for year in own if not _ends_before(self._laws, text, year)]
        told = [
            replace(
                year,
                is_of_publication=_ends_before(self._publications, text, year),
                is_end=self.is_tied("end", text, year),
            )
            for year in own
        ]
        return tuple(sorted(told, key=lambda year: year.start))

    def years_and_printed(self, text: Text) -> tuple[ToldYear, ...]:
        """As `years`, with the years that a format of periods has printed among them."""
        printed = [
            ToldYear(span.start, span.end, Years(int(match[1]), int(match[2] or match[1])))
            for span in text.bound
            if span.format in OF_PERIODS
            for match in _YEAR.finditer(text.content, span.start, span.end)
        ]
        return tuple(sorted((*self.years(text), *printed), key=lambda year: year.start))

    def before(self, text: Text) -> Iterator[ToldStep]:
        """The times that are told as so many years before another one."""
        return self._steps(self._before, text)

    def last(self, text: Text) -> Iterator[ToldStep]:
        """The spans that are told by their years."""
        return self._steps(self._last, text)

    def is_tied(self, tie: str, text: Text, year: ToldYear, after: int = 0) -> bool:
        """Whether a word of the list `tie` stands right before a year, and not before `after`."""
        return _ends_before(self._ties[tie], text, year, after)

    def is_told_of(self, end: int, year: ToldYear, text: Text) -> bool:
        """Whether nothing but a word such as "i" stands between a number that ends at `end` and a year."""
        between = text.content[end : year.start]
        return self._ties["in"].fullmatch(between.strip()) is not None or not between.strip(" \u00a0(")

    def _steps(self, phrases: re.Pattern[str], text: Text) -> Iterator[ToldStep]:
        for match in phrases.finditer(text.content):
            cardinal = self._cardinal.search(match[0])
            years = self._cardinals[cardinal[0].casefold()] if cardinal else 1
            yield ToldStep(match.start(), match.end(), years)


def _ends_before(phrases: re.Pattern[str], text: Text, year: ToldYear, after: int = 0) -> bool:
    """Whether one of the phrases is the last that stands before a year, and after `after`."""
    content = text.content[after : year.start].rstrip()
    return any(match.end() == len(content) for match in phrases.finditer(content))


def _with_marked(text: Text, match: re.Match[str], period: Years) -> ToldYear:
    """A year with what is marked together with it and stands before it: "4. kvartal 2014"."""
    around = [span for span in text.marked if span.start <= match.start() and match.end() <= span.end]
    first = around[0] if around else Marked(match.start(), match.end())
    return ToldYear(first.start, match.end(), period)
