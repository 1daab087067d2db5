"""Expressions for members are worked out as services do."""

import pytest

from brochure.updating.pxwebapi.faults import TooManyCellsError
from brochure.updating.pxwebapi.query import Query, in_parts, worked_out

MEMBERS = {"Region": ("0", "01", "0101", "0104", "Oslo"), "Tid": ("2010", "2011", "2012", "2013")}


@pytest.mark.parametrize(
    ("dimension", "items", "codes"),
    [
        ("Region", ["*"], "0 01 0101 0104 Oslo"),
        ("Region", ["01*"], "01 0101 0104"),
        ("Region", ["*01"], "01 0101"),
        ("Region", ["01??"], "0101 0104"),
        ("Region", ["oslo", "0"], "0 Oslo"),
        ("Region", ["top(2)"], "0 01"),
        ("Region", ["TOP(2,1)"], "01 0101"),
        ("Region", ["bottom(2)"], "0104 Oslo"),
        ("Tid", ["top(2)"], "2012 2013"),
        ("Tid", ["top(2,1)"], "2011 2012"),
        ("Tid", ["bottom(1)", "2013"], "2010 2013"),
        ("Tid", ["top(9)"], "2010 2011 2012 2013"),
        ("Tid", ["from(2012)"], "2012 2013"),
        ("Tid", ["to(2011)"], "2010 2011"),
        ("Tid", ["range(2012, 2011)"], "2011 2012"),
    ],
)
def test_expressions(dimension: str, items: list[str], codes: str) -> None:
    found = worked_out(Query("1", select={dimension: items}), MEMBERS, ["Tid"])
    assert " ".join(found[dimension]) == codes


def test_parts_are_cut_along_the_largest_dimension_and_make_up_the_whole() -> None:
    parts = list(in_parts(MEMBERS, 8))
    assert [part["Tid"] for part in parts] == [MEMBERS["Tid"]] * len(parts)
    assert sum((part["Region"] for part in parts), ()) == MEMBERS["Region"]
    with pytest.raises(TooManyCellsError):
        list(in_parts(MEMBERS, 0))
