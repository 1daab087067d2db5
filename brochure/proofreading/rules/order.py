"""Numbers and names told one by one, "henholdsvis": each name must be that of the number at its place.

Judged is only a sentence with as many names of one sort, or years, as numbers, all before them or all behind. It is
wrong where each name is that of a number, but of another one than that at its place.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from brochure.making.text.document import Bound
from brochure.proofreading.against import naming
from brochure.proofreading.age_words import AgeWords
from brochure.proofreading.naming import FILE, Naming, cells_named
from brochure.proofreading.over_time import periods_of
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import names_of, passages_of, times_of
from brochure.proofreading.text import Text
from brochure.proofreading.told_times import ToldTimes

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Name:
    """What stands for something of a number from `start` to `end` of a sentence."""

    start: int
    end: int
    members: AbstractSet[Any]


_Row = tuple[Sequence[AbstractSet[Any]], Sequence[_Name]]
"""What each number is of, and the names that could be theirs."""


class _Judge:
    def __init__(self, reading: Reading) -> None:
        self._names: Naming = reading.once(names_of)
        self._times: ToldTimes = reading.once(times_of)
        self._ages = AgeWords(reading.lexicon, reading.words)
        self._in_order = pattern(reading.lexicon.listed(FILE, "in_order"))

    def hits(self, text: Text) -> Iterator[Hit]:
        """The first name of a sentence that is told for another number than its own."""
        spans = [span for span in text.bound if len(span.numbers) == 1 and span.numbers[0].cells and not naming(span)]
        if len(spans) < _FEWEST or not (word := self._in_order.search(text.content)):
            return
        for own, names in self._rows(text, spans):
            is_apart = names and (names[-1].end <= spans[0].start or spans[-1].end <= names[0].start)
            if len(names) == len(spans) and is_apart and _are_mixed(own, [name.members for name in names]):
                shown = ", ".join(f"«{text.content[name.start : name.end]}»" for name in names)
                yield Hit(
                    text.place(names[0].start),
                    f"{shown} stand in another order than the numbers that they are of, with "
                    f"«{word[0]}»; let both have the same order",
                )
                return

    def _rows(self, text: Text, spans: Sequence[Bound]) -> Iterator[_Row]:
        axes = [self._names.axes(cells_named(span.numbers[0])) for span in spans]
        for axis in axes[0]:
            alike = [next((each for each in other if each.known is axis.known), None) for other in axes]
            if all(each is not None for each in alike):
                own = [each.own for each in alike if each is not None]
                yield own, [_Name(m.start, m.end, m.members) for m in axis.mentions(text.content)]
        years = self._times.years(text)
        yield (
            [{each.first for each in periods_of(span.numbers[0])} for span in spans],
            [_Name(year.start, year.end, {year.period.first}) for year in years],
        )
        ages = [self._ages.of_cells(cells_named(span.numbers[0])) or frozenset() for span in spans]
        yield ages, [_Name(each.start, each.end, each.ages) for each in self._ages.find(text)]


def _are_mixed(own: Sequence[AbstractSet[Any]], names: Sequence[AbstractSet[Any]]) -> bool:
    """Whether each name fits one number alone, but not all of them the number at their place."""
    places = [[at for at, each in enumerate(own) if each & name] for name in names]
    found = [at for place in places for at in place]
    return sorted(found) == list(range(len(own))) and found != sorted(found) and all(len(each) == 1 for each in places)


def _find(reading: Reading) -> Iterator[Hit]:
    judge = _Judge(reading)
    for passage in reading.once(passages_of):
        if passage.text.bound:
            yield from judge.hits(passage.text)


RULES: tuple[LanguageRule, ...] = (
    LanguageRule("order-misfit", "numbers", "Names stand in another order than the numbers that are theirs.", _find),
)
