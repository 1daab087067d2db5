"""A joined file claims what both parts claim, the weaker of both, and nothing that one of them lacks."""

import pikepdf
import pytest

from brochure.attaching.joining.conformance import (
    Claims,
    claims_of,
    claims_with_file,
    joined_claims,
    unknown_claims,
    write_claims,
)
from tests.support.propositions import proposition

_OURS = Claims((3, "A"), 1)


@pytest.mark.parametrize(
    ("host", "joined", "names"),
    [
        (Claims((3, "A"), 1), Claims((3, "A"), 1), "PDF/A-3a and PDF/UA-1"),
        (Claims((3, "B"), 1), Claims((3, "B"), 1), "PDF/A-3b and PDF/UA-1"),
        (Claims((2, "U"), 1), Claims((3, "U"), 1), "PDF/A-3u and PDF/UA-1"),
        (Claims((1, "A"), None), Claims(), "no standard"),
        (Claims((4, ""), 2), Claims(), "no standard"),
        (Claims(None, 1), Claims(None, 1), "PDF/UA-1"),
        (Claims(), Claims(), "no standard"),
    ],
)
def test_the_weaker_of_both(host: Claims, joined: Claims, names: str) -> None:
    assert joined_claims(host, _OURS) == joined == joined_claims(_OURS, host)
    assert joined.names == names


def test_an_attached_file_needs_part_three() -> None:
    assert claims_with_file(Claims((2, "A"), 1)) == Claims((3, "A"), 1)
    assert claims_with_file(Claims((1, "B"), 1)) == Claims(None, 1)
    assert claims_with_file(Claims((3, "B"), None)) == Claims((3, "B"), None)
    assert claims_with_file(Claims()) == Claims()


def test_claims_are_taken_back_and_nothing_else_is_touched() -> None:
    with pikepdf.open(proposition("typst")) as pdf:
        before = pdf.Root.Metadata.read_bytes()
        write_claims(pdf, Claims((3, "A"), 1))
        assert pdf.Root.Metadata.read_bytes() == before
        write_claims(pdf, Claims((3, "B"), None))
        assert claims_of(pdf) == Claims((3, "B"), None)
        with pdf.open_metadata() as data:
            assert data["dc:title"] == "Prop. 1 S (2015–2016) – eksempel"


@pytest.mark.parametrize(
    ("part", "level", "access", "unknown"),
    [
        ("3", "Z", "\u00b2", "PDF/A-3Z and PDF/UA-\u00b2"),
        ("1", "U", "", "PDF/A-1U"),
        ("9", "B", "3", "PDF/A-9B and PDF/UA-3"),
    ],
)
def test_a_claim_of_no_standard_is_none_and_is_not_repeated(part: str, level: str, access: str, unknown: str) -> None:
    with pikepdf.new() as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as data:
            data["pdfaid:part"], data["pdfaid:conformance"] = part, level
            if access:
                data["pdfuaid:part"] = access
        assert claims_of(pdf) == Claims()
        assert unknown_claims(pdf) == unknown
        write_claims(pdf, Claims())
        assert unknown_claims(pdf) == ""
