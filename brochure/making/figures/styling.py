"""Which series of a chart gets which colour, line and mark, so that readers can tell them apart without colour.

Knows nothing of how they are drawn.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from brochure.making.figures.chart import Series
from brochure.project.contrast import APART, contrast
from brochure.project.theme import SeriesStyle, Theme


def styles_of(series: Sequence[Series], theme: Theme) -> list[SeriesStyle]:
    """The style of each series: its group's, or the next of the palette that stands out from its neighbours.

    Where the palette has none that does, what differs most from its neighbours. One series alone that is no group has
    the colour of single series.
    """
    if len(series) == 1 and series[0].group is None:
        return [theme.series[0].model_copy(update={"colour": theme.figures.single})]
    fixed = [theme.groups[item.group] if item.group else None for item in series]  # type: ignore[index]
    choices = list(_choices(fixed, theme.series, []))
    return next((styles for styles in choices if _is_clear(styles)), None) or max(choices, key=_clearness)


def _choices(
    fixed: Sequence[SeriesStyle | None], palette: Sequence[SeriesStyle], begun: list[SeriesStyle]
) -> Iterator[list[SeriesStyle]]:
    """Every way to fill the open places from the palette, the earlier ones of it first."""
    if len(begun) == len(fixed):
        yield begun
        return
    own = fixed[len(begun)]
    for style in [own] if own else [style for style in palette if style not in begun]:
        yield from _choices(fixed, palette, [*begun, style])


def _is_clear(styles: Sequence[SeriesStyle]) -> bool:
    """Whether neighbours differ in lightness, no two have the same colour, and no two the same line and mark."""
    distinct, apart = _clearness(styles)
    return distinct == 2 * len(styles) and apart >= APART


def _clearness(styles: Sequence[SeriesStyle]) -> tuple[int, float]:
    """How many colours, and pairs of line and mark, there are; and the least contrast between neighbours."""
    colours = [style.colour.rgb for style in styles]
    marks = {(style.line, style.marker) for style in styles}
    return len(set(colours)) + len(marks), min((contrast(a, b) for a, b in pairwise(colours)), default=APART)
