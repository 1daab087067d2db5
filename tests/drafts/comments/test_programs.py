"""Comments as other programs than pypdf write them, read back right: PDFium, pikepdf, poppler and PDFBox."""

import ctypes
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf.generic import ArrayObject, FloatObject
from pypdfium2 import raw

from brochure.drafts.comments.collecting import collect
from brochure.drafts.comments.merging import merge
from brochure.drafts.comments.model import AnnotationKind, Comment, Status
from brochure.drafts.comments.originals import read_original
from brochure.findings import Report
from tests.drafts.comments.conftest import SECTION_PAGE, ReadBack
from tests.support.annotating import Annotator, Box


def listed(path: Path) -> list[Comment]:
    """The comments of a file, in which there must be no fault."""
    report = Report()
    [file] = collect([path], report)
    assert report.findings == []
    return list(file.comments)


def test_what_pdfium_writes(draft: Path, tmp_path: Path) -> None:
    boxes = Annotator(draft)
    with pypdfium2.PdfDocument(draft) as document:
        page = document[SECTION_PAGE]
        for kind, words, text in (
            (raw.FPDF_ANNOT_STRIKEOUT, "hele", ""),
            (raw.FPDF_ANNOT_SQUIGGLY, "gruppene", "Hvilke grupper er dette? Æ"),
        ):
            by_pdfium(page, kind, boxes.boxes(SECTION_PAGE, words)[0], text)
        page.close()
        document.save(tmp_path / "pdfium.pdf")

    struck, wavy = listed(tmp_path / "pdfium.pdf")

    assert (struck.kind, struck.words, struck.reader) == (AnnotationKind.STRIKE_OUT, "hele", "Åse")
    assert (wavy.kind, wavy.words, wavy.text) == (AnnotationKind.SQUIGGLY, "gruppene.", "Hvilke grupper er dette? Æ")


def by_pdfium(page: pypdfium2.PdfPage, kind: int, box: Box, text: str) -> None:
    """Mark a stretch of a page."""
    left, bottom, right, top = box
    mark = raw.FPDFPage_CreateAnnot(page, kind)
    raw.FPDFAnnot_SetRect(mark, raw.FS_RECTF(left, top, right, bottom))
    raw.FPDFAnnot_AppendAttachmentPoints(mark, raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom))
    for key, value in ((b"Contents", text), (b"T", "Åse")):
        wide = ctypes.create_string_buffer(f"{value}\0".encode("utf-16-le"))
        raw.FPDFAnnot_SetStringValue(mark, key, ctypes.cast(wide, ctypes.POINTER(raw.FPDF_WCHAR)))
    raw.FPDFPage_CloseAnnot(mark)


def test_what_pikepdf_writes_as_acrobat_does(draft: Path, tmp_path: Path) -> None:
    left, bottom, right, top = box = Annotator(draft).boxes(SECTION_PAGE, "fleste innvandrere")[0]
    with pikepdf.open(draft) as pdf:
        page = pdf.pages[SECTION_PAGE]
        page.Annots = pdf.make_indirect(page.get("/Annots", pikepdf.Array()))

        def add(subtype: str, **entries: object) -> pikepdf.Object:
            named = {f"/{name}": value for name, value in entries.items()}
            mark = pdf.make_indirect(pikepdf.Dictionary({"/Subtype": pikepdf.Name(f"/{subtype}"), **named}))
            page.Annots.append(mark)
            return mark

        caret = add("Caret", Rect=[right - 4, bottom - 5, right + 4, bottom + 6], Contents="mange", T="Ola")
        quads = [left, top, right, top, left, bottom, right, bottom]
        add("StrikeOut", Rect=list(box), QuadPoints=quads, IRT=caret, RT=pikepdf.Name.Group, T="Ola")
        state = {"State": "Accepted", "StateModel": "Review", "Contents": "Accepted set by Per"}
        add("Text", Rect=[0, 0, 9, 9], IRT=caret, F=30, T="Per", **state)
        pdf.save(tmp_path / "pikepdf.pdf")

    [comment] = listed(tmp_path / "pikepdf.pdf")

    assert (comment.kind, comment.words, comment.text) == (AnnotationKind.REPLACEMENT, "fleste innvandrere", "mange")
    assert (comment.status, comment.replies) == (Status.ACCEPTED, ())


WRITTEN = Path(__file__).parent / "written"
READERS = {"poppler": "Pål Poppler", "pdfbox": "Berit PDFBox"}
BY_PROGRAM = {
    "poppler": [
        (AnnotationKind.HIGHLIGHT, "De fleste er i arbeid.", "Hvem er «de fleste»? Ærlig talt …"),
        (AnnotationKind.UNDERLINE, "av innvandrerne i", ""),
        (AnnotationKind.STRIKE_OUT, "lavere enn", "færre enn"),
        (AnnotationKind.NOTE, "Andelen", "Fra hvilket år?"),
        (AnnotationKind.SQUIGGLY, "gruppene.", "Hvilke grupper?"),
    ],
    "pdfbox": [
        (AnnotationKind.HIGHLIGHT, "De fleste er i arbeid.", "Stemmer dette?"),
        (AnnotationKind.INSERTION, "prosent ‸ av", "nesten alle"),
        (AnnotationKind.STRIKE_OUT, "lavere enn", ""),
        (
            AnnotationKind.DRAWING,
            "lavere enn i hele befolkningen (figur 1). Andelen økte. Tabell 1 viser gruppene.",
            "Skriv om",
        ),
        (AnnotationKind.NOTE, "Andelen", "Fra hvilket år?"),
        (AnnotationKind.STRIKE_OUT, "gruppene.", ""),
    ],
}


@pytest.mark.parametrize("program", BY_PROGRAM)
def test_what_a_program_wrote(program: str) -> None:
    report = Report()
    files = collect([WRITTEN / f"{program}.pdf"], report)

    assert [(c.kind, c.words, c.text) for c in merge(files)] == BY_PROGRAM[program]
    assert {comment.reader for comment in files[0].comments} == {READERS[program]}
    assert (report.findings, files[0].hidden) == ([], int(program == "poppler"))


def test_a_copy_without_its_attachments_is_read_with_its_draft(tmp_path: Path) -> None:
    with pikepdf.open(WRITTEN / "pdfbox.pdf") as pdf:
        del pdf.Root.Names, pdf.Root.AF
        pdf.save(tmp_path / "lost.pdf")
    report = Report()
    files = collect([tmp_path / "lost.pdf"], report, original=read_original(WRITTEN / "poppler.pdf"))

    assert [(c.kind, c.words, c.text) for c in merge(files)] == BY_PROGRAM["pdfbox"]


def test_a_mark_whose_quads_have_no_extent_is_where_its_rectangle_is(marked: Annotator, read_back: ReadBack) -> None:
    box = marked.boxes(SECTION_PAGE, "av innvandrerne")[0]
    marked.add(SECTION_PAGE, "Highlight", box, QuadPoints=ArrayObject([FloatObject(0)] * 8))

    assert read_back(marked)[0].words == "av innvandrerne"
