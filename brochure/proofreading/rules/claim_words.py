"""The words of claims against their conditions: names, comparisons, movements and shares.

A condition keeps a sentence true only if it says the same. Judged is only what can be read for certain: comparisons
joined by `and`, between numbers whose members the words name, and shares against a bound. Whether the words fit the
values is told by `directions` and `share_words`; here they may fit them and still say another thing than the condition.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.making.text.document import Claimed
from brochure.proofreading.against import against_values
from brochure.proofreading.clauses import Clauses
from brochure.proofreading.conditions import DOWN, UP, Comparison, Condition, condition_of
from brochure.proofreading.direction_words import CHANGES, COMPARISONS, DirectionWord, Sort
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.naming import FILE, Axis, Mention, cells_named
from brochure.proofreading.over_time import Years, movement_of, order_in_time, periods_of
from brochure.proofreading.passages import Passage
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.rules.share_words import NEAR, ShareWord, ShareWords
from brochure.proofreading.shared import directions_of, names_of, passages_of, times_of
from brochure.proofreading.text import Text
from brochure.statistics.numbers.number import Number

_MEND = "write the words that the condition says, or the condition that the words need"
_FIRST_WORDS = 4
_AT_START = 3
_FEW_NUMBERS = 2
_NOTHING = Decimal(0)
_FEW_WORDS = re.compile(r"(?:\s+[^\s.,;:]+){1,4}")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two numbers of a condition, told apart on an axis: the members that the `higher` and the `lower` has alone."""

    axis: Axis
    higher: frozenset[str]
    lower: frozenset[str]
    is_difference: bool


@dataclass(frozen=True, slots=True)
class _Moved:
    """A number of a condition that went up (1) or down (-1) from an earlier time to a later one."""

    earlier: Years
    later: Years
    way: int
    is_difference: bool
    axes: tuple[Axis, ...]

    def way_at(self, told: Years) -> int:
        """The way from the other time to one that is told: down where the earlier one is that of a rise."""
        return self.way * (told.touches(self.later) - told.touches(self.earlier))


class _Judge:
    """Judges the claims of one language."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._naming = reading.once(names_of)
        self._clauses = Clauses(lexicon)
        self._words = reading.once(directions_of)
        self._shares = ShareWords(lexicon)
        self._times = reading.once(times_of)
        self._earlier = pattern(lexicon.listed(FILE, "earlier"))
        self._become = pattern(lexicon.listed(FILE, "become"))
        self._named = reading.numbers.values

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """What is wrong with the claims of a passage."""
        text = passage.text
        words = self._words.find(text)
        for claim in text.claims:
            condition = condition_of(claim.condition)
            numbers = [self._named[name] for name in claim.names if name in self._named]
            yield from self._misnamed(text, claim, condition, numbers)
            yield from self._shared(text, claim, condition)
            inside = [word for word in words if claim.start <= word.start < claim.end]
            opposite = [] if condition.is_reckoned or not inside else list(self._opposite(text, inside, condition))
            if opposite:
                against = {word.start for word, _ in against_values(passage, self._words, self._times, self._named)}
                yield from (_opposed(text, claim, word) for word in opposite if word.start not in against)

    def _misnamed(self, text: Text, claim: Claimed, condition: Condition, numbers: Sequence[Number]) -> Iterator[Hit]:
        """The names that the condition asks for and the claim lacks, and those that no number of the condition has."""
        words = text.content[claim.start : claim.end]
        for comparison in condition.comparisons:
            for each in (comparison, comparison.turned):
                if each.left.is_called and each.how == "eq" and not self._says(words, each.right.text, each.left.name):
                    yield Hit(
                        text.place(claim.start),
                        f"the claim needs «{each.right.text}», which its words do not name: {claim.condition}; {_MEND}",
                    )
        is_called = any(each.left.is_called or each.right.is_called for each in condition.comparisons)
        if is_called or claim.cells or not numbers or not all(number.cells for number in numbers):
            return
        for axis in self._naming.axes(cell for number in numbers for cell in cells_named(number)):
            mentions = [
                mention
                for mention in axis.mentions(text.content)
                if claim.start <= mention.start < claim.end and not self._naming.is_compared(mention, text.content)
            ]
            if axis.is_total:  # "særlig menn" adds to what is said of all
                mentions = [m for m in mentions if len(text.content[claim.start : m.start].split()) <= _AT_START]
            if mentions and not (axis.is_own(mentions) or axis.is_all(mentions)):
                first = mentions[0]
                yield Hit(
                    text.place(first.start),
                    f"«{text.content[first.start : first.end]}» is what no number of the claim's condition is of: "
                    f"{claim.condition}; {_MEND}",
                )

    def _says(self, words: str, member: str, name: str) -> bool:
        """Whether words name a member of the dimension that a number was picked from, by its label or its own name."""
        number = self._named.get(name)
        if member.casefold() in words.casefold() or number is None or number.picked is None:
            return True if number is None else member.casefold() in words.casefold()
        return self._naming.is_named(words, number.picked, number.picked_from or "", member)

    def _opposite(self, text: Text, words: Sequence[DirectionWord], condition: Condition) -> Iterator[DirectionWord]:
        """The direction words that say the opposite of every comparison they can be about."""
        pairs = [pair for each in condition.comparisons for pair in self._pairs(each)]
        moved = [found for each in condition.comparisons if (found := self._moved(each)) is not None]
        named = [(m.start, m.end) for pair in pairs for m in pair.axis.mentions(text.content)]
        named += [(m.start, m.end) for each in moved for axis in each.axes for m in axis.mentions(text.content)]
        clauses = self._clauses.around(text.content, [(word.start, word.end) for word in words], named)
        ways = [self._ways(text, each, clause, pairs, moved) for each, clause in zip(words, clauses, strict=True)]
        is_said = any(word.sort in COMPARISONS and word.way in way for word, way in zip(words, ways, strict=True))
        for word, way in zip(words, ways, strict=True):
            if way == {-word.way} and not (is_said and word.sort in COMPARISONS):
                yield word

    def _ways(
        self,
        text: Text,
        word: DirectionWord,
        clause: tuple[int, int],
        pairs: Sequence[_Pair],
        moved: Sequence[_Moved],
    ) -> set[int]:
        """The ways that a word must go by the comparisons it can be about; none where that is not plain."""
        before = " " * clause[0] + text.content[clause[0] : clause[1]]
        of_difference = self._words.is_of_difference(word, before)
        if word.sort in COMPARISONS:
            sides = [each for each in pairs if each.is_difference == of_difference]
            if ways := {way for pair in sides if (way := self._way(text, word, pair))}:
                return ways
            near = [each for each in moved if each.is_difference == of_difference and _is_open(each, text, clause)]
            is_only = not pairs and len({each.way for each in near}) == 1
            return {way for each in near if (way := self._way_in_time(text, word, each, is_only=is_only))}
        if word.sort not in CHANGES and (word.sort is not Sort.MULTIPLE or " " in word.content):
            return set()  # "dobbelt så" compares, "doblet" changes
        return {each.way for each in moved if each.is_difference == of_difference and _is_open(each, text, clause)}

    def _way(self, text: Text, word: DirectionWord, pair: _Pair) -> int:
        """1 where what the word speaks of is the higher of a pair, -1 where the lower; 0 where that is not plain."""
        mentions = pair.axis.mentions(text.content)
        than = self._words.than(word.end, text.content)
        if than is None:
            own = [m for m in mentions if not self._naming.is_compared(m, text.content)] or mentions
            subject = _near(own, word)
            return _side(subject, pair) if subject is not None and len(_sides(own, pair)) == 1 else 0
        after = [m for m in mentions if m.start >= than.end()]
        between = [m for m in mentions if word.end <= m.start < than.start()]
        before = [m for m in mentions if m.end <= word.start]
        subject = between[0] if between else before[-1] if before else None
        told, other = (_side(m, pair) if m is not None else None for m in (subject, after[0] if after else None))
        if told == 0 or other == 0 or told == other:
            return 0
        return told if told is not None else -(other or 0)

    def _way_in_time(self, text: Text, word: DirectionWord, moved: _Moved, *, is_only: bool) -> int:
        """The way of a comparison with another time: "flere enn før", "i 2006 var andelen lavere"; 0 for no such."""
        than = self._words.than(word.end, text.content)
        years = self._times.years_and_printed(text)
        if than is not None:
            first = _FEW_WORDS.match(text.content, than.end())
            if self._earlier.search(text.content, than.end(), first.end() if first else than.end()):
                return moved.way
            after = next((year.period for year in years if year.start >= than.end()), None)
            return -moved.way_at(after) if after is not None else 0
        if any(step.end <= word.start for step in self._times.before(text)):
            return -moved.way
        if before := [year.period for year in years if year.end <= word.start]:
            return moved.way_at(before[-1])
        return moved.way if is_only or self._become.search(text.content, 0, word.start) else 0

    def _pairs(self, comparison: Comparison) -> Iterator[_Pair]:
        """The axes on which the two numbers of a comparison differ."""
        if comparison.how in DOWN:
            comparison = comparison.turned
        higher, lower = (self._named.get(side.name) for side in (comparison.left, comparison.right))
        if comparison.how in UP and higher is not None and comparison.right.value == _NOTHING:
            higher, lower = higher.terms or (None, None)
        elif comparison.how in UP and lower is not None and comparison.left.value == _NOTHING:
            lower, higher = lower.terms or (None, None)
        if comparison.how not in UP or higher is None or lower is None or higher.unit is not lower.unit:
            return
        if _is_distance(higher) != _is_distance(lower):
            return
        one, other = (self._naming.axes(cells_named(each)) for each in (higher, lower))
        for axis in one:
            opposite = next((each for each in other if each.known is axis.known), None)
            if opposite is None:
                continue
            apart = axis.own - opposite.own, opposite.own - axis.own
            if all(apart):
                yield _Pair(axis, *apart, _is_distance(higher))

    def _moved(self, comparison: Comparison) -> _Moved | None:
        """The number that a comparison says has moved in time, and which way."""
        if comparison.how in DOWN:
            comparison = comparison.turned
        if comparison.how not in UP:
            return None
        left, right = (self._named.get(side.name) for side in (comparison.left, comparison.right))
        if left is not None and right is not None:
            order = order_in_time(right, left)
            times = sorted((periods_of(left), periods_of(right)))
            if not order or not all(times):
                return None
            return _Moved(times[0][0], times[1][0], order, _is_distance(left), self._naming.axes(left.cells))
        if left is not None and comparison.right.value == _NOTHING:
            return self._movement(left, 1)
        return self._movement(right, -1) if right is not None and comparison.left.value == _NOTHING else None

    def _movement(self, number: Number, sign: int) -> _Moved | None:
        """The movement that a number tells where it is above nothing (1) or below (-1)."""
        axes = self._naming.axes(number.cells)
        is_difference = number.terms is not None and _is_distance(number.terms[0])
        if movement := movement_of(number, self._named):
            way = sign * movement.rises * (1 if number.value > 0 else -1)
            return _Moved(movement.earlier, movement.later, way, is_difference, axes)
        if number.terms is None:
            return None
        later, earlier = map(periods_of, number.terms)  # which may be a quarter and a month
        if not earlier or not later or earlier >= later:
            return None
        return _Moved(earlier[0], later[0], sign, is_difference, axes)

    def _shared(self, text: Text, claim: Claimed, condition: Condition) -> Iterator[Hit]:
        """The shares in words that the bounds of the condition do not hold."""
        if not condition.is_whole:
            return
        words = [word for word in self._shares.find(text) if claim.start <= word.start and word.end <= claim.end]
        bounds = self._bounds(condition) if words else {}
        if not bounds or len(bounds) > _FEW_NUMBERS:
            return
        is_bound = any(bound is not None for pair in bounds.values() for bound in pair)
        for word in words:
            if any(_holds(word, *each) for each in bounds.values()):
                continue
            if is_bound or any(self._is_of(text, word, name) for name in bounds):
                yield Hit(
                    text.place(word.start),
                    f"«{text.content[word.start : word.end]}» is not what the claim's condition says: "
                    f"{claim.condition}; {_MEND}",
                )

    def _is_of(self, text: Text, word: ShareWord, name: str) -> bool:
        """Whether a share in words is a share of what a number is of: "de fleste innvandrere", not "de fleste år"."""
        after = text.content[word.end :].split()[:_FIRST_WORDS]
        words = " ".join(after)
        return any(axis.is_own(axis.mentions(words)) for axis in self._naming.axes(self._named[name].cells))

    def _bounds(self, condition: Condition) -> dict[str, tuple[Decimal | None, Decimal | None]]:
        """The lowest and highest that each share of a condition may be; none where something in it is reckoned."""
        found: dict[str, tuple[Decimal | None, Decimal | None]] = {}
        for each in condition.comparisons:
            comparison = each.turned if each.left.value is not None else each
            left, right = comparison.left, comparison.right
            number = self._named.get(left.name)
            if number is None or not number.unit.is_in_per_cent or (right.value is None and not right.name):
                return {}
            low, high = found.get(left.name, (None, None))
            if right.value is not None and comparison.how in UP:
                low = max(right.value, low or right.value)
            elif right.value is not None and comparison.how in DOWN:
                high = min(right.value, high or right.value)
            found[left.name] = low, high
        return found


def _opposed(text: Text, claim: Claimed, word: DirectionWord) -> Hit:
    return Hit(
        text.place(word.start),
        f"«{word.content}» is the opposite of what the claim's condition says: {claim.condition}; {_MEND}",
    )


def _holds(word: ShareWord, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a share in words is sure where a number lies between two bounds."""
    if word.degree == "above":
        return low is not None and low >= word.percent
    if word.degree == "below":
        return high is not None and high <= word.percent
    known = [bound for bound in (low, high) if bound is not None]
    fits = any(abs(bound - word.percent) <= NEAR for bound in known)
    return fits or (low is not None and high is not None and low <= word.percent <= high)


def _is_distance(number: Number) -> bool:
    """Whether a number is the difference between two of the same time."""
    return number.terms is not None and len({periods_of(term) for term in number.terms}) == 1


def _side(mention: Mention, pair: _Pair) -> int:
    """1 where a name is of the higher of a pair, -1 of the lower, 0 of neither or both."""
    return bool(mention.members & pair.higher) - bool(mention.members & pair.lower)


def _sides(mentions: Sequence[Mention], pair: _Pair) -> set[int]:
    return {_side(mention, pair) for mention in mentions}


def _near(mentions: Sequence[Mention], word: DirectionWord) -> Mention | None:
    return min(mentions, key=lambda mention: abs(mention.start - word.start), default=None)


def _is_open(moved: _Moved, text: Text, clause: tuple[int, int]) -> bool:
    """Whether the names in a clause leave it open that it is of what has moved."""
    return all(
        not mentions or axis.is_own(mentions)
        for axis in moved.axes
        for mentions in [[m for m in axis.mentions(text.content) if clause[0] <= m.start < clause[1]]]
    )


def _find(reading: Reading) -> Iterator[Hit]:
    judge = _Judge(reading, reading.lexicon)
    for passage in reading.once(passages_of):
        if passage.text.claims:
            yield from judge.hits(passage)


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "claim-words",
        "numbers",
        "The words of a claim say another thing than its condition.",
        _find,
    ),
)
