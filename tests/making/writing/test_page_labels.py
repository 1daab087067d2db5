"""Page labels as readers of a PDF work them out from what is written (ISO 32000-1, 12.4.2)."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.making.writing.page_labels import LabelRange, label_ranges
from brochure.manifest.reading import read_manifest
from tests.support.drafts import DRAFT
from tests.support.pdf import ReadPdf, labels_of

PLAIN = st.integers(1, 9999).map(str)
ROMAN = st.sampled_from(["i", "ii", "iii", "iv", "v", "ix", "xiv", "xl", "xc", "xcix", "c"])
OTHER = st.sampled_from(["0", "A-1", "iiii", "vx", "mild", "007", ""])


def read_back(ranges: list[LabelRange], count: int) -> list[str]:
    """The labels of `count` pages, as pikepdf reads them."""
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page()
    numbers: list[Any] = []
    for each in ranges:
        style = {"/S": pikepdf.Name(f"/{each.style}")} if each.style else {"/P": pikepdf.String(each.prefix)}
        numbers += [each.page, pikepdf.Dictionary({**style, "/St": each.number})]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
    return labels_of(pdf)


@given(st.lists(st.one_of(PLAIN, ROMAN, OTHER), min_size=1, max_size=12))
def test_every_page_has_the_label_it_was_given(labels: list[str]) -> None:
    assert read_back(list(label_ranges(labels)), len(labels)) == labels


@pytest.mark.parametrize(
    ("labels", "ranges"),
    [
        (["1", "2", "3"], [LabelRange(0, "D", 1)]),
        (["57", "58", "59"], [LabelRange(0, "D", 57)]),
        (["1", "2", "i", "ii", "iii"], [LabelRange(0, "D", 1), LabelRange(2, "r", 1)]),
        (["1", "2", "2", "3"], [LabelRange(0, "D", 1), LabelRange(2, "D", 2)]),
        (["omslag", "1", "2"], [LabelRange(0, "", prefix="omslag"), LabelRange(1, "D", 1)]),
    ],
)
def test_pages_that_are_numbered_on_share_a_range(labels: list[str], ranges: list[LabelRange]) -> None:
    assert list(label_ranges(labels)) == ranges


def test_every_pdf_is_labelled_as_it_is_printed(drafted: Path) -> None:
    for name, last in (("output/liten-utgave-nb.pdf", "10"), (DRAFT.format("1"), "i")):
        labels = ReadPdf(drafted / name).labels
        assert labels == [page.label for page in read_manifest(drafted / name).pages]
        assert labels[0] == "1"
        assert last in labels
