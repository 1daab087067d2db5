"""Copies of a draft with words and strokes painted over a page, as programs leave them that flatten comments."""

from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

from tests.support.annotating import Box


def _font() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )


def paint(
    source: Path, target: Path, sheet: int, box: Box, text: str = "", *, as_form: bool = True, is_kept: bool = True
) -> Path:
    """Paint words, or a filled box, onto a page: as a form of its own, or straight into its content.

    The attachments are taken away where nothing `is_kept`.
    """
    left, bottom, right, top = box
    words = (
        f"BT /F1 8 Tf {left} {bottom + 2} Td ({text}) Tj ET"
        if text
        else f"{left} {bottom} {right - left} {top - bottom} re f"
    )
    with pikepdf.open(source) as pdf:
        page = pdf.pages[sheet]
        font = _font()
        if as_form:
            form = pdf.make_stream(words.encode("cp1252"), Subtype=pikepdf.Name.Form, BBox=list(box))
            form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            words = f"{page.add_resource(form, pikepdf.Name.XObject)} Do"
        else:
            words = words.replace("/F1", str(page.add_resource(font, pikepdf.Name.Font)))
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q {words} Q".encode("cp1252"))
        if not is_kept:
            for name in list(pdf.attachments):
                del pdf.attachments[name]
        pdf.save(target)
    return target


def flatten(source: Path, target: Path, program: str) -> Path:
    """Flatten the annotations of a copy by "qpdf" or "pdfium"; those that have no picture get a filled box."""
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            for mark in page.get("/Annots", pikepdf.Array()):
                if "/AP" not in mark and mark.Subtype != pikepdf.Name.Link:
                    left, bottom, right, top = (float(number) for number in mark.Rect)
                    box = f"{left} {bottom} {right - left} {top - bottom} re f".encode()
                    form = pdf.make_stream(box, Subtype=pikepdf.Name.Form, BBox=mark.Rect)
                    mark.AP = pikepdf.Dictionary(N=form)
        if program == "qpdf":
            pdf.flatten_annotations("all")
        pdf.save(target)
    if program == "pdfium":
        with pypdfium2.PdfDocument(target.read_bytes()) as document:
            for page in document:
                assert raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_FAIL
                page.close()
            document.save(target)
    return target
