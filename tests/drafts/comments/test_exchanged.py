"""Comments that come alone, as FDF or XFDF, placed on the draft they were written in."""

import shutil
from pathlib import Path

import pytest

from brochure.drafts.comments.collecting import collect
from brochure.drafts.comments.merging import merge
from brochure.drafts.comments.model import AnnotationKind, Comment, Status
from brochure.drafts.comments.originals import Original, read_original
from brochure.findings import Report
from tests.drafts.comments.conftest import SECTION_PAGE
from tests.support.annotating import Annotator

FDF = """%FDF-1.2
1 0 obj
<</FDF<</Annots[2 0 R 3 0 R 4 0 R]/F(C:\\\\utkast\\\\draft.pdf)>>/Type/Catalog>>
endobj
2 0 obj
<</Type/Annot/Subtype/Highlight/Page {page}/NM(a)/Contents(Sjekk)/T(Kari)/Rect[{rect}]/QuadPoints[{quads}]>>
endobj
3 0 obj
<</Type/Annot/Subtype/Text/Page {page}/Contents(Ja)/T(Ola)/Rect[0 0 9 9]/IRT(a)>>
endobj
4 0 obj
<</Type/Annot/Subtype/Text/Page {page}/T(Per)/Rect[0 0 9 9]/IRT 2 0 R/State(Accepted)/StateModel(Review)>>
endobj
trailer
<</Root 1 0 R>>
%%EOF
"""
XFDF = """<?xml version="1.0" encoding="UTF-8"?>
<xfdf xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve"><annots>
<highlight page="{page}" rect="{commas}" coords="{coords}" title="Kari" name="a" flags="print">
<contents>Sjekk</contents></highlight>
<text page="{page}" rect="0,0,9,9" title="Ola" inreplyto="a">
<contents-richtext><body><p>Ja</p></body></contents-richtext></text>
<text page="{page}" rect="0,0,9,9" title="Per" inreplyto="a" state="Accepted" statemodel="Review"/>
</annots><f href="draft.pdf"/></xfdf>
"""


def written(draft: Path, target: Path) -> Path:
    """A file with one highlight, a reply to it and its status."""
    [(left, bottom, right, top)] = Annotator(draft).boxes(SECTION_PAGE, "lavere enn")
    rect = (left, bottom, right, top)
    quads = (left, top, right, top, left, bottom, right, bottom)
    pieces = {
        "rect": " ".join(map(str, rect)),
        "quads": " ".join(map(str, quads)),
        "commas": ",".join(map(str, rect)),
        "coords": ",".join(map(str, quads)),
        "page": str(SECTION_PAGE),
    }
    template = XFDF if target.suffix == ".xfdf" else FDF
    for name, value in pieces.items():
        template = template.replace(f"{{{name}}}", value)
    target.write_text(template, "utf-8")
    return target


def listed(path: Path, original: Original | None = None) -> tuple[list[Comment], list[str]]:
    """The comments of a file, and the faults in it."""
    report = Report()
    return list(merge(collect([path], report, original=original))), [each.message for each in report.findings]


@pytest.mark.parametrize("suffix", [".fdf", ".xfdf"])
def test_comments_alone_are_placed_on_the_draft_that_is_named(suffix: str, draft: Path, tmp_path: Path) -> None:
    [comment], faults = listed(written(draft, tmp_path / f"kari{suffix}"), read_original(draft))

    assert faults == []
    assert (comment.kind, comment.reader, comment.text) == (AnnotationKind.HIGHLIGHT, "Kari", "Sjekk")
    assert (comment.page, comment.line, comment.words) == ("8", 10, "lavere enn")
    assert [(reply.reader, reply.text) for reply in comment.replies] == [("Ola", "Ja")]
    assert comment.status is Status.ACCEPTED
    assert comment.draft.name == "1"


@pytest.mark.parametrize("suffix", [".fdf", ".xfdf"])
def test_the_draft_that_a_file_names_may_lie_beside_it(suffix: str, draft: Path, tmp_path: Path) -> None:
    path = written(draft, tmp_path / f"kari{suffix}")
    comments, faults = listed(path)
    assert comments == []
    assert "which it calls draft.pdf; name that with --draft" in faults[0]

    shutil.copy(draft, tmp_path / "draft.pdf")
    [comment], faults = listed(path)
    assert (comment.words, faults) == ("lavere enn", [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.fdf", b"%PDF-1.7 nothing"),
        ("a.fdf", b"%FDF-1.2\ntrailer <</Root 1 0 R>>"),
        ("a.xfdf", b"<xfdf><annots>"),
        ("a.xfdf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><xfdf>&a;</xfdf>"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(name: str, content: bytes, draft: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    comments, faults = listed(tmp_path / name, read_original(draft))
    assert (comments, len(faults)) == ([], 1)
