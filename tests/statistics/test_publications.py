"""What published tables cover: asked of a cell, and printed."""

from pathlib import Path

import pytest

from brochure.statistics.publications import covered_words
from tests.support.charts import words
from tests.support.statistics import load, metadata

CELLS = "gruppe,aar,verdi\nA,{0},1\nA,{1},2\n"


@pytest.mark.parametrize(
    ("times", "covers", "printed"),
    [
        (("2013", "2014"), '{ aar = "2013..2014" }', "2013–2014"),
        (("2013", "2014"), '{ gruppe = "A", aar = ["2014"] }', "A, 2014"),
        (("2004-2006", "2011-2013"), '{ aar = "2004-2006..2011-2013" }', "2004–2013"),
    ],
)
def test_what_a_table_covers_is_printed(tmp_path: Path, times: tuple[str, str], covers: str, printed: str) -> None:
    described = metadata().replace('tables = [{ address = "', f'tables = [{{ covers = {covers}, address = "')
    statistic = load(tmp_path, CELLS.format(*times), described)

    assert covered_words(statistic, statistic.metadata.tables[0], words("nb")) == printed
