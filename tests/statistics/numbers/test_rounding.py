"""Rounding, held against whole numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from brochure.statistics.numbers.rounding import round_half_away

DECIMALS = st.integers(0, 6)
VALUES = st.decimals(min_value=-(10**12), max_value=10**12, places=9)


def nearest(value: Decimal, decimals: int) -> int:
    """The whole number of units of the last decimal, counted with integers alone."""
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**decimals, denominator)
    units: int = whole + (2 * rest >= denominator)
    return units if numerator >= 0 else -units


@given(VALUES, DECIMALS)
def test_halves_go_away_from_zero(value: Decimal, decimals: int) -> None:
    assert round_half_away(value, decimals).scaleb(decimals) == nearest(value, decimals)


@given(st.integers(-(10**9), 10**9), DECIMALS)
def test_an_exact_half_goes_away_from_zero(units: int, decimals: int) -> None:
    half = (Decimal(units) + Decimal("0.5").copy_sign(units)).scaleb(-decimals)
    expected = Decimal(units + (1 if units >= 0 else -1)).scaleb(-decimals)

    assert round_half_away(half, decimals) == expected


@given(VALUES, DECIMALS)
def test_there_is_no_negative_zero(value: Decimal, decimals: int) -> None:
    rounded = round_half_away(value, decimals)

    assert rounded != 0 or not rounded.is_signed()


@given(VALUES, DECIMALS)
def test_every_decimal_is_kept(value: Decimal, decimals: int) -> None:
    assert round_half_away(value, decimals).as_tuple().exponent == -decimals


def test_digits_beyond_the_usual_precision_are_kept() -> None:
    assert round_half_away(Decimal("1234567890123456789012345678901.5"), 0) == Decimal(
        "1234567890123456789012345678902"
    )
