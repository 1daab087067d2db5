"""A table as it is printed: headers, rows, and the symbols it uses."""

from dataclasses import dataclass

from brochure.statistics.remarks import Remark
from brochure.statistics.table import Key

_MOST_NARROW_COLUMNS = 4
_MOST_ROWS_TOGETHER = 32


@dataclass(frozen=True, slots=True)
class Header:
    """A column header over `span` columns."""

    label: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its header, its cells as text, and whether it is a heading for the rows below or a total.

    `keys` are those of the cells in their statistic, None for what is in none; empty for a heading.
    """

    label: str
    cells: tuple[str, ...]
    is_heading: bool = False
    is_total: bool = False
    keys: tuple[Key | None, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table ready for print.

    `spanners` stand over `columns` and are empty when there is one level only; `stub` heads the row headers;
    `unit` is the word for the unit of all cells, empty when they differ; `symbols` are the standard symbols that
    occur; `notes` tell of breaks, `remarks` what the marks after values say.
    """

    stub: str
    spanners: tuple[Header, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unit: str
    symbols: tuple[str, ...]
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether the table has more columns than half the width of a page takes."""
        return len(self.columns) > _MOST_NARROW_COLUMNS

    @property
    def is_long(self) -> bool:
        """Whether the table may run over pages: it has more rows than are kept together on one."""
        return len(self.rows) > _MOST_ROWS_TOGETHER
