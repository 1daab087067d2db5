"""The data behind the figures as CSV files, to be attached with the relationship Data (ISO 19005-3, 6.8)."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.numbers.rounding import round_half_away
from brochure.statistics.selection import Cell
from brochure.statistics.table import Key
from brochure.words import Words


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to attach: its name, what it is, its bytes, and how it belongs to the document (ISO 19005-3, 6.8)."""

    name: str
    description: str
    content: bytes
    relationship: str = "Data"


def csv_of_cells(cells: Sequence[Cell], words: Words, shares: Mapping[Key, Decimal] | None = None) -> bytes:
    """Cells as CSV in UTF-8: dimension columns, value as published, unit, and the `shares` that a figure draws.

    The unit is named in the edition's language, as are the columns that are not dimensions.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    extra = [words("csv.share")] if shares else []
    dimensions = [dimension.name for dimension in cells[0].statistic.dimensions]
    writer.writerow([*dimensions, words("csv.value"), words("csv.unit"), *extra])
    for cell in cells:
        seen = cell.observation
        value = f"{seen.value:f}" if seen.value is not None else seen.symbol
        share = [f"{round_half_away(shares[cell.key], 1)}" if cell.key in shares else ""] if shares else []
        writer.writerow([*cell.key, value, words(f"unit.{cell.statistic.unit(cell.key)}"), *share])
    return buffer.getvalue().encode()


def csv_of_several(cells: Iterable[Cell], words: Words) -> bytes:
    """Cells of several statistics as CSV in UTF-8: statistic, selection as an author writes it, value, unit."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([words("csv.statistic"), words("csv.cell"), words("csv.value"), words("csv.unit")])
    for cell in sorted(cells, key=lambda cell: (cell.statistic.name, cell.observation.line or 0, cell.key)):
        seen = cell.observation
        value = f"{seen.value:f}" if seen.value is not None else seen.symbol
        unit = words(f"unit.{cell.statistic.unit(cell.key)}")
        writer.writerow([cell.statistic.name, selection_of(cell), value, unit])
    return buffer.getvalue().encode()


def selection_of(cell: Cell) -> str:
    """The members of a cell as an author writes a selection: "aar=2014, kjonn=Kvinner"."""
    members = cell.statistic.members(cell.key).items()
    return ", ".join(
        f'{name}="{member}"' if set(member) & set(",|]") else f"{name}={member}" for name, member in members
    )
