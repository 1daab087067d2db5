"""No statement of the sample edition outlives its data: with all data a year later each has moved or is told."""

from pathlib import Path

import pytest

from tests.year_shift.measuring import measure, table_of
from tests.year_shift.moving import moved_text

MOVED = {
    "a table": (
        "data/statistics/a.csv",
        "aar,alder,verdi\n2013,15-19 år,2013\n",
        "aar,alder,verdi\n2014,15-19 år,2013\n",
    ),
    "three years": ("data/statistics/a.csv", "periode,verdi\n2011-2013,1\n", "periode,verdi\n2012-2014,1\n"),
    "what a table covers": (
        "data/statistics/a.toml",
        'covers = { aar = "2001..2002" }\npublished = 2003-06-26\n',
        'covers = { aar = "2002..2003" }\npublished = 2004-06-26\n',
    ),
    "a break, not its words": (
        "data/statistics/a.toml",
        'before = "2009"\nnote = { nb = "Fra 2009" }\n',
        'before = "2010"\nnote = { nb = "Fra 2009" }\n',
    ),
    "a formula, not its names": (
        "data/editions/2016/a/numbers.yaml",
        "innv_2014: arbeid/helse-2013 [aar=2014]\nopp: change(innv_2014, since=2004)\n",
        "innv_2014: arbeid/helse-2013 [aar=2015]\nopp: change(innv_2014, since=2005)\n",
    ),
    "a period with a name": (
        "data/editions/2016/a/numbers.yaml",
        "periods:\n  start: {period: 2006, reason: Fra 2006}\nclaims:\n  mange: antall > 2000\n",
        "periods:\n  start: {period: 2007, reason: Fra 2006}\nclaims:\n  mange: antall > 2000\n",
    ),
    "a selection, not its words": (
        "data/editions/2016/a/figures.yaml",
        'a-2014:\n  select: { aar: "2004..2014", periode: [2004-2006] }\n  title: { nb: "I {2014}" }\n',
        'a-2014:\n  select: { aar: "2005..2015", periode: [2005-2007] }\n  title: { nb: "I {2014}" }\n',
    ),
    "a text": (
        "data/editions/2016/a/text.nb.md",
        "I {2014} var {{ at(innv, 2004) | prosent }} ({% claim innv > 2000 %}mange{% endclaim %}).",
        "I {2014} var {{ at(innv, 2005) | prosent }} ({% claim innv > 2000 %}mange{% endclaim %}).",
    ),
}


@pytest.mark.parametrize(("path", "text", "later"), MOVED.values(), ids=MOVED.keys())
def test_data_and_selections_move_and_words_stay(path: str, text: str, later: str) -> None:
    assert moved_text(Path(path), text) == later


@pytest.mark.slow
def test_each_statement_with_a_year_moves_with_the_data_or_is_told(tmp_path: Path) -> None:
    outcomes = measure(tmp_path / "moved")
    kinds = {each.statement.kind for each in outcomes}
    lost = [f"{each.statement.path}: {each.statement.content}" for each in outcomes if each.is_lost]
    assert {"sentence", "subtitle", "alt text", "note", "comparison row", "source line", "key figure: text"} <= kinds
    assert "note on a source" in kinds
    assert not lost, "\n".join([table_of(outcomes), *lost])
