"""Drawings and pages as small pictures of print: set by the same typesetter as the brochure, drawn by PDFium.

Every page is drawn several times too large and made smaller, because PDFium moves the edges of bars to whole pixels.
"""

import datetime
import io
import re
from pathlib import Path

from PIL import Image

from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import Filed, identifier_of, lay_out, write_pdf
from brochure.project.sources.project import Project
from tests.support.projects import ROOT

DPI = 100
"""Pixels in an inch of every picture; one is a quarter of a millimetre."""

OVERSIZE = 4
_POINTS = 72
_MARGIN = 6
_COLOURS = 256
_DATE = datetime.date(2015, 10, 7)
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def figure_pdf(svg: str) -> bytes:
    """A PDF of one page with a drawing, whose unit is a point, and six points of paper around it."""
    found = _SIZE.search(svg)
    assert found is not None, "a drawing says how large it is"
    width, height = (float(side) for side in found.groups())
    page = f"{width + 2 * _MARGIN:.3f}pt {height + 2 * _MARGIN:.3f}pt"
    styles = (
        f"@page {{ size: {page}; margin: {_MARGIN}pt }} body {{ margin: 0 }} "
        f"svg {{ display: block; width: {width}pt; height: {height}pt }}"
    )
    html = f'<html lang="nb"><head><title>Figur</title></head><body>{svg}</body></html>'
    project = Project(ROOT)
    restrict_fonts(project)
    laid = lay_out(project, html, styles)
    assert len(laid.document.pages) == 1, "the drawing does not fit its page"
    return write_pdf(project, laid, Filed((), _DATE, identifier_of(html, styles, ())))


def picture_of(pdf: bytes, page: int = 0, *, dpi: float = DPI, oversize: int = OVERSIZE) -> Image.Image:
    """A page, counted from 0, in colour on white paper."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        large: Image.Image = document[page].render(scale=dpi / _POINTS * oversize).to_pil().convert("RGB")
    finally:
        document.close()
    return large.reduce(oversize)


def save(picture: Image.Image, path: Path) -> None:
    """Write a picture as a PNG of a few kilobytes; the same picture gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    few = picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    path.write_bytes(buffer.getvalue())


def load(path: Path) -> Image.Image:
    """A picture that was written."""
    with Image.open(path) as picture:
        return picture.convert("RGB")
