"""The margin of error of a share from a sample, where the statistic says how many answers are behind it."""

from decimal import Decimal

from brochure.statistics.selection import Cell
from brochure.statistics.units import Unit

_STANDARD_ERRORS = Decimal("1.96")
"""Half of a confidence interval of 95 per cent, by the normal distribution."""


def margin_of(cell: Cell) -> Decimal | None:
    """Half of the interval of 95 per cent around a percentage, in percentage points, as for a simple random sample.

    None for what is no percentage, and where no number of answers is known.
    """
    statistic, value = cell.statistic, cell.observation.value
    sample = statistic.metadata.sample
    if sample is None or value is None or statistic.unit(cell.key) is not Unit.PERCENT:
        return None
    key = tuple(
        sample.member if dimension.name == sample.dimension else member
        for dimension, member in zip(statistic.dimensions, cell.key, strict=True)
    )
    answers = statistic.cells[key].value if key in statistic.cells else None
    if not answers or not 0 <= value <= 100:
        return None
    return _STANDARD_ERRORS * (value * (100 - value) / answers).sqrt()
