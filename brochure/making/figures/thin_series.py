"""Series of a figure that hold too little for its kind: no value at all, or one where a line needs two.

Knows nothing of drawing; what it finds keeps no figure from being drawn.
"""

from collections.abc import Iterator

from brochure.findings import Finding, Level, Rule, Subject
from brochure.making.figures.chart import Chart
from brochure.project.edition.reading import Described

RULE = Rule(
    "thin-series", "figures", "A series of a figure has no value, or one where a line needs two.", looks_at=Subject.DATA
)


def thin_series(described: Described, chart: Chart) -> Iterator[Finding]:
    """A warning for the series without any value, and one for those with a single value along time."""
    empty: list[str] = []
    single: list[str] = []
    whole = max((len(series.values) for panel in chart.panels for series in panel.series), default=0)
    for panel in chart.panels:
        for series in panel.series:
            name = ", ".join(filter(None, (panel.label, series.label))) or described.name
            if not series.values:
                empty.append(name)
            elif len(series.values) == 1 and chart.what.needs_two_values:
                single.append(name)
    if empty:
        message = f"{_named(empty)} no value at all in this figure; leave it out of 'select', or say why in the note"
        yield Finding(described.place("select"), message, Level.WARNING, rule=RULE.name)
    if single:
        instead = "bars, or a table" if whole == 1 else "a table, or bars of one time"
        message = (
            f"{_named(single)} a single value, and a line needs two; it is drawn as a mark. "
            f"What is there at one time only is shown better by {instead} (kind: bars)"
        )
        yield Finding(described.place("kind"), message, Level.WARNING, rule=RULE.name)


def _named(names: list[str]) -> str:
    """Some names and the verb that goes with them."""
    shown = ", ".join(f"'{name}'" for name in names[:5])
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"{shown}{more} {'has' if len(names) == 1 else 'have'}"
