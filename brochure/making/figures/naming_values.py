"""Values with their names in a sentence: a value as it is printed, the highest and lowest, and what has none."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from brochure.making.figures.chart import Chart, Point
from brochure.making.figures.told import Forms
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.table import SYMBOLS

_MOST_WITHOUT = 6
_MOST_SHARING = 4

Cell = tuple[str, Point]
"""A point and the name of where it stands."""


def printed(chart: Chart, value: Decimal, formatter: Formatter) -> str:
    """A value of a chart as it is printed, with its unit."""
    return formatter.in_unit(value, chart.unit, chart.decimals)


def named(label: str, value: str) -> str:
    """A value after its name; a name that ends in a digit is set apart from it."""
    return f"{label}: {value}" if label[-1:].isdigit() else f"{label} {value}"


def called(*labels: str) -> str:
    """The name of a place that has several, such as a panel, a row and a series; some of them may be empty."""
    return ", ".join(filter(None, labels))


def row_values(chart: Chart, label: str, cells: Sequence[Cell], formatter: Formatter) -> str:
    """The name of a row with the values that it has; empty where it has none."""
    values = [named(name, printed(chart, p.value, formatter)) for name, p in cells if p.value is not None]
    return f"{label}: {', '.join(values)}" if values else ""


def extremes(chart: Chart, cells: Iterable[Cell], formatter: Formatter, time: str = "") -> list[Forms]:
    """The highest and lowest of some cells (at a `time`); nothing where fewer than two are told apart in print."""
    known = [(name, point.value) for name, point in cells if point.value is not None]
    if not known:
        return []
    ends = []
    for end in (max, min):
        value = printed(chart, end(value for _, value in known), formatter)
        names = [name for name, other in known if printed(chart, other, formatter) == value]
        ends.append((named(some_of(names, formatter), value), value))
    (top, highest), (bottom, lowest) = ends
    if highest == lowest:
        return []
    key = "alt.highest_then" if time else "alt.highest"
    return [(formatter.words(key, time=time, top=top, bottom=bottom),)]


def without(cells: Iterable[Cell], formatter: Formatter) -> list[Forms]:
    """The places without a value, by the reason that the source gives; of many only how many they are."""
    found = [(name, point.symbol) for name, point in cells if point.value is None]
    if not found:
        return []
    counted = formatter.words("alt.without_count", count=len(found))
    if len(found) > _MOST_WITHOUT:
        return [(counted,)]
    told = []
    for symbol in dict.fromkeys(symbol for _, symbol in found):
        names = "; ".join(name for name, other in found if other == symbol)
        reason = formatter.words(f"symbol.{SYMBOLS[symbol]}") if symbol else ""
        told.append(f"{reason}: {names}." if reason else formatter.words("alt.without", cells=names))
    return [(" ".join(told), counted)]


def some_of(names: Sequence[str], formatter: Formatter) -> str:
    """Names that share a place, as a list in a sentence; of many the first, and how many more there are."""
    if len(names) <= _MOST_SHARING:
        return formatter.words.join(list(names))
    shown = ", ".join(names[: _MOST_SHARING - 1])
    return formatter.words("alt.and_more", names=shown, count=len(names) - _MOST_SHARING + 1)
