"""The highest, the second highest, the highest ever: against the other members, or periods, of the data.

A superlative speaks of the number it stands with, else of one that its claim asks of. The number is held against the
others of the dimension whose member the words name, or of all times that have been; a sentence may also mean only the
numbers that it and its claim speak of. It is wrong where it holds among none of them. Words stand in
`statements.toml`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.making.text.document import Bound
from brochure.proofreading.against import naming
from brochure.proofreading.clauses import Clauses
from brochure.proofreading.direction_words import Sort
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.rules.statements import FILE
from brochure.proofreading.shared import directions_of, names_of, passages_of
from brochure.proofreading.text import Kind, Text
from brochure.statistics.numbers.number import Number
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension


@dataclass(frozen=True, slots=True)
class _Superlative:
    """A word for the most (`way` 1) or the least (-1), and the place from there that it says: 1 for the very first."""

    start: int
    end: int
    way: int
    place: int = 1


class _Judge:
    def __init__(self, reading: Reading) -> None:
        lexicon = reading.lexicon
        self._named = reading.numbers.values
        self._naming = reading.once(names_of)
        self._words = reading.once(directions_of)
        self._clauses = Clauses(lexicon)
        self._extremes = [
            (pattern(lexicon.listed(FILE, "extremes", key)), way) for key, way in (("up", 1), ("down", -1))
        ]
        self._places = {word: int(place) for word, place in lexicon.numbers(FILE, "places").items()}
        self._ranked = {word: int(place) for word, place in lexicon.numbers(FILE, "ranked").items()}
        self._rank = pattern(self._ranked)
        self._place = re.compile(rf"{pattern(self._places).pattern}\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE)
        self._then = pattern(lexicon.listed(FILE, "then"))
        cardinals = {"cardinal": lexicon.table("numbers", "cardinals")}
        self._within, self._several = (pattern(lexicon.listed(FILE, key)) for key in ("within", "several"))
        self._over_time = pattern(lexicon.listed(FILE, "over_time"), cardinals)

    def hits(self, text: Text) -> Iterator[Hit]:
        """The superlatives of a sentence that hold among no others."""
        words = sorted(self._superlatives(text), key=lambda word: word.start)
        clauses = self._clauses.around(text.content, [(word.start, word.end) for word in words], ())
        for at, (word, clause) in enumerate(zip(words, clauses, strict=True)):
            until = words[at + 1].start if at + 1 < len(words) else len(text.content)
            since = words[at - 1].end if at else 0
            for number, dimensions in self._spoken_of(text, word, clause, since, until):
                if (why := self._why_wrong(text, word, number, dimensions)) is not None:
                    yield Hit(
                        text.place(word.start),
                        f"«{text.content[word.start : word.end]}» is against the values: {why}; "
                        "say what the data say, or bind the number that is meant",
                    )
                    break

    def _superlatives(self, text: Text) -> Iterator[_Superlative]:
        taken: list[tuple[int, int]] = []
        for expression, way in self._extremes:
            for match in expression.finditer(text.content):
                taken.append(match.span())
                yield _Superlative(*match.span(), way)
        found = self._words.find(text)
        for match in self._rank.finditer(text.content):
            taken.append(match.span())
            place = self._ranked[" ".join(match[0].split()).casefold()]
            extremes = [word.way for word in found if word.sort is Sort.EXTREME and word.end <= match.start()]
            yield _Superlative(*match.span(), (extremes or [1])[-1] * (1 if place > 0 else -1), abs(place))
        for word in found:
            is_taken = any(start < word.end and word.start < end for start, end in taken)
            if word.sort is Sort.EXTREME and not is_taken and not self._are_several(text, word.start):
                before = self._place.search(text.content, 0, word.start)
                place = self._places[before[0].strip().casefold()] if before else 1
                yield _Superlative(before.start() if before else word.start, word.end, word.way, place)

    def _are_several(self, text: Text, start: int) -> bool:
        """Whether words before a superlative say that it is of several: "de største"."""
        before = text.content[:start].rstrip()
        return any(match.end() == len(before) for match in self._several.finditer(before))

    def _spoken_of(
        self, text: Text, word: _Superlative, clause: tuple[int, int], since: int, until: int
    ) -> Iterator[tuple[Number, Sequence[Dimension]]]:
        """The number that a word speaks of, printed after or before it or in its claim, and what it is the most among.

        The words behind the superlative say that best: "høyest i privat sektor".
        """
        spans = [span for span in text.bound if len(span.numbers) == 1 and not naming(span)]
        around = text.content[word.end : clause[1]], text.content[clause[0] : clause[1]]
        if beside := self._beside_word(text, spans, word, since, until):
            number = beside.numbers[0]
            if _is_plain(number):
                is_within = self._within.match(text.content, word.end + 1) is not None
                yield number, self._dimensions(number, around[:1] if is_within else (*around, text.content))
        elif not spans:
            names = dict.fromkeys(name for claim in text.claims_over(word.start, word.end) for name in claim.names)
            numbers = [self._named[name] for name in names if name in self._named and _is_plain(self._named[name])]
            named = [len(self._dimensions(each, around[1:])) for each in numbers]
            for number, count in zip(numbers, named, strict=True):
                if count == max(named):
                    yield number, self._dimensions(number, around)

    def _beside_word(
        self, text: Text, spans: Sequence[Bound], word: _Superlative, since: int, until: int
    ) -> Bound | None:
        after = next((span for span in spans if word.end <= span.start < until), None)
        if after is not None:
            return None if self._then.search(text.content, word.end, after.start) else after
        return next((span for span in reversed(spans) if since <= span.start and span.end <= word.start), None)

    def _why_wrong(self, text: Text, word: _Superlative, number: Number, dimensions: Sequence[Dimension]) -> str | None:
        cell = number.cells[0]
        if self._over_time.search(text.content) is not None and cell.statistic.time is not None:
            dimensions = [cell.statistic.time]
        beside = self._beside(text, word)
        whys: list[str] = []
        for dimension in dimensions:
            every = [other for other in _others(cell, dimension) if not self._overlap(cell, other, dimension)]
            near = [other for other in beside if _differs_in(cell, other, dimension)]
            near = [other for other in near if not self._overlap(cell, other, dimension)]
            together = self._together(text, cell, dimension)
            if any(_stands(cell, others, word, together) for others in (every, near) if others):
                return None
            if every:
                whys.append(_told(cell, every, dimension, word))
        return whys[0] if whys else None

    def _overlap(self, cell: Cell, other: Cell, dimension: Dimension) -> bool:
        """Whether the one holds the other, so that neither has a place before the other."""
        members = cell.member(dimension.name), other.member(dimension.name)
        return not dimension.is_time and self._naming.overlap(cell.statistic, dimension, *members)

    def _together(self, text: Text, cell: Cell, dimension: Dimension) -> int:
        """How many members of a dimension words name: "EU-land og Asia er de største"."""
        members = (m for m in dimension.members if m != dimension.metadata.elimination)
        return sum(self._is_named(text.content, cell, dimension, member) for member in members)

    def _dimensions(self, number: Number, contents: Iterable[str]) -> Sequence[Dimension]:
        """The dimensions of a number whose member the first of some words name that name any."""
        cell = number.cells[0]
        of_it = [d for d in cell.statistic.dimensions if not (d.is_time or d.is_definition)]
        of_it = [d for d in of_it if cell.member(d.name) != d.metadata.elimination]
        found = ([d for d in of_it if self._is_named(each, cell, d, cell.member(d.name))] for each in contents)
        return next(filter(None, found), [])

    def _is_named(self, content: str, cell: Cell, dimension: Dimension, member: str) -> bool:
        is_known = self._naming.can_name(cell, dimension, member)
        return is_known and self._naming.is_named(content, cell, dimension.name, member)

    def _beside(self, text: Text, word: _Superlative) -> Sequence[Cell]:
        """The cells that a sentence and its claims speak of."""
        numbers = [number for span in text.bound for number in span.numbers]
        for claim in text.claims_over(word.start, word.end):
            numbers += [self._named[name] for name in claim.names if name in self._named]
        return list(dict.fromkeys(cell for number in numbers for cell in number.cells))


def _is_plain(number: Number) -> bool:
    """Whether a number is one cell as it stands."""
    value = number.cells[0].observation.value if len(number.cells) == 1 else None
    return number.terms is None and value is not None and number.value == value


def _differs_in(cell: Cell, other: Cell, dimension: Dimension) -> bool:
    if other.statistic.name != cell.statistic.name:
        return False
    differing = [d.name for d in cell.statistic.dimensions if other.member(d.name) != cell.member(d.name)]
    return differing == [dimension.name] and other.member(dimension.name) != dimension.metadata.elimination


def _others(cell: Cell, dimension: Dimension) -> Iterator[Cell]:
    """The cells that differ from a cell in one dimension alone, but for that of all together; of times the earlier."""
    at = [d.name for d in cell.statistic.dimensions].index(dimension.name)
    own = cell.key[at]
    for member in dimension.members:
        key = (*cell.key[:at], member, *cell.key[at + 1 :])
        if member in (own, dimension.metadata.elimination) or key not in cell.statistic.cells:
            continue
        other = Cell(cell.statistic, key, cell.statistic.cells[key])
        if other.observation.value is None:
            continue
        if dimension.is_time and not (other.period and cell.period and other.period < cell.period):
            continue
        yield other


def _stands(cell: Cell, others: Iterable[Cell], word: _Superlative, together: int) -> bool:
    """Whether a cell has the place among others that a word says; of several `together` each may be in front."""
    own = _value(cell) * word.way
    before = sum(_value(other) * word.way > own for other in others)
    return before == word.place - 1 or (word.place == 1 and together > 1 and before < together)


def _value(cell: Cell) -> Decimal:
    return cell.observation.value or Decimal(0)


def _told(cell: Cell, others: Sequence[Cell], dimension: Dimension, word: _Superlative) -> str:
    ordered = sorted([cell, *others], key=lambda each: -word.way * _value(each))
    own = cell.member(dimension.name)
    first = ordered[min(word.place, len(ordered)) - 1].member(dimension.name)
    end = "highest" if word.way > 0 else "lowest"
    place = f"«{own}» is number {ordered.index(cell) + 1} of {len(ordered)} from the {end} in {cell.statistic.name}"
    return f"{place}, and «{first}» has the place that is told" if first != own else place


def _find(reading: Reading) -> Iterator[Hit]:
    judge = _Judge(reading)
    for passage in reading.once(passages_of):
        if passage.text.kind not in (Kind.SETTING, Kind.CELL) and (passage.text.bound or passage.text.claims):
            yield from judge.hits(passage.text)


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "superlative-against-values",
        "numbers",
        "A superlative or a rank is not what the values say.",
        _find,
    ),
)
