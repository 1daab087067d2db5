"""The data behind the figures as CSV files, to be attached with the relationship Data (ISO 19005-3, 6.8)."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from brochure.statistics.readers import VALUE
from brochure.statistics.selection import Cell

UNIT_COLUMN = "enhet"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to attach: its name, what it is, and its bytes."""

    name: str
    description: str
    content: bytes


def csv_of_cells(cells: Sequence[Cell]) -> bytes:
    """Cells as our own CSV in UTF-8: dimension columns, `verdi` as published, and the unit."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*(dimension.name for dimension in cells[0].statistic.dimensions), VALUE, UNIT_COLUMN])
    for cell in cells:
        seen = cell.observation
        value = f"{seen.value:f}" if seen.value is not None else seen.symbol
        writer.writerow([*cell.key, value, cell.statistic.unit(cell.key).value])
    return buffer.getvalue().encode()
