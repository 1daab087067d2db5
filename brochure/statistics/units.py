"""Units of measurement, and what arithmetic does to them."""

from enum import StrEnum


class Unit(StrEnum):
    """What a value counts or measures; the printed words stand in `layouts/words`."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    PERSONS = "persons"
    COUNT = "count"
    POINTS = "points"
    YEARS = "years"
    SQUARE_METRES = "square_metres"
    KRONER = "kroner"
    RATIO = "ratio"
    RANK = "rank"

    @property
    def whole(self) -> bool:
        """Whether values of this unit are counted, and so printed without decimals."""
        return self in (Unit.PERSONS, Unit.COUNT, Unit.KRONER, Unit.RANK)


class UnitMismatchError(ValueError):
    """Two values whose units do not fit the operation asked for."""


def unit_of_sum(left: Unit, right: Unit) -> Unit:
    """Unit of `left + right`; raises `UnitMismatchError` when they cannot be added."""
    if left is right:
        return left
    if {left, right} == {Unit.PERCENT, Unit.PERCENTAGE_POINTS}:
        return Unit.PERCENT
    raise UnitMismatchError(f"{left} and {right} cannot be added")


def unit_of_difference(left: Unit, right: Unit) -> Unit:
    """Unit of `left - right`: two percentages differ by percentage points."""
    if left is right:
        return Unit.PERCENTAGE_POINTS if left is Unit.PERCENT else left
    if (left, right) == (Unit.PERCENT, Unit.PERCENTAGE_POINTS):
        return Unit.PERCENT
    raise UnitMismatchError(f"{right} cannot be subtracted from {left}")


def unit_of_quotient(left: Unit, right: Unit) -> Unit:
    """Unit of `left / right`; equal units cancel out."""
    if right is Unit.RATIO:
        return left
    if left is right or {left, right} <= {Unit.PERSONS, Unit.COUNT}:
        return Unit.RATIO
    raise UnitMismatchError(f"{left} cannot be divided by {right}")


def unit_of_product(left: Unit, right: Unit) -> Unit:
    """Unit of `left * right`; one of them must be a plain ratio."""
    if left is Unit.RATIO:
        return right
    if right is Unit.RATIO:
        return left
    raise UnitMismatchError(f"{left} cannot be multiplied by {right}")
