"""What is mended in the file that WeasyPrint writes, read back from the small edition."""

from pathlib import Path
from typing import Any

import pytest

from brochure.making.spreadsheets.workbook import WORKBOOK_TYPE
from tests.support.pdf import ReadPdf


@pytest.fixture(scope="module")
def small(small_built: Path) -> ReadPdf:
    return ReadPdf(small_built / "output" / "liten-utgave-nb.pdf")


def test_header_cells_have_a_scope(small: ReadPdf) -> None:
    table = next(item for item in small.structure.all("Table") if item.text.startswith("Tabell 1"))
    scopes = [(cell.scope, cell.text) for cell in table.all("TH")]
    assert scopes == [
        ("Column", "Gruppe"),
        ("Column", "2013"),
        ("Column", "2014"),
        ("Row", "Innvandrere"),
        ("Row", "Resten av befolkningen"),
        ("Row", "Hele befolkningen"),
    ]


def test_a_figure_tells_where_on_the_page_it_stands(small: ReadPdf) -> None:
    """In points from the foot of the page: around the text that is drawn in it."""
    (chart,) = small.charts
    assert chart.page is not None
    (drawn,) = (item for item in _elements(small) if str(item.get("/Alt", "")) == chart.alt)
    left, bottom, right, top = (float(side) for side in drawn.A.BBox)
    years = [run for run in small.pages[chart.page] if run.text in ("2012", "2013", "2014")]
    inside = [run for run in years if run.y == pytest.approx(min(other.y for other in years if other.text == "2012"))]
    assert {"2012", "2014"} <= {run.text for run in inside}
    for run in inside:
        assert left - 0.01 <= run.x <= right
        assert bottom <= run.y <= top


def test_every_link_says_where_it_goes_in_the_words_of_the_reader(small: ReadPdf) -> None:
    annotations: list[Any] = [item for page in small.pdf.pages for item in page.obj.get("/Annots", [])]
    told = {str(item.get("/Contents", "")) for item in annotations}
    assert "" not in told
    assert {"figur 1", "Figur 1", "Arbeid"} <= told
    assert not any(text.startswith("#") for text in told)


def test_a_file_is_associated_once(small: ReadPdf) -> None:
    root: Any = small.pdf.Root
    assert [str(spec.UF) for spec in root.AF] == [
        "alle-tall-2016.xlsx",
        "figur-01-sysselsatte-excel.csv",
        "figur-01-sysselsatte.csv",
        "manifest.json",
        "tabell-01-sysselsatte-gruppe-excel.csv",
        "tall-i-teksten.csv",
    ]
    kinds = [str(spec.EF.F.Subtype) for spec in root.AF]
    assert kinds == [f"/{WORKBOOK_TYPE}", "/text/csv", "/text/csv", "/application/json", "/text/csv", "/text/csv"]
    assert str(root.AF[2].Desc) == "Tallene bak figur 1: Flere innvandrere er i jobb"


def test_the_file_says_that_it_is_for_archives_and_for_everyone(small: ReadPdf) -> None:
    with small.pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_the_numbers_in_the_attachment_are_those_of_the_file(small: ReadPdf, small_built: Path) -> None:
    attached = small.attachments["figur-01-sysselsatte.csv"].decode().splitlines()
    source = (small_built / "data" / "statistics" / "arbeid" / "sysselsatte.csv").read_text("utf-8").splitlines()
    assert attached[0] == f"{source[0]},enhet"
    shown = [line for line in source[1:] if not line.startswith("Hele befolkningen")]
    assert attached[1:] == [f"{line},prosent" for line in shown]


def _elements(pdf: ReadPdf) -> list[Any]:
    items: Any = pdf.pdf.objects
    return [item for item in items if getattr(item, "get", None) and item.get("/Type") == "/StructElem"]
