"""Notes as assistive programs meet them: a reference that leads there, a note with its label that leads back."""

import datetime
from pathlib import Path

import pytest

from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import Filed, lay_out, write_pdf
from brochure.project.sources.project import Project
from tests.support.laid_out import STYLES
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT
from tests.support.verapdf import need_validator, validate

BODY = """<h1>Del</h1><p>Ord.<span class="note-reference" data-marked="note"><a class="to-note" id="to-1" href="#n-1"
title="Note 1">1</a></span> Mer.<span class="note-reference" data-marked="note"><a class="to-note" href="#n-1"
title="Note 1">1</a></span></p>
<p class="endnote" id="n-1"><span class="note-number" data-marked="note"><a class="from-note" href="#to-1"
title="Tilbake">1</a></span> Revidert tall.</p>"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(ROOT)
    restrict_fonts(project)
    html = f'<html lang="nb"><head><title>Prøve</title></head><body>{BODY}</body></html>'
    path: Path = tmp_path_factory.mktemp("notes") / "notes.pdf"
    filed = Filed((), datetime.date(2020, 1, 1), "a" * 32)
    path.write_bytes(write_pdf(project, lay_out(project, html, STYLES), filed))
    return path


def test_a_note_is_tagged_with_its_label_and_what_leads_there(written: Path) -> None:
    pdf = ReadPdf(written)
    paragraph = next(tag for tag in pdf.structure.all("P"))
    assert [tag.text for tag in paragraph.all("Reference")] == ["1", "1"]
    assert all(len(list(tag.all("Link"))) == 1 for tag in paragraph.all("Reference"))
    (note,) = pdf.structure.all("Note")
    assert note.text.split() == ["1", "Revidert", "tall."]
    assert [tag.text for tag in note.all("Lbl")] == ["1"]
    names = pdf.pdf.Root.StructTreeRoot.IDTree.Names
    assert str(names[0]) == "to-1"


def test_the_validator_takes_them(written: Path) -> None:
    need_validator()
    assert [str(failure) for failure in validate(written, "ua1")] == []
