"""A table that runs over pages, read back: repeated heads on paper, one table in the tag tree, headers that cells name.

The headers are those of columns, of spanners, of groups of rows, on every page.
"""

from pathlib import Path

import pytest

from tests.support.command import brochure
from tests.support.grids import Grid, grids
from tests.support.pdf import ReadPdf
from tests.support.projects import SECTION, make_project, small_edition, small_file
from tests.support.verapdf import FLAVOURS, need_validator, validate

REGIONS = [f"Region {number}" for number in range(1, 71)]
SEXES = ("Kvinner", "Menn")
YEARS = ("2012", "2013", "2014")
TABLE = """
lang-tabell:
  statistic: arbeid/regioner
  rows: region
  columns: [kjonn, aar]
  title: { nb: Alle regioner }
  subtitle: { nb: Prosent }
"""
FIGURE = """
ruter:
  kind: small_multiples
  statistic: arbeid/regioner
  select: { region: [Region 1, Region 2] }
  x: aar
  series: kjonn
  panel: region
  title: { nb: To regioner }
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
[dimensions.kjonn]
label.nb = "Kjønn"
[dimensions.aar]
role = "time"
label.nb = "År"
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition with a long table that has spanners, and one with groups of rows behind a figure."""
    folder = tmp_path_factory.mktemp("long")
    keys = [(n, sex, year) for n in range(1, 71) for sex in SEXES for year in YEARS]
    cells = "".join(f"Region {n},{sex},{year},{n}.{int(year) % 10}\n" for n, sex, year in keys)
    placed = '\n{{ table("lang-tabell") }}\n\n{{ figure("ruter") }}\n'
    files = {
        f"{SECTION}/tables.yaml": small_file(f"{SECTION}/tables.yaml") + TABLE,
        f"{SECTION}/figures.yaml": small_file(f"{SECTION}/figures.yaml") + FIGURE,
        f"{SECTION}/text.nb.md": small_file(f"{SECTION}/text.nb.md") + placed,
        "data/statistics/arbeid/regioner.csv": f"region,kjonn,aar,verdi\n{cells}",
        "data/statistics/arbeid/regioner.toml": METADATA,
    }
    make_project(folder, small_edition(files), layouts=True, fonts=True)
    done = brochure("build", "--project", folder, "--language", "nb")
    assert done.returncode == 0, done.stderr
    return folder / "output" / "liten-utgave-nb.pdf"


@pytest.fixture(scope="module")
def read(built: Path) -> ReadPdf:
    return ReadPdf(built)


@pytest.fixture(scope="module")
def tables(read: ReadPdf) -> dict[str, Grid]:
    return grids(read)


def stretches(read: ReadPdf) -> list[int]:
    """The pages on which rows of the long table stand."""
    return [i for i, page in enumerate(read.pages) if any(run.text in REGIONS[2:] for run in page)]


def test_the_heads_and_the_word_for_continued_stand_on_every_later_page_and_not_on_the_first(read: ReadPdf) -> None:
    first, *later = stretches(read)
    assert len(later) >= 1

    def words(page: int) -> list[str]:
        return [run.text for run in read.pages[page]]

    assert not any("(forts.)" in text for text in words(first))
    for page in later:
        assert "Tabell 2 (forts.)" in words(page)
        assert {"Region", *SEXES, *YEARS} <= set(words(page))


def test_the_tag_tree_has_one_table_with_one_head_and_every_row_once(read: ReadPdf) -> None:
    (table,) = [item for item in read.structure.all("Table") if "Region 70 " in item.text]
    assert len(table.all("THead")) == 1
    assert "(forts.)" not in table.text
    assert [cell.text for cell in table.all("TH") if cell.scope == "Row"] == REGIONS
    assert [cell.text for cell in table.all("TH") if cell.scope == "Column"] == [
        *(*SEXES, "Region"),
        *YEARS * 2,
    ]


def test_a_cell_names_its_row_its_column_and_the_spanner_on_every_page(tables: dict[str, Grid]) -> None:
    (long,) = (table for table in tables.values() if "Alle regioner" in table.caption)
    assert [cell.columns for cell in long.cells[:6]] == [(s, y) for s in SEXES for y in YEARS]
    assert len(long.cells) == 70 * 6
    for cell in long.cells:
        assert len(cell.named) == 3
        assert set(cell.named) == set(cell.over_and_beside)


def test_a_cell_names_the_group_of_rows_it_stands_in(tables: dict[str, Grid]) -> None:
    (behind,) = (table for table in tables.values() if "To regioner" in table.caption)
    assert [cell.rows for cell in behind.cells[::2]] == [(r, y) for r in ("Region 1", "Region 2") for y in YEARS]
    for cell in behind.cells:
        assert len(cell.named) == 3
        assert set(cell.named) == set(cell.over_and_beside)


@pytest.mark.slow
def test_the_file_with_a_long_table_conforms(built: Path) -> None:
    need_validator()
    assert [str(failure) for flavour in FLAVOURS for failure in validate(built, flavour)] == []
