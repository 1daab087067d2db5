"""Whether direction words agree with the values of the numbers that they speak of.

Each kind of word is judged for itself, and only where it is plain which numbers it speaks of; where a sentence can be
read in several ways, it is wrong only if every one of them is. Knows nothing of claims: they say that a condition
holds, not that the words say the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from brochure.making.text import cell_words
from brochure.making.text.document import Bound
from brochure.proofreading.direction_words import CHANGES, COMPARISONS, DirectionWord, DirectionWords, Sort
from brochure.proofreading.over_time import Movement, differ_in_one, movement_of, order_in_time
from brochure.proofreading.passages import Passage
from brochure.proofreading.told_times import ToldTimes
from brochure.statistics.numbers.formats import MINUS
from brochure.statistics.numbers.number import Number
from brochure.statistics.units import Unit

_NEAR = (Decimal("0.85"), Decimal("1.15"))
"""How near to its factor the values of a multiple must be: "doblet" is right from 1.7 to 2.3 times."""
_ALMOST = Decimal("0.7")
_BACK = 2
"""How many sentences before it a sentence may take a number from."""

Wrong = tuple[DirectionWord, str]
"""A word, and why it is against the values."""


def naming(span: Bound) -> bool:
    """Whether a format has printed words from cells, such as a member or a time, not a value."""
    return span.format in cell_words.FORMATS


def against_values(
    passage: Passage, words: DirectionWords, told: ToldTimes, named: Mapping[str, Number]
) -> Iterator[Wrong]:
    """The direction words of a passage that its numbers contradict; `named` are the numbers of the edition."""
    found = words.find(passage.text)
    if found and any(not naming(span) for span in passage.text.bound):
        judge = _Judge(passage, words, found, told, named)
        yield from judge.spoken_of()
        yield from judge.from_to()
        yield from judge.compared()
        yield from judge.multiplied()
        yield from judge.extreme()


class _Judge:
    def __init__(
        self,
        passage: Passage,
        words: DirectionWords,
        found: Sequence[DirectionWord],
        told: ToldTimes,
        named: Mapping[str, Number],
    ) -> None:
        self._text, self._words, self._found, self._told, self._named = passage.text, words, found, told, named
        self._before = passage.before[-_BACK:]
        self._spans = [span for span in passage.text.bound if len(span.numbers) == 1 and not naming(span)]
        self._spoken = {span.start: words.speaking_of(span, passage.text, found) for span in self._spans}

    def spoken_of(self) -> Iterator[Wrong]:
        """Words right beside a number: "økte med 5", "5 høyere"."""
        for span in self._spans:
            word = self._spoken[span.start]
            if word is None:
                continue
            number = self._named.get(span.numbers[0].name or "", span.numbers[0])
            printed = self._printed(span)
            if printed.startswith(MINUS) and word.way < 0:
                yield word, f"«{printed}» has a minus of its own; print it with absolutt"
                continue
            way = self._way(span, word, number)
            if way is not None and way != word.way:
                yield word, f"«{printed}» {_told_way(way, word)}"

    def _way(self, span: Bound, word: DirectionWord, number: Number) -> int | None:
        """Which way a number goes as the sentence has it: 1 up, -1 down, 0 neither; None where that is not plain."""
        movement = movement_of(number, self._named)
        if number.terms is not None and all(term.value < 0 for term in number.terms):
            return None
        if movement is not None:
            return -movement.rises if word.sort in COMPARISONS and self._is_turned(span, movement) else movement.rises
        if number.terms is None or word.sort not in COMPARISONS:
            return None
        return self._way_of_difference(span, word, number, number.terms)

    def _is_turned(self, span: Bound, movement: Movement) -> bool:
        """Whether a comparison in time says how the earlier time is against the later one."""
        years = self._told.years(self._text)
        than = self._words.than(span.end, self._text.content)
        if than is not None and (after := [year.period for year in years if year.start >= than.end()]):
            return movement.later.touches(after[0]) and not movement.earlier.touches(after[0])
        before = [year.period for year in years if year.end <= span.start]
        return bool(before) and movement.earlier.touches(before[-1]) and not movement.later.touches(before[-1])

    def _way_of_difference(
        self, span: Bound, word: DirectionWord, number: Number, terms: tuple[Number, Number]
    ) -> int | None:
        """Which of two terms is spoken of is known by the one that is printed before, or the other after "enn"."""
        here = [self._is_among(term, [other for other in self._spans if other.end <= span.start]) for term in terms]
        after = [
            not self._is_among(term, [other for other in self._spans if other.start > span.start]) for term in terms
        ]
        earlier = [self._is_among(term, [o for text in self._before[-1:] for o in text.bound]) for term in terms]
        for subject in (here, after, earlier):
            if sum(subject) == 1:
                return _sign(number.value) if subject[0] else -_sign(number.value)
        return -1 if number.value < 0 and word.way > 0 and not any((*here, *earlier)) else None

    def _is_among(self, term: Number, spans: Sequence[Bound]) -> bool:
        return any(_is_same(number, term) for span in spans for number in span.numbers)

    def from_to(self) -> Iterator[Wrong]:
        """Two numbers that a change goes between: "falt fra 60 til 55"."""
        content = self._text.content
        for one, other in pairwise(self._spans):
            words = [word for word in self._found if word.sort in CHANGES and word.end <= one.start]
            is_path = self._words.stands("from", content, 0, one.start) and self._words.stands(
                "to", content, one.end, other.start
            )
            if not words or not is_path or one.numbers[0].unit is not other.numbers[0].unit:
                continue
            way = _step(one.numbers[0], other.numbers[0])
            if way != words[-1].way:
                yield words[-1], f"from «{self._printed(one)}» to «{self._printed(other)}» is {_WAYS[way]}"

    def compared(self) -> Iterator[Wrong]:
        """Words of comparison that stand apart from the numbers they compare: "høyere blant A (5) enn blant B (4)"."""
        spoken = [word for word in self._spoken.values() if word is not None]
        for word in self._found:
            if word.sort not in COMPARISONS or word in spoken:
                continue
            if self._words.compares_with_before(word, self._text.content):
                continue
            subjects, others = self._sides(word)
            pairs = [
                (one.numbers[0], other.numbers[0])
                for one in subjects
                for other in others
                if differ_in_one(one.numbers[0], other.numbers[0])
            ]
            if pairs and self._words.than(word.end, self._text.content) is None:
                pairs += self._over_time(word)
            if self._words.is_of_difference(word, self._text.content):
                pairs = [pair for pair in pairs if all(number.terms is not None for number in pair)]
            if pairs and not any(_step(other, one) == word.way for one, other in pairs):
                yield word, "the numbers that it compares say otherwise"

    def _over_time(self, word: DirectionWord) -> Iterator[tuple[Number, Number]]:
        """The later and the earlier of two numbers after a word that may say how the one became the other.

        "er blitt mindre, 9 i 2006 mot 5 i 2014" speaks of the later one, wherever it is printed.
        """
        after = [span.numbers[0] for span in self._spans if span.start >= word.end]
        for one, other in pairwise(after):
            if order := order_in_time(one, other):
                yield (other, one) if order > 0 else (one, other)

    def _sides(self, word: DirectionWord) -> tuple[Sequence[Bound], Sequence[Bound]]:
        """The numbers that a word of comparison may speak of, and those that it may compare them with."""
        later = [other.start for other in self._found if other.start > word.start]
        end = min(later, default=len(self._text.content))
        after = [span for span in self._spans if word.end <= span.start < end]
        if len(after) > 1 and self._words.stands("against", self._text.content, after[0].end, after[1].start):
            return after[:1], after[1:2]
        before = [span for span in self._spans if span.end <= word.start]
        before = before or [span for text in self._before for span in text.bound if not naming(span)]
        than = self._words.than(word.end, self._text.content)
        if than is None or than.start() > end:
            return after[:1], before
        between = [span for span in after if span.end <= than.start()]
        return between or before, [span for span in after if span.start >= than.end()]

    def multiplied(self) -> Iterator[Wrong]:
        """Multiples: "doblet", "tre ganger så mange"."""
        for word in self._found:
            if word.factor is None:
                continue
            factors = list(self._factors(word))
            degree = self._words.degree(word, self._text.content)
            if factors and not any(_fits(factor, word.factor, degree) for factor in factors):
                yield word, f"the values are {factors[0]:.2f} times each other"

    def _factors(self, word: DirectionWord) -> Iterator[Decimal]:
        """What the numbers of the sentence and of its claims say that a multiple may be."""
        names = [name for claim in self._text.claims_over(word.start, word.end) for name in claim.names]
        numbers = [span.numbers[0] for span in self._spans]
        for number in [*numbers, *(self._named[name] for name in names if name in self._named)]:
            movement = movement_of(number, self._named)
            if movement is not None and movement.factor is not None:
                yield movement.factor
            elif number.unit is Unit.RATIO and number.value:
                yield from (number.value, 1 / number.value)
        for i, one in enumerate(numbers):
            for other in numbers[i + 1 :]:
                if not (differ_in_one(one, other) and one.value and other.value):
                    continue
                order = order_in_time(one, other)
                if order:
                    yield other.value / one.value if order > 0 else one.value / other.value
                else:
                    larger, smaller = max(one.value, other.value), min(one.value, other.value)
                    yield larger / smaller if word.way > 0 else smaller / larger

    def extreme(self) -> Iterator[Wrong]:
        """Words of the most and the least before a number that is a maximum or minimum."""
        end = 0
        for span in self._spans:
            number = span.numbers[0]
            values = [cell.observation.value for cell in number.cells if cell.observation.value is not None]
            if number.picked is None or min(values) == max(values):
                continue
            words = [word for word in self._found if word.sort is Sort.EXTREME and end <= word.start < span.start]
            end = span.end
            way = 1 if number.value == max(values) else -1
            if words and words[-1].way != way:
                yield words[-1], f"«{self._printed(span)}» is the {'highest' if way > 0 else 'lowest'} of all"

    def _printed(self, span: Bound) -> str:
        return self._text.content[span.start : span.end]


_WAYS = {1: "up", 0: "no change", -1: "down"}


def _told_way(way: int, word: DirectionWord) -> str:
    if word.sort in COMPARISONS:
        return {1: "is how much higher it is", 0: "is no difference", -1: "is how much lower it is"}[way]
    return {1: "is a rise", 0: "is no change", -1: "is a fall"}[way]


def _is_same(one: Number, other: Number) -> bool:
    return (one.name is not None and one.name == other.name) or (one.cells == other.cells and one.value == other.value)


def _step(one: Number, other: Number) -> int:
    """Which way it is from one value to another; two negative differences go by their size, as they are printed."""
    if one.value < 0 and other.value < 0:
        return _sign(one.value - other.value)
    return _sign(other.value - one.value)


def _fits(value: Decimal, factor: Decimal, degree: int) -> bool:
    """Whether `value` times is what a word says; `degree` is 1 for "mer enn" it, -1 for "nesten"."""
    far = value / factor if factor > 1 else factor / value
    if degree > 0:
        return far >= 1
    if degree < 0:
        return _ALMOST <= far <= 1
    return _NEAR[0] <= far <= _NEAR[1]


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
