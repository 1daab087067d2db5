"""Whether tables read aloud: rows of equal length, header cells, and which cells they are headers of.

ISO 14289-1, 7.5, and ISO 32000-1, table 349.
"""

from collections.abc import Iterator

import pikepdf

from brochure.attaching.validation.check import Check, Hit, on, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import Element
from brochure.pdf import objects

_GROUPS = ("THead", "TBody", "TFoot")


def _uneven(opened: OpenedPdf) -> Iterator[Hit]:
    for table in opened.structure.all("Table"):
        rows = [(row, width) for group in _groups(table) for row, width in _widths(group)]
        if not rows:
            yield on(opened, table, "a table has no rows")
            continue
        first = rows[0][1]
        for number, (row, width) in enumerate(rows, start=1):
            if width != first:
                told = f"row {number} of a table, {shortened(opened.text_of(row), 40)}, is {_cells(width)} wide"
                yield on(opened, row, f"{told}, its first row {_cells(first)}; spans counted")
                break


def _without_headers(opened: OpenedPdf) -> Iterator[Hit]:
    for table in opened.structure.all("Table"):
        if _cells_of(table) and not any(cell.tag == "TH" for cell in _cells_of(table)):
            told = shortened(opened.text_of(table), 40)
            yield on(opened, table, f"the table that begins {told} has no header cells (TH)")


def _unscoped(opened: OpenedPdf) -> Iterator[Hit]:
    """Header cells that say neither what they head nor are named by the cells that they head."""
    for table in opened.structure.all("Table"):
        cells = _cells_of(table)
        named = {identifier for cell in cells for identifier in _headers(cell)}
        vague = [
            cell for cell in cells
            if cell.tag == "TH" and cell.attribute("/Scope") is None and cell.identifier not in named
        ]  # fmt: skip
        if vague:
            count = f"{len(vague)} header cells" if len(vague) > 1 else "a header cell"
            told = f"{count} of a table, first {shortened(opened.text_of(vague[0]), 40)}"
            yield on(opened, vague[0], f"{told}, do not say whether they head a column or a row (Scope)")


def _wrong_names(opened: OpenedPdf) -> Iterator[Hit]:
    """Cells that name headers which are not in their table."""
    for table in opened.structure.all("Table"):
        cells = _cells_of(table)
        known = {cell.identifier for cell in cells}
        for cell in cells:
            if set(_headers(cell)) - known:
                told = shortened(opened.text_of(cell), 40)
                yield on(opened, cell, f"the cell {told} of a table names a header cell that is not in it (Headers)")


def _groups(table: Element) -> list[list[Element]]:
    """The rows of a table, group by group; those outside of groups are one."""
    loose = [child for child in table.children if child.tag == "TR"]
    grouped = [child for child in table.children if child.tag in _GROUPS]
    return [
        rows for rows in [loose, *([row for row in group.children if row.tag == "TR"] for group in grouped)] if rows
    ]


def _widths(rows: list[Element]) -> Iterator[tuple[Element, int]]:
    """Each row with the columns that it fills, those of cells that reach down from rows above included."""
    reaching: list[tuple[int, int]] = []  # rows still to fill, columns
    for row in rows:
        above = sum(columns for _, columns in reaching)
        own = [(_span(cell, "/RowSpan"), _span(cell, "/ColSpan")) for cell in _row_cells(row)]
        yield row, above + sum(columns for _, columns in own)
        reaching = [(left - 1, columns) for left, columns in [*reaching, *own] if left > 1]


def _cells_of(table: Element) -> list[Element]:
    """The cells of a table, not those of tables in it."""
    return [cell for rows in _groups(table) for row in rows for cell in _row_cells(row)]


def _row_cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if cell.tag in ("TH", "TD")]


def _span(cell: Element, key: str) -> int:
    return max(objects.integer(cell.attribute(key), 1), 1)


def _headers(cell: Element) -> list[bytes]:
    found = objects.items(cell.attribute("/Headers"))
    return [bytes(item) for item in found if isinstance(item, pikepdf.String)]


def _cells(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"


CHECKS = (
    Check("pdf-table-rows", "A table has no rows, or its rows are not equally long, spans counted.", _uneven),
    Check("pdf-table-headers", "A table has no header cells.", _without_headers),
    Check("pdf-table-scope", "A header cell neither has a Scope nor is named by a cell that it heads.", _unscoped),
    Check("pdf-table-names", "A cell names a header cell that its table does not have.", _wrong_names),
)
