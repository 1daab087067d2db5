"""Typed years, quarters and ages that fit none of the cells beside them: "{4. kvartal 2014}" by a number of 2015.

The other way round than `years`: there each number asks the words around it, here each time that is typed asks the
cells it speaks of. Those are the numbers of its sentence and of the conditions of its claims; where it has none, those
of the sentences beside it and what the section shows; for the words of a figure or table what that shows. What stays
when the data change is marked by its author: `{historie 2013}`.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from brochure.making.text.cell_words import OF_PERIODS
from brochure.making.text.document import Marked
from brochure.proofreading.over_time import Years, periods_of
from brochure.proofreading.passages import Passage
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.rules.years import misfits
from brochure.proofreading.shared import passages_of, times_of
from brochure.proofreading.text import Kind, Text
from brochure.proofreading.times_of_cells import (
    Times,
    ages_in,
    ages_of,
    are_first_days,
    breaks_of,
    named_within_year,
    times_of_exhibit,
    times_of_numbers,
    times_within_year,
    turns_of,
)
from brochure.proofreading.told_times import FILE, ToldTimes, ToldYear
from brochure.statistics.numbers.number import Number
from brochure.statistics.selection import Cell

_IN_CONDITION = re.compile(r"(?<=[=\s|])((?:19|20)\d\d)(?:(?:\.\.|-)((?:19|20)\d\d))?(?![\w.])")
_QUOTED = re.compile(r"\"[^\"]*\"")
_IN_BODY = frozenset({Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.SIDE_NOTE, Kind.CELL})
_TELLING = frozenset({Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.LEAD, Kind.SETTING})
"""Kinds that speak of what is to come too."""
_IN_EXHIBIT = frozenset({Kind.TITLE, Kind.SUBTITLE, Kind.NOTE})


@dataclass(slots=True)
class _Section:
    """What stands between two headings: its numbers, and the figures and tables it refers to, or places."""

    numbers: list[Number] = field(default_factory=list)
    exhibits: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Concerned:
    """The cells that a passage speaks of, and the times it may name; `told` says what they are, in a message.

    They are `is_far` where the passage itself has none: then they say nothing of ages.
    """

    told: str
    times: Times
    cells: tuple[Cell, ...]
    is_all_shown: bool = False
    is_far: bool = False
    named: str = ""


def _find(reading: Reading) -> Iterator[Hit]:
    told = reading.once(times_of)
    concerned = _Cells(reading, told)
    is_aged = pattern(reading.lexicon.listed(FILE, "ages"))
    for passage in reading.once(passages_of):
        named = [year for year in told.years(passage.text) if _is_marked(passage.text, year)]
        of_budget = [year for year in named if told.is_tied("budget", passage.text, year)]
        yield from _wrong_budgets(passage.text, of_budget, reading.edition.settings.budget_year)
        years = [year for year in named if year not in of_budget and _is_of_data(passage.text, year, told)]
        ages = list(_ages(passage.text, is_aged))
        if not years and not ages:
            continue
        found = concerned.by(passage)
        if reading.numbers.broken and found.times.is_empty:
            years = []  # what they are of may be a number that could not be worked out
        hits = [*_wrong_years(passage.text, years, found, told), *_wrong_parts(passage.text, years, found, reading)]
        if hits and misfits(passage, told, reading):
            hits = []  # told at the numbers already
        yield from (*hits, *_wrong_ages(passage.text, ages, found, reading))


class _Cells:
    """Finds the cells that a passage speaks of."""

    def __init__(self, reading: Reading, told: ToldTimes) -> None:
        self._reading, self._told, self._language = reading, told, reading.edition.language
        self._named = reading.numbers.values
        self._headings: dict[str, list[int]] = defaultdict(list)
        self._sections: dict[tuple[str, int], _Section] = defaultdict(_Section)
        for text in reading.texts:
            if text.kind is Kind.HEADING:
                self._headings[text.path].append(text.place(0).line or 0)
        for text in reading.texts:
            if text.kind in _IN_BODY:
                section = self._section(text)
                section.numbers += self._numbers(text)
                section.exhibits.update((found.exhibit, None) for found in text.references if found.exhibit)
        for name, (path, line) in reading.placed.items():
            self._section_at(path, line).exhibits[name] = None

    def by(self, passage: Passage) -> _Concerned:
        """What a passage speaks of."""
        text = passage.text
        if text.part in self._reading.shown and text.kind in _IN_EXHIBIT:
            return self._of_exhibit(text)
        claimed = [cell for claim in text.claims for cell in claim.cells]
        asked = _asked(text)
        if (own := self._numbers(text)) or claimed or not asked.is_empty:
            found = self._of_numbers(own, claimed)
            return replace(found, times=found.times | asked)
        following = [number for near in self._following(passage) for number in self._numbers(near)]
        if following or text.kind not in _IN_BODY:
            beside = following or [number for near in passage.before[-1:] for number in self._numbers(near)]
            return replace(self._of_numbers(beside), is_far=True)
        return self._of_section(passage)

    def _following(self, passage: Passage) -> tuple[Text, ...]:
        """The next sentence, which may take its time from this one: "… er fra {2011}. Da var …"."""
        return tuple(text for text in passage.after[:1] if not self._told.years(text))

    def _of_section(self, passage: Passage) -> _Concerned:
        section = self._section(passage.text)
        shown = [self._reading.shown[name] for name in section.exhibits if name in self._reading.shown]
        times = breaks_of(section.numbers)
        for cells in shown:
            times |= times_of_exhibit(cells, self._language, ends_only=True) | turns_of(cells)
        if not shown:
            before = [number for near in passage.before[-1:] for number in self._numbers(near)]
            times |= times_of_numbers(before or section.numbers, self._language)
        own = [cell for number in section.numbers for cell in number.cells]
        return _Concerned(
            "what the section shows", times, (*own, *(cell for cells in shown for cell in cells)), is_far=True
        )

    def _of_exhibit(self, text: Text) -> _Concerned:
        cells = tuple(self._reading.shown[text.part])
        if text.kind is Kind.SUBTITLE:
            return _Concerned("what is shown", times_of_exhibit(cells, self._language), cells, is_all_shown=True)
        if numbers := self._numbers(text):
            return self._of_numbers(numbers)
        times = times_of_exhibit(cells, self._language, ends_only=True) | turns_of(cells)
        return _Concerned("what is shown", times, cells)

    def _of_numbers(self, numbers: list[Number], claimed: Iterable[Cell] = ()) -> _Concerned:
        """What numbers are of, and the cells that claims ask of besides."""
        named = next((number.name for number in numbers if number.name), None) or ""
        cells = (*(cell for number in numbers for cell in number.cells), *claimed)
        times = times_of_numbers(numbers, self._language) | times_of_exhibit(claimed, self._language)
        return _Concerned("the numbers it stands with", times, cells, named=named)

    def _numbers(self, text: Text) -> list[Number]:
        """The numbers that a text prints, and those of the conditions of its claims."""
        printed = [number for span in text.bound for number in span.numbers]
        names = dict.fromkeys(name for claim in text.claims for name in claim.names)
        return [*printed, *(self._named[name] for name in names if name in self._named)]

    def _section(self, text: Text) -> _Section:
        return self._section_at(text.path, text.place(0).line or 0)

    def _section_at(self, path: str, line: int) -> _Section:
        return self._sections[path, bisect_right(self._headings[path], line)]


def _asked(text: Text) -> Times:
    """The times that the conditions of a text's claims name, which hold them: `not has(… [aar=2015])`."""
    found = [match for claim in text.claims for match in _IN_CONDITION.finditer(_QUOTED.sub("", claim.condition))]
    named = [Years(int(match[1]), int(match[2] or match[1])) for match in found]
    return Times(
        frozenset(year for each in named for year in (each.first, each.last)),
        frozenset(each for each in named if each.first != each.last),
    )


def _wrong_budgets(text: Text, years: Iterable[ToldYear], budget: int) -> Iterator[Hit]:
    """Years of a budget that is not the edition's: those of last year's edition, most often."""
    for year in (each for each in years if each.period != Years(budget, budget)):
        yield Hit(
            text.place(year.start),
            f"«{text.content[year.start : year.end]}» is not the budget year of the edition, {budget}; "
            "name that, or mark what stays: {historie …}",
        )


def _is_marked(text: Text, year: ToldYear) -> bool:
    """Whether a year stands in braces, and is not history; one without them is told as digits typed by hand."""
    around = [span for span in text.marked if span.start <= year.start and year.end <= span.end]
    return bool(around) and not any(span.is_history for span in around)


def _is_of_data(text: Text, year: ToldYear, told: ToldTimes) -> bool:
    """Whether a year may be one of the data: not to come, nor that of a report."""
    is_to_come = text.kind in _TELLING and year.period.first > told.published and _asked(text).is_empty
    return not (is_to_come or year.is_of_publication)


def _wrong_years(text: Text, years: list[ToldYear], found: _Concerned, told: ToldTimes) -> Iterator[Hit]:
    if found.times.is_empty:
        for year in years:
            if year.period != Years(told.published, told.published):
                yield _hit(text, year, "stands beside nothing that it could be compared with")
        return
    wrong = [year for year in years if not found.times.fit(year.period) and not _is_first_day(year, found, text)]
    for year in wrong:
        yield _hit(text, year, f"fits none of {found.told}, of {found.times}", found.named)
    if years and not wrong and found.is_all_shown:
        named = [*(year.period for year in years), *_printed(text)]
        whole = Years(min(period.first for period in named), max(period.last for period in named))
        if found.times.whole is not None and not found.times.is_all(whole):
            yield _hit(text, years[0], f"is not all of {found.told}, of {found.times.whole}")


def _is_first_day(year: ToldYear, found: _Concerned, text: Text) -> bool:
    """Whether the end of a year is told of cells that are of the first day of the next one."""
    next_one = Years(year.with_next.last, year.with_next.last)
    return year.is_end and found.times.fit(next_one) and are_first_days(found.cells, text.language)


def _printed(text: Text) -> Iterator[Years]:
    """The times that a text prints from cells."""
    for span in text.bound:
        if span.format in OF_PERIODS:
            for number in span.numbers:
                yield from periods_of(number)


def _hit(text: Text, year: ToldYear, why: str, named: str = "") -> Hit:
    printed = f"{{{{ {named} | periode }}}}" if named else "{{ … | periode }}"
    return Hit(
        text.place(year.start),
        f"«{text.content[year.start : year.end]}» {why}; print the time of the cell, {printed}, name the right one, "
        "or mark what stays when the data change: {historie …}",
    )


def _wrong_parts(text: Text, years: list[ToldYear], found: _Concerned, reading: Reading) -> Iterator[Hit]:
    """Quarters, months and dates before a year that are others than those of the cells."""
    for year in years:
        words = text.content[year.start : year.end]
        told = named_within_year(re.sub(r"(?:of )?(?:19|20)\d\d.*", "", words.replace("\u00a0", " ")).strip())
        own = times_within_year(found.cells, reading.edition.language) if told else frozenset()
        if told and own and not any(one.start <= o.end and o.start <= one.end for one in told for o in own):
            yield _hit(text, year, f"is another time of the year than that of {found.told}", found.named)


def _ages(text: Text, is_aged: re.Pattern[str]) -> Iterator[tuple[Marked, tuple[int, int]]]:
    """What is marked as an age: "{15–74 år}", "aged {15–74}"."""
    for span in text.marked:
        words = text.content[span.start : span.end]
        beside = (text.content[: span.start].split()[-1:], text.content[span.end :].split()[:1])
        around = " ".join([*beside[0], words, *beside[1]])
        ages = ages_in(words)
        if len(ages) == 1 and not span.is_history and is_aged.search(around):
            yield span, ages[0]


def _wrong_ages(
    text: Text, ages: Iterable[tuple[Marked, tuple[int, int]]], found: _Concerned, reading: Reading
) -> Iterator[Hit]:
    known = frozenset[tuple[int, int]]() if found.is_far else ages_of(found.cells, reading.edition.language)
    for span, (first, last) in ages:
        firsts = {edge for low, _ in known for edge in (low, low - 1)}
        lasts = {edge for _, high in known for edge in (high, high + 1)}
        fits = first in firsts and last in lasts if first != last else first in firsts | lasts
        if known and not fits:
            yield Hit(
                text.place(span.start),
                f"«{text.content[span.start : span.end]}» is no age or time of {found.told}, nor of their population; "
                "name the right one, or mark what stays when the data change: {historie …}",
            )


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "typed-time",
        "numbers",
        "A typed year, quarter or age fits none of the cells that it speaks of.",
        _find,
    ),
)
