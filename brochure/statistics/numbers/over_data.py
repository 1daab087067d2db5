"""Functions that ask which cells there are: what lets a text say what data lack, reach to, or hold."""

from decimal import Decimal

from brochure.findings import near
from brochure.statistics.numbers.moment import Moment, fixed_moment, moment_of
from brochure.statistics.numbers.number import Number
from brochure.statistics.period import PeriodError
from brochure.statistics.publications import latest_cell
from brochure.statistics.selection import Cell, SelectionError
from brochure.statistics.table import Dimension
from brochure.statistics.units import Unit

Found = list[Cell]


def has(cells: Found) -> bool:
    """Whether any cell of a selection has a value."""
    return any(cell.observation.value is not None for cell in cells)


def latest(cells: Found) -> Moment:
    """The latest period in which a cell of a selection has a value."""
    cell = latest_cell(cells, None)
    if cell is None or cell.period is None or cell.statistic.time is None:
        raise SelectionError("latest() meets no cell with a value and a time; ask has() first")
    return moment_of(cell.period, cell, cell.member(cell.statistic.time.name))


def count(cells: Found | int) -> Number:
    """How many cells of a selection have a value; `sections` stands for how many the edition has."""
    if isinstance(cells, int):
        return Number(Decimal(cells), Unit.COUNT)
    valued = tuple(cell for cell in cells if cell.observation.value is not None)
    return Number(Decimal(len(valued)), Unit.COUNT, 0, valued or tuple(cells), made=(count, (cells,)))


def only(cells: Found, *members: str) -> bool:
    """Whether the members with a value are exactly these, in the one dimension that has them all."""
    if not members:
        raise SelectionError('only() takes the members too: only(selection, "A", "B")')
    valued = [cell for cell in cells if cell.observation.value is not None]
    if not valued:
        return False
    dimension = _with_members(valued[0], members)
    return {cell.member(dimension.name) for cell in valued} == set(members)


def period(text: str) -> Moment:
    """A period that is written out; what the name of a period stands for."""
    try:
        return fixed_moment(text)
    except PeriodError as error:
        raise SelectionError(str(error)) from None


def _with_members(cell: Cell, members: tuple[str, ...]) -> Dimension:
    dimensions = cell.statistic.dimensions
    found = next((d for d in dimensions if all(member in d.positions for member in members)), None)
    if found is not None:
        return found
    known = [name for dimension in dimensions for name in dimension.members]
    hint = next((near(member, known) for member in members if member not in known), "")
    raise SelectionError(f"no dimension of {cell.statistic.name} has the members {' and '.join(members)}.{hint}")
