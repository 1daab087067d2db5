"""From values to millimetres: linear scales with round ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

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

    def __call__(self, value: Decimal | float) -> float:
        """The place of a value, in millimetres."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def decimals(self) -> int:
        """The decimals that tell the ticks apart."""
        return max(0, *(-int(tick.normalize().as_tuple().exponent) for tick in self.ticks))


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
