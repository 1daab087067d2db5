"""An annex goes where a person says, in the words of what is printed on the pages."""

import pikepdf
import pytest
from pikepdf import Dictionary, Name, OutlineItem

from brochure.attaching.joining.placing import heading_for, position_after
from brochure.findings import UsageError
from tests.support.propositions import proposition


def _labelled() -> pikepdf.Pdf:
    """Pages i, ii, 1, 2, 3, 1, 2: front matter, text, and an annex that counts anew."""
    pdf = pikepdf.new()
    for _ in range(7):
        pdf.add_blank_page()
    labels = pikepdf.NumberTree.new(pdf)
    for start, style in ((0, "/r"), (2, "/D"), (5, "/D")):
        labels[start] = Dictionary(S=Name(style))
    pdf.Root.PageLabels = labels.obj
    return pdf


@pytest.mark.parametrize(("page", "at"), [("ii", 2), ("3", 5), ("#1", 1), ("#7", 7)])
def test_a_page_is_found_by_its_number(page: str, at: int) -> None:
    assert position_after(_labelled(), page) == at


def test_pages_without_labels_count_from_one() -> None:
    with pikepdf.open(proposition("chromium")) as pdf:
        assert position_after(pdf, "5") == 5


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("4", "the proposition has no page 4; its pages are i to ii, 1 to 3, 1 to 2"),
        ("2", "2 pages of the proposition bear the number 2; say which: --after '#4' or --after '#7'"),
        ("#8", "there is no page #8: the proposition has 7 pages, #1 to #7"),
        ("#x", "there is no page #x"),
    ],
)
def test_a_page_that_is_not_there_is_told(page: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        position_after(_labelled(), page)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("last", "label", "heading"),
    [
        ("Vedlegg", "Særskilt vedlegg X-0000 B", "Vedlegg"),
        ("Særskilte vedlegg", "Særskilt vedlegg X-0000 B", "Særskilte vedlegg"),
        ("Annexes", "Annex 3", "Annexes"),
        ("3.1 Vedlegg", "Vedlegg 3", "3.1 Vedlegg"),
        ("Forslag til vedtak", "Vedlegg 3", None),
        ("Mål for integrering", "Vedlegg 3", None),
    ],
)
def test_an_annex_goes_below_the_heading_of_annexes(last: str, label: str, heading: str | None) -> None:
    pdf = _labelled()
    with pdf.open_outline() as outline:
        outline.root += [OutlineItem("Innledning", 2), OutlineItem(last, 4)]
    assert heading_for(pdf, label, 7) == heading
    assert heading_for(pdf, label, 3) is None, "the heading comes later"
