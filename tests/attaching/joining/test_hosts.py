"""What an annex cannot be joined to is refused with the reason and what would mend it; the rest is told."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf.exceptions import PageCopyWarning

from brochure.attaching.joining.hosts import is_tagged
from brochure.findings import Faults
from tests.support.propositions import TAGGED, UNTAGGED, open_document, proposition


@pytest.mark.parametrize(
    ("name", "cause", "mend"),
    [
        ("encrypted-owner", "it is protected", "saved without protection"),
        ("encrypted-user", "with a password only", "saved without one"),
        ("signed", "makes the signature invalid", "the unsigned proposition"),
        ("cut-short", "cut short on its way", "fetch it again"),
        ("damaged", "it is damaged in its output intent", "fetch it again"),
        ("xfa", "an XFA form", "--as-attachment"),
        ("portfolio", "a portfolio of files", "--as-attachment"),
    ],
)
def test_what_would_be_harmed_is_refused(name: str, cause: str, mend: str) -> None:
    with pytest.raises(Faults) as raised:
        open_document(proposition(name))
    (finding,) = raised.value.findings
    assert finding.place.path.endswith(f"{name}.pdf")
    assert cause in finding.message
    assert mend in finding.message


@pytest.mark.parametrize("name", ["encrypted-owner", "encrypted-user", "signed", "cut-short", "damaged"])
def test_nor_is_anything_attached_to_it_as_a_file(name: str) -> None:
    with pytest.raises(Faults):
        open_document(proposition(name), whole=False)


@pytest.mark.parametrize("name", ["xfa", "portfolio"])
def test_a_file_may_be_attached_where_pages_may_not(name: str) -> None:
    opened = open_document(proposition(name), whole=False)
    with opened.pdf:
        assert opened.warnings == ()


@pytest.mark.parametrize("name", UNTAGGED)
def test_an_untagged_proposition_is_joined_with_a_warning(name: str) -> None:
    opened = open_document(proposition(name))
    with opened.pdf:
        (warning,) = opened.warnings
    assert "it is not tagged" in warning


@pytest.mark.parametrize("name", TAGGED)
def test_of_a_tagged_one_nothing_is_said(name: str) -> None:
    opened = open_document(proposition(name))
    with opened.pdf:
        assert is_tagged(opened.pdf)
        assert opened.warnings == ()


def test_what_is_no_pdf_is_told_as_such(tmp_path: Path) -> None:
    text = tmp_path / "prop.docx"
    text.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(Faults, match="this is not a PDF"):
        open_document(text)
    with pytest.raises(Faults, match="there is no such file"):
        open_document(tmp_path / "prop.pdf")


def test_a_signature_that_stands_on_a_page_alone_is_found(tmp_path: Path) -> None:
    target = tmp_path / "prop.pdf"
    with pikepdf.open(proposition("signed")) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        pdf.Root.AcroForm.Fields = pikepdf.Array()
        pdf.pages[0].obj.Annots = pikepdf.Array([field])
        with pytest.warns(PageCopyWarning):
            pdf.save(target)
    with pytest.raises(Faults, match="it is signed"):
        open_document(target)
    open_document(target, whole=False, is_changed=False).pdf.close()
