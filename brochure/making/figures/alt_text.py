"""A figure in words, for readers who hear it: kind, what is shown, and the message in numbers.

Written from the data in the edition's language; the sentences stand in `layouts/words`.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from brochure.making.figures.alt_series import absent_times
from brochure.making.figures.chart import Chart, Point
from brochure.making.figures.kinds import WORK
from brochure.making.figures.naming_values import some_of
from brochure.making.figures.told import Forms, fitted
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.period_names import period_name

_MOST_UNCERTAIN = 6


def alt_text(chart: Chart, subtitle: str, formatter: Formatter) -> str:
    """The alt text of a chart; `subtitle` says measure, population, time and unit.

    Where room is short the subtitle is left out first: it stands above the figure.
    """
    kind = formatter.words(f"alt.{chart.kind}")
    told = WORK[chart.kind].tell(chart, formatter)
    told = replace(told, caveats=(*told.caveats, *_caveats(chart, formatter)))
    closing = formatter.words("alt.rest_in_table") if chart.what.stands == "in text" else ""
    return fitted((f"{kind}: {subtitle.rstrip('.')}.", f"{kind}."), told, closing)


def _caveats(chart: Chart, formatter: Formatter) -> Iterable[Forms]:
    """Uncertain values, breaks in the series, and the years between the first and last without any value."""
    doubtful = list(_uncertain(chart))
    if doubtful:
        counted = formatter.words("alt.uncertain_some", count=len(doubtful))
        named = formatter.words("alt.uncertain", values=formatter.words.join(doubtful))
        yield (counted,) if len(doubtful) > _MOST_UNCERTAIN else (named, counted)
    yield from _remarks(chart, formatter)
    if not chart.what.tells_breaks:
        return
    if chart.breaks:
        yield (formatter.words("alt.break", year=formatter.words.join([item.label for item in chart.breaks])),)
    absent = [period_name(period, formatter.words) for period in absent_times(chart)]
    if absent:
        yield (formatter.words("alt.absent", years=some_of(absent, formatter)),)


def _remarks(chart: Chart, formatter: Formatter) -> Iterable[Forms]:
    """What the source remarks on, and on which values."""
    for remark in chart.remarks:
        values = list(_names_of(chart, lambda point, mark=remark.mark: point.status == mark))  # type: ignore[misc]
        if values:
            counted = formatter.words("alt.status_some", count=len(values), meaning=remark.meaning)
            named = formatter.words("alt.status", meaning=remark.meaning, values=formatter.words.join(values))
            yield (counted,) if len(values) > _MOST_UNCERTAIN else (named, counted)


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
