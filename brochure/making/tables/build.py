"""From a described table, or from the chart of a figure, to a `PrintedTable`."""

import itertools
from collections.abc import Collection, Iterable, Sequence

from brochure.findings import Faults, Finding, near
from brochure.making.figures.chart import Chart, Panel, Point, Series
from brochure.making.figures.kinds import WORK
from brochure.making.tables.table import Header, PrintedTable, Row
from brochure.making.tables.timeline import GAP, timeline
from brochure.project.edition.descriptions import TableDescription
from brochure.project.edition.reading import Described
from brochure.project.languages import Language
from brochure.statistics.breaks import breaks_among
from brochure.statistics.labels import Labels
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.formats import Formatter, unit_word
from brochure.statistics.period import Period, parse_period
from brochure.statistics.period_names import period_name
from brochure.statistics.remarks import marked, remarks_on
from brochure.statistics.selection import Cell, SelectionError, cells_by_axes, members_of
from brochure.statistics.table import SYMBOLS, Statistic


def build_table(described: Described, store: StatisticStore, formatter: Formatter) -> tuple[PrintedTable, list[Cell]]:
    """The printed form of a described table and its cells; raises `Faults` with all that does not fit."""
    description = described.description
    assert isinstance(description, TableDescription)
    statistic = store.get(description.statistic, described.place("statistic"))
    axes = (description.rows, *description.columns)
    _check_axes(described, statistic, axes)
    try:
        by_key = cells_by_axes(statistic, description.select, axes)
        chosen = members_of(statistic, description.select)
    except SelectionError as error:
        raise Faults.one(described.place("select"), str(error)) from None
    positions = [[d.name for d in statistic.dimensions].index(axis) for axis in axes]
    met = [{key[n] for key in by_key} for n in range(len(axes))]
    members = [[m for m in chosen[i] if m in met[n]] for n, i in enumerate(positions)]
    met_columns = {key[1:] for key in by_key}
    gaps = _add_missing_times(statistic, axes, members, statistic.times_of(c.key for c in by_key.values()), formatter)
    columns = [key for key in itertools.product(*members[1:]) if key in met_columns or set(key) & gaps.keys()]
    labels = Labels(statistic, formatter.words)

    def name_of(axis: str, member: str) -> str:
        return gaps.get(member) or labels.member(axis, member)

    units = {statistic.unit(cell.key) for cell in by_key.values()}
    rows = tuple(
        Row(
            name_of(axes[0], member),
            tuple(
                _printed(by_key.get((member, *column)), formatter, len(units) == 1, description.decimals)
                for column in columns
            ),
            is_total=member == statistic.dimension(axes[0]).metadata.elimination,
            keys=tuple(found.key if (found := by_key.get((member, *column))) else None for column in columns),
        )
        for member in members[0]
    )
    table = PrintedTable(
        stub=labels.dimension(axes[0]),
        spanners=_spanners(columns, labels, axes) if len(axes) > 2 else (),
        columns=tuple(name_of(axes[-1], column[-1]) for column in columns),
        rows=rows,
        unit=_unit_of(list(by_key.values()), formatter),
        symbols=symbols_in(text for row in rows for text in row.cells if text in SYMBOLS),
        notes=_break_notes(described, by_key.values(), formatter.words.language),
        remarks=remarks_on((cell for cell in by_key.values() if cell.observation.remark), formatter.words),
    )
    labels.stop()
    return table, list(by_key.values())


def _add_missing_times(
    statistic: Statistic, axes: Sequence[str], members: list[list[str]], held: Collection[Period], formatter: Formatter
) -> dict[str, str]:
    """Put the times that the statistic lacks among the `members` of each axis; their names by what stands for them."""
    gaps: dict[str, str] = {}
    for n, axis in enumerate(axes):
        if statistic.dimension(axis).is_time:
            places = timeline(list(map(parse_period, members[n])), held)
            gaps |= {f"\0{time.place}": period_name(time, formatter.words) for time, i in places if i is None}
            members[n] = [f"\0{time.place}" if i is None else members[n][i] for time, i in places]
    return gaps


def table_of_chart(chart: Chart, formatter: Formatter, held: Collection[Period] = ()) -> PrintedTable:
    """The table behind a figure: its rows or times down, its series across.

    `held` are the times that its statistic has; those that a regular series lacks get a row or column of their own.

    Small multiples with one series have a row per panel and the times across, a slope has a row per line. Highlighted
    rows of a heat table are set as totals, as they are drawn.
    """
    words, work = formatter.words, WORK[chart.kind]

    def cell(point: Point | None) -> str:
        if point is None:
            return GAP
        if point.value is None:
            return marked(point.symbol or "..", point.status)
        return marked(formatter.plain(point.value, chart.decimals), point.status)

    def row_of(label: str, points: Sequence[Point | None], *, is_total: bool = False) -> Row:
        keys = tuple(point.key if point else None for point in points)
        return Row(label, tuple(map(cell, points)), is_total=is_total, keys=keys)

    def row(label: str, panel: Panel, i: int | None) -> Row:
        if i is None:
            return row_of(label, [None] * len(panel.series))
        points = [series.points[i] for series in panel.series]
        is_total = work.highlight_is_total and points[0].member in chart.highlight
        return row_of(label, points, is_total=is_total)

    def times(label: str, series: Series) -> Row:
        return row_of(label, [None if i is None else series.points[i] for _, i in along])

    points = chart.series[0].points
    places = timeline([point.period for point in points], held)
    along: list[tuple[str, int | None]] = [
        (points[i].label if i is not None else period_name(time, words), i) for time, i in places
    ] or [(point.label, i) for i, point in enumerate(points)]
    unit = unit_word(words, chart.unit, chart.base)
    single = len(chart.panels) > 1 and len(chart.series) == 1
    if single:
        columns = tuple(label for label, _ in along)
        rows = [times(panel.label, panel.series[0]) for panel in chart.panels]
        stub = chart.panel_label
    elif work.table_rows == "series":
        columns = tuple(label for label, _ in along)
        rows = [times(series.label, series) for series in chart.series]
        stub = chart.series_label
    else:
        columns = tuple(series.label or unit.capitalize() for series in chart.series)
        stub, rows = chart.axis_label, []
        for panel in chart.panels:
            if panel.label:
                rows.append(Row(panel.label, ("",) * len(columns), is_heading=True))
            rows += [row(label, panel, i) for label, i in along]
    missing = [GAP for _, i in along if i is None]
    symbols = symbols_in([*missing, *(p.symbol or (GAP if p.value is None else None) for p in chart.points())])
    return PrintedTable(stub, (), columns, tuple(rows), unit, symbols, chart.notes, chart.remarks)


def symbols_in(found: Iterable[str | None]) -> tuple[str, ...]:
    """The standard symbols that occur, each once, sorted."""
    return tuple(sorted({symbol for symbol in found if symbol}))


def _check_axes(described: Described, statistic: Statistic, axes: tuple[str, ...]) -> None:
    known = [dimension.name for dimension in statistic.dimensions]
    faults = [
        Finding(
            described.place("rows" if i == 0 else "columns"),
            f"{statistic.name} has no dimension '{axis}'.{near(axis, known)}",
        )
        for i, axis in enumerate(axes)
        if axis not in known
    ]
    if faults:
        raise Faults(faults)


def _printed(cell: Cell | None, formatter: Formatter, one_unit: bool, decimals: int | None) -> str:
    """A cell as text; an absent one is missing. Where units differ, per cent carries its sign."""
    if cell is None:
        return ".."
    if cell.observation.value is None:
        return marked(cell.observation.symbol or "..", cell.observation.remark)
    unit = cell.statistic.unit(cell.key)
    digits = decimals if decimals is not None and not unit.whole else cell.statistic.decimals(cell.key)
    if one_unit:
        return marked(formatter.plain(cell.observation.value, digits), cell.observation.status)
    return marked(formatter.in_unit(cell.observation.value, unit, digits), cell.observation.status)


def _unit_of(cells: Sequence[Cell], formatter: Formatter) -> str:
    """The word for the unit that all cells have; nothing where they differ."""
    units = {(cell.statistic.unit(cell.key), cell.statistic.base(cell.key)) for cell in cells}
    return unit_word(formatter.words, *units.pop()) if len(units) == 1 else ""


def _spanners(columns: list[tuple[str, ...]], labels: Labels, axes: tuple[str, ...]) -> tuple[Header, ...]:
    groups = itertools.groupby(columns, key=lambda column: column[0])
    return tuple(Header(labels.member(axes[1], member), len(list(group))) for member, group in groups)


def _break_notes(described: Described, cells: Iterable[Cell], language: Language) -> tuple[str, ...]:
    """Notes of the breaks that lie between cells of the table."""
    notes: list[str] = []
    for item in breaks_among(cells):
        if item.note is None:
            continue  # marked by the source beside its values, and told among their remarks
        note = item.note.get(language)
        if note is None:
            message = f"the note of the break before {item.before} has not been written in {language}"
            raise Faults.one(described.place("statistic"), message)
        notes.append(note)
    return tuple(notes)
