"""A number in running text leads to its row in a table, or to its source; the page looks as it does without."""

from pathlib import Path
from typing import Any

import pytest

from brochure.making.recording.doors import row_anchor
from brochure.project.profiles import PROFILES
from tests.support.pdf import ReadPdf

TOLD = {
    "63,7 prosent, se raden i tabellen bak figur 1": row_anchor("behind-sysselsatte", 3),
    "4,7 prosentpoeng, se raden i tabell 1": row_anchor("table-sysselsatte-gruppe", 3),
}


@pytest.fixture(scope="module")
def small(small_built: Path) -> ReadPdf:
    return ReadPdf(small_built / "output" / "liten-utgave-nb.pdf")


def _links(pdf: ReadPdf) -> dict[str, Any]:
    found = [item for page in pdf.pdf.pages for item in page.obj.get("/Annots", [])]
    return {str(item.get("/Contents")).replace("\u00a0", " "): item for item in found}


def test_a_number_leads_to_the_row_of_its_cell_and_says_so(small: ReadPdf) -> None:
    links = _links(small)
    assert {told: str(links[told].Dest) for told in TOLD} == TOLD
    names = small.pdf.Root.Names.Dests.Names
    assert set(TOLD.values()) <= {str(name) for name in list(names)[::2]}


def test_the_link_lies_around_the_number_and_is_tagged_where_it_is_read(small: ReadPdf) -> None:
    link = _links(small)["63,7 prosent, se raden i tabellen bak figur 1"]
    paragraph = next(tag for tag in small.structure.all("P") if "63,7" in tag.text and "4,7" in tag.text)
    assert [tag.text for tag in paragraph.all("Link")][1:3] == ["63,7 prosent", "4,7 prosentpoeng"]
    left, one, right, other = (float(side) for side in link.Rect)
    assert 40 < right - left < 70
    assert 10 < abs(one - other) < 20


def test_numbers_lead_on_where_the_pdf_is_read_on_a_screen_and_not_in_drafts() -> None:
    assert {name: profile.has_doors for name, profile in PROFILES.items()} == {
        "screen": True,
        "proof": False,
        "annex": True,
    }
