"""Which series of a chart gets which colour, line and mark, so that readers can tell them apart without colour.

Knows nothing of how they are drawn.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from brochure.making.figures.chart import Chart, Series
from brochure.project.contrast import APART, APART_IN_GREY, contrast
from brochure.project.meanings import Scale
from brochure.project.theme import SeriesStyle, Theme


def styles_of(series: Sequence[Series], theme: Theme) -> list[SeriesStyle]:
    """The style of each series: that of its meaning, of its step in a scale, or one of the general palette.

    From the palette those are taken that stay apart from all others of the chart in a grey copy, and stand out most
    from their neighbours; where it has none such, what comes nearest. One series alone without a meaning has the colour
    of single series.
    """
    fixed = _fixed(series, theme)
    if fixed == [None]:
        return [theme.series[0].model_copy(update={"colour": theme.figures.single})]
    return max(_choices(fixed, theme.series, []), key=_clearness)


def styles_of_chart(chart: Chart, theme: Theme) -> list[SeriesStyle]:
    """The style of each series of a chart; where some are highlighted, those alone are told apart."""
    front = highlighted(chart)
    if not front:
        return styles_of(chart.series, theme)
    beside = SeriesStyle(colour=theme.figures.context, line="solid", marker="circle")
    fixed = [theme.looks.get(item.meaning) if item.meaning else None for item in front]  # a scale is seen whole or not
    apart = max(_choices([*fixed, beside], theme.series, []), key=_clearness)
    told = dict(zip((item.member for item in front), apart, strict=False))
    return [told.get(item.member, beside) for item in chart.series]


def highlighted(chart: Chart) -> list[Series]:
    """The series that stand before the others, where series have looks of their own."""
    return [item for item in chart.series if chart.kind == "lines" and item.member in chart.highlight]


def _fixed(series: Sequence[Series], theme: Theme) -> list[SeriesStyle | None]:
    """The styles that series have by their meaning or their step; None where the palette is to give one."""
    looks = theme.looks
    fixed = [looks.get(item.meaning) if item.meaning else None for item in series]
    scales: dict[Scale, list[int]] = defaultdict(list)
    for i, item in enumerate(series):
        if item.scale and fixed[i] is None:
            scales[item.scale].append(i)
    for scale, places in scales.items():
        for i, style in zip(places, theme.steps(scale, len(places)), strict=False):
            fixed[i] = style
    return fixed


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


def _clearness(styles: Sequence[SeriesStyle]) -> tuple[int, float, float]:
    """How many colours, and pairs of line and mark, there are; the least contrast of any two, and of neighbours.

    More contrast than is needed counts as enough.
    """
    colours = [style.colour.rgb for style in styles]
    marks = {(style.line, style.marker) for style in styles}
    any_two = min((contrast(a, b) for a, b in combinations(colours, 2)), default=APART)
    neighbours = min((contrast(a, b) for a, b in pairwise(colours)), default=APART)
    return len(set(colours)) + len(marks), min(any_two, APART_IN_GREY), min(neighbours, APART)
