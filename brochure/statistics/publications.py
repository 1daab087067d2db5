"""Which published table a cell came from, and whether it was published by a given day."""

import datetime
from collections.abc import Callable, Iterable

from brochure.project.words import Words
from brochure.statistics.labels import label_of
from brochure.statistics.metadata import PublishedTable
from brochure.statistics.parts_of_year import dimension_of_parts, period_with_part
from brochure.statistics.period import Period, parse_period
from brochure.statistics.period_names import period_name
from brochure.statistics.selection import Cell, members_of
from brochure.statistics.table import Statistic


def covering(statistic: Statistic, table: PublishedTable) -> Callable[[Cell], bool] | None:
    """Whether a table covers a cell; None where the metadata do not say so in a form that can be asked.

    A table that names no cells, and says nothing of what it covers, covers all. Raises `SelectionError` for a
    selection that does not fit the statistic.
    """
    if not table.cells:
        return None if table.covers is not None else lambda cell: True
    names = [dimension.name for dimension in statistic.dimensions]
    chosen = dict(zip(names, map(set, members_of(statistic, table.cells)), strict=True))
    wanted = {name: chosen[name] for name in table.cells}
    return lambda cell: all(cell.member(name) in members for name, members in wanted.items())


def published_by(statistic: Statistic, date: datetime.date | None) -> Callable[[Cell], bool]:
    """Whether a cell was published by a day; what nothing is said of was, unless its period begins later.

    A quarter or month that stands beside the year must have ended.
    """
    dated = [(table.published, covering(statistic, table)) for table in statistic.metadata.tables if table.published]
    asked = [(published, covers) for published, covers in dated if covers is not None]
    if date is None:
        return lambda cell: True
    parts = dimension_of_parts(statistic)

    def begun(cell: Cell, day: datetime.date) -> bool:
        period = cell.period if parts is None else period_with_part(cell, parts)
        return period is None or (period.start if period == cell.period else period.end) <= day

    def was(cell: Cell) -> bool:
        days = [published for published, covers in asked if published and covers(cell)]
        return min(days) <= date if days else begun(cell, date)

    return was


def tables_by(statistic: Statistic, date: datetime.date) -> list[PublishedTable]:
    """The tables that were published by a day, and those of which nothing is said."""
    return [table for table in statistic.metadata.tables if table.published is None or table.published <= date]


def latest_cell(cells: Iterable[Cell], date: datetime.date | None) -> Cell | None:
    """Of the cells with a value in the latest period that was published by a day the first by its members, if any."""
    found = published_periods(cells, date)
    return found[max(found)] if found else None


def published_periods(cells: Iterable[Cell], date: datetime.date | None) -> dict[Period, Cell]:
    """The periods that have a value that was published by a day, each with the first such cell by its members.

    The cells are of one statistic.
    """
    found: dict[Period, Cell] = {}
    was_published: Callable[[Cell], bool] | None = None
    for cell in cells:
        was_published = was_published or published_by(cell.statistic, date)
        if cell.observation.value is None or (period := cell.period) is None:
            continue
        if (period not in found or cell.key < found[period].key) and was_published(cell):
            found[period] = cell
    return found


def covered_words(statistic: Statistic, table: PublishedTable, words: Words) -> str:
    """What a table covers, in a language: its words, or the printed names of the members it names."""
    if table.covers is not None:
        return table.covers.get(words.language) or ""
    told: list[str] = []
    for name, choice in table.cells.items():
        dimension = statistic.dimension(name)
        for item in choice:
            if dimension.is_time and ".." in item:
                first, last = map(parse_period, item.split("..", 1))
                told.append(period_name(Period(first.frequency, first.first, last.last), words))
            else:
                told.append(label_of(dimension, item, words) or item)
    return ", ".join(told)
