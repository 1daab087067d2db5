"""The subtitle that the program writes where an author has none: measure, group, population, time and unit.

It is written as an author would: what holds a digit stands in braces. Its words are those of the metadata.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brochure.findings import Faults
from brochure.project.edition.descriptions import FigureDescription, TableDescription
from brochure.project.edition.reading import Described
from brochure.project.languages import Translations
from brochure.project.words import Words
from brochure.statistics.labels import label_of
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.formats import unit_word
from brochure.statistics.period import Period
from brochure.statistics.period_names import names_with_reference
from brochure.statistics.selection import Cell, SelectionError, select
from brochure.statistics.table import Statistic
from brochure.statistics.units import Unit

_TOGETHER = 2
"""So many periods are named one by one; more as a span."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    """Writes the subtitles of one language."""

    store: StatisticStore
    words: Words

    def of(self, described: Described) -> str:
        """The subtitle of a figure or table; empty where its selection is at fault, which is told where it is drawn.

        Raises `Faults` for what the metadata do not say in this language.
        """
        description = described.description
        try:
            statistic = self.store.get(description.statistic, described.place("statistic"))
            cells = select(statistic, description.select)
        except (Faults, SelectionError):
            return ""
        if not cells:
            return ""
        is_shares = isinstance(description, FigureDescription) and description.normalise
        told = [self._measure(described, statistic), *self._groups(described, statistic, cells)]
        population = self._told(described, statistic.metadata.population, "population")
        time = self._time(described, statistic, cells, is_first=not population)
        told.append(", ".join(filter(None, (population, time))))
        if statistic.metadata.measure is None or is_shares:
            told.append(self._unit(cells, is_shares=is_shares))
        return ". ".join(map(_marked, filter(None, told)))

    def _measure(self, described: Described, statistic: Statistic) -> str:
        measure = statistic.metadata.measure
        return self._told(described, measure, "measure") if measure is not None else ""

    def _groups(self, described: Described, statistic: Statistic, cells: Sequence[Cell]) -> Iterable[str]:
        """The members that narrow the population: not shown along an axis, and not the one that stands for all."""
        axes = _axes(described)
        for position, dimension in enumerate(statistic.dimensions):
            members = {cell.key[position] for cell in cells}
            is_shown = dimension.name in axes or dimension.is_time or dimension.is_definition
            if is_shown or len(members) > 1 or len(dimension.members) == 1:
                continue
            (member,) = members
            label = label_of(dimension, member, self.words) or ""
            is_unit = (
                dimension.member(member).unit is not None and " " not in label
            )  # "Antall", as the unit says better
            if member != dimension.metadata.elimination and not is_unit:
                yield label

    def _time(self, described: Described, statistic: Statistic, cells: Sequence[Cell], *, is_first: bool) -> str:
        shown = [cell for cell in cells if cell.observation.value is not None] or cells
        periods = sorted({period for cell in shown if (period := cell.period) is not None})
        if not periods:
            return ""
        if len(periods) > _TOGETHER:
            periods = [Period(periods[0].frequency, periods[0].first, max(period.last for period in periods))]
        reference = self._told(described, statistic.metadata.reference, "reference")
        return names_with_reference(periods, reference, self.words, capital=is_first)

    def _unit(self, cells: Sequence[Cell], *, is_shares: bool) -> str:
        found = {(cell.statistic.unit(cell.key), cell.statistic.base(cell.key)) for cell in cells}
        if is_shares:
            found = {(Unit.PERCENT, None)}
        word = unit_word(self.words, *found.pop()) if len(found) == 1 else ""
        return word[:1].upper() + word[1:]

    def _told(self, described: Described, text: Translations, what: str) -> str:
        told = text.get(self.words.language)
        if told is None:
            statistic, language = described.description.statistic, self.words.language
            message = f"the {what} of {statistic} has not been written in {language}; write it, or a subtitle here"
            raise Faults.one(described.place("statistic"), message)
        return told


def _axes(described: Described) -> tuple[str, ...]:
    description = described.description
    if isinstance(description, TableDescription):
        return (description.rows, *description.columns)
    return description.axes


def _marked(sentence: str) -> str:
    """A sentence in whose parts between commas digits are marked as an author marks them."""
    return re.sub(r"[^,]*\d[^,]*", lambda match: _in_braces(match[0]), sentence)


def _in_braces(part: str) -> str:
    words = part.strip()
    return part.replace(words, f"{{{words}}}")
