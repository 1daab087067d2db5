"""Per cent and percentage points: two percentages differ by points, a growth is in per cent.

Formats refuse the wrong unit; what an author types after a bare number, or types whole, they cannot see.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from brochure.making.text.document import Bound
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.passages import Passage
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import passages_of
from brochure.proofreading.text import Text
from brochure.statistics.numbers.number import Number
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.units import Unit

FAMILY = "numbers"

_FILE = "numbers"
_DIGITS = r"\d+(?:[.,]\d+)?"


class _Units:
    """The words for per cent and for percentage points of a language, and the typed numbers before them."""

    def __init__(self, lexicon: Lexicon) -> None:
        percent, points = (lexicon.listed(_FILE, key) for key in ("percent", "points"))
        self.names = {Unit.PERCENT: percent[:1], Unit.PERCENTAGE_POINTS: points[:1]}
        self._words = {
            Unit.PERCENTAGE_POINTS: re.compile(rf"\s*(?:{_any_of(points)})(?!\w)", re.IGNORECASE),
            Unit.PERCENT: re.compile(rf"\s*(?:{_any_of(percent)})(?!\w)", re.IGNORECASE),
        }
        self._cardinals = lexicon.numbers(_FILE, "cardinals")
        self._typed = re.compile(rf"(?<![\w.,–-]){_DIGITS}|{pattern(self._cardinals).pattern}", re.IGNORECASE)

    def after(self, content: str, offset: int) -> Unit | None:
        """The unit whose word follows right at `offset`."""
        return next((unit for unit, word in self._words.items() if word.match(content, offset)), None)

    def typed(self, text: Text) -> Iterator[tuple[int, Decimal, int, Unit]]:
        """Numbers that an author has typed or marked: where, the value, its decimals, and the unit after it."""
        for match in self._typed.finditer(text.content):
            unit = self.after(text.content, match.end())
            if unit is None or any(True for _ in text.bound_in(match.start(), match.end())):
                continue
            cardinal = self._cardinals.get(match[0].casefold())
            value = cardinal if cardinal is not None else Decimal(match[0].replace(",", "."))
            yield match.start(), value, len(match[0].replace(",", ".").partition(".")[2]), unit


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words)) or r"(?!)"


def _find(reading: Reading) -> Iterator[Hit]:
    units = _Units(reading.lexicon)
    if not all(units.names.values()):
        return
    for passage in reading.once(passages_of):
        if passage.text.bound:
            yield from _after_bound(passage.text, units)
            yield from _typed(passage, units)


def _after_bound(text: Text, units: _Units) -> Iterator[Hit]:
    """Words after a bare number that are not those of its unit."""
    for span in text.bound:
        own, written = span.numbers[0].unit, units.after(text.content, span.end)
        if written is None or own not in units.names or written is own:
            continue
        printed, right = text.content[span.start : span.end], units.names[own][0]
        why = "is a difference between two percentages" if own is Unit.PERCENTAGE_POINTS else "is in per cent"
        yield Hit(
            text.place(span.end),
            f"«{printed}» {why}, not in {units.names[written][0]}; "
            f"print it with the format {_FORMATS[own]}, which writes «{right}»",
        )


_FORMATS = {Unit.PERCENT: "prosent", Unit.PERCENTAGE_POINTS: "prosentpoeng"}


def _typed(passage: Passage, units: _Units) -> Iterator[Hit]:
    """Typed numbers that are the difference or the growth of two percentages printed beside them, called the other."""
    text = passage.text
    for start, value, decimals, unit in units.typed(text):
        for one, other in _pairs(text.bound):
            gap = abs(one.value - other.value)
            growths = [gap / number.value * 100 for number in (one, other) if number.value]
            is_gap = round_half_away(gap, decimals) == value
            is_growth = any(round_half_away(growth, decimals) == value for growth in growths)
            if is_gap is is_growth:
                continue
            right = Unit.PERCENTAGE_POINTS if is_gap else Unit.PERCENT
            if unit is not right:
                what = "differ by that many percentage points" if is_gap else "differ by that much in per cent"
                yield Hit(
                    text.place(start),
                    f"the percentages beside it {what}; write «{units.names[right][0]}», not «{units.names[unit][0]}»; "
                    f"bind the number, and print it with the format {_FORMATS[right]}",
                )
                break


def _pairs(spans: tuple[Bound, ...]) -> Iterator[tuple[Number, Number]]:
    """Every two percentages of a sentence that are not the same."""
    numbers = [span.numbers[0] for span in spans if span.numbers[0].unit is Unit.PERCENT]
    for i, one in enumerate(numbers):
        yield from ((one, other) for other in numbers[i + 1 :] if other.value != one.value)


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "percent-or-points",
        FAMILY,
        "A difference of two percentages is called per cent, or a growth percentage points.",
        _find,
    ),
)
