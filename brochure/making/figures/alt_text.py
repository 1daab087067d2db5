"""A figure in words, for readers who hear it: kind, what is shown, and the message in numbers.

Written from the data in the edition's language; the sentences stand in `layouts/words`.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from brochure.making.figures.alt_grids import some_of, tell_heat_table, tell_pyramid, without
from brochure.making.figures.chart import Chart, Point, Series
from brochure.project.edition.descriptions import Kind
from brochure.statistics.numbers.formats import Formatter, unit_word
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.period_names import period_name
from brochure.statistics.table import NOT_APPLICABLE

_MOST_ROWS = 12
_ENDS = 3
_MOST_UNCERTAIN = 6


def alt_text(chart: Chart, subtitle: str, formatter: Formatter) -> str:
    """The alt text of a chart; `subtitle` says measure, population, time and unit."""
    words = formatter.words
    opening = words(f"alt.{chart.kind}", subtitle=subtitle.rstrip("."))
    told = _TELLERS.get(chart.kind, _groups)(chart, formatter)
    sentences = [opening, *told, *_caveats(chart, formatter)]
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)


def _value(chart: Chart, value: Decimal, formatter: Formatter) -> str:
    return formatter.in_unit(value, chart.unit, chart.decimals)


def _over_time(chart: Chart, formatter: Formatter) -> list[str]:
    return [sentence for item in chart.series for sentence in _courses(chart, item, item.label, formatter)]


def _panels(chart: Chart, formatter: Formatter) -> list[str]:
    return [
        sentence
        for panel in chart.panels
        for item in panel.series
        for sentence in _courses(chart, item, ", ".join(filter(None, (panel.label, item.label))), formatter)
    ]


def _courses(chart: Chart, item: Series, label: str, formatter: Formatter) -> list[str]:
    """From where to where a line runs, one sentence for each stretch between breaks in the series."""
    limits: list[Fraction | float] = [-math.inf, *(found.period.place for found in chart.breaks), math.inf]
    stretches = [
        [(point, point.value) for point in item.points if point.value is not None and low <= point.position < high]
        for low, high in itertools.pairwise(limits)
    ]
    label = label or unit_word(formatter.words, chart.unit, chart.base)
    return [_course(chart, stretch, label, formatter) for stretch in stretches if stretch]


def _course(chart: Chart, stretch: list[tuple[Point, Decimal]], label: str, formatter: Formatter) -> str:
    """Both ends of a stretch, and its peak where that lies between them."""
    (first, start), (last, end) = stretch[0], stretch[-1]
    if first is last:
        value = _value(chart, end, formatter)
        return formatter.words("alt.single", label=label, value=value, end=last.label)
    peak = max(value for _, value in stretch)
    printed = [_value(chart, value, formatter) for value in (start, end, peak)]
    tops = [point.label for point, value in stretch if _value(chart, value, formatter) == printed[2]]
    if len(tops) == len(stretch):
        return formatter.words("alt.all_equal", label=f"{label}, {first.label}–{last.label}", value=printed[0])
    return formatter.words(
        "alt.course" if printed[2] in printed[:2] else "alt.course_with_peak",
        label=label,
        start=first.label,
        end=last.label,
        first=printed[0],
        last=printed[1],
        peak=printed[2],
        top=some_of(tops, formatter),
    )


def _rows(chart: Chart, formatter: Formatter) -> list[str]:
    """Every row with its value; of a long list only both ends."""
    rows = [
        f"{point.label} {_value(chart, point.value, formatter) if point.value is not None else point.symbol or '..'}"
        for point in chart.series[0].points
    ]
    if len(rows) <= _MOST_ROWS:
        return [f"{', '.join(rows)}."]
    values = {_shown(chart, point, formatter) for point in chart.series[0].points}
    if len(values) == 1:
        return [formatter.words("alt.all_rows_equal", count=len(rows), value=values.pop())]
    top, bottom = formatter.words.join(rows[:_ENDS]), formatter.words.join(rows[-_ENDS:])
    return [formatter.words("alt.ends", count=len(rows), top=top, bottom=bottom)]


def _groups(chart: Chart, formatter: Formatter) -> list[str]:
    """Every row with the values of its series."""
    sentences, of_nothing = [], []
    for i, point in enumerate(chart.series[0].points):
        if all(item.points[i].symbol == NOT_APPLICABLE for item in chart.series) and chart.kind == "stacked":
            of_nothing.append(point.label)
            continue
        values = [f"{_shown(chart, item.points[i], formatter)} ({item.label})" for item in chart.series]
        sentences.append(f"{point.label}: {', '.join(values)}.")
    if of_nothing:
        sentences.append(formatter.words("alt.nothing_to_share", rows=formatter.words.join(of_nothing)))
    return sentences


def _shown(chart: Chart, point: Point, formatter: Formatter) -> str:
    return _value(chart, point.value, formatter) if point.value is not None else point.symbol or ".."


def _slope(chart: Chart, formatter: Formatter) -> list[str]:
    """Which lines rise and fall most, then both ends of each."""
    changes = {
        item.label: last - first
        for item in chart.series
        for first, last in [(point.value for point in item.points)]
        if first is not None and last is not None
    }
    told = _changes(chart, changes, formatter)
    ends = ((f"{item.label}, {point.label}", point) for item in chart.series for point in item.points)
    return [*told, *_over_time(chart, formatter), *without(ends, formatter)]


def _changes(chart: Chart, changes: Mapping[str, Decimal], formatter: Formatter) -> list[str]:
    """Which lines rise and fall most; those that are equal in print are named together, and all alike said so."""
    printed = {label: round_half_away(change, chart.decimals) for label, change in changes.items()}
    values = set(printed.values())
    if len(printed) > 1 and values == {Decimal(0)}:
        return [formatter.words("alt.no_change")]
    if len(printed) > 1 and len(values) == 1:
        value = formatter.plain(values.pop(), chart.decimals, sign=True)
        return [formatter.words("alt.same_change", value=value)]
    told: list[str] = []
    for key, most, is_meant in (
        ("alt.rise", max, values and max(values) > 0),
        ("alt.fall", min, values and min(values) < 0),
    ):
        if is_meant:
            names = [label for label, change in printed.items() if change == most(values)]
            told.append(formatter.words(key, label=some_of(names, formatter)))
    return told


def _sparkline(chart: Chart, formatter: Formatter) -> list[str]:
    return _courses(chart, chart.series[0], formatter.words("alt.sparkline_label"), formatter)


_TELLERS: Mapping[Kind, Callable[[Chart, Formatter], list[str]]] = {
    "lines": _over_time,
    "small_multiples": _panels,
    "bars": _rows,
    "population_pyramid": tell_pyramid,
    "slope": _slope,
    "heat_table": tell_heat_table,
    "sparkline": _sparkline,
}
"""What is told of each kind; of all others every row with its series."""


def _caveats(chart: Chart, formatter: Formatter) -> Iterable[str]:
    """Uncertain values, breaks in the series, and the years between the first and last without any value."""
    doubtful = list(_uncertain(chart))
    if len(doubtful) > _MOST_UNCERTAIN:
        yield formatter.words("alt.uncertain_some", count=len(doubtful))
    elif doubtful:
        yield formatter.words("alt.uncertain", values=formatter.words.join(doubtful))
    yield from _remarks(chart, formatter)
    if chart.kind not in ("lines", "small_multiples", "sparkline"):
        return
    for item in chart.breaks:
        yield formatter.words("alt.break", year=item.label)
    joined = any(point.joined for point in chart.points())
    absent = [period_name(period, formatter.words) for period in chart.absent_times()]
    if absent and joined:
        yield formatter.words("alt.absent", years=formatter.words.join(absent))


def _remarks(chart: Chart, formatter: Formatter) -> Iterable[str]:
    """What the source remarks on, and on which values."""
    for remark in chart.remarks:
        values = list(_names_of(chart, lambda point, mark=remark.mark: point.status == mark))  # type: ignore[misc]
        if len(values) > _MOST_UNCERTAIN:
            yield formatter.words("alt.status_some", count=len(values), meaning=remark.meaning)
        elif values:
            yield formatter.words("alt.status", meaning=remark.meaning, values=formatter.words.join(values))


def _uncertain(chart: Chart) -> Iterable[str]:
    """The names of the uncertain values."""
    return _names_of(chart, lambda point: point.uncertain)


def _names_of(chart: Chart, is_meant: Callable[[Point], bool]) -> Iterable[str]:
    """The names of the values that are meant; of a row or time by itself where all its series are so."""
    for panel in chart.panels:
        for i, point in enumerate(panel.series[0].points):
            shown = [item for item in panel.series if item.points[i].value is not None]
            found = [item for item in shown if is_meant(item.points[i])]
            names = [""] if found and found == shown else [item.label for item in found]
            yield from (", ".join(filter(None, (panel.label, name, point.label))) for name in names)
