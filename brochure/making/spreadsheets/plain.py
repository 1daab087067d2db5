"""A sheet as CSV in the form that a spreadsheet of the edition's language opens by a double click."""

import csv
import io
from decimal import Decimal

from brochure.making.spreadsheets.sheets import Sheet, SheetCell
from brochure.project.sheets import harmless
from brochure.project.words import Words


def csv_for_people(sheet: Sheet, words: Words) -> bytes:
    """Head and rows of a sheet; texts are `harmless` in a spreadsheet.

    UTF-8 with its mark (BOM), the decimal sign of the language, and semicolons where that is a comma.
    """
    sign = words.locale.number_symbols["latn"]["decimal"]

    def written(cell: SheetCell) -> str:
        return f"{cell:f}".replace(".", sign) if isinstance(cell, Decimal) else _shown(cell)

    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if sign == "," else ",", lineterminator="\r\n")
    writer.writerow(map(_shown, sheet.head))
    writer.writerows([[written(cell) for cell in row] for row in sheet.rows])
    return buffer.getvalue().encode("utf-8-sig")


def _shown(text: str) -> str:
    """A text as it stands; a lone "-" is the sign for nil, and no formula."""
    return text if text == "-" else harmless(text)
