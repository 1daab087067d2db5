"""Statements that numbers make true for a day and no claim holds: "De fleste innvandrere er i arbeid".

A quantifier, a rank, a comparison or a movement in running text, headings and titles stays when the data change. Where
a number stands beside a direction word, `directions` tells it. Told is only a sentence that says how it is, of people
or measures that data know: not what could be or should be. The words are data (`statements.toml`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from brochure.proofreading.against import naming
from brochure.proofreading.direction_words import FILE as DIRECTIONS
from brochure.proofreading.direction_words import Sort
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.naming import FILE as NAMING
from brochure.proofreading.phrases import masked, pattern
from brochure.proofreading.proposals import proposed
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.rules.share_words import ShareWords
from brochure.proofreading.shared import directions_of, names_of, passages_of
from brochure.proofreading.text import Kind, Text

FILE = "statements"
NUMBERS = "numbers"
_TOLD_BY_NUMBERS = frozenset({Sort.NOUN, Sort.ADVERB})
_SHORT = frozenset({Kind.HEADING, Kind.TITLE, Kind.LEAD, Kind.KEY_TEXT})
_PASSED_OVER = frozenset({Kind.CELL, Kind.SETTING})
_PEOPLE = ("groups", "sex")
_HALF = 50
_AROUND = 2
"""So many sentences after a statement, and before it, may know a claim for it."""


Stretch = tuple[int, int]
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|‘[^’]*’")
_FEW_WORDS = re.compile(r"(?:\s+[^\s.,;:!?]+){1,4}")
_SIGN = re.compile(r"[,;:–—](?=\s)")


def people_of(lexicon: Lexicon) -> tuple[str, ...]:
    """What a language calls the people that data know, but for a single one: "kvinner", not "kvinnen"."""
    single = frozenset(lexicon.listed(FILE, "single"))
    named = (
        name
        for family in _PEOPLE
        for of in lexicon.table(NAMING, "families", family)
        for name in lexicon.listed(NAMING, "families", family, of)
    )
    return (*(name for name in named if name not in single), *lexicon.listed(FILE, "people"))


class Statements:
    """The words of a language for what numbers say."""

    def __init__(self, reading: Reading) -> None:
        lexicon = reading.lexicon
        ways = ("up", "down")
        lists = {
            key: [w for way in ways for w in lexicon.listed(DIRECTIONS, key, way)] for key in ("extreme", "comparing")
        }
        self._directions = reading.once(directions_of)
        listed = {key: lexicon.listed(FILE, key) for key in ("quantifiers", "ranks", "movements", "comparisons")}
        self._own = pattern((*listed["quantifiers"], *listed["ranks"], *lexicon.table(FILE, "ranked")), lists)
        self._beside_numbers = pattern((*listed["movements"], *listed["comparisons"]), lists)
        self._first = pattern(lexicon.listed(FILE, "first"))
        starting = pattern(lexicon.listed(FILE, "starting"))
        self._unsure = pattern(lexicon.listed(FILE, "unsure"))
        self._suppose = pattern(lexicon.listed(FILE, "suppose"))
        self._percent = pattern(lexicon.listed(NUMBERS, "percent"))
        self._open = pattern(lexicon.listed(FILE, "open"))
        self._passed_over = pattern(lexicon.listed(FILE, "passed_over"), {"thing": lexicon.listed(FILE, "thing")})
        people = people_of(lexicon)
        self._subjects = pattern((*people, *lexicon.listed(FILE, "measures")))
        self._part = pattern(lexicon.listed(NUMBERS, "words", "parts"))
        self._whole = pattern((*people, *lexicon.listed(FILE, "measures"), *lexicon.listed(NUMBERS, "words", "wholes")))
        self._starting = re.compile(
            rf"\s*({starting.pattern})\s+(?:[^\W\d_]+\s+)?{pattern(people).pattern}", re.IGNORECASE
        )

    def find(self, text: Text) -> Sequence[Stretch]:
        """The words of a sentence that say how it is with what data know, and are neither bound nor held by a claim."""
        content = masked(masked(text.content, _QUOTED), self._passed_over)
        if content.rstrip().endswith("?") or self._suppose.match(content) or not self._subjects.search(text.content):
            return ()
        if any(self._percent.search(text.content, span.start, span.end) for span in text.marked):
            return ()  # it reckons with examples
        found = [each for each in self._all(text, content) if not any(True for _ in text.claims_over(*each))]
        found = [each for each in set(found) if not any(each != other and _holds(other, each) for other in found)]
        found = [each for each in found if not self.is_part_of_thing(content, each[0])]
        return tuple(each for each in sorted(found) if not self.is_unsure(content, each))

    def is_part_of_thing(self, content: str, start: int) -> bool:
        """Whether words such as "mesteparten av" are of what no data count: "mesteparten av dagen"."""
        part = self._part.match(content, start)
        few = _FEW_WORDS.match(content, part.end()) if part else None
        return few is not None and self._whole.search(few[0]) is None

    def is_unsure(self, content: str, stretch: Stretch) -> bool:
        """Whether words around a stretch say that it does not tell how it is."""
        content = masked(content, self._passed_over)
        around = masked(content, self._own)
        first = max((match.end() for match in _SIGN.finditer(content, 0, stretch[0])), default=0)
        last = next((match.start() for match in _SIGN.finditer(content, stretch[1])), len(content))
        return bool(self._open.search(around, 0, stretch[0]) or self._unsure.search(around, first, last))

    def _moves_subject(self, content: str, end: int) -> bool:
        """Whether what data know stands in the clause of a word that ends at `end`, or before it."""
        sign = _SIGN.search(content, end)
        return self._subjects.search(content, 0, sign.start() if sign else len(content)) is not None

    def _all(self, text: Text, content: str) -> Iterator[Stretch]:
        expressions = [self._own]
        if (match := self._starting.match(content)) and text.is_typed(*match.span(1)):
            yield match.span(1)
        if not any(not naming(span) for span in text.bound):
            expressions.append(self._beside_numbers)
            for word in self._directions.find(text):
                is_open = content[word.start] == text.content[word.start] and word.sort not in _TOLD_BY_NUMBERS
                if is_open and (word.sort is not Sort.CHANGE or self._moves_subject(text.content, word.end)):
                    yield word.start, word.end
            if text.kind in _SHORT and (match := self._first.match(content)):
                yield match.span()
        for expression in expressions:
            for match in expression.finditer(content):
                if text.is_typed(*match.span()):
                    yield match.span()


def _holds(one: Stretch, other: Stretch) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def _find(reading: Reading) -> Iterator[Hit]:
    statements = reading.once(Statements)
    shares = cache(partial(ShareWords, reading.lexicon))
    told = [passage.text for passage in reading.once(passages_of)]
    for at, text in enumerate(told):
        if text.kind in _PASSED_OVER or not (found := statements.find(text)):
            continue
        around = [
            other
            for other in (*told[at + 1 : at + 1 + _AROUND], *told[max(0, at - _AROUND) : at])
            if other.part == text.part
        ]
        of_half = any(share.degree == "above" and share.percent == _HALF for share in shares().find(text))
        shown = ", ".join(f"«{text.content[start:end]}»" for start, end in found)
        yield Hit(
            text.place(found[0][0]),
            f"{shown} says what only numbers can say, and no claim holds it; put the sentence in "
            f"{{% claim … %}} with a condition that is true as long as the words are"
            f"{proposed(text, around, reading.once(names_of), of_half=of_half)}",
        )


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "statement-without-claim",
        "numbers",
        "A quantifier, rank, comparison or movement that no number beside it binds and no claim holds.",
        _find,
    ),
)
