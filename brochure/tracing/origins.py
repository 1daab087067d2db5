"""Where a number comes from: its formula, cells, statistics and published tables, out of a manifest."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from brochure.manifest.model import CellRecord, ExhibitRecord, Manifest, NumberRecord, StatisticRecord, UseRecord
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.units import Unit, unit_of_difference
from brochure.tracing.digits import Figure, Signs

_MOST_CELLS_IN_PAIRS = 200
_YEARS = re.compile(r"\b(\d{4})(?:[–-](\d{4}))?")


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """An observation: the file and line it was read from, its members, and what it holds."""

    statistic: str
    file: str
    line: int | None
    members: dict[str, str]
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class StatisticOrigin:
    """A statistic with its published tables: name, address and what each covers.

    Where some of them are known to cover the years of the cells that are told, the others are left out.
    """

    name: str
    number: int | None
    title: str
    publisher: str
    tables: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NumberOrigin:
    """A named number: its formula and where it is defined, its unrounded value."""

    name: str
    formula: str
    source: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a number rests on; `expression` is how the text prints it, `values` are its unrounded values."""

    values: tuple[str, ...]
    unit: str
    cells: tuple[CellOrigin, ...]
    statistics: tuple[StatisticOrigin, ...]
    numbers: tuple[NumberOrigin, ...] = ()
    expression: str = ""
    claims: tuple[str, ...] = ()


def origin_of_use(manifest: Manifest, use: UseRecord, claims: Iterable[int] = ()) -> Origin:
    """The origin of a printed number; of `claims`, the conditions that name it are told."""
    records = {record.name: record for record in (*manifest.numbers, *manifest.intermediate)}
    about = (manifest.claims[position] for position in claims)
    return _origin(
        manifest,
        use.cells,
        use.values,
        use.unit,
        numbers=tuple(_number(records[name]) for name in use.numbers if name in records),
        expression=use.expression,
        claims=tuple(claim.told for claim in about if {name for name, _ in claim.values} & set(use.numbers)),
    )


def origin_of_number(manifest: Manifest, record: NumberRecord) -> Origin:
    """The origin of a named number, wherever it is printed."""
    return _origin(manifest, record.cells, (record.value,), record.unit, numbers=(_number(record),))


def origin_of_table_cell(manifest: Manifest, exhibit: ExhibitRecord, position: int) -> Origin:
    """The origin of a cell of a printed table, which shows its value, or its share of a whole."""
    share = _shares(manifest, exhibit).get(position)
    if share is None:
        return origin_of_cells(manifest, [position])
    return origin_of_cells(manifest, [position], f"{share:f}", "percent")


def origin_of_cells(manifest: Manifest, positions: Iterable[int], value: str | None = None, unit: str = "") -> Origin:
    """The origin of what shows cells: of one cell its own value, unless another `value` in a `unit` is shown."""
    cells = tuple(positions)
    first = manifest.cells[cells[0]]
    shown = value if value is not None else first.value or first.symbol or ""
    return _origin(manifest, cells, (shown,), unit or first.unit)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a number in a drawing is, in a few words, and every origin that it may have; none for what is no value."""

    what: str
    origins: tuple[Origin, ...] = ()


def drawn_from(manifest: Manifest, exhibit: ExhibitRecord, cells: tuple[int, ...]) -> Drawn:
    """What a text of a drawing is that prints the value of a cell, its share, or the first of two less the second."""
    if len(cells) == 1:
        what = "the share of a cell" if exhibit.shares_over else "the value of a cell"
        return Drawn(what, (origin_of_table_cell(manifest, exhibit, cells[0]),))
    values = _shares(manifest, exhibit) if exhibit.shares_over else _values(manifest, exhibit)
    later, earlier = (values.get(cell, Decimal(0)) for cell in cells)
    return Drawn("the difference of two cells", (_difference(manifest, cells, later - earlier),))


def drawn_as(manifest: Manifest, exhibit: ExhibitRecord, text: str, signs: Signs, *, is_known: bool = False) -> Drawn:
    """What a text of a drawing is: the name of a member, the value of a cell, a share, a difference, or of the axis.

    Of a text that `is_known` to print no cell, only whether it is a name or of the axis. Else, in a manifest of before
    that was recorded, every cell is told whose value prints so.
    """
    if name := _named(manifest, exhibit, text, signs):
        return Drawn(f"the name of {name}")
    figures = list(signs.figures_in(text))
    if len(figures) == 1 and not is_known:
        for what, origins in (
            ("the share of a cell", _shares_drawn(manifest, exhibit, figures[0])),
            ("the value of a cell", _values_drawn(manifest, exhibit, figures[0])),
            ("the difference of two cells", _differences_drawn(manifest, exhibit, figures[0])),
        ):
            if origins:
                return Drawn(what + (f", one of {len(origins)} that fit" if len(origins) > 1 else ""), tuple(origins))
    return Drawn("a value of the axis" if figures else "a text of the drawing")


def _shares_drawn(manifest: Manifest, exhibit: ExhibitRecord, figure: Figure) -> list[Origin]:
    return [
        origin_of_table_cell(manifest, exhibit, position)
        for position, share in _shares(manifest, exhibit).items()
        if figure.decimals == 1 and round_half_away(share, 1) == figure.value
    ]


def _values_drawn(manifest: Manifest, exhibit: ExhibitRecord, figure: Figure) -> list[Origin]:
    cells = _values(manifest, exhibit)
    if exhibit.shares_over or figure.decimals != _decimals(manifest, cells):
        return []
    return [
        origin_of_cells(manifest, [position])
        for position, value in cells.items()
        if round_half_away(value, figure.decimals) == figure.value
    ]


def _differences_drawn(manifest: Manifest, exhibit: ExhibitRecord, figure: Figure) -> list[Origin]:
    """Differences between cells that are alike but for their time, or for one other dimension where none fits."""
    cells = _values(manifest, exhibit)
    if exhibit.shares_over or len(cells) > _MOST_CELLS_IN_PAIRS or figure.decimals != _decimals(manifest, cells):
        return []
    statistic = next(each for each in manifest.statistics if each.name == exhibit.statistic)
    times = {dimension.name for dimension in statistic.dimensions if dimension.role == "time"}
    found: dict[bool, list[Origin]] = {True: [], False: []}
    for one, other, dimension in _pairs(manifest, cells):
        change = cells[other] - cells[one]
        if round_half_away(change, figure.decimals) == figure.value:
            found[dimension in times].append(_difference(manifest, (other, one), change))
    return found[True] or found[False]


def _difference(manifest: Manifest, cells: tuple[int, ...], change: Decimal) -> Origin:
    unit = Unit(manifest.cells[cells[0]].unit)
    return origin_of_cells(manifest, cells, f"{change:f}", str(unit_of_difference(unit, unit)))


def _decimals(manifest: Manifest, cells: Iterable[int]) -> int:
    """With how many decimals a drawing shows its cells."""
    return max((manifest.cells[i].decimals for i in cells), default=0)


def _named(manifest: Manifest, exhibit: ExhibitRecord, text: str, signs: Signs) -> str:
    """The member that a text names, as the statistic calls it."""
    statistic = next(each for each in manifest.statistics if each.name == exhibit.statistic)
    wanted = signs.one_form(text)
    for dimension in statistic.dimensions:
        for member in dict.fromkeys(manifest.cells[i].members[dimension.name] for i in exhibit.cells):
            if wanted in (signs.one_form(member), signs.one_form(dimension.labels.get(member, member))):
                return f"{dimension.name}={member}"
    return ""


def _values(manifest: Manifest, exhibit: ExhibitRecord) -> dict[int, Decimal]:
    """The cells of a figure or table that hold a value, each once, with it."""
    values = ((i, manifest.cells[i].value) for i in exhibit.cells)
    return {i: Decimal(value) for i, value in values if value is not None}


def _shares(manifest: Manifest, exhibit: ExhibitRecord) -> dict[int, Decimal]:
    """The cells of a figure that shows shares, each in per cent of its whole; none for any other."""
    if not exhibit.shares_over:
        return {}
    cells = _values(manifest, exhibit)
    rows: dict[tuple[str, ...], list[int]] = {}
    for i in cells:
        members = manifest.cells[i].members
        rows.setdefault(tuple(v for k, v in members.items() if k != exhibit.shares_over), []).append(i)
    wholes = {i: sum((cells[j] for j in row), Decimal(0)) for row in rows.values() for i in row}
    return {i: value * 100 / wholes[i] for i, value in cells.items() if wholes[i]}


def _pairs(manifest: Manifest, cells: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Pairs of cells that differ in one dimension alone, with its name."""
    for one, other in itertools.permutations(cells, 2):
        members, others = manifest.cells[one].members, manifest.cells[other].members
        differing = [name for name in members if members[name] != others[name]]
        if len(differing) == 1:
            yield one, other, differing[0]


def _number(record: NumberRecord) -> NumberOrigin:
    return NumberOrigin(record.name, record.formula, str(record.source), record.value, record.unit)


def _covering(statistic: StatisticRecord, cells: Iterable[CellRecord]) -> tuple[tuple[str, str, str], ...]:
    """The published tables of a statistic that cover the times of its cells; all of them where that is not known."""
    times = [dimension.name for dimension in statistic.dimensions if dimension.role == "time"]
    members = [cell.members[time] for cell in cells if cell.statistic == statistic.name for time in times]
    years = {year for member in members for year in _years(member)}
    return tuple(table for table in statistic.tables if years & _years(table[2])) or statistic.tables


def _years(text: str) -> set[int]:
    """The years that a text names, and those between the ends of a span."""
    spans = ((int(match[1]), int(match[2] or match[1])) for match in _YEARS.finditer(text))
    return {year for first, last in spans for year in range(first, min(last, first + 200) + 1)}


def _origin(
    manifest: Manifest,
    positions: Iterable[int],
    values: tuple[str, ...],
    unit: str,
    *,
    numbers: tuple[NumberOrigin, ...] = (),
    expression: str = "",
    claims: tuple[str, ...] = (),
) -> Origin:
    cells = [manifest.cells[i] for i in positions]
    known = {each.name: each for each in manifest.statistics}
    statistics = [known[name] for name in dict.fromkeys(cell.statistic for cell in cells)]
    return Origin(
        values,
        unit,
        tuple(
            CellOrigin(
                cell.statistic,
                known[cell.statistic].file,
                cell.line,
                cell.members,
                cell.value if cell.value is not None else cell.symbol or "",
                cell.unit,
            )
            for cell in cells
        ),
        tuple(
            StatisticOrigin(each.name, each.number, each.title, each.publisher, _covering(each, cells))
            for each in statistics
        ),
        numbers,
        expression,
        claims,
    )
