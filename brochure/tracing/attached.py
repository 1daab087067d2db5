"""The files attached to a PDF against its manifest: all there, unchanged, and every cell in them as recorded."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from brochure.making.writing.attachments import selection_of, share_of, unit_of, value_of
from brochure.manifest.model import FILE_NAME, ExhibitRecord, Manifest, is_sealed
from brochure.project.languages import Language
from brochure.project.sheets import as_written, harmless
from brochure.project.words import Words
from brochure.statistics.selection import Cell
from brochure.statistics.shares import is_nothing, shares_of_row
from brochure.tracing.discrepancy import Discrepancy
from brochure.tracing.rebuilt import Printing, RecordedStatistics
from brochure.tracing.soundness import NOT_AS_WRITTEN

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a row holds after the columns that name its cell."""

    values: tuple[str, ...]
    what: tuple[str, ...]


def check_files(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Discrepancy]:
    """Attached files that are missing, changed or strange, the manifest among them."""
    if not is_sealed(files[FILE_NAME]):
        yield Discrepancy(NOT_AS_WRITTEN)
    recorded = {attachment.name: attachment.sha256 for attachment in manifest.attachments}
    for name, checksum in recorded.items():
        if name not in files:
            yield Discrepancy(f"the attached file {name} is missing")
        elif hashlib.sha256(files[name]).hexdigest() != checksum:
            yield Discrepancy(f"the attached file {name} is not the one that was attached: its checksum is another")
    for name in files.keys() - recorded.keys() - {FILE_NAME}:
        yield Discrepancy(f"the attached file {name} was not attached when the PDF was made")


def check_cells(
    manifest: Manifest, statistics: RecordedStatistics, files: Mapping[str, bytes]
) -> Iterator[Discrepancy]:
    """Cells that the manifest and an attached file tell differently, or that one of them lacks."""
    words = Printing(manifest.printing, Language(manifest.language)).words if manifest.printing else None
    behind: set[int] = set()
    for exhibit in manifest.exhibits:
        if exhibit.attachment is not None:
            behind.update(exhibit.cells)
            if exhibit.attachment in files:
                cells = statistics.cells(exhibit.cells)
                shares = shares_of(exhibit, cells)
                expected = _rows({cell.key: cell for cell in cells}, words, shares)
                yield from _check_rows(exhibit.attachment, files[exhibit.attachment], expected)
    in_text = dict.fromkeys(_cells_of_text(manifest))
    behind.update(in_text)
    if manifest.data_of_text is not None and manifest.data_of_text in files:
        cells = statistics.cells(in_text)
        expected = _rows({(cell.statistic.name, selection_of(cell)): cell for cell in cells}, words, None)
        yield from _check_rows(manifest.data_of_text, files[manifest.data_of_text], expected)
    for cell in statistics.cells(position for position in range(len(manifest.cells)) if position not in behind):
        yield Discrepancy(f"the cell {cell} stands in no attached file")


def shares_of(exhibit: ExhibitRecord, cells: Iterable[Cell]) -> dict[Cell, Decimal | None] | None:
    """Each cell in per cent of the whole that the figure shows it in; None where it shows values.

    Where the whole is nothing, the share is None.
    """
    if not exhibit.shares_over:
        return None
    rows: dict[frozenset[tuple[str, str]], list[Cell]] = {}
    for cell in cells:
        members = cell.statistic.members(cell.key).items()
        rows.setdefault(frozenset(item for item in members if item[0] != exhibit.shares_over), []).append(cell)
    shares: dict[Cell, Decimal | None] = {}
    for row in rows.values():
        values = [cell.observation.value for cell in row]
        for cell, share in zip(row, shares_of_row(values), strict=True):
            if share is not None or is_nothing(values):
                shares[cell] = share
    return shares


def _cells_of_text(manifest: Manifest) -> Iterator[int]:
    for number in (*manifest.numbers, *manifest.intermediate):
        yield from number.cells
    for use in manifest.uses:
        yield from use.cells
    for claim in manifest.claims:
        yield from claim.cells
    for exhibit in manifest.exhibits:
        if exhibit.kind == "table":
            yield from exhibit.cells


def _rows(
    cells: Mapping[Key, Cell], words: Words | None, shares: Mapping[Cell, Decimal | None] | None
) -> dict[Key, _Expected]:
    """What the row of each cell holds, by what names it; statuses stand last where one of the cells has one."""
    has_status = any(cell.observation.status for cell in cells.values())
    by_key = None if shares is None else {cell.key: share for cell, share in shares.items()}
    expected: dict[Key, _Expected] = {}
    for key, cell in cells.items():
        row = {"value": value_of(cell), "unit": unit_of(cell, words) if words else ""}
        if by_key is not None:
            row["share"] = share_of(by_key, cell)
        if has_status:
            row["status"] = harmless(cell.observation.status)
        expected[key] = _Expected(tuple(row.values()), tuple(row))
    return expected


def _check_rows(name: str, content: bytes, expected: Mapping[Key, _Expected]) -> Iterator[Discrepancy]:
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        yield Discrepancy(f"{name} cannot be read as CSV: {error}")
        return
    seen: set[Key] = set()
    for number, row in enumerate(rows[1:], start=2):
        yield from _check_row(f"{name}, row {number}", row, expected, seen)
    for key in expected.keys() - seen:
        yield Discrepancy(f"{name} has no row for {', '.join(key)}")


def _check_row(
    where: str, row: Sequence[str], expected: Mapping[Key, _Expected], seen: set[Key]
) -> Iterator[Discrepancy]:
    width = len(next(iter(expected), ()))
    key, values = tuple(map(as_written, row[:width])), tuple(row[width:])
    if key not in expected or key in seen:
        why = "stands in the file twice" if key in seen else "is no cell that the edition uses"
        yield Discrepancy(f"{where}: {', '.join(key)} {why}")
        return
    seen.add(key)
    if len(values) != len(expected[key].values):
        yield Discrepancy(f"{where}: {', '.join(key)} has {len(row)} columns, not {width + len(expected[key].values)}")
        return
    for what, found, wanted in zip(expected[key].what, values, expected[key].values, strict=True):
        if found != wanted:
            yield Discrepancy(f"{where}: {', '.join(key)}: the {what} is «{found}», and «{wanted}» in the manifest")
