"""The data behind a figure as CSV."""

from decimal import Decimal
from pathlib import Path

from brochure.making.writing.attachments import csv_of_cells
from brochure.statistics.selection import select
from tests.support.charts import words
from tests.support.statistics import load, metadata

DIMENSIONS = """
[dimensions.gruppe]
label = { nb = "Gruppe" }
[dimensions.maal]
label = { nb = "Mål" }
[dimensions.maal.members."Andel"]
unit = "percent"
"""


def test_cells_are_written_as_they_were_published_with_their_unit(tmp_path: Path) -> None:
    cells = 'gruppe,maal,verdi\n"Europa, uten Norden",Antall,12345\n"Europa, uten Norden",Andel,7.10\nNorden,Antall,:\n'
    statistic = load(tmp_path, cells, metadata(DIMENSIONS, decimals=2))
    written = csv_of_cells(select(statistic, {"gruppe": ["*"], "maal": ["*"]}), words("nb"))
    assert written.decode("utf-8") == (
        "gruppe,maal,verdi,enhet\r\n"
        '"Europa, uten Norden",Antall,12345,personer\r\n'
        '"Europa, uten Norden",Andel,7.10,prosent\r\n'
        "Norden,Antall,:,personer\r\n"
    )


def test_large_and_small_values_are_written_without_an_exponent(tmp_path: Path) -> None:
    cells = "gruppe,maal,verdi\nA,Antall,5190000\nA,Andel,0.0000001\n"
    statistic = load(tmp_path, cells, metadata(DIMENSIONS))
    written = csv_of_cells(select(statistic, {}), words("nb")).decode()
    assert "5190000," in written
    assert "0.0000001," in written


def test_the_shares_that_a_figure_draws_stand_beside_their_cells(tmp_path: Path) -> None:
    cells = "gruppe,maal,verdi\nA,Antall,1\nB,Antall,2\n"
    selected = select(
        load(tmp_path, cells, metadata(DIMENSIONS.split("[dimensions.maal.members")[0])), {"gruppe": ["*"]}
    )
    shares = {selected[0].key: Decimal(100) / 3, selected[1].key: Decimal(200) / 3}
    assert csv_of_cells(selected, words("nb"), shares).decode().splitlines() == [
        "gruppe,maal,verdi,enhet,prosent_av_raden",
        "A,Antall,1,personer,33.3",
        "B,Antall,2,personer,66.7",
    ]


def test_columns_and_units_are_named_in_the_language_of_the_edition(tmp_path: Path) -> None:
    statistic = load(tmp_path, "gruppe,maal,verdi\nA,Antall,12\nA,Andel,7.1\n", metadata(DIMENSIONS, decimals=1))
    written = csv_of_cells(select(statistic, {}), words("en")).decode()
    assert written.splitlines()[0].endswith(",value,unit")
    assert written.splitlines()[2] == "A,Andel,7.1,per cent"


def test_shares_that_a_figure_draws_stand_beside_the_counts(tmp_path: Path) -> None:
    cells = "gruppe,maal,verdi\nA,Antall,1\nA,Andel,:\nB,Antall,2\nB,Andel,5\n"
    statistic = load(tmp_path, cells, metadata(DIMENSIONS))
    shares: dict[tuple[str, ...], Decimal] = {("A", "Antall"): Decimal(100) / 3, ("B", "Antall"): Decimal(200) / 3}
    written = csv_of_cells(select(statistic, {}), words("nb"), shares).decode()
    assert [line.split(",")[-1] for line in written.splitlines()] == ["prosent_av_raden", "33.3", "", "66.7", ""]
