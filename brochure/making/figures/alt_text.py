"""A figure in words, for readers who hear it: kind, what is shown, and the message in numbers.

Written from the data in the edition's language; the sentences stand in `layouts/words`.
"""

from collections.abc import Callable, Iterable

from brochure.making.figures.chart import Chart, Point
from brochure.making.figures.kinds import WORK
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.period_names import period_name

_MOST_UNCERTAIN = 6


def alt_text(chart: Chart, subtitle: str, formatter: Formatter) -> str:
    """The alt text of a chart; `subtitle` says measure, population, time and unit."""
    words = formatter.words
    opening = words(f"alt.{chart.kind}", subtitle=subtitle.rstrip("."))
    told = WORK[chart.kind].tell(chart, formatter)
    sentences = [opening, *told, *_caveats(chart, formatter)]
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)


def _caveats(chart: Chart, formatter: Formatter) -> Iterable[str]:
    """Uncertain values, breaks in the series, and the years between the first and last without any value."""
    doubtful = list(_uncertain(chart))
    if len(doubtful) > _MOST_UNCERTAIN:
        yield formatter.words("alt.uncertain_some", count=len(doubtful))
    elif doubtful:
        yield formatter.words("alt.uncertain", values=formatter.words.join(doubtful))
    yield from _remarks(chart, formatter)
    if not chart.what.tells_breaks:
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
