"""The words on each page, as PDFium reads them: a program of another making than the one that joins.

PDFium can be brought to crash by a hostile file: to be called in a process of its own, which may die.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from brochure.pdf.objects import below


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


def read_as_in(host: pikepdf.Pdf, annex: bytes) -> bytes:
    """The annex as a file whose words are read in the host's direction.

    PDFium reads right to left where the catalog says so (ISO 32000-1, table 150), which a joined file has of its host.
    """
    with pikepdf.open(io.BytesIO(annex), suppress_warnings=True) as changed:
        wanted, own = (below(pdf.Root, "/ViewerPreferences", "/Direction") == "/R2L" for pdf in (host, changed))
        if wanted == own:
            return annex
        changed.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L if wanted else pikepdf.Name.L2R)
        changed.save(written := io.BytesIO())
    return written.getvalue()


def _digest(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    text = words.get_text_range() if words.count_chars() else ""
    words.close()
    page.close()
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
