"""The data behind a figure as CSV."""

from pathlib import Path

from brochure.pdf.attachments import csv_of_cells
from brochure.statistics.selection import select
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
    written = csv_of_cells(select(statistic, {"gruppe": ["*"], "maal": ["*"]}))
    assert written.decode("utf-8") == (
        "gruppe,maal,verdi,enhet\r\n"
        '"Europa, uten Norden",Antall,12345,persons\r\n'
        '"Europa, uten Norden",Andel,7.10,percent\r\n'
        "Norden,Antall,:,persons\r\n"
    )


def test_large_and_small_values_are_written_without_an_exponent(tmp_path: Path) -> None:
    cells = "gruppe,maal,verdi\nA,Antall,5190000\nA,Andel,0.0000001\n"
    statistic = load(tmp_path, cells, metadata(DIMENSIONS))
    written = csv_of_cells(select(statistic, {})).decode()
    assert "5190000," in written
    assert "0.0000001," in written
