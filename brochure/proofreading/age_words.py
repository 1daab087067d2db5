"""Ages in words, "tjueårene", "personer over seksti", and the ages that cells are of by their dimension of ages.

The words stand in `naming.toml`: `[ages.words]` by the span of years that they say, `over` and `under` with whom they
follow, `dimensions` what a dimension of ages is called, `open` what makes an age in a label one and more.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from brochure.project.words import Words
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.naming import FILE
from brochure.proofreading.phrases import pattern
from brochure.proofreading.text import Text
from brochure.statistics.labels import label_of
from brochure.statistics.selection import Cell

Ages = frozenset[int]
_OLDEST = 120
_SPAN = re.compile(r"(?<!\d)(\d{1,2})(?:\s?[–-]\s?(\d{1,2}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class ToldAges:
    """Ages that words from `start` to `end` of a text say, each year of them."""

    start: int
    end: int
    ages: Ages


class AgeWords:
    """The words of a language for ages."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._words = words
        self._spans = [
            (pattern(lexicon.listed(FILE, "ages", "words", span)), _between(*map(int, span.split("-"))))
            for span in lexicon.table(FILE, "ages", "words")
        ]
        self._cardinals = lexicon.numbers("numbers", "cardinals")
        lists = {"cardinal": self._cardinals, "who": lexicon.listed(FILE, "ages", "who")}
        self._cardinal = pattern(self._cardinals)
        self._over, self._under = (pattern(lexicon.listed(FILE, "ages", key), lists) for key in ("over", "under"))
        self._not_after = pattern((*lexicon.listed(FILE, "ages", "not_after"), *lexicon.listed("numbers", "percent")))
        named = {key: lexicon.listed(FILE, "ages", key) for key in ("dimensions", "open", "below")}
        self._is_of_ages, self._is_open, self._is_below = (pattern(listed) for listed in named.values())

    def find(self, text: Text) -> tuple[ToldAges, ...]:
        """The ages that an author has typed in words, in order."""
        found = [each for each in self._all(text.content) if text.is_typed(each.start, each.end)]
        return tuple(sorted(found, key=lambda each: each.start))

    def _all(self, content: str) -> Iterator[ToldAges]:
        for expression, ages in self._spans:
            yield from (ToldAges(*match.span(), ages) for match in expression.finditer(content))
        for expression, is_over in ((self._over, True), (self._under, False)):
            for match in expression.finditer(content):
                rest = len(content[match.end() :]) - len(content[match.end() :].lstrip())
                cardinal = self._cardinal.findall(match[0])
                if cardinal and not self._not_after.match(content, match.end() + rest):
                    age = int(self._cardinals[cardinal[-1].casefold()])
                    yield ToldAges(*match.span(), _between(age, _OLDEST) if is_over else _between(0, age - 1))

    def of_cells(self, cells: Iterable[Cell]) -> Ages | None:
        """The ages that cells are of; None where a cell is of all ages, or of none that can be read."""
        found = [self._of_cell(cell) for cell in cells]
        return None if not found or None in found else Ages().union(*filter(None, found))

    def _of_cell(self, cell: Cell) -> Ages | None:
        for dimension in cell.statistic.dimensions:
            called = dimension.metadata.label
            names = (dimension.name, called.get(self._words.language) or "" if called else "")
            if dimension.is_time or not any(map(self._is_of_ages.search, names)):
                continue
            label = label_of(dimension, cell.member(dimension.name), self._words) or ""
            spans = list(_SPAN.finditer(label))
            if len(spans) == 1:
                first, last = int(spans[0][1]), spans[0][2]
                if last is None and self._is_open.search(label):
                    return _between(first, _OLDEST)
                if last is None and self._is_below.search(label):
                    return _between(0, first - 1)
                return _between(first, int(last or first))
        return None


def _between(first: int, last: int) -> Ages:
    return frozenset(range(first, last + 1))
