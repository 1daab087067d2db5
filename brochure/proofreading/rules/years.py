"""Years that do not fit the numbers beside them: "i 2014" by a number of 2013, "to år tidligere" by a change of one.

A number knows the times of its cells, a text says in words what time it speaks of. A number that tells a movement has
two times, and the words around it say which of them they name.
"""

import re
from collections.abc import Iterable, Iterator

from brochure.making.text import cell_words
from brochure.making.text.document import Bound
from brochure.proofreading.over_time import Movement, Years, movement_of, order_in_time, periods_of, times
from brochure.proofreading.passages import Passage
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import passages_of, times_of
from brochure.proofreading.text import Text
from brochure.proofreading.times_of_cells import are_first_days
from brochure.proofreading.told_times import ToldStep, ToldTimes, ToldYear
from brochure.statistics.numbers.number import Number

FAMILY = "numbers"

_OF_ITSELF = cell_words.OF_PERIODS | {"alder", "befolkning", "medlem"}
"""Formats that say of what time or people a number is: what they print tells a time, and is of none."""
_CLAUSE = re.compile(r"[,;:]\s")


def _find(reading: Reading) -> Iterator[Hit]:
    told = reading.once(times_of)
    for passage in reading.once(passages_of):
        yield from misfits(passage, told, reading)


def misfits(passage: Passage, told: ToldTimes, reading: Reading) -> list[Hit]:
    """What does not fit in a passage: numbers of other years than it tells, and steps that they do not make."""
    text = passage.text
    spans = _numbers_in(text)
    if not spans:
        return []
    sentence = _Sentence(passage, told, reading)
    found = [sentence.misfit(span) for span in spans]
    found += [sentence.wrong_step(step) for step in told.before(text)]
    found += [sentence.wrong_length(step) for step in told.last(text)]
    return [hit for hit in found if hit is not None]


def _numbers_in(text: Text) -> list[Bound]:
    """The printed numbers of a text that have a time."""
    return [span for span in text.bound if span.format not in _OF_ITSELF and periods_of(span.numbers[0])]


class _Sentence:
    """A sentence with the times that it and those before it tell."""

    def __init__(self, passage: Passage, told: ToldTimes, reading: Reading) -> None:
        self._text, self._before, self._told = passage.text, passage.before, told
        self._language = reading.edition.language
        self._named = reading.numbers.values
        self._years = told.years_and_printed(passage.text)
        self._spans = _numbers_in(passage.text)
        self._steps = tuple(told.before(passage.text))

    def misfit(self, span: Bound) -> Hit | None:
        """What is wrong with the years around a number; None where they fit, or none is told."""
        number = span.numbers[0]
        movement = movement_of(number, self._named)
        if movement is not None:
            wrong = self._misfit_of_movement(span, movement)
        else:
            named = self._named_years(span)
            if self._ends_what_is_told(span):
                named = [Years(period.first, period.last + 1) for period in named]
            fits = any(_touches(other, period) for other in span.numbers for period in named)
            wrong = None if fits else next((period for period in named if not self._may_tell(period, number)), None)
        if wrong is None:
            return None
        own = " and ".join(str(period) for period in times(span.numbers))
        printed = self._text.content[span.start : span.end]
        return Hit(
            self._text.place(span.start),
            f"«{printed}» is of {own}, but {self._where_told(wrong)} speaks of {wrong}; "
            "bind the number of the year that the text speaks of, or name the year of the number",
        )

    def _where_told(self, period: Years) -> str:
        """What speaks of a year: the text itself, or the last one before it that does."""
        if any(year.period == period for year in self._years):
            return "the text"
        for text in reversed(self._before):
            told = [year for year in self._told.years_and_printed(text) if year.period == period]
            if told:
                place = text.place(told[0].start)
                where = f"on line {place.line}" if place.path == self._text.path else f"at {place}"
                return f"the text before it, {where},"
        return "the text"

    def _may_tell(self, period: Years, number: Number) -> bool:
        """Whether a report of a year may tell a number: it is no older than the number."""
        told = (*self._years, *(year for text in self._before for year in self._told.years_and_printed(text)))
        reports = [year.period for year in told if year.is_of_publication]
        return period in reports and period.last >= periods_of(number)[-1].last

    def _named_years(self, span: Bound) -> list[Years]:
        """The years of which one must be the number's: the one after it, or before it, or all that are told."""
        after = [year for year in self._years if year.start >= span.end]
        if after and self._told.is_told_of(span.end, after[0], self._text):
            return [after[0].period]
        if self._steps:
            return []  # a time before the one that is told
        before = [year for year in self._years if year.end <= span.start]
        beside = [year.period for year in before if not self._others_between(year, span)]
        if beside:
            own = [year for year in after if not _CLAUSE.search(self._text.content, span.end, year.start)]
            return [*beside, *(year.period for year in own)]
        if self._years:
            return [] if self._are_of_others(span) else [year.period for year in self._years]
        return [year.period for text in self._before for year in self._told.years_and_printed(text)]

    def _are_of_others(self, span: Bound) -> bool:
        """Whether another number of the sentence is of a year that is told."""
        others = [other for other in self._spans if other is not span]
        return any(
            _touches(number, year.period) for other in others for number in other.numbers for year in self._years
        )

    def _others_between(self, year: ToldYear, span: Bound) -> bool:
        return any(year.end <= other.start < span.start for other in self._spans)

    def _misfit_of_movement(self, span: Bound, movement: Movement) -> Years | None:
        """The year beside a movement that is not the one it begins or ends with."""
        since = [
            year
            for year in self._years
            if self._told.is_tied("since", self._text, year) and not self._others_after(span, year)
        ]
        for year in since[:1]:
            if not movement.earlier.touches(year.with_next):
                return year.period
        ends = [
            later
            for earlier, later in zip(self._years, self._years[1:], strict=False)
            if self._told.is_tied("from", self._text, earlier) and self._told.is_tied("to", self._text, later)
        ]
        for year in ends[:1]:
            if not movement.later.touches(year.with_next):
                return year.period
        periods = [year.with_next for year in self._years]
        if periods and not any(end.touches(period) for end in (movement.earlier, movement.later) for period in periods):
            return None if self._steps else self._years[0].period
        return None

    def _ends_what_is_told(self, span: Bound) -> bool:
        """Whether a number is of the first day after what is told: "i 2014 økte antallet med 5 000, til 204 000"."""
        numbers = [number for other in self._spans if other is not span for number in other.numbers]
        before = {year.first for number in numbers for year in periods_of(number)}
        days = [each.first for each in periods_of(span.numbers[0])]
        is_told = any(year.is_end for year in self._years) or any(day - 1 in before for day in days)
        return is_told and are_first_days(span.numbers[0].cells, self._language)

    def _others_after(self, span: Bound, year: ToldYear) -> bool:
        """Whether another number stands between a number and the year that follows it."""
        return any(span.end <= other.start < year.start for other in self._spans)

    def wrong_step(self, step: ToldStep) -> Hit | None:
        """What is wrong with "two years earlier": the change before it is over other years, or none is so old."""
        before = [span for span in self._spans if span.end <= step.start]
        movement = movement_of(before[-1].numbers[0], self._named) if before else None
        if movement is not None:
            if movement.years == step.years:
                return None
            return self._told_wrong(
                step, f"the number before it is a change from {movement.earlier} to {movement.later}"
            )
        own = [period for span in self._spans for period in times(span.numbers)]
        earlier = [year.period for text in self._before[-2:] for year in self._told.years_and_printed(text)]
        earlier += [period for text in self._before[-2:] for span in text.bound for period in times(span.numbers)]
        later = [*own, *earlier, *(year.period for year in self._years)]
        if len(set(later)) < 2 or any(one.first + step.years == other.first for one in own for other in later):
            return None
        return self._told_wrong(step, f"the numbers around it are of {_listed(later)}")

    def wrong_length(self, step: ToldStep) -> Hit | None:
        """What is wrong with "the last ten years": the change in the sentence is over other years."""
        movements = [movement_of(span.numbers[0], self._named) for span in self._spans]
        lengths = {movement.years for movement in movements if movement is not None} or set(self._lengths())
        if not lengths or step.years in lengths:
            return None
        return self._told_wrong(step, f"the change beside it is over {_listed(lengths)} years")

    def _lengths(self) -> Iterator[int]:
        """The years between any two numbers of the sentence that are the same at two times."""
        numbers = [span.numbers[0] for span in self._spans]
        for i, one in enumerate(numbers):
            for other in numbers[i + 1 :]:
                if order_in_time(one, other):
                    yield abs(periods_of(other)[0].first - periods_of(one)[0].first)

    def _told_wrong(self, step: ToldStep, why: str) -> Hit:
        return Hit(
            self._text.place(step.start),
            f"«{self._text.content[step.start : step.end]}» does not fit: {why}; "
            "say how many years it is, or bind the number of those years",
        )


def _touches(number: Number, period: Years) -> bool:
    return any(own.touches(period) for own in periods_of(number))


def _listed(items: Iterable[Years] | Iterable[int]) -> str:
    return ", ".join(dict.fromkeys(map(str, items)))


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "year-misfit",
        FAMILY,
        "A year, or words such as «i fjor», do not fit the data of the number beside them.",
        _find,
    ),
)
