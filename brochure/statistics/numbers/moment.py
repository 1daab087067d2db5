"""A period as a value of an edition: named, compared with other periods and years, moved by whole years."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from brochure.statistics.numbers.number import Number
from brochure.statistics.period import Frequency, Period, PeriodError, parse_period
from brochure.statistics.selection import Cell
from brochure.statistics.units import Unit, UnitMismatchError

_HOW = "is a period; print it with periode, compare it with a period or year, or move it by whole years: naa - 2"


@dataclass(frozen=True, slots=True, eq=False)
class Moment(Number):
    """A period with the cell that shows that there is one; none for a fixed period.

    `member` is how the statistic writes it. It is a number only in that it is printed and traced like one.
    """

    period: Period = field(kw_only=True)
    member: str = field(kw_only=True)

    def __repr__(self) -> str:
        return self.member

    def __str__(self) -> str:
        return self.member

    def __sub__(self, other: object) -> "Moment":
        return self._moved(other, -1)

    def __add__(self, other: object) -> "Moment":
        return self._moved(other, 1)

    def __mul__(self, other: object) -> Number:
        raise UnitMismatchError(f"{self._told} {_HOW}")

    def __truediv__(self, other: object) -> Number:
        raise UnitMismatchError(f"{self._told} {_HOW}")

    def __neg__(self) -> Number:
        raise UnitMismatchError(f"{self._told} {_HOW}")

    def __abs__(self) -> Number:
        raise UnitMismatchError(f"{self._told} {_HOW}")

    def __eq__(self, other: object) -> bool:
        period = self._period_of(other)
        return self.period == period or (_is_year(period) and self._lies_in(period))

    def __lt__(self, other: object) -> bool:
        period = self._period_of(other)
        return not self.__eq__(other) and self.period < period

    __hash__ = None

    @property
    def _told(self) -> str:
        return f"'{self.name or self.member}'"

    def _lies_in(self, period: Period) -> bool:
        return period.start <= self.period.start and self.period.end <= period.end

    def _period_of(self, other: object) -> Period:
        if isinstance(other, Moment):
            return other.period
        try:
            if isinstance(other, str) or type(other) is int:
                return parse_period(str(other))
        except PeriodError as error:
            raise UnitMismatchError(str(error)) from None
        raise UnitMismatchError(f"{self._told} {_HOW}")

    def _moved(self, years: object, way: int) -> "Moment":
        moved = self.period.moved(Fraction(way * years)) if type(years) is int else None
        if moved is None:
            raise UnitMismatchError(f"{self._told} {_HOW}")
        return moment_of(moved)


def moment_of(period: Period, cell: Cell | None = None, member: str = "") -> Moment:
    """A period as a value, with the cell that shows that there is one."""
    cells = (cell,) if cell is not None else ()
    return Moment(
        Decimal(period.start.year), Unit.PERIOD, 0, cells, period=period, member=member or written_form(period)
    )


def fixed_moment(text: str) -> Moment:
    """The period that a text names, as a value; raises `PeriodError` where it names none."""
    return moment_of(parse_period(text), member=text)


def named(moment: Moment, name: str) -> Moment:
    """The same period, called `name`."""
    return replace(moment, name=name)


def written_form(period: Period) -> str:
    """A period in a form that can be read again."""
    first = _written(period.single())
    return first if not period.is_span else f"{first}-{_written(period.single(last=True))}"


def _written(period: Period) -> str:
    year, day = period.start.year, period.start
    match period.frequency:
        case Frequency.YEAR:
            return f"{period.first}"
        case Frequency.SCHOOL_YEAR:
            return f"{period.first}/{(period.first + 1) % 100:02}"
        case Frequency.HALF_YEAR:
            return f"{year}H{period.first % 2 + 1}"
        case Frequency.QUARTER:
            return f"{year}K{period.first % 4 + 1}"
        case Frequency.MONTH:
            return f"{year}M{day.month:02}"
        case Frequency.WEEK:
            of_year, number, _ = day.isocalendar()
            return f"{of_year}U{number:02}"
        case Frequency.DAY:
            return day.isoformat()


def _is_year(period: Period) -> bool:
    return period.frequency is Frequency.YEAR and not period.is_span
