"""Claims that stay true when their words no longer are: their condition asks for less than the words say.

"Høyest" where the condition compares with one of many, "gradvis" where it compares the ends alone, "liten forskjell"
where it has a bound on one side only, "mer enn {10}" where it says less than ten, "mer enn tre ganger" where it says
two. Told is only what can be known from a condition of plain comparisons. Words are data (`statements.toml`).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from brochure.making.text.document import Claimed
from brochure.proofreading.conditions import DOWN, UP, Comparison, Condition, condition_of
from brochure.proofreading.direction_words import Sort
from brochure.proofreading.over_time import differ_in_one
from brochure.proofreading.phrases import masked, pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.rules.statements import FILE
from brochure.proofreading.shared import directions_of, names_of, passages_of
from brochure.proofreading.text import Text
from brochure.statistics.numbers.number import Number
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension
from brochure.statistics.units import Unit

_NUMBERS = "numbers"
_MANY = 2
_VALUE = re.compile(r"\d+(?:[.,]\d+)?")


class _Judge:
    def __init__(self, reading: Reading) -> None:
        lexicon = reading.lexicon
        self._named = reading.numbers.values
        self._naming = reading.once(names_of)
        self._words = reading.once(directions_of)
        self._steady, self._small = (pattern(lexicon.listed(FILE, key)) for key in ("steady", "small"))
        self._passed_over = pattern(lexicon.listed(FILE, "passed_over"), {"thing": lexicon.listed(FILE, "thing")})
        degrees = (("above", UP), ("below", DOWN))
        self._degrees = [(pattern(lexicon.listed(_NUMBERS, "share_words", key)), how) for key, how in degrees]

    def hits(self, text: Text) -> Iterator[Hit]:
        """What is weaker in a sentence's claims than their words."""
        for claim in text.claims:
            condition = condition_of(claim.condition)
            yield from self._one_sided(text, claim, condition)
            if condition.is_whole:
                yield from self._few_compared(text, claim, condition)
                yield from self._ends_alone(text, claim, condition)
                yield from self._other_bound(text, claim, condition)

    def _few_compared(self, text: Text, claim: Claimed, condition: Condition) -> Iterator[Hit]:
        """A superlative where not all the others are compared with."""
        words = [word for word in self._words.find(text) if claim.start <= word.start < claim.end]
        words = [word for word in words if word.sort is Sort.EXTREME]
        if not words or condition.is_reckoned or any(self._is_picked(each) for each in self._numbers(condition)):
            return
        pairs = [pair for each in condition.comparisons if (pair := self._pair(each)) is not None]
        for one in dict.fromkeys(pair[0].name for pair in pairs):
            others = list(_below(one, pairs))
            number = self._named[one or ""]
            for dimension in _differing(number, others[0]):
                lacking = self._lacking(text, claim, number, others, dimension)
                if lacking:
                    word = words[0]
                    yield Hit(
                        text.place(word.start),
                        f"«{word.content}» is of all, but the condition does not compare with {', '.join(lacking)}: "
                        f"{claim.condition}; compare with max() or min() of them all, or name those that are compared",
                    )
                    return

    def _lacking(
        self, text: Text, claim: Claimed, number: Number, others: Sequence[Number], dimension: Dimension
    ) -> Sequence[str]:
        """The members that a condition does not compare a number with, where words name no few of them."""
        cell, own = number.cells[0], number.cells[0].member(dimension.name)
        if dimension.is_time or dimension.is_definition or own == dimension.metadata.elimination:
            return ()
        there = list(self._there(cell, dimension, own))
        compared = {other.cells[0].member(dimension.name) for other in others}
        words = text.content[claim.start : claim.end]
        named = [
            m
            for m in there
            if self._naming.can_name(cell, dimension, m) and self._naming.is_named(words, cell, dimension.name, m)
        ]
        is_own = self._naming.can_name(cell, dimension, own)
        if not is_own or not self._naming.is_named(words, cell, dimension.name, own) or named:
            return ()
        return [member for member in there if member not in compared]

    def _ends_alone(self, text: Text, claim: Claimed, condition: Condition) -> Iterator[Hit]:
        """A movement all the way where the condition compares two of many steps."""
        match = self._steady.search(masked(text.content, self._passed_over), claim.start, claim.end)
        pairs = [pair for each in condition.comparisons if (pair := self._pair(each)) is not None]
        if match is None or len(pairs) != 1 or len(condition.comparisons) != 1:
            return
        one, other = pairs[0]
        for dimension in _differing(one, other):
            ends = sorted(dimension.positions[each.cells[0].member(dimension.name)] for each in (one, other))
            left_out = dimension.members[ends[0] + 1 : ends[1]]
            if not (dimension.is_time or self._are_printed(text, (one, other))):
                left_out = tuple(self._there(one.cells[0], dimension, *(dimension.members[end] for end in ends)))
            if left_out:
                yield Hit(
                    text.place(match.start()),
                    f"«{match[0]}» is of every step, but the condition compares two of them and leaves "
                    f"{len(left_out)} out: {claim.condition}; compare each with the next, or say which are compared",
                )

    @staticmethod
    def _are_printed(text: Text, numbers: Sequence[Number]) -> bool:
        """Whether a sentence prints some numbers, and so says which it compares."""
        printed = [number.cells for span in text.bound for number in span.numbers]
        return all(number.cells in printed for number in numbers)

    @staticmethod
    def _there(cell: Cell, dimension: Dimension, *but: str) -> Iterator[str]:
        """The members of a dimension but some, which have a value where a cell has one."""
        at = [d.name for d in cell.statistic.dimensions].index(dimension.name)
        for member in dimension.members:
            seen = cell.statistic.cells.get((*cell.key[:at], member, *cell.key[at + 1 :]))
            if member not in (dimension.metadata.elimination, *but) and seen is not None and seen.value is not None:
                yield member

    def _one_sided(self, text: Text, claim: Claimed, condition: Condition) -> Iterator[Hit]:
        """Words for nearly alike where the condition has a bound on one side only."""
        match = self._small.search(text.content, claim.start, claim.end)
        if match is None or "abs(" in claim.condition or "absolutt" in claim.condition or not condition.comparisons:
            return
        ways = {way for each in condition.comparisons for way in self._bounds(each)}
        if len(ways) == 1 and condition.is_whole:
            yield Hit(
                text.place(match.start()),
                f"«{match[0]}» is of both sides, but the condition has a bound on one alone: {claim.condition}; "
                "compare abs(…) with the bound",
            )

    def _bounds(self, comparison: Comparison) -> Iterator[str]:
        """The sides on which a comparison bounds a number, by a typed value or another number."""
        for each in (comparison, comparison.turned):
            if each.left.name and self._is_of_size(each.left.name):
                yield from ("up", "down")
            elif (each.left.name or each.left.is_reckoned) and each.right.value is not None:
                yield "down" if each.how in DOWN else "up" if each.how in UP else "both"
            elif each.left.name and each.right.name:
                yield "both"

    def _is_of_size(self, name: str) -> bool:
        """Whether a number has no sign of its own: it was made with abs."""
        number = self._named.get(name)
        return number is None or (number.formula or "").startswith("abs(")

    def _other_bound(self, text: Text, claim: Claimed, condition: Condition) -> Iterator[Hit]:
        """A bound in the words, typed or as a multiple, that the condition does not hold."""
        bounds = [each.turned if each.left.value is not None else each for each in condition.comparisons]
        bounds = [each for each in bounds if each.right.value is not None and each.left.name]
        for marked in text.marked:
            if not (claim.start <= marked.start < claim.end):
                continue
            value = _VALUE.search(text.content, marked.start, marked.end)
            before = text.content[: marked.start].rstrip()
            for degrees, how in self._degrees:
                is_told = any(match.end() == len(before) for match in degrees.finditer(before))
                wrong = [
                    each for each in bounds if value and each.right.value == _read(value[0]) and each.how not in how
                ]
                if is_told and wrong and len(bounds) == 1:
                    yield self._told_other(text, claim, marked.start, marked.end)
        for word in self._words.find(text):
            if word.factor is None or not claim.start <= word.start < claim.end:
                continue
            ratios = [each for each in bounds if (n := self._named.get(each.left.name)) and n.unit is Unit.RATIO]
            low = max((each.right.value or Decimal(0) for each in ratios if each.how in UP), default=None)
            if ratios and low is not None and self._words.degree(word, text.content) > 0 and 1 <= low < word.factor:
                yield self._told_other(text, claim, word.start, word.end)

    @staticmethod
    def _told_other(text: Text, claim: Claimed, start: int, end: int) -> Hit:
        return Hit(
            text.place(start),
            f"«{text.content[start:end]}» is another bound than that of the claim's condition: {claim.condition}; "
            "write the bound of the condition, or the condition that the words need",
        )

    def _numbers(self, condition: Condition) -> Iterator[Number]:
        for each in condition.comparisons:
            for side in (each.left, each.right):
                if side.name in self._named:
                    yield self._named[side.name]

    @staticmethod
    def _is_picked(number: Number) -> bool:
        """Whether a number is the most or least of many, or its place among them."""
        return number.picked is not None or number.unit is Unit.RANK

    def _pair(self, comparison: Comparison) -> tuple[Number, Number] | None:
        """The higher and the lower number that a comparison has, where they differ in one dimension."""
        turned = comparison.turned if comparison.how in DOWN else comparison
        one, other = (self._named.get(side.name) for side in (turned.left, turned.right))
        if turned.how not in UP or one is None or other is None or len(one.cells) != 1 or not differ_in_one(one, other):
            return None
        return one, other


def _below(name: str | None, pairs: Sequence[tuple[Number, Number]]) -> Iterator[Number]:
    """The numbers that a number is above by a row of comparisons: a > b and b > c."""
    reached, rest = {name}, list(pairs)
    while found := [pair for pair in rest if pair[0].name in reached]:
        rest = [pair for pair in rest if pair not in found]
        reached |= {other.name for _, other in found}
        yield from (other for _, other in found)


def _differing(one: Number, other: Number) -> Sequence[Dimension]:
    first, second = one.cells[0], other.cells[0]
    return [d for d in first.statistic.dimensions if first.member(d.name) != second.member(d.name)]


def _read(value: str) -> Decimal:
    return Decimal(value.replace(",", "."))


def _find(reading: Reading) -> Iterator[Hit]:
    judge = _Judge(reading)
    for passage in reading.once(passages_of):
        if passage.text.claims:
            yield from judge.hits(passage.text)


RULES: tuple[LanguageRule, ...] = (
    LanguageRule("claim-weaker", "numbers", "The condition of a claim asks for less than its words say.", _find),
)
