"""All pages of a finished brochure on one sheet, as the spreads in which a reader meets them.

The first page stands alone on the right, then come two and three, and so on. Knows nothing of what the pages say.
"""

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from brochure.findings import Faults, Finding, Place, Report
from brochure.making.request import Request
from brochure.making.stages import read_look
from brochure.making.writing.pictures import PagePicture, page_pictures
from brochure.project.edition.reading import read_settings
from brochure.project.languages import Language
from brochure.project.processes import Done, Tell, cores, run_jobs
from brochure.project.theme import ContactSheetStyle
from brochure.project.typefaces import Typeface


def sheet_path(wanted: Request) -> Path:
    """Where the contact sheet of a PDF belongs: beside it."""
    return wanted.target.with_name(f"{wanted.target.stem}-contact-sheet.png")


def draw_sheets(wanted: Sequence[Request]) -> dict[Language, bytes]:
    """The contact sheets of finished PDFs of one edition, as PNG, several drawn at once on several cores.

    Raises `Faults` when theme or typefaces cannot be read, or a process is killed.
    """
    if not wanted:
        return {}
    report = Report()
    settings, document = read_settings(wanted[0].project, wanted[0].edition)
    look = read_look(wanted[0].project, settings, document, report)
    report.stop_on_errors()
    assert look is not None, "an unreadable look is an error"
    theme, typefaces = look
    typeface = typefaces.regular(theme.type.display)
    jobs = {each.language: partial(_draw, each.target, theme.contact_sheet, typeface) for each in wanted}
    ended = run_jobs(jobs, cores(), lambda *_: None)
    killed = [each for each in wanted if not isinstance(ended[each.language], Done)]
    if killed:
        message = "the process that drew this was killed, perhaps for want of memory; try one --language at a time"
        raise Faults(Finding(Place(str(sheet_path(each))), message) for each in killed)
    return {language: end.result for language, end in ended.items() if isinstance(end, Done)}


def contact_sheet(pages: Sequence[PagePicture], style: ContactSheetStyle, typeface: Typeface) -> bytes:
    """A PNG of `pages` in their order, each with its label below; the same pages give the same bytes."""
    tallest = max((page.picture.height for page in pages), default=0)
    spread = 2 * style.page + style.spine + style.gap
    row = tallest + 2 * style.label + style.gap
    rows = -(-(len(pages) + 1) // (2 * style.spreads))
    sheet = Image.new("RGB", (style.spreads * spread + style.gap, rows * row + style.gap), style.ground.rgb)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(typeface.path), style.label, layout_engine=ImageFont.Layout.BASIC)
    for slot, page in enumerate(pages, start=1):  # what would be the first lies left of the first page
        position, side = divmod(slot, 2)
        left = style.gap + position % style.spreads * spread + side * (style.page + style.spine)
        top = style.gap + position // style.spreads * row
        sheet.paste(page.picture, (left, top))
        middle = (left + style.page / 2, top + page.picture.height + style.label)
        draw.text(middle, page.label, fill=style.ink.rgb, font=font, anchor="mm")
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue()


def _draw(pdf: Path, style: ContactSheetStyle, typeface: Typeface, tell: Tell) -> bytes:
    return contact_sheet(list(page_pictures(pdf.read_bytes(), style.page)), style, typeface)
