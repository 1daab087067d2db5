"""A table that runs over pages, read back: repeated heads on paper, one table in the tag tree."""

import os
from pathlib import Path

import pytest

from brochure.attaching.validation.reference import unavailable_reason
from tests.support.command import brochure
from tests.support.pdf import ReadPdf
from tests.support.projects import SECTION, make_project, small_edition, small_file
from tests.support.verapdf import FLAVOURS, validate

REGIONS = [f"Region {number}" for number in range(1, 91)]
TABLE = """
lang-tabell:
  statistic: arbeid/regioner
  rows: region
  columns: aar
  title: { nb: Alle regioner }
  subtitle: { nb: Prosent }
"""
METADATA = """
unit = "percent"
decimals = 1
publisher = "Statistisk sentralbyrå"
title.nb = "Regioner"
population.nb = "Alle"
reference.nb = "Året"
[[tables]]
address = "https://www.ssb.no/x"
[dimensions.region]
label.nb = "Region"
[dimensions.aar]
role = "time"
label.nb = "År"
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    cells = "".join(f"{region},{year},{n}.{year % 10}\n" for n, region in enumerate(REGIONS) for year in (2013, 2014))
    files = small_edition(
        {
            f"{SECTION}/tables.yaml": small_file(f"{SECTION}/tables.yaml") + TABLE,
            f"{SECTION}/text.nb.md": small_file(f"{SECTION}/text.nb.md") + '\n{{ table("lang-tabell") }}\n',
            "data/statistics/arbeid/regioner.csv": f"region,aar,verdi\n{cells}",
            "data/statistics/arbeid/regioner.toml": METADATA,
        }
    )
    make_project(folder, files, layouts=True, fonts=True)
    done = brochure("build", "--project", folder, "--language", "nb")
    assert done.returncode == 0, done.stderr
    return folder / "output" / "liten-utgave-nb.pdf"


@pytest.fixture(scope="module")
def read(built: Path) -> ReadPdf:
    return ReadPdf(built)


def stretches(read: ReadPdf) -> list[int]:
    """The pages on which rows of the long table stand."""
    return [i for i, page in enumerate(read.pages) if any(run.text.startswith("Region ") for run in page)]


def test_the_heads_and_the_word_for_continued_stand_on_every_later_page_and_not_on_the_first(read: ReadPdf) -> None:
    first, *later = stretches(read)
    assert len(later) >= 1

    def words(page: int) -> list[str]:
        return [run.text for run in read.pages[page]]

    assert not any("(forts.)" in text for text in words(first))
    for page in later:
        assert "Tabell 2 (forts.)" in words(page)
        assert {"Region", "2013", "2014"} <= set(words(page))


def test_the_tag_tree_has_one_table_with_one_head_and_every_row_once(read: ReadPdf) -> None:
    (table,) = [item for item in read.structure.all("Table") if "Region 1 " in item.text]
    assert len(table.all("THead")) == 1
    assert "(forts.)" not in table.text
    assert [cell.text for cell in table.all("TH") if cell.scope == "Row"] == REGIONS
    assert [cell.text for cell in table.all("TH") if cell.scope == "Column"] == ["Region", "2013", "2014"]


def test_cells_of_later_pages_name_the_headers_that_are_there(read: ReadPdf) -> None:
    cells = [item for item in read.pdf.objects if hasattr(item, "get") and item.get("/S") in ("/TH", "/TD")]
    ids = {str(cell.ID) for cell in cells if "/ID" in cell and cell.S == "/TH"}
    named = {str(header) for cell in cells if "/A" in cell for header in cell.A.get("/Headers", [])}
    assert named <= ids


@pytest.mark.slow
def test_the_file_with_a_long_table_conforms(built: Path) -> None:
    if reason := unavailable_reason():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    assert [str(failure) for flavour in FLAVOURS for failure in validate(built, flavour)] == []
