"""The data behind the figures as CSV files, to be attached with the relationship Data (ISO 19005-3, 6.8)."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.project.sheets import harmless
from brochure.project.words import Words
from brochure.statistics.numbers.formats import unit_word
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.selection import Cell
from brochure.statistics.table import NOT_APPLICABLE, Key


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to attach: its name, what it is, its bytes, and how it belongs to the document (ISO 19005-3, 6.8).

    `name` is plain ASCII; `full_name` is the one that people see, where that is another.
    """

    name: str
    description: str
    content: bytes
    relationship: str = "Data"
    full_name: str = ""

    @property
    def told(self) -> str:
        """What a reader is told of the file: what it is, after its full name where it is listed under a plain one."""
        return f"{self.full_name}: {self.description}" if self.full_name else self.description


def csv_of_cells(cells: Sequence[Cell], words: Words, shares: Mapping[Key, Decimal | None] | None = None) -> bytes:
    """Cells as CSV in UTF-8: dimension columns, value as published, unit, the `shares` that a figure draws, statuses.

    The unit is named in the edition's language, as are the columns that are not dimensions. Texts are `harmless` in a
    spreadsheet. Of a row without anything in it a share is not applicable (".").
    """
    head = [harmless(dimension.name) for dimension in cells[0].statistic.dimensions]
    share_column = [words("csv.share")] if shares else []
    rows = []
    for cell in cells:
        share = [share_of(shares, cell)] if shares else []
        rows.append([*map(harmless, cell.key), value_of(cell), unit_of(cell, words), *share, cell.observation.status])
    return _sheet([*head, words("csv.value"), words("csv.unit"), *share_column, words("csv.status")], rows)


def csv_of_several(cells: Iterable[Cell], words: Words) -> bytes:
    """Cells of several statistics as CSV: statistic, selection as an author writes it, value, unit, statuses."""
    head = [words(f"csv.{key}") for key in ("statistic", "cell", "value", "unit", "status")]
    rows = [
        [
            harmless(cell.statistic.name),
            harmless(selection_of(cell)),
            value_of(cell),
            unit_of(cell, words),
            cell.observation.status,
        ]
        for cell in sorted(cells, key=lambda cell: (cell.statistic.name, cell.observation.line or 0, cell.key))
    ]
    return _sheet(head, rows)


def _sheet(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A header and rows as CSV in UTF-8; the last column, of statuses, only where one of them says something."""
    end = None if any(row[-1] for row in rows) else -1
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head[:end])
    writer.writerows([*row[:-1], harmless(row[-1])][:end] for row in rows)
    return buffer.getvalue().encode()


def value_of(cell: Cell) -> str:
    """The value of a cell as published, or its standard symbol: never a formula."""
    seen = cell.observation
    return f"{seen.value:f}" if seen.value is not None else seen.symbol or ""


def unit_of(cell: Cell, words: Words) -> str:
    """The unit of a cell, of an index with its base."""
    return harmless(unit_word(words, cell.statistic.unit(cell.key), cell.statistic.base(cell.key)))


def share_of(shares: Mapping[Key, Decimal | None], cell: Cell) -> str:
    """The share of its row that a cell makes up: empty where it cannot be told, "." where the row holds nothing."""
    if cell.key not in shares:
        return ""
    share = shares[cell.key]
    return NOT_APPLICABLE if share is None else f"{round_half_away(share, 1)}"


def selection_of(cell: Cell) -> str:
    """The members of a cell as an author writes a selection: "aar=2014, kjonn=Kvinner"."""
    members = cell.statistic.members(cell.key).items()
    return ", ".join(
        f'{name}="{member}"' if set(member) & set(",|]") else f"{name}={member}" for name, member in members
    )
