"""Planted faults of every family are found, and nothing is told of right texts; `-m tests.recall` prints a table."""

from dataclasses import replace

import pytest

from tests.recall.measuring import missed, told_wrongly
from tests.recall.planting import RIGHT, families, family

FAMILIES = {each.name: each for each in families()}
LEAST = 0.8


@pytest.mark.parametrize("name", FAMILIES)
def test_four_of_five_planted_faults_are_found(name: str) -> None:
    plants = FAMILIES[name].plants
    missing = missed(FAMILIES[name])
    assert len(missing) <= (1 - LEAST) * len(plants), "\n".join(map(str, missing))


@pytest.mark.parametrize("name", FAMILIES)
def test_the_rules_of_a_family_tell_nothing_of_what_is_right(name: str) -> None:
    assert not told_wrongly(family(name, right=True))


def test_the_rules_of_all_families_tell_nothing_of_right_sentences() -> None:
    rules = frozenset[str]().union(*(each.rules for each in FAMILIES.values()))
    right = family(RIGHT)
    assert len(right.plants) >= 80
    assert not told_wrongly(replace(right, rules=rules))
