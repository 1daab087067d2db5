"""From values to millimetres: linear scales with round ticks."""

import bisect
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from matplotlib.ticker import MaxNLocator

_HEADROOM = 0.08
"""What a scale without a round end leaves above the highest value, as a share of its length."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from `low` to `high` onto millimetres from `start` to `end` (which may run backwards)."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[Decimal, ...]

    def __call__(self, value: Decimal | Fraction | float) -> float:
        """The place of a value, in millimetres."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def at(self, place: float) -> float:
        """The value at a place in millimetres, which may lie beyond the ends."""
        return self.low + (place - self.start) / (self.end - self.start) * (self.high - self.low)

    @property
    def decimals(self) -> int:
        """The decimals that tell the ticks apart."""
        return decimals_of(self.ticks)


def millimetres(start: float, end: float) -> Scale:
    """The scale whose values are the places themselves."""
    return Scale(start, end, start, end, ())


def decimals_of(numbers: Iterable[Decimal]) -> int:
    """The decimals that numbers need to be told apart."""
    return max(0, *(-int(number.normalize().as_tuple().exponent) for number in numbers))


def value_scale(
    values: Iterable[Decimal],
    start: float,
    end: float,
    *,
    most_ticks: int = 6,
    from_zero: bool = True,
    far: float = 0.55,
    round_end: bool = True,
) -> Scale:
    """A scale with round ends that holds `values`.

    It begins at zero, unless `from_zero` is False and the lowest value is more than `far` of the highest. Without
    `round_end` it stops just above the highest value.
    """
    numbers = [float(value) for value in values]
    low, high = min(numbers), max(numbers)
    high = max(0.0, high) if from_zero else high
    floor = low if not from_zero and low > far * high else min(0.0, low)
    if high == floor:
        high = floor + 1
    found = MaxNLocator(nbins=most_ticks, steps=[1, 2, 5, 10]).tick_values(floor, high)
    ticks = tuple(Decimal(repr(round(float(tick), 9))) for tick in found)
    first = max((t for t in ticks if float(t) <= floor + 1e-9), default=ticks[0])
    last = min((t for t in ticks if float(t) >= high - 1e-9), default=ticks[-1])
    shown = tuple(tick for tick in ticks if first <= tick <= last)
    top = float(shown[-1])
    if not round_end:
        top = min(top, high + _HEADROOM * (high - float(shown[0])))
        shown = tuple(tick for tick in shown if float(tick) <= top)
    return Scale(float(shown[0]), top, start, end, shown)


def class_limits(values: Iterable[Decimal], most: int) -> tuple[Decimal, ...]:
    """Round limits of at most `most` classes of equal width that hold `values`, from the lowest limit to the highest.

    The classes are as narrow as they can be; there is one more limit than there are classes.
    """
    numbers = list(values)
    low, high = min(numbers), max(numbers)
    exponent = math.floor(math.log10((high - low) / most)) if high > low else 0
    for power in itertools.count(exponent):
        for factor in ("1", "2", "2.5", "5"):
            width = Decimal(factor).scaleb(power)
            first = math.floor(low / width)
            count = max(1, math.ceil(high / width) - first)
            if count <= most:
                return tuple((first + i) * width for i in range(count + 1))
    raise AssertionError("classes that are wide enough hold everything")


def class_of(value: Decimal, limits: Sequence[Decimal]) -> int:
    """The class of a value, counted from 0: a limit belongs to the class above it, the highest to the last class."""
    return min(bisect.bisect_right(limits, value), len(limits) - 1) - 1
