"""Flattened copies: what is painted over the pages is told with its page and its words."""

from pathlib import Path

import pytest

from brochure.drafts.comments.collecting import collect
from brochure.drafts.comments.model import AnnotationKind, Comment
from brochure.drafts.comments.originals import read_original
from brochure.findings import Report
from tests.drafts.comments.conftest import SECTION_PAGE
from tests.support.annotating import Annotator
from tests.support.flattening import flatten, paint


def listed(path: Path, original: Path | None = None) -> list[Comment]:
    """The comments of a file, in which there must be no fault."""
    report = Report()
    [file] = collect([path], report, original=None if original is None else read_original(original))
    assert report.findings == []
    return list(file.comments)


@pytest.mark.parametrize("as_form", [True, False])
@pytest.mark.parametrize("is_kept", [True, False])
def test_words_that_were_painted_on_are_told_at_their_place(
    as_form: bool, is_kept: bool, draft: Path, tmp_path: Path
) -> None:
    [(_, bottom, _, _)] = Annotator(draft).boxes(SECTION_PAGE, "hele befolkningen")
    margin = (620, bottom, 720, bottom + 10)
    flat = paint(draft, tmp_path / "flat.pdf", SECTION_PAGE, margin, "Skriv om", as_form=as_form, is_kept=is_kept)

    [comment] = listed(flat, None if is_kept else draft)

    assert (comment.kind, comment.page, comment.line, comment.text) == (AnnotationKind.PAINTED, "8", 10, "Skriv om")
    assert (comment.is_painted, comment.reader) == (True, "")


def test_painted_strokes_and_colours_mark_the_words_below(draft: Path, tmp_path: Path) -> None:
    [(left, bottom, right, top)] = Annotator(draft).boxes(SECTION_PAGE, "av innvandrerne")
    stroke = (left, bottom + 3, right, bottom + 4)
    once = paint(draft, tmp_path / "once.pdf", SECTION_PAGE, stroke)
    [(left, bottom, right, top)] = Annotator(draft).boxes(SECTION_PAGE, "hele befolkningen")
    twice = paint(once, tmp_path / "twice.pdf", SECTION_PAGE, (left, bottom - 1, right, top + 1))

    struck, covered = listed(twice)

    assert (struck.kind, struck.words) == (AnnotationKind.STRIKE_OUT, "av innvandrerne")
    assert (covered.kind, covered.words) == (AnnotationKind.PAINTED, "hele befolkningen")


@pytest.mark.parametrize("program", ["qpdf", "pdfium"])
def test_what_programs_flatten_is_recognised(program: str, draft: Path, tmp_path: Path) -> None:
    marked = Annotator(draft)
    marked.highlight(SECTION_PAGE, "av innvandrerne i ", "Se her", T="Kari")
    [(left, bottom, right, _)] = marked.boxes(SECTION_PAGE, "lavere enn")
    marked.add(SECTION_PAGE, "StrikeOut", (left, bottom + 3, right, bottom + 4))
    flat = flatten(marked.save(tmp_path / "marked.pdf"), tmp_path / "flat.pdf", program)

    first, second = listed(flat)

    assert (first.is_painted, first.words) == (True, "av innvandrerne i")
    assert (second.is_painted, second.kind, second.words) == (True, AnnotationKind.STRIKE_OUT, "lavere enn")


def test_a_draft_that_nobody_has_marked_has_nothing_painted_on(draft: Path) -> None:
    assert listed(draft) == []


def test_a_copy_of_another_document_is_not_taken_for_the_draft(draft: Path, tmp_path: Path) -> None:
    marked = Annotator(draft)
    while len(marked.writer.pages):
        marked.writer.remove_page(0)
    marked.writer.add_blank_page(300, 300)
    marked.note(0, 100, 100, "Hei")
    marked.writer.root_object.pop("/Names", None)
    marked.writer.root_object.pop("/AF", None)
    report = Report()

    collect([marked.save(tmp_path / "other.pdf")], report, original=read_original(draft))

    assert ["no page of it is one of draft 1" in finding.message for finding in report.errors] == [True]
