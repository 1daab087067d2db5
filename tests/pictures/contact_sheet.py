"""Draws all pages of the newest edition on one sheet for each language, to judge the design by.

    python -m tests.pictures.contact_sheet [FOLDER]

FOLDER holds the PDFs, and gets a sheet beside each; without it they are built in output/.
Pages stand as the spreads in which a reader meets them: the first alone on the right, then two and three, and so on.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tests.pictures.printing import picture_of
from tests.support.charts import typefaces
from tests.support.command import brochure
from tests.support.projects import ROOT

_PAGE, _SPREADS, _SPINE, _GAP, _LABEL = 320, 5, 1, 28, 17
"""Pixels: the width of a page, what parts two of a spread and two spreads, the labels; and how many spreads a row."""
_GROUND, _INK = "#D5D5D5", "#3D3D3D"
_POINTS = 72


def main(arguments: Sequence[str]) -> int:
    """Draw a sheet for each PDF; returns 0."""
    for pdf in sorted(Path(arguments[0]).glob("*.pdf")) if arguments else built():
        sheet = pdf.with_name(f"{pdf.stem}-contact-sheet.png")
        contact_sheet(page_pictures(pdf.read_bytes())).save(sheet)
        print(f"wrote {sheet}")
    return 0


def built() -> list[Path]:
    """The PDFs of the newest edition in all its languages."""
    done = brochure("build", "--all")
    print(done.stdout, end="")
    if done.returncode:
        raise SystemExit(done.stderr)
    return [ROOT / re.sub(r"^wrote |(?<=\.pdf).*", "", line) for line in done.stdout.splitlines()]


def page_pictures(pdf: bytes) -> list[tuple[str, Image.Image]]:
    """Each page of a PDF, and the number that a reader of the PDF is shown for it."""
    with pypdfium2.PdfDocument(pdf) as document:
        labels = [document.get_page_label(i) or str(i + 1) for i in range(len(document))]
        widths = [page.get_width() for page in document]
    dpis = (_PAGE * _POINTS / width for width in widths)
    return [(label, picture_of(pdf, i, dpi=dpi)) for i, (label, dpi) in enumerate(zip(labels, dpis, strict=True))]


def contact_sheet(pages: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """A picture of all pages in their order, each with its label below."""
    spread = 2 * _PAGE + _SPINE + _GAP
    row = max(picture.height for _, picture in pages) + 2 * _LABEL + _GAP
    rows = -(-(len(pages) + 1) // (2 * _SPREADS))
    sheet = Image.new("RGB", (_SPREADS * spread + _GAP, rows * row + _GAP), _GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(typefaces().regular("Source Sans 3").path), _LABEL)
    for slot, (label, picture) in enumerate(pages, start=1):  # what would be the first lies left of the first page
        position, side = divmod(slot, 2)
        left = _GAP + position % _SPREADS * spread + side * (_PAGE + _SPINE)
        top = _GAP + position // _SPREADS * row
        sheet.paste(picture, (left, top))
        draw.text((left + _PAGE / 2, top + picture.height + _LABEL), label, fill=_INK, font=font, anchor="mm")
    return sheet


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
