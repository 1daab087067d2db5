"""Values as shares of their sum: one rule for what is drawn, attached and worked out again."""

from collections.abc import Sequence
from decimal import Decimal


def shares_of_row(values: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Each value in per cent of their sum; None for all where one is missing, or where they add up to nothing."""
    known = [value for value in values if value is not None]
    whole = sum(known, Decimal(0))
    if len(known) < len(values) or whole == 0:
        return [None] * len(values)
    return [value * 100 / whole for value in known]


def is_nothing(values: Sequence[Decimal | None]) -> bool:
    """Whether a row is known and empty: shares of it are not applicable, rather than missing."""
    return all(value == 0 for value in values)
