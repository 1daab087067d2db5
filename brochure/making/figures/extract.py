"""From a description and a statistic to a `Chart`: which cells, in which order, joined or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from brochure.findings import Faults, Finding, near
from brochure.making.figures.chart import Break, Chart, Panel, Point, Series
from brochure.making.figures.kinds import WORK
from brochure.making.figures.limits import check_size, check_values
from brochure.making.figures.thin_series import thin_series
from brochure.project.edition.descriptions import AXES, FigureDescription
from brochure.project.edition.reading import Described
from brochure.project.meanings import EARLIER, LATER, ORDER, Meaning, Scale
from brochure.project.words import Words
from brochure.statistics.breaks import KnownBreak, breaks_along, breaks_among, marked_breaks
from brochure.statistics.labels import Labels, own_label
from brochure.statistics.loading import StatisticStore
from brochure.statistics.metadata import Uncertain
from brochure.statistics.period import Period, are_neighbours, parse_period
from brochure.statistics.period_names import period_name
from brochure.statistics.remarks import remarks_on
from brochure.statistics.sampling import margin_of
from brochure.statistics.selection import Cell, SelectionError, cells_by_axes, members_of
from brochure.statistics.shares import is_nothing, shares_of_row
from brochure.statistics.table import NOT_APPLICABLE, Dimension, Key, Statistic
from brochure.statistics.units import Unit

_TWO_TIMES = 2


@dataclass(frozen=True, slots=True)
class Extracted:
    """A chart, and the cells that it shows, in the order of the statistic's file.

    `shares` are the per cent of its row that each cell makes up, where the chart shows those. `findings` are what a
    person should look at in it.
    """

    chart: Chart
    cells: tuple[Cell, ...]
    statistic: Statistic
    shares: Mapping[Key, Decimal | None]
    findings: tuple[Finding, ...] = ()


def extract(described: Described, store: StatisticStore, words: Words) -> Extracted:
    """The chart of a described figure in a language; raises `Faults` with all that does not fit the statistic."""
    description = described.description
    assert isinstance(description, FigureDescription)
    statistic = store.get(description.statistic, described.place("statistic"))
    _check_names(described, description, statistic)
    try:
        by_axes = cells_by_axes(statistic, description.select, description.axes)
    except SelectionError as error:
        raise Faults.one(described.place("select"), str(error)) from None
    cells = list(by_axes.values())
    labels = Labels(statistic, words)
    chart = _Grid(described, description, statistic, words, cells, labels).chart(by_axes)
    labels.stop()
    shares = _shares(by_axes) if description.normalise else {}
    in_order = tuple(sorted(cells, key=lambda cell: cell.observation.line or 0))
    return Extracted(chart, in_order, statistic, shares, tuple(thin_series(described, chart)))


def _shares(by_axes: Mapping[tuple[str, ...], Cell]) -> dict[Key, Decimal | None]:
    """Each cell in per cent of the sum of its row; the series is the last of the axes. Shares of nothing are None."""
    rows: dict[tuple[str, ...], list[Cell]] = {}
    for axes, cell in by_axes.items():
        rows.setdefault(axes[:-1], []).append(cell)
    shares: dict[Key, Decimal | None] = {}
    for cells in rows.values():
        values = [cell.observation.value for cell in cells]
        for cell, share in zip(cells, shares_of_row(values), strict=True):
            if share is not None or is_nothing(values):
                shares[cell.key] = share
    return shares


def _check_names(described: Described, description: FigureDescription, statistic: Statistic) -> None:
    known = [dimension.name for dimension in statistic.dimensions]
    faults = [
        Finding(described.place(axis), f"{statistic.name} has no dimension '{name}'.{near(name, known)}")
        for axis in AXES
        if (name := getattr(description, axis)) is not None and name not in known
    ]
    if not faults and description.x is not None and not statistic.dimension(description.x).is_time:
        message = f"'{description.x}' is not a time dimension of {statistic.name}; lines run over time"
        faults.append(Finding(described.place("x"), message))
    if faults:
        raise Faults(faults)


@dataclass(slots=True)
class _Grid:
    described: Described
    description: FigureDescription
    statistic: Statistic
    words: Words
    cells: list[Cell]
    labels: Labels
    _present: dict[str, list[str]] = field(default_factory=dict)

    def chart(self, by_axes: Mapping[tuple[str, ...], Cell]) -> Chart:
        unit, decimals = self._unit()
        description = self.description
        check_size(self.described, {name: len(self._members(name)) for name in description.axes})
        dimension = self.statistic.dimension(description.along)
        panels = tuple(
            Panel(self.labels.member(description.panel, member), self._series(by_axes, member, dimension))
            for member in self._members(description.panel)
        )
        by_value = description.sort == "value" or (
            description.sort is None and description.what.largest_first and not dimension.is_time
        )
        if by_value and description.x is None:
            panels = tuple(_sorted_by_first_series(panel) for panel in panels)
        if description.normalise:
            panels = tuple(_normalised(panel) for panel in panels)
            unit, decimals = Unit.PERCENT, 1
        breaks = self._breaks(panels)
        chart = Chart(
            kind=description.kind,
            unit=unit,
            decimals=decimals,
            axis_label=self.labels.dimension(description.along),
            panel_label=self.labels.dimension(description.panel),
            panels=panels,
            breaks=breaks,
            notes=tuple(dict.fromkeys(item.note for item in breaks if item.note)),
            highlight=self._highlight(self.statistic.dimension(self._of_highlight())),
            height=description.height,
            totals=self._totals(dimension),
            uncertain=self._doubts(),
            series_label=self.labels.dimension(description.across),
            remarks=remarks_on((cell for cell in self.cells if cell.observation.remark), self.words),
            base=self._base() if unit is Unit.INDEX else None,
        )
        check_values(self.described, chart)
        WORK[chart.kind].check(self.described, chart)
        return chart

    def _unit(self) -> tuple[Unit, int]:
        units = list(dict.fromkeys(self.statistic.unit(cell.key) for cell in self.cells))
        if len(units) > 1:
            message = f"the figure would mix {' and '.join(units)} on one axis; select one"
            raise Faults.one(self.described.place("select"), message)
        return units[0], max(self.statistic.decimals(cell.key) for cell in self.cells)

    def _base(self) -> str | None:
        bases = list(dict.fromkeys(self.statistic.base(cell.key) for cell in self.cells))
        if len(bases) > 1:
            message = f"the figure would mix indices that are 100 in {' and '.join(map(str, bases))}; select one"
            raise Faults.one(self.described.place("select"), message)
        return bases[0]

    def _members(self, axis: str | None) -> Sequence[str | None]:
        """The members along an axis, as chosen; groups with a look in fixed order; None where there is no axis."""
        if axis is None:
            return [None]
        if axis not in self._present:
            self._present[axis] = self._find_members(axis)
        return self._present[axis]

    def _find_members(self, axis: str) -> list[str]:
        position = [d.name for d in self.statistic.dimensions].index(axis)
        members = members_of(self.statistic, self.description.select)[position]
        met = {cell.key[position] for cell in self.cells}
        present = [member for member in members if member in met]
        dimension = self.statistic.dimension(axis)
        groups = {m: group for m in present if (group := dimension.member(m).group)}
        if axis == self.description.across and len(groups) > 1:
            present.sort(key=lambda m: ORDER.index(groups[m]) if m in groups else len(ORDER))
        if dimension.is_time:
            present.sort(key=parse_period)
        return present

    def _series(self, cells: Mapping[tuple[str, ...], Cell], panel: str | None, along: Dimension) -> tuple[Series, ...]:
        axis = self.description.across
        return tuple(
            Series(
                member or "",
                self.labels.member(axis, member),
                self._meaning(axis, member),
                self._points(cells, panel, member, along),
                parse_period(member) if axis and member and self.statistic.dimension(axis).is_time else None,
                self._scale(axis, member),
            )
            for member in self._members(axis)
        )

    def _meaning(self, axis: str | None, member: str | None) -> Meaning | None:
        """What a series is that has a look of its own: a group, or the earlier or later of two times.

        A lone series is the group that its selection names, unless rows or panels divide that.
        """
        if axis is None or member is None:
            return self._chosen_group() if self.description.axes == (self.description.x,) else None
        dimension, members = self.statistic.dimension(axis), self._members(axis)
        if dimension.is_time:
            return (EARLIER, LATER)[members.index(member)] if len(members) == _TWO_TIMES else None
        return dimension.member(member).group

    def _chosen_group(self) -> Meaning | None:
        keys = {cell.key for cell in self.cells}
        groups = {
            dimension.member(member).group
            for dimension, members in zip(self.statistic.dimensions, zip(*keys, strict=True), strict=True)
            for member in dict.fromkeys(members)
        } - {None}
        return groups.pop() if len(groups) == 1 else None

    def _scale(self, axis: str | None, member: str | None) -> Scale | None:
        """The scale of which a series is a step; what stands for all is none, and more than two times are one."""
        if axis is None or self._meaning(axis, member):
            return None
        dimension = self.statistic.dimension(axis)
        if dimension.is_time:
            return "ordered" if len(self._members(axis)) > _TWO_TIMES else None
        return dimension.metadata.scale if member != dimension.metadata.elimination else None

    def _points(
        self, cells: Mapping[tuple[str, ...], Cell], panel: str | None, series: str | None, along: Dimension
    ) -> tuple[Point, ...]:
        points: list[Point] = []
        before: Cell | None = None
        step = along.step if along.is_time else Fraction(0)
        for member in self._members(along.name):
            assert member is not None
            cell = cells.get(tuple(m for m in (panel, member, series) if m is not None))
            label = self.labels.member(along.name, member)
            period = parse_period(member) if along.is_time else None
            short = self._short(along, member, period, label)
            if cell is None:
                self._refuse_absent(along, panel, member, series)
                points.append(Point(member, label, None, None, period, short=short))
            else:
                seen = cell.observation
                joined = before is not None and self._joins(before, cell, along, step)
                uncertain = self._is_uncertain(cell)
                points.append(
                    Point(
                        member,
                        label,
                        seen.value,
                        seen.symbol,
                        period,
                        joined,
                        uncertain,
                        seen.remark,
                        short=short,
                        key=cell.key,
                        margin=margin_of(cell) if self.description.what.draws_margins else None,
                    )
                )
            before = cell if cell is None or cell.observation.value is not None else None
        return tuple(points)

    def _short(self, along: Dimension, member: str, period: Period | None, label: str) -> str:
        """What a period is called on an axis, where room is scarce; empty where that is its label."""
        if period is None or own_label(along, member, self.words) is not None:
            return ""
        short = period_name(period, self.words, short=True)
        return short if short != label else ""

    def _joins(self, before: Cell, cell: Cell, along: Dimension, step: Fraction) -> bool:
        """Whether a line may be drawn between two cells: from neighbour to neighbour, or over the years between."""
        if self.description.what.joins == "ends":
            return along.is_time and comparable(before, cell)
        return along.is_time and may_join(before, cell, along, step)

    def _refuse_absent(self, along: Dimension, *key: str | None) -> None:
        """Absent cells are gaps on a time axis, and empty in kinds that allow it; else the selection is wrong."""
        if not along.is_time and self.description.what.absent == "fault":
            told = ", ".join(filter(None, key))
            message = f"{self.statistic.name} has no cell for {told}; choose members that are complete"
            raise Faults.one(self.described.place("select"), message)

    def _breaks(self, panels: tuple[Panel, ...]) -> tuple[Break, ...]:
        """The breaks that lie inside the times shown, along the axis or from column to column."""
        axis = self.description.x or self.description.column
        if axis is None:
            return ()
        if self.description.x:
            times = [point.period for panel in panels for s in panel.series for point in s.points if s.values]
        else:
            times = [s.period for s in panels[0].series if s.values]
        found: list[Break] = []
        known = breaks_along(self.statistic, axis, filter(None, times))
        all_breaks: tuple[KnownBreak, ...] = (*known, *marked_breaks(self.cells, axis))
        for item in all_breaks:
            note = item.note.get(self.words.language) if item.note else ""
            if note is None:
                message = f"the note of the break before {item.before} has not been written in {self.words.language}"
                raise Faults.one(self.described.place("statistic"), message)
            period = parse_period(item.before)
            found.append(Break(period, period_name(period, self.words), note))
        return tuple(sorted({item.period: item for item in reversed(found)}.values(), key=lambda item: item.period))

    def _is_uncertain(self, cell: Cell) -> bool:
        return cell.observation.value is not None and bool(doubts(cell))

    def _doubts(self) -> tuple[str, ...]:
        """The notes on the uncertain values shown."""
        shown = [cell for cell in self.cells if cell.observation.value is not None]
        notes = [
            doubt.note.get(self.words.language)
            for doubt in self.statistic.metadata.uncertain
            if any(doubt.covers(self.statistic.members(cell.key)) for cell in shown)
        ]
        if None in notes:
            message = (
                f"the note on uncertain values of {self.statistic.name} has not been written in {self.words.language}"
            )
            raise Faults.one(self.described.place("statistic"), message)
        return tuple(dict.fromkeys(filter(None, notes)))

    def _totals(self, along: Dimension) -> tuple[str, ...]:
        """The row that stands for all, when there are others beside it."""
        total, rows = along.metadata.elimination, self._members(along.name)
        return (total,) if total and total in rows and len(rows) > 1 and not along.is_time else ()

    def _of_highlight(self) -> str:
        """The dimension whose members may be highlighted: the lines of a line chart, else the rows."""
        description = self.description
        return (
            (description.series if description.kind == "lines" else None) or description.category or description.along
        )

    def _highlight(self, along: Dimension) -> tuple[str, ...]:
        for member in self.description.highlight:
            if member not in along.members:
                message = f"'{member}' is not a member of '{along.name}'.{near(member, along.members)}"
                raise Faults.one(self.described.place("highlight"), message)
        return self.description.highlight


def doubts(cell: Cell) -> list[Uncertain]:
    """What the metadata say of the uncertainty of a cell; nothing for a certain one."""
    members = cell.statistic.members(cell.key)
    return [doubt for doubt in cell.statistic.metadata.uncertain if doubt.covers(members)]


def may_join(earlier: Cell, later: Cell, along: Dimension, step: Fraction) -> bool:
    """Whether a line may pass between two cells: `step` years apart at most, one definition, no break between."""
    first, last = (parse_period(cell.member(along.name)) for cell in (earlier, later))
    return are_neighbours(first, last, step) and comparable(earlier, later)


def comparable(earlier: Cell, later: Cell) -> bool:
    """Whether two cells have values of one definition with no break in the series between them."""
    if earlier.observation.value is None or later.observation.value is None:
        return False
    for dimension in later.statistic.dimensions:
        if dimension.is_definition and earlier.member(dimension.name) != later.member(dimension.name):
            return False
    return not breaks_among((earlier, later))


def _sorted_by_first_series(panel: Panel) -> Panel:
    """Rows by the value of the first series, largest first; rows without a value last."""
    first = panel.series[0].points
    order = sorted(range(len(first)), key=lambda i: (first[i].value is None, -(first[i].value or Decimal(0))))
    return replace(panel, series=tuple(replace(s, points=tuple(s.points[i] for i in order)) for s in panel.series))


def _normalised(panel: Panel) -> Panel:
    """Counts as per cent of the sum of their row.

    A row with a symbol in it stays without values. In a row of zeros, shares of nothing are not applicable (".").
    """
    rows: list[list[Point]] = []
    for row in zip(*(series.points for series in panel.series), strict=True):
        values = [point.value for point in row]
        symbol = NOT_APPLICABLE if is_nothing(values) else None
        shares = shares_of_row(values)
        rows.append([replace(p, value=v, symbol=symbol or p.symbol) for p, v in zip(row, shares, strict=True)])
    return replace(
        panel,
        series=tuple(replace(series, points=tuple(row[k] for row in rows)) for k, series in enumerate(panel.series)),
    )
