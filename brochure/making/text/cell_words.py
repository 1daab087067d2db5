"""Words that say what a number is of, printed from its cells: period, member, age, population, unit, publisher.

They follow the data where the same words typed would stay behind, and break over lines as little as those.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from brochure.making.text.digits import tied
from brochure.project.languages import Translations
from brochure.project.words import Words
from brochure.statistics.labels import label_of
from brochure.statistics.metadata import StatisticMetadata
from brochure.statistics.numbers.formats import Span, unit_word
from brochure.statistics.numbers.functions import total
from brochure.statistics.numbers.moment import Moment
from brochure.statistics.numbers.number import Number, shown
from brochure.statistics.numbers.over_data import count
from brochure.statistics.period import Period
from brochure.statistics.period_names import period_name, with_reference, year_name
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension
from brochure.statistics.units import UnitMismatchError

_AGES = ("alder", "age")
"""How the names of dimensions of ages begin."""


class CellWords:
    """The formats of one language that print words from the cells behind a number."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def label(self, value: Number) -> str:
        """`navn`: the member that a maximum or minimum belongs to; of a count or total all its members."""
        is_list = isinstance(value, Number) and value.made is not None and value.made[0] in (count, total)
        if not isinstance(value, Number) or (value.picked is None and not is_list):
            raise UnitMismatchError("only a maximum or minimum has a name; use max(…) or min(…)")
        if value.picked is not None and value.picked_from is not None:
            return self._member(value.picked, value.picked.statistic.dimension(value.picked_from))
        statistics = {cell.statistic.name for cell in value.cells}
        varying = [
            dimension
            for dimension in value.cells[0].statistic.dimensions
            if not dimension.is_definition and len({cell.member(dimension.name) for cell in value.cells}) > 1
        ]
        if len(statistics) > 1 or len(varying) != 1:
            raise UnitMismatchError(
                "only what differs along one dimension has a list of names; choose several members of one"
            )
        names = dict.fromkeys(self._member(cell, varying[0]) for cell in value.cells)
        return self.words.join(list(names))

    def single_time(self, value: Number) -> str:
        """`tid`: the period of the number, when all its cells share one."""
        periods = _periods(value)
        if len(periods) > 1:
            names = ", ".join(period_name(period, self.words) for period in periods)
            raise UnitMismatchError(f"the number has not one time but {names}")
        return period_name(periods[0], self.words)

    def time(self, value: Number | Span, *, reference: bool = False, capital: bool = False) -> str:
        """`periode`: the period, from the first to the last of several; with the reference time before it if asked."""
        period = _whole(value)
        if not reference:
            return tied(period_name(period, self.words))
        told = self._text(value, lambda metadata: metadata.reference, "reference time")
        return tied(with_reference(period, told, self.words, capital=capital))

    def year(self, value: Number | Span) -> str:
        """`aar`: the year, or the first and the last of several."""
        return year_name(_whole(value))

    def first(self, value: Number | Span) -> str:
        """`fra`: the first period; of a single span its first year or the like."""
        found = _of_value(value)
        return period_name(found[0] if len(found) > 1 else _whole(value).single(), self.words)

    def last(self, value: Number | Span) -> str:
        """`til`: the last period; of a single span its last year or the like."""
        found = sorted(_of_value(value), key=lambda period: period.last)
        return period_name(found[-1] if len(found) > 1 else _whole(value).single(last=True), self.words)

    def member(self, value: Number, dimension: str, *, capital: bool | None = None) -> str:
        """`medlem`: the member that all cells have in a dimension; its first letter as in the label, or as asked."""
        cells = _cells(value)
        known = [each.name for each in cells[0].statistic.dimensions]
        if dimension not in known:
            raise UnitMismatchError(f"{cells[0].statistic.name} has no dimension '{dimension}', but {', '.join(known)}")
        return tied(_cased(self._shared(cells, dimension), capital))

    def age(self, value: Number) -> str:
        """`alder`: the age group of the cells, or else the ages that the population names."""
        cells = _cells(value)
        named = (each.name for each in cells[0].statistic.dimensions if each.name.casefold().startswith(_AGES))
        if (dimension := next(named, None)) is not None:
            return tied(self._shared(cells, dimension))
        told = self._text(value, lambda metadata: metadata.population, "population")
        match = re.search(self.words("age.pattern"), told)
        if match is None:
            raise UnitMismatchError(f"the population «{told}» names no age")
        return tied(match[0])

    def population(self, value: Number, *, capital: bool | None = None) -> str:
        """`befolkning`: the population of the statistic."""
        return tied(_cased(self._text(value, lambda metadata: metadata.population, "population"), capital))

    def unit(self, value: Number) -> str:
        """`enhetsord`: the word for the unit."""
        cells = _cells(value)
        return unit_word(self.words, value.unit, cells[0].statistic.base(cells[0].key))

    def publisher(self, value: Number) -> str:
        """`utgiver`: who publishes the statistic."""
        return self._text(value, lambda metadata: metadata.publisher, "publisher")

    def direction(self, value: Number, up: str, down: str, same: str) -> str:
        """`retning`: one of three words, as the number is above, below or equal to zero."""
        _cells(value)
        return up if value.value > 0 else down if value.value < 0 else same

    def _text(self, value: Number | Span, of: Callable[[StatisticMetadata], Translations], what: str) -> str:
        """One of the texts of a statistic, which all cells share."""
        statistics = {cell.statistic.name: cell.statistic for cell in _cells(value)}
        texts = {name: of(statistic.metadata).get(self.words.language) for name, statistic in statistics.items()}
        for name, text in texts.items():
            if text is None:
                raise UnitMismatchError(f"the {what} of {name} has not been written in {self.words.language}")
        if len(found := list(dict.fromkeys(filter(None, texts.values())))) > 1:
            raise UnitMismatchError(f"the number has not one {what} but {', '.join(found)}")
        return found[0]

    def _shared(self, cells: Iterable[Cell], dimension: str) -> str:
        labels = list(dict.fromkeys(self._member(cell, cell.statistic.dimension(dimension)) for cell in cells))
        if len(labels) > 1:
            raise UnitMismatchError(f"the number has not one member of '{dimension}' but {', '.join(labels[:6])}")
        return labels[0]

    def _member(self, cell: Cell, dimension: Dimension) -> str:
        member = cell.member(dimension.name)
        label = label_of(dimension, member, self.words)
        if label is None:
            raise UnitMismatchError(f"'{member}' in {cell.statistic.name} has no name in {self.words.language}")
        return label


FORMATS: Mapping[str, Callable[..., Any]] = {
    "navn": CellWords.label,
    "tid": CellWords.single_time,
    "periode": CellWords.time,
    "aar": CellWords.year,
    "fra": CellWords.first,
    "til": CellWords.last,
    "medlem": CellWords.member,
    "alder": CellWords.age,
    "befolkning": CellWords.population,
    "enhetsord": CellWords.unit,
    "utgiver": CellWords.publisher,
    "retning": CellWords.direction,
}
"""The formats that print words, by the names that authors use."""
OF_PERIODS = frozenset({"periode", "aar", "fra", "til", "tid"})
"""Those that print a period, and so also one that has no cells."""
WORDS = ("age.", "period.", "and", "reference.")
"""How the keys of the fixed words begin that these print."""


def _numbers(value: object) -> tuple[Number, ...]:
    numbers = (value.low, value.high) if isinstance(value, Span) else (value,)
    if not all(isinstance(number, Number) for number in numbers):
        raise UnitMismatchError(f"{shown(value)} is not a number with a source")
    return tuple(number for number in numbers if isinstance(number, Number))


def _cells(value: object) -> list[Cell]:
    """The cells that a number is of: of a maximum or minimum the one that it was found in."""
    numbers = _numbers(value)
    cells = [cell for number in numbers for cell in ((number.picked,) if number.picked else number.cells)]
    if not cells:
        raise UnitMismatchError(f"{shown(value)} comes from no statistic")
    return cells


def _periods(value: object) -> list[Period]:
    """The periods of a number, in order; there is at least one."""
    numbers = _numbers(value)
    moments = {number.period for number in numbers if isinstance(number, Moment)}
    cells = (cell for number in numbers if not isinstance(number, Moment) for cell in number.cells)
    found = sorted(moments | {period for cell in cells if (period := cell.period) is not None})
    if not found:
        raise UnitMismatchError("the number has no time: its statistics have no dimension along time")
    return found


def _of_value(value: object) -> list[Period]:
    """The periods of a number, in order; of a maximum or minimum the one that it was found in."""
    picked = {number.picked.period for number in _numbers(value) if number.picked is not None}
    return sorted(filter(None, picked)) or _periods(value)


def _whole(value: object) -> Period:
    """From the first period of a number to the last; of a maximum or minimum the one that it was found in."""
    periods = _of_value(value)
    if len({period.frequency for period in periods}) > 1:
        raise UnitMismatchError("the number is of periods of several kinds")
    return Period(periods[0].frequency, periods[0].first, max(period.last for period in periods))


def _cased(text: str, capital: bool | None) -> str:
    if capital is None:
        return text
    return (text[:1].upper() if capital else text[:1].lower()) + text[1:]
