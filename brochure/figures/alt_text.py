"""A figure in words, for readers who hear it: kind, what is shown, and the message in numbers.

Written from the data in the edition's language; the sentences stand in `layouts/words`.
"""

from collections.abc import Iterable
from decimal import Decimal

from brochure.figures.chart import Chart, Point, Series
from brochure.numbers.formats import Formatter

_MOST_ROWS = 12
_ENDS = 3


def alt_text(chart: Chart, subtitle: str, formatter: Formatter) -> str:
    """The alt text of a chart; `subtitle` says measure, population, time and unit."""
    words = formatter.words
    opening = words(f"alt.{chart.kind}", subtitle=subtitle.rstrip("."))
    told = {"lines": _over_time, "small_multiples": _panels, "bars": _rows}.get(chart.kind, _groups)(chart, formatter)
    sentences = [opening, *told, *_caveats(chart, formatter)]
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)


def _value(chart: Chart, value: Decimal, formatter: Formatter) -> str:
    return formatter.in_unit(value, chart.unit, chart.decimals)


def _over_time(chart: Chart, formatter: Formatter) -> list[str]:
    return [_course(chart, item, item.label, formatter) for item in chart.series]


def _panels(chart: Chart, formatter: Formatter) -> list[str]:
    return [
        _course(chart, item, ", ".join(filter(None, (panel.label, item.label))), formatter)
        for panel in chart.panels
        for item in panel.series
    ]


def _course(chart: Chart, item: Series, label: str, formatter: Formatter) -> str:
    """From where to where a line runs."""
    present = [point for point in item.points if point.value is not None]
    if not present:
        return ""
    first, last = present[0], present[-1]
    assert first.value is not None
    assert last.value is not None
    label = label or formatter.words(f"unit.{chart.unit}")
    values = {"first": _value(chart, first.value, formatter), "last": _value(chart, last.value, formatter)}
    if first is last:
        return formatter.words("alt.single", label=label, value=values["last"], end=_period(last))
    return formatter.words("alt.course", label=label, start=_period(first), end=_period(last), **values)


def _period(point: Point) -> str:
    return point.label.replace("-", "–")


def _rows(chart: Chart, formatter: Formatter) -> list[str]:
    """Every row with its value; of a long list only both ends."""
    rows = [
        f"{point.label} {_value(chart, point.value, formatter) if point.value is not None else point.symbol or '..'}"
        for point in chart.series[0].points
    ]
    if len(rows) <= _MOST_ROWS:
        return [f"{', '.join(rows)}."]
    top, bottom = formatter.words.join(rows[:_ENDS]), formatter.words.join(rows[-_ENDS:])
    return [formatter.words("alt.ends", count=len(rows), top=top, bottom=bottom)]


def _groups(chart: Chart, formatter: Formatter) -> list[str]:
    """Every row with the values of its series."""
    sentences = []
    for i, point in enumerate(chart.series[0].points):
        values = [f"{item.label} {_shown(chart, item.points[i], formatter)}" for item in chart.series]
        sentences.append(f"{point.label}: {', '.join(values)}.")
    return sentences


def _shown(chart: Chart, point: Point, formatter: Formatter) -> str:
    return _value(chart, point.value, formatter) if point.value is not None else point.symbol or ".."


def _caveats(chart: Chart, formatter: Formatter) -> Iterable[str]:
    """Breaks in the series, and the years between the first and last without any value."""
    if chart.kind not in ("lines", "small_multiples"):
        return
    for item in chart.breaks:
        yield formatter.words("alt.break", year=item.position)
    present = {point.position for point in chart.points() if point.value is not None}
    joined = any(point.joined for point in chart.points())
    step = min((b - a for a, b in _pairs(sorted(present))), default=1)
    absent = [str(year) for year in range(min(present), max(present), step) if year not in present]
    if absent and joined:
        yield formatter.words("alt.absent", years=formatter.words.join(absent))


def _pairs(items: list[int]) -> list[tuple[int, int]]:
    return list(zip(items, items[1:], strict=False))  # noqa: RUF007 - a list is wanted
