"""Units under arithmetic."""

import pytest

from brochure.statistics.units import (
    Unit,
    UnitMismatchError,
    unit_of_difference,
    unit_of_product,
    unit_of_quotient,
    unit_of_sum,
)

PERCENT, POINTS, PERSONS, KRONER, RATIO = (
    Unit.PERCENT,
    Unit.PERCENTAGE_POINTS,
    Unit.PERSONS,
    Unit.KRONER,
    Unit.RATIO,
)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (PERSONS, PERSONS, PERSONS),
        (PERCENT, PERCENT, POINTS),
        (PERCENT, POINTS, PERCENT),
        (POINTS, POINTS, POINTS),
        (Unit.PERCENT_CHANGE, Unit.PERCENT_CHANGE, POINTS),
        (Unit.INDEX, Unit.INDEX, Unit.POINTS),
        (Unit.PER_THOUSAND, Unit.PER_THOUSAND, Unit.PER_THOUSAND),
    ],
)
def test_differences(left: Unit, right: Unit, expected: Unit) -> None:
    assert unit_of_difference(left, right) is expected


@pytest.mark.parametrize(("left", "right"), [(PERSONS, PERCENT), (POINTS, PERCENT), (KRONER, PERSONS)])
def test_what_has_no_difference(left: Unit, right: Unit) -> None:
    with pytest.raises(UnitMismatchError, match=f"^{right} cannot be subtracted from {left}$"):
        unit_of_difference(left, right)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [(PERSONS, PERSONS, PERSONS), (PERCENT, POINTS, PERCENT), (POINTS, PERCENT, PERCENT), (PERCENT, PERCENT, PERCENT)],
)
def test_sums(left: Unit, right: Unit, expected: Unit) -> None:
    assert unit_of_sum(left, right) is expected


def test_what_has_no_sum() -> None:
    with pytest.raises(UnitMismatchError, match=r"^persons and percent cannot be added$"):
        unit_of_sum(PERSONS, PERCENT)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (PERSONS, PERSONS, RATIO),
        (PERSONS, Unit.COUNT, RATIO),
        (PERCENT, PERCENT, RATIO),
        (KRONER, RATIO, KRONER),
    ],
)
def test_quotients(left: Unit, right: Unit, expected: Unit) -> None:
    assert unit_of_quotient(left, right) is expected


@pytest.mark.parametrize(("left", "right"), [(KRONER, PERSONS), (PERCENT, POINTS), (RATIO, PERSONS)])
def test_what_has_no_quotient(left: Unit, right: Unit) -> None:
    with pytest.raises(UnitMismatchError, match=f"^{left} cannot be divided by {right}$"):
        unit_of_quotient(left, right)


def test_products_need_a_plain_ratio() -> None:
    assert unit_of_product(RATIO, PERSONS) is PERSONS
    assert unit_of_product(PERCENT, RATIO) is PERCENT
    with pytest.raises(UnitMismatchError, match=r"^percent cannot be multiplied by persons$"):
        unit_of_product(PERCENT, PERSONS)
