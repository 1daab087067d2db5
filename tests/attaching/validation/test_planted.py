"""Each check finds the fault that is planted for it, and none finds anything in what we make."""

import re
from pathlib import Path

import pikepdf
import pytest

from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.registry import all_checks, run_checks
from brochure.findings import Finding, Level
from brochure.pdf.opening import open_file
from tests.attaching.validation.faults import FAULTS, Planted, elements
from tests.support.annexes import ANNEX
from tests.support.pdf import ReadPdf
from tests.support.propositions import proposition
from tests.support.shipped import Shipped

_NEEDS_ANOTHER_FILE = {"pdf-damaged", "pdf-irregular", "pdf-encryption", "pdf-language-change"}
"""Checks whose faults are planted in files of their own, below."""


def _found(path: Path) -> list[Finding]:
    opened = OpenedPdf(open_file(path))
    with opened.pdf:
        return [finding for _, finding in run_checks(opened)]


@pytest.fixture(scope="module")
def annex(small_annex: Path) -> Path:
    return small_annex / ANNEX


def _altered(annex: Path, planted: Planted, target: Path) -> Path:
    with pikepdf.open(annex) as pdf:
        planted.change(pdf)
        pdf.save(target)
    return target


def _id(planted: Planted) -> str:
    return planted.change.__name__.strip("_")


@pytest.mark.parametrize("planted", FAULTS, ids=_id)
def test_a_planted_fault_is_found(planted: Planted, annex: Path, tmp_path: Path) -> None:
    found = _found(_altered(annex, planted, tmp_path / "altered.pdf"))
    told = [finding.message for finding in found if finding.rule == planted.rule]
    assert told, f"found only {sorted({finding.rule for finding in found})}"
    assert any(planted.words in message for message in told), told


def test_every_check_has_a_fault_to_find() -> None:
    planted = {fault.rule for fault in FAULTS}
    assert {check.name for check in all_checks()} - planted == _NEEDS_ANOTHER_FILE
    assert len(planted) >= 20


def test_nothing_is_found_in_a_sound_annex(annex: Path) -> None:
    assert [str(finding) for finding in _found(annex)] == []


@pytest.mark.slow
def test_nothing_is_found_in_the_shipped_editions(edition: Shipped) -> None:
    assert [str(finding) for finding in _found(edition.path)] == []


def test_a_file_that_forbids_reading_aloud(annex: Path, tmp_path: Path) -> None:
    target = tmp_path / "locked.pdf"
    with pikepdf.open(annex) as pdf:
        allowed = pikepdf.Permissions(accessibility=False)
        locks = pikepdf.Encryption(owner="eier", user="", allow=allowed, R=3, aes=False, metadata=False)
        pdf.save(target, encryption=locks)
    (finding,) = [finding for finding in _found(target) if finding.rule == "pdf-encryption"]
    assert "assistive programs" in finding.message


def test_a_file_that_can_only_be_guessed_at() -> None:
    (finding,) = [finding for finding in _found(proposition("damaged")) if finding.rule == "pdf-damaged"]
    assert "the file is damaged (" in finding.message
    assert "BytesIO" not in finding.message


@pytest.mark.slow
def test_a_language_that_is_not_that_of_the_text(shipped_pdf: ReadPdf, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = pikepdf.String("en")
        for element in elements(pdf):
            if "/Lang" in element:
                del element.Lang

    path = Path(str(shipped_pdf.pdf.filename))
    found = _found(_altered(path, Planted("pdf-language-change", "", change), tmp_path / "altered.pdf"))
    assert "says that it is in English, but most of its text is bokmål" in found[0].message


def test_rows_of_a_table_in_the_margins_are_no_running_head(annex: Path, tmp_path: Path) -> None:
    heads = next(fault for fault in FAULTS if fault.rule == "pdf-running-head")

    def change(pdf: pikepdf.Pdf) -> None:
        heads.change(pdf)
        document = pdf.Root.StructTreeRoot.K[0]
        row = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.TR, P=document, K=pikepdf.Array([])))
        for tag in list(document.K)[-len(pdf.pages) :]:
            tag.S, tag.P = pikepdf.Name.TD, row
            row.K.append(tag)
        table = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Table, P=document, K=pikepdf.Array([row])))
        document.K = pikepdf.Array([*list(document.K)[: -len(pdf.pages)], table])

    found = _found(_altered(annex, Planted("", "", change), tmp_path / "altered.pdf"))
    assert "pdf-running-head" not in {finding.rule for finding in found}


def test_what_every_program_puts_right_is_no_damage(annex: Path, tmp_path: Path) -> None:
    target = tmp_path / "altered.pdf"
    with pikepdf.open(annex) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = target.read_bytes()
    before, trailer, after = content.rpartition(b"trailer")
    target.write_bytes(before + trailer + re.sub(rb"/Size \d+", b"/Size 9999", after))
    levels = {finding.rule: finding.level for finding in _found(target)}
    assert levels.get("pdf-irregular") is Level.WARNING
    assert "pdf-damaged" not in levels


def test_a_file_that_keeps_pdf_ua_2_is_held_to_that(annex: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "2"
        spaces = pikepdf.Dictionary(Type=pikepdf.Name.Namespace, NS=pikepdf.String("http://iso.org/pdf2/ssn"))
        space = pdf.make_indirect(spaces)
        heading = next(item for item in elements(pdf) if item.S in ("/H1", "/H2"))
        heading.S, heading.NS = pikepdf.Name("/H7"), space
        for page in pdf.pages:
            page.obj.Tabs = pikepdf.Name.W

    assert _found(_altered(annex, Planted("", "", change), tmp_path / "altered.pdf")) == []


def test_the_source_of_a_fault_is_told(annex: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del list(elements(pdf, "Figure"))[-1].Alt

    fault = Planted("pdf-no-alt-text", "", change)
    (finding,) = _found(_altered(annex, fault, tmp_path / "altered.pdf"))
    assert finding.place.path.startswith("data/editions/")
    assert finding.place.line
    assert finding.page is not None
