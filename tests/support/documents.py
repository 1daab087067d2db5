"""Texts in which everything was typed, taken apart as those of an edition are."""

from brochure.findings import Place
from brochure.making.text.document import TextDocument, read_document, read_line
from brochure.making.text.frames import Filled, Stretch
from brochure.making.text.written import Written


def document_of(text: str, path: str = "text.nb.md", line: int = 1) -> TextDocument:
    """A text of several blocks that begins on a line of a file."""
    return read_document(_typed(text), Written(text, Place(path, line, 1)))


def line_of(text: str) -> TextDocument:
    """A text of one block."""
    return read_line(_typed(text), Written(text, Place("figures.yaml", 1, 1)))


def _typed(text: str) -> Filled:
    return Filled(text, (Stretch(0, len(text), 0),))
