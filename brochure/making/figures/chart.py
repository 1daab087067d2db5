"""What a figure shows, as plain values: enough to draw it, to describe it and to tell whether it has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from brochure.project.edition.kinds import KINDS, Kind, KindOfFigure, Mark
from brochure.project.meanings import Meaning, Scale
from brochure.statistics.period import Period, missing_between
from brochure.statistics.remarks import Remark
from brochure.statistics.table import Key
from brochure.statistics.units import Unit


@dataclass(frozen=True, slots=True)
class Point:
    """One value along an axis.

    `value` is None where there is a standard `symbol`, or no cell at all. `period` is its time on a time axis, `short`
    what that is called there where it is not `label`, `key` that of the cell in its statistic. `joined` tells whether a
    line may be drawn from the point before: never over a gap, a break in the series or a change of definition.
    `margin` is its margin of error either way, where it comes from a sample. `uncertain` is a value that its source
    calls so, `status` the mark of what else it says of the value.
    """

    member: str
    label: str
    value: Decimal | None
    symbol: str | None = None
    period: Period | None = None
    joined: bool = False
    uncertain: bool = False
    status: str = ""
    short: str = ""
    key: Key | None = None
    margin: Decimal | None = None

    @property
    def least(self) -> Decimal:
        """The lower end of its margin of error, or the value."""
        return max(Decimal(0), (self.value or Decimal(0)) - self.margin) if self.margin else self.value or Decimal(0)

    @property
    def most(self) -> Decimal:
        """The upper end of its margin of error, or the value."""
        return (self.value or Decimal(0)) + (self.margin or Decimal(0))

    @property
    def is_marked(self) -> bool:
        """Whether the drawing sets the value apart: it is uncertain, or its source has remarked on it."""
        return self.uncertain or bool(self.status and self.value is not None)

    @property
    def position(self) -> Fraction:
        """The place on a time axis, in years."""
        return self.period.place if self.period is not None else Fraction(0)


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together; `meaning` is what has a look of its own, if they are that.

    `period` is the time, where the series stand for times, `scale` that of which they are a step.
    """

    member: str
    label: str
    meaning: Meaning | None
    points: tuple[Point, ...]
    period: Period | None = None
    scale: Scale | None = None

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The values that are there."""
        return tuple(point.value for point in self.points if point.value is not None)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small charts side by side; a figure with one chart has one panel without a label."""

    label: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A break in the series along time: just before `period`, which is printed as `label`."""

    period: Period
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that a figure shows, in one language.

    `axis_label` names the dimension along time or rows, `series_label` that of the series, `panel_label` that of the
    panels. `highlight` are members drawn in the accent colour. `height` is in millimetres, None for a height that
    suits the kind. `totals` are rows that stand for all, `uncertain` the notes on the uncertain values shown, `remarks`
    what the marks of the source say. `base` is the time at which an index is 100.
    """

    kind: Kind
    unit: Unit
    decimals: int
    axis_label: str
    panel_label: str
    panels: tuple[Panel, ...]
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    height: float | None = None
    totals: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    series_label: str = ""
    remarks: tuple[Remark, ...] = ()
    base: str | None = None

    @property
    def series(self) -> tuple[Series, ...]:
        """The series of the first panel; all panels have the same."""
        return self.panels[0].series

    def points(self) -> Iterator[Point]:
        """Every point of the figure."""
        for panel in self.panels:
            for series in panel.series:
                yield from series.points

    def absent_times(self) -> tuple[Period, ...]:
        """The regular times, between the first and the last value, at which no series has a value."""
        present = sorted({point.period for point in self.points() if point.value is not None and point.period})
        return missing_between(present)

    @property
    def margins(self) -> tuple[Decimal, ...]:
        """The margins of error that are drawn."""
        return tuple(point.margin for point in self.points() if point.margin and self.what.draws_margins)

    @property
    def what(self) -> KindOfFigure:
        """What its kind holds, and how it treats that."""
        return KINDS[self.kind]

    @property
    def uncertain_mark(self) -> Mark:
        """How the drawing marks uncertain values and those with remarks: hatched bars or hollow marks."""
        return self.what.uncertain_mark

    @property
    def interval(self) -> Fraction:
        """Years between one place on the time axis and the next."""
        places = sorted({point.position for point in self.points()})
        return min((later - earlier for earlier, later in pairwise(places)), default=Fraction(1))
