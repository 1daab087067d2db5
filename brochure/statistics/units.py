"""Units of measurement, and what arithmetic does to them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Unit(StrEnum):
    """What a value counts or measures; the printed words stand in `layouts/words`."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    PERCENT_CHANGE = "percent_change"
    PERCENT_RATE = "percent_rate"
    INDEX = "index"
    PER_THOUSAND = "per_thousand"
    PER_HUNDRED_THOUSAND = "per_hundred_thousand"
    PERSONS = "persons"
    PERSONS_CHANGE = "persons_change"
    THOUSANDS = "thousands"
    COUNT = "count"
    POINTS = "points"
    YEARS = "years"
    DAYS = "days"
    SQUARE_METRES = "square_metres"
    KRONER = "kroner"
    MILLION_KRONER = "million_kroner"
    EUROS = "euros"
    RATIO = "ratio"
    RANK = "rank"
    PERIOD = "time"

    @property
    def whole(self) -> bool:
        """Whether values of this unit are counted, and so printed without decimals."""
        return self in (Unit.PERSONS, Unit.PERSONS_CHANGE, Unit.COUNT, Unit.KRONER, Unit.RANK)

    @property
    def is_in_per_cent(self) -> bool:
        """Whether values are printed with the word or sign for per cent."""
        return self in (Unit.PERCENT, Unit.PERCENT_CHANGE, Unit.PERCENT_RATE)

    @property
    def is_additive(self) -> bool:
        """Whether values of several members may be added up."""
        return (self.whole and self is not Unit.RANK) or self in _ADDED_UP

    @property
    def ones(self) -> int | None:
        """How many ones a value of 1 stands for; None for what cannot be counted in millions."""
        ones = {Unit.THOUSANDS: 1_000, Unit.MILLION_KRONER: 1_000_000}
        counted = (Unit.PERSONS, Unit.PERSONS_CHANGE, Unit.COUNT, Unit.KRONER, Unit.EUROS, Unit.RATIO)
        return ones.get(self, 1 if self in counted else None)


_ADDED_UP = (Unit.THOUSANDS, Unit.MILLION_KRONER, Unit.EUROS, Unit.PERCENT)
"""Units that are not counted in ones, and still may be added up."""
_OF_DIFFERENCE: Mapping[Unit, Unit] = MappingProxyType(
    {
        Unit.PERCENT: Unit.PERCENTAGE_POINTS,
        Unit.PERCENT_CHANGE: Unit.PERCENTAGE_POINTS,
        Unit.PERCENT_RATE: Unit.PERCENTAGE_POINTS,
        Unit.INDEX: Unit.POINTS,
    }
)
"""Units whose differences have another."""


class UnitMismatchError(ValueError):
    """Two values whose units do not fit the operation asked for."""


def unit_of_sum(left: Unit, right: Unit) -> Unit:
    """Unit of `left + right`; raises `UnitMismatchError` when they cannot be added."""
    if left is right:
        return left
    if left.is_in_per_cent and right is Unit.PERCENTAGE_POINTS:
        return left
    if right.is_in_per_cent and left is Unit.PERCENTAGE_POINTS:
        return right
    if {left, right} == {Unit.PERSONS, Unit.PERSONS_CHANGE}:
        return Unit.PERSONS
    raise UnitMismatchError(f"{left} and {right} cannot be added")


def unit_of_difference(left: Unit, right: Unit) -> Unit:
    """Unit of `left - right`: two percentages differ by percentage points, two indices by points."""
    if left is right:
        return _OF_DIFFERENCE.get(left, left)
    if right is Unit.PERCENTAGE_POINTS and left.is_in_per_cent:
        return left
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
