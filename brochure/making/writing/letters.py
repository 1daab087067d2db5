"""Letters of a page as readers copy and search them.

WeasyPrint 70 leaves out the spaces between the words of a drawing, and gives the hyphen at the end of a parted word the
code of one that is written. Here the spaces are drawn, and a hyphen that only parts a word is a soft one (ISO 32000-1,
14.8.2.2.3), so that a copied word is whole. The style sheet's `hyphenate-character` is what tells them apart.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from brochure.making.pages.ties import JOINT
from brochure.making.writing.references import target_of

PARTING = "\u2010"
"""The hyphen that the style sheet asks for where a word is parted."""
_SOFT = "-soft"
_LAST_GLYPH = re.compile(rb"<([0-9a-f]*)([0-9a-f]{4})>(-?\d*)\] TJ$")
_OF_HYPHEN = re.compile(rb"^<([0-9a-f]{4})> <(2010|00ad)>$")


@contextmanager
def letters_as_read() -> Iterator[None]:
    """While the block runs, WeasyPrint draws the spaces in drawings, and parting hyphens in a font of their own."""
    of_pages: Any
    of_drawings: Any
    of_pages, of_drawings = import_module("weasyprint.draw.text"), import_module("weasyprint.svg.text")
    draw, box = of_pages.draw_first_line, of_drawings.TextBox

    class SeenBox(box):  # type: ignore[misc, valid-type]  # WeasyPrint has no types
        """A letter of a drawing, which is drawn though it be a space."""

        @property
        def text(self) -> str:
            return str(self.pango_layout.text).replace(" ", JOINT)

    def draw_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        drawn = draw(stream, textbox, *rest)
        if textbox.pango_layout.text.endswith(PARTING):
            _soften(stream)
        return drawn

    of_pages.draw_first_line, of_drawings.TextBox = draw_line, SeenBox
    try:
        yield
    finally:
        of_pages.draw_first_line, of_drawings.TextBox = draw, box


def _soften(stream: Any) -> None:
    """Set the last glyph that has been drawn in the font whose hyphens are soft."""
    found = _LAST_GLYPH.search(stream.stream[-1]) if stream.stream else None
    if found is None or stream._current_font is None:
        return
    font, size = stream._current_font
    stream.stream[-1] = stream.stream[-1][: found.start()] + b"<" + found[1] + b">] TJ"
    stream.set_font_size(f"{font}{_SOFT}", size)
    stream.show_text(f"<{found[2].decode()}>{found[3].decode()}")
    stream.set_font_size(font, size)


def plain_bookmarks(document: Any) -> None:
    """Take the joints that keep a name on one line out of the titles of bookmarks, which have no lines."""
    for page in document.pages:
        page.bookmarks = [(level, title.replace(JOINT, ""), *rest) for level, title, *rest in page.bookmarks]


def add_soft_hyphens(pdf: Any) -> None:
    """Give every font of a file a twin whose hyphen is a soft one, and its own hyphen the code that is written.

    To be called when all objects are there, before they are written.
    """
    import pydyf

    target = target_of(pdf)
    holders = {item["Font"] for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "Font" in item}
    for fonts in map(target, sorted(holders)):
        for name, reference in list(fonts.items()):
            font = target(reference)
            codes = target(font["ToUnicode"])
            lines = codes.stream
            at = next((i for i, line in enumerate(lines) if _OF_HYPHEN.match(line) or line.endswith(b"> <002d>")), None)
            if at is None:  # a page may name the twin all the same
                fonts[f"{name}{_SOFT}"] = reference
                continue
            twin = pydyf.Stream([*lines], compress=codes.compress)
            twin.stream[at] = lines[at][:7] + b"<00ad>"
            lines[at] = lines[at][:7] + b"<002d>"
            pdf.add_object(twin)
            soft = pydyf.Dictionary({**font, "ToUnicode": twin.reference})
            pdf.add_object(soft)
            fonts[f"{name}{_SOFT}"] = soft.reference
