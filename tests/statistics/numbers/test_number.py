"""Numbers carry their unit, their decimals and the cells they come from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.statistics.numbers.number import Number, as_number
from brochure.statistics.units import Unit, UnitMismatchError

WHOLE = st.integers(-(10**12), 10**12)


def percent(value: str, decimals: int = 1) -> Number:
    return Number(Decimal(value), Unit.PERCENT, decimals)


def persons(value: int) -> Number:
    return Number(Decimal(value), Unit.PERSONS)


def test_two_percentages_differ_by_percentage_points() -> None:
    difference = percent("71.6") - percent("63.7")

    assert (difference.value, difference.unit, difference.decimals) == (
        Decimal("7.9"),
        Unit.PERCENTAGE_POINTS,
        1,
    )


def test_a_sum_has_as_many_decimals_as_the_finer_part() -> None:
    assert (percent("3.25", 2) + percent("4", 0)).decimals == 2


@given(WHOLE, WHOLE)
def test_sums_and_differences_are_exact(a: int, b: int) -> None:
    assert ((persons(a) + persons(b)) - persons(b)).value == a


def test_decimals_add_up_without_binary_error() -> None:
    assert (percent("0.1") + percent("0.2")).value == Decimal("0.3")


def test_a_quotient_of_counts_is_a_ratio_with_a_decimal() -> None:
    quotient = persons(3) / persons(2)

    assert (quotient.value, quotient.unit, quotient.decimals) == (Decimal("1.5"), Unit.RATIO, 1)


def test_nothing_is_divided_by_zero() -> None:
    nobody = Number(Decimal(0), Unit.PERSONS, name="ingen")

    with pytest.raises(ZeroDivisionError, match="'ingen' is zero, and nothing can be divided by it"):
        persons(3) / nobody


def test_a_number_may_be_multiplied_by_a_typed_value() -> None:
    for product in (percent("12.5") * 2, 2 * percent("12.5")):
        assert (product.value, product.unit) == (Decimal("25.0"), Unit.PERCENT)


@pytest.mark.parametrize("typed", [1, 0.5, Decimal(3)])
def test_a_typed_value_is_neither_added_nor_subtracted(typed: object) -> None:
    with pytest.raises(UnitMismatchError, match="a typed value cannot be used to add; give it a name and a source"):
        percent("12.5") + typed
    with pytest.raises(UnitMismatchError, match="a typed value cannot be used to subtract"):
        percent("12.5") - typed


def test_numbers_are_compared_unrounded() -> None:
    assert Number(Decimal("2.449"), Unit.PERCENT, 0) < Number(Decimal("2.451"), Unit.PERCENT, 0)
    assert percent("71.60") == percent("71.6")
    assert percent("71.6") != percent("71.5999")


def test_a_number_is_compared_with_a_typed_value() -> None:
    assert 0.1 < percent("0.2") <= 50
    assert percent("0.1") == 0.1


def test_different_units_are_not_compared() -> None:
    with pytest.raises(UnitMismatchError, match="percent and persons cannot be compared"):
        assert percent("12.5") > persons(3)
    with pytest.raises(UnitMismatchError, match="percent and percentage_points cannot be compared"):
        assert percent("12.5") == percent("3") - percent("2")


def test_persons_and_counts_are_compared() -> None:
    assert persons(3) < Number(Decimal(4), Unit.COUNT)


def test_the_sign_can_be_turned_and_taken_away() -> None:
    fall = percent("3") - percent("5")

    assert (-fall).value == abs(fall).value == 2
    assert abs(fall).unit is Unit.PERCENTAGE_POINTS


@pytest.mark.parametrize("value", [True, "3", None, [3]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is not a number"):
        as_number(value)


def test_a_number_in_a_message_is_short() -> None:
    assert repr(Number(Decimal("63.7"), Unit.PERCENT, name="andel")) == "andel (63.7 percent)"
