"""Words that name another group, sex, place, sector or unit than the number beside them is of.

"83 prosent av innvandrerne" beside the cell of the rest of the population. The words of a number are those of its
clause; one that names what another number of the sentence is of speaks of that one. Told is only a name that the cells
could have had and have not, where their own stands nowhere in the sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from brochure.making.text.cell_words import FORMATS, OF_PERIODS
from brochure.making.text.document import Bound
from brochure.proofreading.clauses import Clauses
from brochure.proofreading.direction_words import FILE as DIRECTIONS
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.naming import FILE, Axis, Mention, cells_named
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import names_of, passages_of
from brochure.proofreading.text import Kind, Text
from brochure.proofreading.times_of_cells import named_within_year, times_within_year
from brochure.proofreading.told_times import FILE as TIMES
from brochure.statistics.numbers.number import Number
from brochure.statistics.period import Period
from brochure.statistics.selection import Cell
from brochure.statistics.units import Unit

_PLAIN = frozenset({"tall", "heltall", "millioner", "tusen"})
"""Formats that print no unit of their own."""
_IN_EXHIBIT = frozenset({Kind.TITLE, Kind.SUBTITLE})
_FEWEST = 2
"""So many names make a row."""
_WORD = re.compile(r"[^\W\d_]+")
_PASSED_OVER = frozenset({Kind.CELL, Kind.NOTE, Kind.SETTING})


@dataclass(frozen=True, slots=True)
class _Named:
    """A number as printed, the ways it is told apart by name, and its clause."""

    span: Bound
    axes: tuple[Axis, ...]
    clause: tuple[int, int]


class _Judge:
    """Judges sentences of one language."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._naming = reading.once(names_of)
        self._clauses = Clauses(lexicon)
        listed = (word for key in ("of", "glue", "cuts", "joints") for word in lexicon.listed(FILE, key))
        self._than = pattern(lexicon.listed(DIRECTIONS, "than"))
        self._of = frozenset(word for phrase in listed for word in phrase.split())
        self._units = lexicon.table(FILE, "units")
        self._unit_words = pattern(self._units)
        self._language = reading.edition.language
        self._quarters = {word: int(quarter) for word, quarter in lexicon.numbers(TIMES, "quarters").items()}
        self._quarter = pattern(self._quarters)

    def misnamed(self, text: Text) -> Iterator[Hit]:
        """The names in a sentence that its numbers do not have."""
        numbers = self._numbers(text)
        told: set[int] = set()
        for number in numbers:
            beside = [each.axes for each in numbers if each is not number]
            for axis in number.axes:
                if _are_listed(text, axis, numbers):
                    continue
                wrong = self._wrong(text, number, axis, beside, is_alone=len(numbers) == 1)
                if wrong is not None and wrong.start not in told:
                    told.add(wrong.start)
                    yield _hit(text, wrong, number.span)

    def misnamed_exhibit(self, text: Text, cells: Sequence[Cell]) -> Iterator[Hit]:
        """The names in the words of a figure or table that nothing in it is of."""
        if self._naming.leaves_out(text.content):
            return
        for axis in self._naming.axes(cells):
            mentions = [m for m in axis.mentions(text.content) if not self._naming.is_compared(m, text.content)]
            if mentions and not axis.is_own(mentions) and not axis.is_all(mentions):
                first = mentions[0]
                yield Hit(
                    text.place(first.start),
                    f"«{text.content[first.start : first.end]}» is not what is shown here; "
                    "name what is shown, or show what is named",
                )
                return

    def _numbers(self, text: Text) -> list[_Named]:
        spans = [span for span in text.bound if span.format not in FORMATS and any(n.cells for n in span.numbers)]
        axes = [self._naming.axes(cell for number in span.numbers for cell in cells_named(number)) for span in spans]
        named = [(m.start, m.end) for each in axes for axis in each for m in axis.mentions(text.content)]
        found = self._clauses.around(text.content, [(span.start, span.end) for span in spans], named)
        return [_Named(*each) for each in zip(spans, axes, found, strict=True)]

    def _wrong(
        self, text: Text, number: _Named, axis: Axis, others: Sequence[tuple[Axis, ...]], *, is_alone: bool
    ) -> Mention | None:
        """What names another member on an axis than a number is of; None where nothing does for certain."""
        everywhere = axis.mentions(text.content)
        first, last = number.clause
        own = [mention for mention in everywhere if first <= mention.start < last]
        direct = next((mention for mention in own if self._is_direct(text, number, mention)), None)
        if axis.is_own(own):
            told = frozenset[str]().union(*(mention.members for mention in everywhere))
            return direct if axis.joint - told else None
        if not own and is_alone and not axis.is_total:
            own = list(everywhere)
        if axis.is_own(own) or axis.is_all(own):
            return None
        if direct is not None or axis.is_own(everywhere):
            return direct
        if self._naming.leaves_out(text.content):
            return None
        strange = (
            m
            for m in own
            if not self._naming.is_compared(m, text.content)
            and not any(a.own & m.members for axes in others for a in axes)
        )
        return next(strange, None)

    def _is_direct(self, text: Text, number: _Named, mention: Mention) -> bool:
        """Whether a name stands right after a number, or begins its clause, with but "av" and other names between."""
        start = number.clause[0]
        if mention.start < number.span.end:
            is_compared = self._than.match(text.content, start) is not None
            if is_compared or any(True for _ in text.bound_in(mention.start, number.span.start)):
                return False
        else:
            start = number.span.end
        words = text.content[start : mention.start]
        for axis in number.axes:
            for other in axis.mentions(text.content):
                if start <= other.start and other.end <= mention.start:
                    words = words.replace(text.content[other.start : other.end], " ")
        return all(word.casefold() in self._of for word in _WORD.findall(words))

    def wrong_units(self, text: Text) -> Iterator[Hit]:
        """The words for units right after numbers of another unit."""
        for span in text.bound:
            if span.format not in _PLAIN or not span.numbers[0].cells:
                continue
            rest = text.content[span.end :]
            at = len(rest) - len(rest.lstrip())
            match = self._unit_words.match(rest, at)
            unit = span.numbers[0].unit
            if match and not _fits(self._units[match[0].casefold()], unit):
                yield Hit(
                    text.place(span.end + at),
                    f"«{match[0]}» is not the unit of «{text.content[span.start : span.end]}», which is "
                    f"{unit.value.replace('_', ' ')}; write that unit, or bind the number that is meant",
                )

    def wrong_quarters(self, text: Text) -> Iterator[Hit]:
        """The quarters in words that none of the numbers of a sentence is of, where all of them are of one."""
        told = [match for match in self._quarter.finditer(text.content) if text.is_typed(*match.span())]
        spans = [span for span in text.bound if span.format not in FORMATS and span.numbers[0].cells] if told else []
        own = [times_within_year([c for n in span.numbers for c in n.cells], self._language) for span in spans]
        quarters = [named_within_year(f"{self._quarters[match[0].casefold()]}. kvartal") for match in told]
        if told and own and all(own) and not any(_meet(quarter, each) for quarter in quarters for each in own):
            yield Hit(
                text.place(told[0].start()),
                f"«{told[0][0]}» is another time of the year than that of "
                f"«{text.content[spans[0].start : spans[0].end]}»; "
                "print the time of the cell, with periode(referanse=true) or medlem, or write the right quarter",
            )

    def wrong_times(self, text: Text) -> Iterator[Hit]:
        """The months before a printed year in which the year's cells are not."""
        for span in text.bound:
            cells = [cell for number in span.numbers for cell in number.cells]
            words = text.content[: span.start].split()
            if span.format not in OF_PERIODS or not words or not cells:
                continue
            start = text.content.rindex(words[-1], 0, span.start)
            told = named_within_year(words[-1]) if text.is_typed(start, start + len(words[-1])) else frozenset()
            own = times_within_year(cells, self._language) if told else frozenset()
            if told and own and not _meet(told, own):
                yield Hit(
                    text.place(start),
                    f"«{words[-1]}» is another time of the year than that of the number beside it; "
                    "print the time of the cell, with periode(referanse=true) or medlem, or write the right month",
                )


def _are_listed(text: Text, axis: Axis, numbers: Sequence[_Named]) -> bool:
    """Whether names of a sort are told in a row before or behind the numbers that are theirs, one for each."""
    mentions = axis.mentions(text.content)
    if len(numbers) < _FEWEST or len(mentions) != len(numbers):
        return False
    own = [each.own for number in numbers for each in number.axes if each.known is axis.known]
    first, last = numbers[0].span.start, numbers[-1].span.end
    is_apart = mentions[-1].end <= first or last <= mentions[0].start
    return is_apart and len(own) == len(numbers) and all(any(m.members & each for each in own) for m in mentions)


def _meet(one: Iterable[Period], other: Iterable[Period]) -> bool:
    """Whether some times of a year have a day in common."""
    return any(first.start <= second.end and second.start <= first.end for first in one for second in other)


def _fits(told: str, unit: Unit) -> bool:
    people = {Unit.PERSONS, Unit.PERSONS_CHANGE}
    counts_people = told == Unit.PERSONS and unit in people | {Unit.COUNT}
    return unit.value == told or counts_people or unit in (Unit.THOUSANDS, Unit.RATIO)


def _hit(text: Text, mention: Mention, span: Bound) -> Hit:
    return Hit(
        text.place(mention.start),
        f"«{text.content[mention.start : mention.end]}» is not what «{text.content[span.start : span.end]}» is of: "
        f"that is {_told(span.numbers[0])}; name what the number is of, or bind the number that is meant",
    )


def _told(number: Number) -> str:
    """What a number is of, in the words of its cells."""
    cell = cells_named(number)[0]
    members = [cell.member(d.name) for d in cell.statistic.dimensions if not (d.is_time or d.is_definition)]
    return ", ".join(members) or cell.statistic.name


def _find(reading: Reading) -> Iterator[Hit]:
    judge = _Judge(reading, reading.lexicon)
    for passage in reading.once(passages_of):
        text = passage.text
        if text.kind in _IN_EXHIBIT and (shown := reading.shown.get(text.part)):
            yield from judge.misnamed_exhibit(text, shown)
        elif text.kind not in _PASSED_OVER and text.bound:
            yield from judge.misnamed(text)
            yield from judge.wrong_units(text)
            yield from judge.wrong_times(text)
            yield from judge.wrong_quarters(text)


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "naming-words",
        "numbers",
        "A word names another group, sex, place, sector, month or unit than the number beside it is of.",
        _find,
    ),
)
