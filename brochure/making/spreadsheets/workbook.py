"""All sheets as one workbook (XLSX), as the checklist of the Government Statistical Service asks for accessible ones.

One table a sheet, from its first column and marked as one, no merged cells, no empty rows; a cover, contents with
links, notes on a sheet of their own; the language is told. The same sheets give the same bytes: every date is that of
the edition.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from brochure.making.pages.content import Brochure
from brochure.making.spreadsheets.sheets import Sheet
from brochure.project.words import Words

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEAST_WIDTH, _MOST_WIDTH = 11, 48
_YEAR = re.compile(r"[12]\d{3}")
_OLDEST = 1980
"""The first year that a ZIP archive can tell."""


def workbook_of(sheets: Sequence[Sheet], brochure: Brochure, date: datetime.date, words: Words) -> bytes:
    """The workbook with `sheets`, as bytes."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    midnight = datetime.datetime(date.year, date.month, date.day)
    about = book.properties
    about.title, about.creator, about.language = brochure.title, brochure.publisher, str(words.language)
    about.description, about.created, about.modified = words("sheet.about"), midnight, midnight
    del book[book.sheetnames[0]]
    _Pages(book, words).write(sheets, brochure)
    content = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(content, "w")).save()
    return _dated(content, date)


def _dated(content: io.BytesIO, date: datetime.date) -> bytes:
    """A ZIP archive written anew, each file in it with one date, and nothing that tells of the machine.

    It is not packed: the PDF packs it as one, to less than half the size.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (max(date.year, _OLDEST), date.month, date.day, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            new.writestr(info, old.read(name))
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class _Pages:
    """The sheets of a workbook that is being filled."""

    book: Any
    words: Words

    def write(self, sheets: Sequence[Sheet], brochure: Brochure) -> None:
        """Cover, contents, notes where there are any, and the sheets themselves."""
        notes = tuple(dict.fromkeys(note for sheet in sheets for note in sheet.notes))
        number_of = {note: number for number, note in enumerate(notes, start=1)}
        self._cover(brochure)
        contents = [self.words(f"sheet.{key}") for key in ("name", "title", "unit", "source")]
        rows = [(sheet.name, sheet.title, sheet.unit, sheet.source) for sheet in sheets]
        page = self._page(self.words("contents"), [self.words("contents"), self.words("sheet.one_table")])
        self._table(page, contents, rows, links=True)
        if notes:
            page = self._page(self.words("sheet.notes"), [self.words("sheet.notes"), self.words("sheet.one_table")])
            head = [self.words("sheet.note_number"), self.words("sheet.note")]
            self._table(page, head, [(self._mark(number), note) for note, number in number_of.items()])
        for sheet in sheets:
            numbers = [number_of[note] for note in sheet.notes]
            page = self._page(sheet.name, self._above(sheet, numbers))
            self._link(page.cell(page.max_row, 1), self.words("contents"))
            self._table(page, sheet.head, sheet.rows)

    def _cover(self, brochure: Brochure) -> None:
        words = self.words
        told = [brochure.title, brochure.subtitle, brochure.publisher, brochure.date, words("sheet.about")]
        page = self._page(words("sheet.cover"), [*filter(None, told), words("contents")])
        self._link(page.cell(page.max_row, 1), words("contents"))
        page.column_dimensions["A"].width = 90
        for row in page.iter_rows():
            row[0].alignment = _wrapped()

    def _above(self, sheet: Sheet, notes: Sequence[int]) -> Iterator[str]:
        """What stands above the table of a sheet, a line a row."""
        marks = " ".join(map(self._mark, notes))
        yield " ".join(filter(None, (f"{sheet.name}: {sheet.title}", marks)))
        yield sheet.subtitle
        yield " ".join([self.words("sheet.one_table"), *([self.words("sheet.see_notes")] if notes else [])])
        if sheet.unit:
            yield f"{self.words('sheet.unit')}: {sheet.unit}."
        for sign, meaning in sheet.symbols:
            yield self.words("sheet.sign", sign=sign, meaning=meaning)
        yield sheet.source
        yield self.words("sheet.back")

    def _mark(self, number: int) -> str:
        return f"[{self.words('sheet.note_mark', number=number)}]"

    def _page(self, name: str, lines: Sequence[str] | Iterator[str]) -> Any:
        from openpyxl.styles import Font

        page = self.book.create_sheet(name)
        page.sheet_view.showGridLines = False
        for number, line in enumerate(lines, start=1):
            self._put(page.cell(number, 1), line)
        page["A1"].font = Font(name="Arial", size=15, bold=True)
        return page

    def _link(self, cell: Any, target: str) -> None:
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1", display=str(cell.value))
        cell.font = Font(name="Arial", size=12, underline="single", color="0000EE")

    def _put(self, cell: Any, value: str | Decimal) -> None:
        """A number as one, with its decimals, a year by itself too; another text as it is, whatever it begins with."""
        from openpyxl.styles import Font

        cell.value = value
        cell.font = Font(name="Arial", size=12)
        if isinstance(value, Decimal):
            decimals = max(0, -int(value.as_tuple().exponent))
            cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
        elif _YEAR.fullmatch(value):
            cell.value = int(value)
        else:
            cell.data_type = "s"

    def _table(
        self, page: Any, head: Sequence[str], rows: Sequence[Sequence[str | Decimal]], *, links: bool = False
    ) -> None:
        """A marked table below what stands on the page; first cells are links to sheets where `links` says so."""
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.table import Table

        first = page.max_row + 1
        for i, row in enumerate([head, *rows]):
            for j, value in enumerate(row, start=1):
                cell = page.cell(first + i, j)
                self._put(cell, value)
                if i == 0:
                    cell.value, cell.data_type = str(value), "s"  # Excel takes nothing else for a head
                is_number = j > 1 and (isinstance(value, Decimal) or (i == 0 and _numbers(rows, j - 1)))
                cell.alignment = Alignment(horizontal="right" if is_number else "left", vertical="top", wrap_text=True)
                if i == 0:
                    cell.font = Font(name="Arial", size=12, bold=True)
            if links and i:
                self._link(page.cell(first + i, 1), str(row[0]))
        last = get_column_letter(len(head))
        page.add_table(Table(displayName=f"T{len(self.book.sheetnames)}", ref=f"A{first}:{last}{first + len(rows)}"))
        for j in range(len(head)):
            longest = max(len(str(row[j])) for row in [head, *rows])
            page.column_dimensions[get_column_letter(j + 1)].width = min(max(longest + 3, _LEAST_WIDTH), _MOST_WIDTH)


def _numbers(rows: Sequence[Sequence[str | Decimal]], column: int) -> bool:
    return any(isinstance(row[column], Decimal) for row in rows)


def _wrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")
