"""Shares in words against the number printed beside them: "nesten halvparten, 63,4 prosent".

The words, what they are in per cent and the words of degree before them are data (`numbers.toml`). A word belongs to a
number that stands right after it, or after the words it counts: "halvparten av innvandrerne, 48,9 prosent".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from brochure.making.text.document import Bound
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.phrases import masked, pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import passages_of
from brochure.proofreading.text import Text
from brochure.statistics.units import Unit

_FILE = "numbers"
NEAR = Decimal(3)
"""So many points may a share in words be from the number, where nothing says which way."""
_DEGREES = ("above", "below")
_UP_TO_NUMBER = re.compile(r"(?:\s+[^\s.,;:!?()–]+){0,6}\s*[,(–]\s*")
_BACK_TO_NUMBER = re.compile(r"\s*[,(–]\s*")


@dataclass(frozen=True, slots=True)
class ShareWord:
    """A share in words from `start`, with its word of degree, to `end`; `degree` is "above", "below" or empty."""

    start: int
    end: int
    percent: Decimal
    degree: str


class ShareWords:
    """The words of a language for shares."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._shares = lexicon.numbers(_FILE, "share_words", "percent")
        self._find = pattern(self._shares)
        cardinals = self._cardinals = lexicon.numbers(_FILE, "cardinals")
        joints = lexicon.listed(_FILE, "share_words", "of")
        self._of = pattern((f"{{cardinal}} {joint} {{cardinal}}" for joint in joints), {"cardinal": cardinals})
        self._cardinal = pattern(cardinals)
        self._degrees = {key: pattern(lexicon.listed(_FILE, "share_words", key)) for key in _DEGREES}
        self._passed_over = pattern(lexicon.listed(_FILE, "share_words", "passed_over"))
        self._majorities = pattern(lexicon.listed(_FILE, "share_words", "majorities"))

    def find(self, text: Text) -> Iterator[ShareWord]:
        """The shares that an author has typed in words."""
        content = masked(text.content, self._passed_over)
        for match in self._find.finditer(content):
            yield self._with_degree(match, self._value(self._shares, match[0]), text)
        for match in self._of.finditer(text.content):
            part, whole = (self._cardinals[word.casefold()] for word in self._cardinal.findall(match[0])[:2])
            if part < whole:
                yield self._with_degree(match, part * 100 / whole, text)
        for match in self._majorities.finditer(content):
            yield ShareWord(match.start(), match.end(), Decimal(50), "above")

    def _with_degree(self, match: re.Match[str], percent: Decimal, text: Text) -> ShareWord:
        before = text.content[: match.start()].rstrip()
        for key, degrees in self._degrees.items():
            for degree in degrees.finditer(before):
                if degree.end() == len(before):
                    return ShareWord(degree.start(), match.end(), percent, key)
        return ShareWord(match.start(), match.end(), percent, "")

    @staticmethod
    def _value(shares: Mapping[str, Decimal], word: str) -> Decimal:
        return shares[" ".join(word.split()).casefold()]


def _find(reading: Reading) -> Iterator[Hit]:
    words = ShareWords(reading.lexicon)
    for passage in reading.once(passages_of):
        text = passage.text
        spans = [span for span in text.bound if len(span.numbers) == 1 and span.numbers[0].unit is Unit.PERCENT]
        for word in words.find(text) if spans else ():
            beside = next((span for span in spans if _is_beside(word, span, text)), None)
            if beside is not None and not _fits(word, beside.numbers[0].value):
                yield Hit(
                    text.place(word.start),
                    f"«{text.content[word.start : word.end]}» does not fit «{text.content[beside.start : beside.end]}» "
                    "beside it; write another share, or leave the number alone",
                )


def _is_beside(word: ShareWord, span: Bound, text: Text) -> bool:
    if span.start >= word.end:
        return _UP_TO_NUMBER.fullmatch(text.content, word.end, span.start) is not None
    return span.end <= word.start and _BACK_TO_NUMBER.fullmatch(text.content, span.end, word.start) is not None


def _fits(word: ShareWord, value: Decimal) -> bool:
    if word.degree == "above":
        return value > word.percent
    if word.degree == "below":
        return value < word.percent
    return abs(value - word.percent) <= NEAR


RULES = (LanguageRule("share-misfit", "numbers", "A share in words is not the number printed beside it.", _find),)
