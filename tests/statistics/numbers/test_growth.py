"""Work that grows with what is given, not with its square: counted, not timed."""

from decimal import Decimal
from pathlib import Path

import pytest

from brochure.statistics.numbers.functions import total
from brochure.statistics.numbers.selections import replace_selections
from brochure.statistics.selection import select
from brochure.statistics.table import Dimension
from tests.support.statistics import load, metadata

PLACES = '[dimensions.sted]\nlabel = { nb = "Sted" }\n[dimensions.niva]\nlabel = { nb = "Nivå" }\n'


def test_a_selection_of_few_cells_among_many_members_looks_at_the_cells_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sparse = "sted,niva,verdi\n" + "".join(f"s{i},n{i},{i}\n" for i in range(2000))
    statistic = load(tmp_path, sparse, metadata(PLACES))
    monkeypatch.setattr("itertools.product", lambda *axes: pytest.fail("every one of four million places is tried"))
    assert len(select(statistic, {"sted": ["*"], "niva": ["*"]})) == 2000


def test_many_cells_are_added_once_each(tmp_path: Path) -> None:
    cells = "sted,niva,verdi\n" + "".join(f"s{i},n,1\n" for i in range(3000))
    found = total(select(load(tmp_path, cells, metadata(PLACES)), {"sted": ["*"]}))
    assert (found.value, len(found.cells)) == (Decimal(3000), 3000)


def test_a_long_word_is_no_place_to_look_for_selections_again_and_again() -> None:
    assert replace_selections("a" * 100_000) == ("a" * 100_000, [])
    assert replace_selections("b-" * 50_000) == ("b-" * 50_000, [])


def test_of_thousands_of_members_few_are_compared_with_a_wrong_name(tmp_path: Path) -> None:
    cells = "sted,niva,verdi\n" + "".join(f"s{i:05},n,1\n" for i in range(3000))
    dimension: Dimension = load(tmp_path, cells, metadata(PLACES)).dimension("sted")
    assert len(dimension.like("s0001x")) == 200
    assert dimension.like("x") == ()
