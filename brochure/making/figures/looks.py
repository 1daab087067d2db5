"""Which look stands for what, over all figures of an edition: the proof that one look has one meaning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from brochure.making.figures.chart import Chart
from brochure.making.figures.styling import highlighted, styles_of_chart
from brochure.project.contrast import APART_IN_GREY, contrast
from brochure.project.meanings import Meaning, Scale
from brochure.project.theme import Colour, SeriesStyle, Theme

Stands = Meaning | Scale | Literal["palette", "highlight", "context", "value"]
"""What a look may stand for: a meaning, a step of a scale, or nothing of its own."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look in a figure: what it stands for, what that is called there, and how it is drawn.

    `step` is the place in a scale, counted from 1.
    """

    stands_for: Stands
    name: str
    style: SeriesStyle
    figure: str
    step: int = 0


def looks_of(charts: Mapping[str, Chart], theme: Theme) -> list[Look]:
    """Every look of every figure, in the order of the figures."""
    return [look for name, chart in charts.items() for look in _looks_in(name, chart, theme)]


def shared_looks(looks: Iterable[Look]) -> Iterator[tuple[Look, Look]]:
    """Pairs that contradict each other: one look with two meanings, or one meaning with two looks.

    A look is the whole of colour, line and mark: in a theme without hue a grey alone names nothing. What has no meaning
    of its own may take the same look from figure to figure, and so may steps of different scales.
    """
    first = {(look.stands_for, look.step, look.style): look for look in reversed(list(looks))}
    for a, b in combinations(list(first.values())[::-1], 2):
        named = [look for look in (a, b) if look.stands_for not in _WITHOUT_MEANING]
        if (named and a.style == b.style) or (len(named) == 2 and a.stands_for == b.stands_for):
            yield a, b


_WITHOUT_MEANING: frozenset[Stands] = frozenset({"palette", "highlight", "context", "value", "ordered", "diverging"})


def _looks_in(name: str, chart: Chart, theme: Theme) -> Iterator[Look]:
    figures = theme.figures
    if chart.what.coloured_by == "value":
        yield from (Look("value", "", _plain(colour), name, i) for i, colour in enumerate(figures.heat, 1))
    elif chart.what.coloured_by == "highlight":
        is_slope = len(chart.series) > 1
        others = figures.context if is_slope and chart.highlight else figures.single
        if chart.highlight:
            yield Look("highlight", "", _plain(figures.highlight), name)
        yield Look("context" if others is figures.context else "palette", "", _plain(others), name)
    else:
        steps: dict[str, int] = {}
        front = highlighted(chart) or chart.series
        behind = [item for item in chart.series if item not in front]
        for item, style in zip(chart.series, styles_of_chart(chart, theme), strict=True):
            if item in behind[1:]:
                continue  # has the look of the first of them
            if item in behind:
                yield Look("context", "", style, name)
                continue
            scale = item.scale if not behind else None
            stands_for: Stands = item.meaning or scale or "palette"
            if not item.meaning and scale:
                steps[scale] = steps.get(scale, 0) + 1
            yield Look(stands_for, item.label, style, name, 0 if item.meaning else steps.get(stands_for, 0))


def _plain(colour: Colour) -> SeriesStyle:
    return SeriesStyle(colour=colour, line="solid", marker="circle")


def table_of_looks(looks: Sequence[Look]) -> list[tuple[Look, tuple[str, ...]]]:
    """Each look once for what it is called, with the figures it stands in; those with a meaning first."""
    found: dict[tuple[bool, Stands, int, str, SeriesStyle], list[Look]] = {}
    for look in looks:
        is_plain = look.stands_for in _WITHOUT_MEANING
        name = look.name if look.stands_for == "palette" or look.step else ""
        found.setdefault((is_plain, look.stands_for, look.step, name, look.style), []).append(look)
    rows = sorted(found.items(), key=lambda row: (row[0][0], str(row[0][1]), row[0][2]))
    return [(items[0], tuple(dict.fromkeys(item.figure for item in items))) for _, items in rows]


def alike_in_grey(looks: Iterable[Look]) -> Iterator[tuple[Look, Look]]:
    """Pairs of one figure whose colours a copy in grey does not keep apart; steps of values carry their numbers."""
    by_figure: dict[str, list[Look]] = {}
    for look in looks:
        if look.stands_for != "value":
            by_figure.setdefault(look.figure, []).append(look)
    for together in by_figure.values():
        for a, b in combinations(together, 2):
            if contrast(a.style.colour.rgb, b.style.colour.rgb) < APART_IN_GREY:
                yield a, b
