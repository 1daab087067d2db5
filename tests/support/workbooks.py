"""Workbooks of Excel, made in memory."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Rows] | Rows, merged: Sequence[str] = ()) -> bytes:
    """The bytes of a workbook with these sheets, or one; `merged` are ranges of the first that are merged."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Ark1": sheets}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
