"""The letters that are printed on the pages of a PDF, each with its place.

Uses PDFium, which reads text as a person would copy it. Knows nothing of manifests.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from brochure.findings import Faults, Place
from brochure.pdf.letters import HYPHENS, Letter, is_folded

_UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The letters of a page without its spaces, about in the order in which they were set."""

    letters: tuple[Letter, ...]


def read_printed(path: Path, sheets: range) -> tuple[PrintedPage, ...]:
    """The pages of the PDF at `path` at some positions, from 0; raises `Faults` when they cannot be drawn."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return tuple(PrintedPage(tuple(letters_on(document[sheet]))) for sheet in sheets)
    except pypdfium2.PdfiumError as error:
        message = f"its pages cannot be read ({error}); fetch the file again"
        raise Faults.one(Place(str(path)), message) from None


def letters_on(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """The letters of an open page, which is closed after the last."""
    left, _, _, top = page.get_trimbox()
    text = page.get_textpage()
    yield from (letter for _, letter in letters_of(text, left, top))
    text.close()
    page.close()


def letters_of(text: pypdfium2.PdfTextPage, left: float, top: float) -> Iterator[tuple[int, Letter]]:
    """The letters of an open page whose corner is at `left` and `top`, each with its position in PDFium's list."""
    x, y = ctypes.c_double(), ctypes.c_double()
    begins = True
    for i in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, i)
        letter = chr(code) if code else _UNREADABLE
        if letter in HYPHENS:
            letter = "-"
        elif is_folded(letter) or raw.FPDFText_IsGenerated(text, i) == 1:
            begins = True
            continue
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        yield i, Letter(letter, x.value - left, top - y.value, begins)
        begins = False
