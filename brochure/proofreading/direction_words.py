"""Words that say which way a number goes: "økte", "lavere", "flest", "doblet"; and the numbers they speak of.

The words stand in `directions.toml` of a language. `[changing]`, `[nouns]`, `[comparing]` and `[extreme]` each have the
lists `up` and `down`; `[adverbs]` holds those that count only before a number ("opp"), `[comparing_than]` those that
count only in a comparison ("flere … enn"); `[multiplied]` is a table of words and how many times they say. `from`,
`to`, `than` and `against` are what stands between two numbers that are compared, `[degrees]` what stands before a
multiple.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from brochure.making.text.document import Bound
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.phrases import masked, pattern
from brochure.proofreading.text import Kind, Text

FILE = "directions"
NUMBERS = "numbers"
_DIRECTIONS = (("up", 1), ("down", -1))
_DEGREES = (("below", -1), ("above", 1))
_FEW_WORDS = re.compile(r"\s*(?:[^\W\d_]+\s+){0,2}")
_ONE_WORD = re.compile(r"\s*(?:[^\W\d_]+\s+)?")
_AT_LEAST = re.compile(r"\s+\d")


class Sort(StrEnum):
    """What a direction word is."""

    CHANGE = "changing"
    NOUN = "nouns"
    ADVERB = "adverbs"
    COMPARISON = "comparing"
    COMPARISON_THAN = "comparing_than"
    EXTREME = "extreme"
    MULTIPLE = "multiplied"


CHANGES = frozenset({Sort.CHANGE, Sort.NOUN, Sort.ADVERB})
"""Words that tell what came after in time."""
COMPARISONS = frozenset({Sort.COMPARISON, Sort.COMPARISON_THAN})


@dataclass(frozen=True, slots=True)
class DirectionWord:
    """A word from `start` to `end` of a text; `way` is 1 for up, more, most, -1 for down, less, least.

    `factor` is how many times a multiple says.
    """

    start: int
    end: int
    content: str
    sort: Sort
    way: int
    factor: Decimal | None = None


class DirectionWords:
    """The direction words of a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = {"cardinal": tuple(lexicon.table(NUMBERS, "cardinals")), "at_least": lexicon.listed(FILE, "at_least")}
        self._passed_over = pattern(lexicon.listed(FILE, "passed_over"), lists)
        self._patterns = [
            (sort, way, pattern(lexicon.listed(FILE, sort.value, direction)))
            for sort in Sort
            if sort is not Sort.MULTIPLE
            for direction, way in _DIRECTIONS
        ]
        self._factors = lexicon.numbers(FILE, Sort.MULTIPLE.value)
        self._multiples = [(pattern([word]), factor) for word, factor in self._factors.items()]
        self._links = {sort: pattern(lexicon.listed(FILE, sort.value, "links")) for sort in (Sort.CHANGE, Sort.NOUN)}
        self._than = pattern(lexicon.listed(FILE, "than"))
        self._ties = {key: pattern(lexicon.listed(FILE, key)) for key in ("from", "to", "against")}
        self._ties |= {key: pattern(lexicon.listed(FILE, "degrees", key)) for key, _ in _DEGREES}
        self._differences = pattern(lexicon.listed(FILE, "differences"))
        self._earlier = pattern(lexicon.listed("naming", "earlier"))
        self._negations = pattern(lexicon.listed(FILE, "negations"))
        self._found: dict[int, tuple[Text, tuple[DirectionWord, ...]]] = {}

    def find(self, text: Text) -> tuple[DirectionWord, ...]:
        """The direction words that an author has typed in a text, in order; those of no direction are left out."""
        if id(text) not in self._found:  # several rules ask of the same texts; each is held, so that its id stays
            self._found[id(text)] = text, self._find(text)
        return self._found[id(text)][1]

    def _find(self, text: Text) -> tuple[DirectionWord, ...]:
        content = masked(text.content, self._passed_over)
        found = [word for word in self._all(content) if text.is_typed(word.start, word.end)]
        kept = [word for word in found if self._counts(word, content, text)]
        return tuple(
            word
            for word in sorted(kept, key=lambda word: (word.start, -word.end))
            if not any(other is not word and other.start <= word.start and word.end <= other.end for other in kept)
        )

    def speaking_of(self, bound: Bound, text: Text, words: Sequence[DirectionWord]) -> DirectionWord | None:
        """The word that says which way the number `bound` goes: "økte med 5", "opp 5", "5 høyere"; None for no such."""
        for word in words:
            after = text.content[bound.end : word.start]
            if word.sort in COMPARISONS and word.start > bound.end and _ONE_WORD.fullmatch(after):
                return word
        before = [word for word in words if word.sort in CHANGES and word.end <= bound.start]
        if not before:
            return None
        nearest = before[-1]
        between = text.content[nearest.end : bound.start]
        if nearest.sort is Sort.ADVERB:
            return nearest if _FEW_WORDS.fullmatch(between) else None
        links = list(self._links[nearest.sort].finditer(between))
        return nearest if links and _FEW_WORDS.fullmatch(between, links[-1].end()) else None

    def than(self, start: int, content: str) -> re.Match[str] | None:
        """The first word of comparison after `start`: "enn"."""
        return self._than.search(content, start)

    def compares_with_before(self, word: DirectionWord, content: str) -> bool:
        """Whether a word compares with an earlier time that is told in words: "oftere enn før"."""
        than = self.than(word.end, content)
        rest = content[than.end() :] if than else ""
        return self._earlier.match(rest, len(rest) - len(rest.lstrip())) is not None

    def is_of_difference(self, word: DirectionWord, content: str) -> bool:
        """Whether words say that differences are compared: "forskjellen er større", "økende forskjell"."""
        after = _ONE_WORD.match(content, word.end)
        ends = {word.end + 1, after.end() if after else word.end}
        return self._differences.search(content, 0, word.start) is not None or any(
            self._differences.match(content, end) for end in ends
        )

    def stands(self, key: str, content: str, start: int, end: int) -> bool:
        """Whether a word of the list `key` ("from", "to", "against") is all that stands last in a stretch."""
        between = content[start:end].rstrip()
        return any(match.end() == len(between) for match in self._ties[key].finditer(between))

    def degree(self, word: DirectionWord, content: str) -> int:
        """1 where a word such as "mer enn" stands before a multiple, -1 where one such as "nesten" does, else 0."""
        for key, way in _DEGREES:
            if self.stands(key, content, 0, word.start):
                return way
        return 0

    def _all(self, content: str) -> Iterator[DirectionWord]:
        for sort, way, expression in self._patterns:
            for match in expression.finditer(content):
                yield DirectionWord(match.start(), match.end(), match[0], sort, way)
        for expression, factor in self._multiples:
            for match in expression.finditer(content):
                way = 1 if factor > 1 else -1
                yield DirectionWord(match.start(), match.end(), match[0], Sort.MULTIPLE, way, factor)

    def _counts(self, word: DirectionWord, content: str, text: Text) -> bool:
        if self._is_denied(word, content):
            return False
        match word.sort:
            case Sort.ADVERB:
                if text.kind is Kind.CHANGE:
                    return True
                following = (span.start for span in text.bound if span.start > word.end)
                return any(_FEW_WORDS.fullmatch(content, word.end, start) for start in following)
            case Sort.COMPARISON_THAN:
                than = self._than.search(content, word.end)
                return _is_after_number(word, content, text) or (than is not None and than.start() > word.end + 1)
            case Sort.EXTREME:
                return not _AT_LEAST.match(content, word.end)  # "minst 20 år"
        return True

    def _is_denied(self, word: DirectionWord, content: str) -> bool:
        before, after = content[: word.start].rstrip(), content[word.end :].lstrip()
        return self._negations.match(after) is not None or any(
            match.end() == len(before) for match in self._negations.finditer(before)
        )


def _is_after_number(word: DirectionWord, content: str, text: Text) -> bool:
    ends = (span.end for span in text.bound if span.end < word.start)
    return any(_ONE_WORD.fullmatch(content, end, word.start) for end in ends)
