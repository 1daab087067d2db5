"""Periods in formulas as they are written: what is typed, what has a name, and what it does there."""

import pytest

from brochure.updating.written_periods import Role, names_among, periods_in_formula


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a/x [g=Inn, aar=2014]", [("2014", Role.SELECTED)]),
        ('max(a/x [aar=2001..naa, g="A, 2013"])', [("2001", Role.FIRST), ("naa", Role.LAST)]),
        ("a/x [aar=2013|2014K4]", [("2013", Role.SELECTED), ("2014K4", Role.SELECTED)]),
        ("change(innv, since=2012)", [("2012", Role.COMPARED)]),
        ('change(a, since="2012K4", across_break=true)', [("2012K4", Role.COMPARED)]),
        ("at(share(a, b), foer) > at(c, 2012)", [("foer", Role.COMPARED), ("2012", Role.COMPARED)]),
        ("a/uten [aar=2014]", []),
        ("format(a, 2012) > 2013", []),
    ],
)
def test_each_is_found_at_its_letters(written: str, found: list[tuple[str, Role]]) -> None:
    def axis_of(statistic: str) -> str | None:
        return "aar" if statistic == "a/x" else None

    periods = [*periods_in_formula(written, axis_of)]
    assert [(each.text, each.role) for each in periods] == found
    assert all(written[each.start : each.end] == each.text for each in periods)


def test_names_are_told_from_what_is_typed() -> None:
    periods = periods_in_formula("a/x [aar=start..2014] - at(b, naa - 2)", lambda statistic: "aar")
    assert [*names_among(periods, {"naa", "start", "foer"})] == ["start", "naa"]
