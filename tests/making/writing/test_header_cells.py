"""The headers that cells name to a screen reader: of columns, of spanners, of groups of rows, and over a page's end."""

import pytest

from tests.support.command import brochure
from tests.support.grids import Grid, grids
from tests.support.pdf import ReadPdf
from tests.support.projects import SECTION, make_project, small_edition, small_file

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
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Grid]:
    """The tables of a small edition: a long one with spanners, and one with groups of rows."""
    folder = tmp_path_factory.mktemp("headers")
    keys = [(n, sex, year) for n in range(1, 71) for sex in ("Kvinner", "Menn") for year in (2012, 2013, 2014)]
    cells = "".join(f"Region {n},{sex},{year},{n}.{year % 10}\n" for n, sex, year in keys)
    files = {
        f"{SECTION}/tables.yaml": small_file(f"{SECTION}/tables.yaml") + TABLE,
        f"{SECTION}/figures.yaml": small_file(f"{SECTION}/figures.yaml") + FIGURE,
        f"{SECTION}/text.nb.md": small_file(f"{SECTION}/text.nb.md")
        + '\n{{ table("lang-tabell") }}\n\n{{ figure("ruter") }}\n',
        "data/statistics/arbeid/regioner.csv": f"region,kjonn,aar,verdi\n{cells}",
        "data/statistics/arbeid/regioner.toml": METADATA,
    }
    make_project(folder, small_edition(files), layouts=True, fonts=True)
    done = brochure("build", "--project", folder, "--language", "nb")
    assert done.returncode == 0, done.stderr
    return grids(ReadPdf(folder / "output" / "liten-utgave-nb.pdf"))


def test_a_cell_names_its_row_its_column_and_the_spanner_on_every_page(tables: dict[str, Grid]) -> None:
    (long,) = (table for table in tables.values() if "Alle regioner" in table.caption)
    assert [cell.columns for cell in long.cells[:6]] == [(s, y) for s in ("Kvinner", "Menn") for y in YEARS]
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
