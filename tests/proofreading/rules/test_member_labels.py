"""A member that the edition shows under two labels is told at one of them, with the other and its file."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from brochure.findings import Finding
from brochure.proofreading.rules import member_labels
from brochure.statistics.selection import Cell
from brochure.statistics.table import Statistic
from tests.recall.planting import numbers_of
from tests.support.readings import reading_with

_DIMENSION, _MEMBER = "verdensregion", "Vest-Europa ellers"


def shown(label: str, **changes: str | None) -> list[Cell]:
    """The cell of a region in one statistic, and in a copy of it with another name, label and perhaps dimension."""
    (cell,) = numbers_of("nb")["arb_vest"].cells
    return [cell, Cell(copied(cell.statistic, label, changes), cell.key, cell.observation)]


def copied(statistic: Statistic, label: str, changes: Mapping[str, str | None]) -> Statistic:
    dimensions = []
    for dimension in statistic.dimensions:
        if dimension.name == _DIMENSION:
            told = dimension.member(_MEMBER).label
            assert told is not None
            member = dimension.member(_MEMBER).model_copy(update={"label": told.model_copy(update={"nb": label})})
            members = {**dimension.metadata.members, _MEMBER: member}
            metadata = dimension.metadata.model_copy(update={"members": members, **changes})
            dimension = replace(dimension, metadata=metadata)
        dimensions.append(dimension)
    return replace(statistic, name="arbeid/kopi", dimensions=tuple(dimensions))


def found(cells: list[Cell]) -> list[Finding]:
    (rule,) = member_labels.RULES
    reading = replace(reading_with([], "nb"), shown={"figur": cells})
    return list(rule.findings(reading))


def test_two_labels_of_one_member_are_told_once_with_both_files() -> None:
    (told,) = found(shown("Vest-Europa for øvrig"))
    assert "'Vest-Europa ellers' is called «Vest-Europa utenom Norden» here" in told.message
    assert "«Vest-Europa for øvrig» in data/statistics/arbeid/" in told.message
    assert told.place.path.endswith(".toml")
    assert (told.place.line or 0) > 1


@pytest.mark.parametrize(
    ("label", "changes"),
    [
        ("Vest-Europa utenom Norden", {}),
        ("Hele regionen", {"elimination": _MEMBER}),
        ("Vest-Europa for øvrig", {"role": "definition"}),
    ],
    ids=["the same label", "all together", "definitions"],
)
def test_what_each_statistic_calls_in_its_own_way_is_not_told(label: str, changes: dict[str, str]) -> None:
    assert found(shown(label, **changes)) == []
