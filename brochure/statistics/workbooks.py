"""Workbooks of Excel (.xlsx), as Statistics Norway, IMDi and others deliver them: a sheet, or a part of it, as a grid.

A workbook is looked through before it is opened: it is a packed file, and a small one may claim a whole warehouse.
Values are those that Excel has stored, those of formulas too; nothing is worked out here.
"""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from brochure.findings import Faults, Place, near, quoted
from brochure.project.sources.characters import FORBIDDEN, described
from brochure.statistics.grids import Grid, table_of
from brochure.statistics.metadata import FileOptions
from brochure.statistics.raw_table import MOST_CELLS, MOST_COLUMNS, Exact, RawTable

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_UNPACKED, _MOST_PARTS, _CHUNK = 200_000_000, 2_000, 1_000_000
_MOST_ROWS, _MOST_TITLES = 100_000, 12
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FILLED = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>(?!\s*</)')
_CORNER = re.compile(r"([A-Z]+)(\d+)")
_RESAVE = "open it in Excel and save it again as .xlsx, or as CSV"


def read_workbook(content: bytes, path: str, options: FileOptions) -> RawTable:
    """The table of a sheet; raises `Faults` for what is no workbook, and for what does not fit the headings."""
    _look_through(content, path)
    name, cells = _cells(content, path, options)
    rows, lines, apart = _rows(cells, options, path)
    if not rows:
        raise Faults.one(Place(path, 1), f"the sheet '{name}' is empty{' there' if options.range else ''}")
    return table_of(Grid(path, rows, lines, apart=apart, decimal_sign=",", most_titles=_MOST_TITLES), options)


def _look_through(content: bytes, path: str) -> None:
    """Refuse what is no sound workbook of a size that a statistic can have, before any of it is unpacked whole."""

    def refuse(message: str) -> Faults:
        return Faults.one(Place(path, 1), message)

    if content.startswith(_OLD):
        if _ENCRYPTED in content:
            raise refuse("this workbook is locked with a password; open it in Excel and save it without one")
        raise refuse(f"this is a workbook of an old form (.xls) with another name; {_RESAVE}")
    if not content.startswith(b"PK"):
        raise refuse(f"this is no workbook, whatever its name says; {_RESAVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise refuse(
                    "this workbook unpacks to far more than a statistic holds; save the one sheet that is needed"
                )
            if "xl/workbook.xml" not in packed.namelist():
                raise refuse(f"this is a packed file, but no workbook of Excel; {_RESAVE}")
            for part in parts:
                if _SHEET.fullmatch(part.filename):
                    _bound(packed, part, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise refuse(f"this workbook is damaged, perhaps cut off on its way; fetch it again, or {_RESAVE}") from None


def _bound(packed: zipfile.ZipFile, part: zipfile.ZipInfo, path: str) -> None:
    """Refuse a sheet whose cells lie so far apart that all between them would fill the memory."""
    right = below = total = 0
    rest = b""
    with packed.open(part) as file:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            if total > _MOST_UNPACKED:
                raise Faults.one(Place(path, 1), "this workbook unpacks to far more than it says; it is damaged")
            text = rest + chunk
            for column, row in _FILLED.findall(text):
                right, below = max(right, _column(column.decode())), max(below, int(row))
            rest = text[-200:]
    if right > MOST_COLUMNS or below > _MOST_ROWS or right * below > 4 * MOST_CELLS:
        message = (
            f"a sheet of this workbook reaches to row {below:,} and column {right:,}; at most {MOST_CELLS:,} cells "
        )
        raise Faults.one(Place(path, 1), f"{message}are read; save the table alone in a workbook of its own")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cells(content: bytes, path: str, options: FileOptions) -> tuple[str, Sequence[Sequence[Any]]]:
    """The name of the sheet and what stands in it, row by row from the first."""
    import pandas as pd  # here, so that what reads no workbook starts without it
    from python_calamine import CalamineError

    place = Place(path, 1)
    try:
        with pd.ExcelFile(io.BytesIO(content), engine="calamine") as book:
            names = [str(name) for name in book.sheet_names]
            if options.sheet is None and len(names) > 1:
                told = f'it has several sheets; say which one: sheet = "{names[0]}" in its metadata, or --sheet.'
                raise Faults.one(place, f"{told} Known: {quoted(names[:20], 'and')}.")
            name = options.sheet or names[0]
            if name not in names:
                raise Faults.one(place, f"there is no sheet '{name}' in this workbook.{near(name, names)}")
            frame = pd.read_excel(book, sheet_name=name, header=None, dtype=object, na_filter=False)
            return name, frame.to_numpy().tolist()
    except Faults:
        raise
    except MemoryError:
        raise Faults.one(place, "this workbook is too large to be read; save the table alone") from None
    except (CalamineError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())[:120]
        raise Faults.one(place, f"this workbook is damaged ({reason}); fetch it again, or {_RESAVE}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the engine, written in Rust, ends on what it did not expect
            raise
        raise Faults.one(place, f"this workbook is damaged; fetch it again, or {_RESAVE}") from None


def _rows(
    cells: Sequence[Sequence[Any]], options: FileOptions, path: str
) -> tuple[list[list[str]], list[int], frozenset[int]]:
    """The rows that hold something, as texts, with their numbers, and which of them follow an empty one."""
    left, top, right, bottom = _corners(options.range)
    rows: list[list[str]] = []
    lines: list[int] = []
    apart: set[int] = set()
    for number, row in enumerate(cells[top - 1 : bottom], start=top):
        texts = [_text(cell) for cell in row[left - 1 : right]]
        if any(texts):
            if lines and lines[-1] < number - 1:
                apart.add(len(rows))
            for odd in _odd(texts):
                raise Faults.one(Place(path, number), described(odd))
            rows.append(texts)
            lines.append(number)
    return rows, lines, frozenset(apart)


def _odd(texts: Sequence[str]) -> Iterator[str]:
    yield from (found[0] for found in map(FORBIDDEN.search, texts) if found)


def _corners(area: str | None) -> tuple[int, int, int | None, int | None]:
    """Left, top, right and bottom of a range ("A4:H30", or "A4" for all from there on), counted from 1."""
    if area is None:
        return 1, 1, None, None
    found = [(_column(letters), int(row)) for letters, row in _CORNER.findall(area)]
    return (*found[0], *found[1]) if len(found) > 1 else (*found[0], None, None)


def _text(cell: object) -> str:
    """A cell as the text that a CSV would have: numbers with a decimal point, as many digits as Excel keeps."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case int():
            return Exact(cell)
        case float():
            return (
                "" if cell != cell else Exact(int(cell) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}")
            )
        case datetime.datetime():
            return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
        case datetime.date():
            return cell.isoformat()
    return " ".join(str(cell).replace("_x000D_", " ").split())
