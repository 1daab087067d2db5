"""A number that knows its unit and the observations it comes from."""

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial, total_ordering

from brochure.project.sandbox.limits import LARGEST_VALUE
from brochure.statistics.numbers.breaks import refuse_break
from brochure.statistics.selection import Cell
from brochure.statistics.units import (
    Unit,
    UnitMismatchError,
    unit_of_difference,
    unit_of_product,
    unit_of_quotient,
    unit_of_sum,
)

_COMPARABLE = (
    {Unit.PERSONS, Unit.COUNT},
    {unit for unit in Unit if unit.is_in_per_cent},
    {Unit.PERSONS, Unit.PERSONS_CHANGE},
)
"""Units that may be compared though they are not the same."""


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """An exact value with its unit.

    `cells` are the observations it was computed from, in order; `picked` is the cell whose member names a maximum or
    minimum, and `picked_from` the dimension that was searched; `terms` are the two numbers of a difference; `made` is
    the function that computed it, and what of; `decimals` is what the source publishes. Arithmetic between numbers
    follows their units, and raises `UnitMismatchError` where it makes no sense.
    """

    value: Decimal
    unit: Unit
    decimals: int = 0
    cells: tuple[Cell, ...] = ()
    name: str | None = None
    formula: str | None = None
    picked: Cell | None = None
    picked_from: str | None = None
    terms: "tuple[Number, Number] | None" = None
    made: "tuple[Callable[..., Number], tuple[object, ...]] | None" = None

    def __repr__(self) -> str:
        return f"{self.name or 'a number'} ({self.value} {self.unit})"

    def __add__(self, other: object) -> "Number":
        return replace(self._combined(other, Decimal.__add__, unit_of_sum, "add"), made=(operator.add, (self, other)))

    def __sub__(self, other: object) -> "Number":
        return self.minus(other)

    def __mul__(self, other: object) -> "Number":
        product = self._combined(other, Decimal.__mul__, unit_of_product, "multiply")
        return replace(product, made=(operator.mul, (self, other)))

    def __rmul__(self, other: object) -> "Number":
        return self * other

    def __truediv__(self, other: object) -> "Number":
        return self.divided_by(other)

    def minus(self, other: object, *, across_break: bool = False) -> "Number":
        """The difference; raises `SelectionError` over a break in the series, unless `across_break`."""
        right = as_number(other)
        if not across_break:
            refuse_break(self.cells, right.cells)
        difference = self._combined(other, Decimal.__sub__, unit_of_difference, "subtract")
        made = partial(Number.minus, across_break=across_break), (self, other)
        return replace(difference, terms=(self, right), made=made)

    def divided_by(self, other: object, *, across_break: bool = False) -> "Number":
        """The quotient; raises `SelectionError` over a break in the series, unless `across_break`."""
        right = as_number(other)
        if not across_break:
            refuse_break(self.cells, right.cells)
        if right.value == 0:
            told = right.name or " and ".join(map(str, right.cells)) or other
            raise ZeroDivisionError(f"'{told}' is zero, and nothing can be divided by it")
        quotient = self._combined(right, Decimal.__truediv__, unit_of_quotient, "divide")
        made = partial(Number.divided_by, across_break=across_break), (self, other)
        return replace(quotient, decimals=max(1, quotient.decimals), made=made)

    def __neg__(self) -> "Number":
        return replace(self, value=-self.value, name=None, terms=None, made=(operator.neg, (self,)))

    def __abs__(self) -> "Number":
        return replace(self, value=abs(self.value), terms=None, made=(operator.abs, (self,)))

    def __eq__(self, other: object) -> bool:
        return self._comparable(other) == self.value

    def __lt__(self, other: object) -> bool:
        return self.value < self._comparable(other)

    __hash__ = None  # type: ignore[assignment]

    def _comparable(self, other: object) -> Decimal:
        """The other side of a comparison: the same kind of unit, or a plain typed value."""
        if not isinstance(other, Number):
            return as_number(other).value
        if other.unit is not self.unit and not any({other.unit, self.unit} <= alike for alike in _COMPARABLE):
            raise UnitMismatchError(f"{self.unit} and {other.unit} cannot be compared")
        return other.value

    def _combined(
        self,
        other: object,
        operation: Callable[[Decimal, Decimal], Decimal],
        unit: Callable[[Unit, Unit], Unit],
        verb: str,
    ) -> "Number":
        right = as_number(other)
        typed = not isinstance(other, Number)
        if typed and verb in ("add", "subtract"):
            raise UnitMismatchError(f"a typed value cannot be used to {verb}; give it a name and a source")
        return Number(
            _sized(operation(self.value, right.value)),
            unit(self.unit, right.unit),
            max(self.decimals, right.decimals if not typed else 0),
            tuple(dict.fromkeys((*self.cells, *right.cells))),
        )


def as_number(value: object) -> Number:
    """A plain typed value as a number without source; numbers pass as they are.

    Raises TypeError for anything else.
    """
    if isinstance(value, Number):
        return value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return Number(_sized(exact), Unit.RATIO)
    raise TypeError(f"{shown(value)} is not a number")


def shown(value: object) -> str:
    """A value as a message names it, in no words of Python's and with plain spaces."""
    if isinstance(value, bool):
        return "a comparison, which is true or false"
    return f"'{' '.join(value.split())}'" if isinstance(value, str) else repr(value)


def _sized(value: Decimal) -> Decimal:
    """A value that can be printed; raises ValueError for one that is far too large, or no number at all."""
    if not value.is_finite() or abs(value) > LARGEST_VALUE:
        raise ValueError(f"a number here is larger than {LARGEST_VALUE:.0e}")
    return value
