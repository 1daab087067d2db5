"""Rounding: last, once, half away from zero, on decimals (DESIGN.md, law 4)."""

from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=200)


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """`value` with `decimals` digits after the comma, halves away from zero; never negative zero.

    Trailing zeros are kept: 2 rounded to one decimal is 2.0.
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_EXACT)
    return abs(rounded) if rounded == 0 else rounded
