"""Next year's tables of the sample, made up: each statistic has one period more for what its newest release holds.

The values are those of the period before, a little off by the letters of their members, so that they are the same each
time. Whatever has a row of the new period already keeps it.
"""

import csv
import datetime
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from brochure.findings import Place
from brochure.project.sources.project import Project
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.moment import written_form
from brochure.statistics.period import parse_period
from brochure.statistics.publications import covering, published_by
from brochure.statistics.selection import Cell
from brochure.statistics.table import Key, Statistic

PUBLISHED = datetime.date(2016, 6, 16)
_RECENT = 3
"""A release holds what was last published in so many years before its newest period."""


def next_tables(project: Project, date: datetime.date, *, named: bool = True) -> dict[str, str]:
    """The files of all statistics of `project` with the next period in them, by their path.

    `date` is that of this year's edition; rows of the year after it are left out. With `named` the metadata say which
    published table the new rows are from.
    """
    store, files = StatisticStore(project), dict[str, str]()
    for path in sorted(project.statistics.rglob("*.toml")):
        statistic = store.get(path.relative_to(project.statistics).with_suffix("").as_posix(), Place(""))
        rows = list(_new_rows(statistic, date))
        if rows and statistic.time is not None:
            table = path.with_suffix(".csv")
            at = [dimension.name for dimension in statistic.dimensions].index(statistic.time.name)
            head, *old = table.read_text("utf-8").splitlines(keepends=True)
            kept = {tuple(next(csv.reader([row]))[:-1]): row for row in old}
            kept = {key: row for key, row in kept.items() if not date < parse_period(key[at]).start <= PUBLISHED}
            new = [_line(row) for row in rows if row[:-1] not in kept]
            files[project.name(table)] = "".join([head, *kept.values(), *new])
            if named:
                periods = {row[at] for row in rows} | _of_no_table(statistic, at, date)
                files[project.name(path)] = _named(path, statistic.time.name, sorted(periods))
    return files


def _new_rows(statistic: Statistic, date: datetime.date) -> Iterator[tuple[str, ...]]:
    """The new rows: the members of a cell and its value."""
    if statistic.time is None:
        return
    at = [dimension.name for dimension in statistic.dimensions].index(statistic.time.name)
    published = _published(statistic, at, date)
    newest = max((parse_period(key[at]) for keys in published.values() for key in keys), default=None)
    for keys in published.values():
        last = parse_period(keys[-1][at])
        apart = [last.place - parse_period(key[at]).place for key in keys[-2:-1]]
        later = last.moved(max(statistic.time.step, *apart) if _is_of_elections(statistic) else statistic.time.step)
        assert newest is not None
        assert later is not None
        if later.start.year <= PUBLISHED.year and newest.place - last.place < _RECENT:
            for key in (key for key in keys if key[at] == keys[-1][at]):
                moved = (*key[:at], written_form(later), *key[at + 1 :])
                yield (*moved, _value(statistic, key, moved))


def _published(statistic: Statistic, at: int, date: datetime.date) -> Mapping[Key, list[Key]]:
    """The cells with a value that were published by a day, by their series and in the order of time."""
    was_published = published_by(statistic, date)
    found: dict[Key, list[Key]] = defaultdict(list)
    for key, seen in sorted(statistic.cells.items(), key=lambda cell: parse_period(cell[0][at])):
        pairs = zip(statistic.dimensions, key, strict=True)
        series = tuple(member for dimension, member in pairs if not (dimension.is_time or dimension.is_definition))
        if seen.value is not None and was_published(Cell(statistic, key, seen)):
            found[series].append(key)
    return found


def _of_no_table(statistic: Statistic, at: int, date: datetime.date) -> set[str]:
    """The periods until a day of which no published table covers anything yet."""
    covers = [covering(statistic, table) for table in statistic.metadata.tables]
    cells = [Cell(statistic, key, seen) for key, seen in statistic.cells.items()]
    covered = {cell.key[at] for cell in cells if any(each is None or each(cell) for each in covers)}
    return {cell.key[at] for cell in cells if parse_period(cell.key[at]).start <= date} - covered


def _is_of_elections(statistic: Statistic) -> bool:
    """Whether its members have elections of their own, each some years apart."""
    return any(dimension.name == "valg" for dimension in statistic.dimensions)


def _value(statistic: Statistic, key: Key, moved: Key) -> str:
    """The value of a cell at the new period: up to three per cent off."""
    value = statistic.cells[key].value
    assert value is not None, "it was the last value of its series"
    off = Decimal(zlib.crc32("|".join(moved).encode()) % 61 - 30) / 1000
    new = (value * (1 + off)).quantize(Decimal(1).scaleb(-statistic.decimals(key)), ROUND_HALF_UP)
    return str(min(new, Decimal(100)) if str(statistic.unit(key)) == "percent" else new)


def _line(row: tuple[str, ...]) -> str:
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n"


def _named(path: Path, axis: str, periods: Iterable[str]) -> str:
    """The metadata with the published table that the new rows are from."""
    text = path.read_text("utf-8")
    covers = ", ".join(f'"{period}"' for period in periods)
    table = f'address = "https://www.ssb.no/statbank/table/{zlib.crc32(path.name.encode()) % 100000:05}"'
    last = text.rindex("[[tables]]")
    end = text.index("\n\n", last) + 1
    new = f"\n[[tables]]\n{table}\ncovers = {{ {axis} = [{covers}] }}\npublished = {PUBLISHED}\n"
    return text[:end] + new + text[end:]
