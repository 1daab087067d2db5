"""The words on each page, as PDFium reads them: a program of another making than the one that joins.

PDFium can be brought to crash by a hostile file: to be called in a process of its own, which may die.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2


@dataclass(frozen=True, slots=True)
class Words:
    """What stands for the words of each page of a file, in the order of its pages."""

    digests: tuple[str, ...]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.digests)


def words_of(source: Path | bytes) -> Words:
    """The words of a PDF; raises `pypdfium2.PdfiumError` for a file or a page that cannot be read."""
    with pypdfium2.PdfDocument(source) as document:
        return Words(tuple(_digest(document, number) for number in range(len(document))))


def _digest(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    text = words.get_text_range() if words.count_chars() else ""
    words.close()
    page.close()
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
