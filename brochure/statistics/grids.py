"""From rows of texts, of a CSV or of a sheet, to a table: where headings, labels, values and notes stand.

A grid may have title lines above its headings, one column of values or one for each member of a dimension or two, two
heading lines, a column of statuses, and notes below. Cells stay text here.
"""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from brochure.findings import Faults, Finding, Place, near
from brochure.statistics.floods import summed_up
from brochure.statistics.guessing import Undescribed, guessed
from brochure.statistics.headings import spread_members, title_of_time
from brochure.statistics.metadata import FileOptions
from brochure.statistics.notes_below import notes_begin, said_below
from brochure.statistics.raw_table import MOST_CELLS, MOST_COLUMNS, RawTable
from brochure.statistics.said_above import with_title, with_units
from brochure.statistics.values_like import is_like_value

VALUE = "verdi"
"""Name of the value column in our own CSV files."""
STATUS_COLUMNS = frozenset({"status", "obs_status", "obs_flag", "flag", "flags"})
"""Names, in small letters, of a column that says something of each value."""
MOST_TITLES = 3
_LOOKED_AT = 50
_IN_A_SHEET = (
    ". Where contents stand above the years, say how many lines of headings there are (headings = 2, --headings 2); "
    'where the table is a part of the sheet, which (range = "A4:H30", --range A4:H30)'
)


def _no_hint(_: Sequence[str], __: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file that hold something, and the line of each.

    `apart` are the rows that follow an empty one, by their place in `rows`. In a sheet (no `delimiter`) rows have one
    length, and a label stands once for all rows that it is merged over. `hint` says more of a row that is too long.
    """

    path: str
    rows: list[list[str]]
    lines: list[int]
    delimiter: str = ""
    decimal_sign: str = "."
    apart: frozenset[int] = frozenset()
    most_titles: int = MOST_TITLES
    hint: Callable[[Sequence[str], int], str] = field(default=_no_hint)

    @property
    def is_sheet(self) -> bool:
        """Whether it is that of a workbook."""
        return not self.delimiter

    def place(self, row: int) -> Place:
        """Where a row stands."""
        return Place(self.path, self.lines[row] if row < len(self.lines) else None)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a grid are, by position: those of dimensions, of values, and the one of statuses.

    `spread` are the dimensions whose members stand in the headings, `members` those of each value column.
    """

    fixed: Mapping[int, str]
    values: Sequence[int]
    status: int | None
    spread: tuple[str, ...] = ()
    members: Sequence[tuple[str, ...]] = ((),)


def table_of(grid: Grid, options: FileOptions) -> RawTable:
    """The table of a grid; raises `Faults` with every row that does not fit its headings.

    The value column is the last one that is no dimension, whatever its name; in a comma CSV it must be called `verdi`
    unless the metadata describe all others. Dimensions that have no column, or that `spread` names, have their members
    in the headings of the value columns.
    """
    top = _titles(grid)
    if top == len(grid.rows):
        message = "the file has no columns" if top else "the file is empty"
        raise Faults.one(grid.place(0) if top else Place(grid.path, 1), message)
    if isinstance(options, Undescribed):
        options = guessed(grid.rows[top:], STATUS_COLUMNS, options)
    width = max(map(len, grid.rows[top : top + 2])) if grid.is_sheet or options.headings else len(grid.rows[top])
    count = options.headings or _heading_lines(grid, top, options)
    headings = [[*row, *[""] * (width - len(row))] for row in grid.rows[top : top + count]]
    columns = _columns(grid, top, headings, options)
    end = notes_begin(grid.rows, top + count, width, grid.apart, columns.values)
    rows, lines = _body(grid, top + count, end, width, columns)
    said, meanings = said_below([cell for row in grid.rows[end:] for cell in row if cell.strip()])
    table = _long(grid, rows, lines, columns)
    title = " ".join(next((row for row in grid.rows[:top]), [])).strip()
    times = frozenset(name for name in table[0] if options.is_time(name))
    said = replace(with_title(said, title), times=times)
    values = [headings[line][i] for line in range(len(headings)) for i in columns.values]
    said = with_units(said, values, dict(zip(table[0], map(set, zip(*table[1], strict=True)), strict=False)))
    return RawTable(*table, meanings=meanings, decimal_sign=grid.decimal_sign, said=said, spread=columns.spread)


def _titles(grid: Grid) -> int:
    """How many rows stand above the headings: those with nothing but their first field."""
    for i, row in enumerate(grid.rows[: grid.most_titles + 1]):
        if (len(row) > 1 and any(row[1:])) or row == [VALUE] or i == grid.most_titles:
            return i
    return len(grid.rows)


def _heading_lines(grid: Grid, top: int, options: FileOptions) -> int:
    """How many heading lines there are, where the metadata do not say: two, where the first alone is not enough."""
    first = grid.rows[top]
    below = grid.rows[top + 1] if top + 1 < len(grid.rows) else []
    known = {*options.dimensions}
    named = [name for name in first if name]
    is_whole = "" not in first and len(set(first)) == len(first)
    if is_whole or len(below) != len(first) or len(known - {*named, *below}) < 2:
        return 1
    both = [*zip(_filled(first), below, strict=True)]
    return 2 if len(set(both)) == len(both) and not any(map(_is_decimal, below)) else 1


def _is_decimal(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+[.,]\d+|\d{5,}", text))


def _filled(texts: Sequence[str], skipped: frozenset[int] = frozenset()) -> list[str]:
    """Headings, with those of merged cells repeated to the right."""
    latest = ""
    found = []
    for i, text in enumerate(texts):
        latest = "" if i in skipped else text or latest
        found.append(latest or text)
    return found


def _columns(grid: Grid, top: int, headings: Sequence[Sequence[str]], options: FileOptions) -> _Columns:
    place, known = grid.place(top), options.dimensions
    if len(headings[0]) > MOST_COLUMNS:
        raise Faults.one(place, f"there are {len(headings[0]):,} columns; give it fewer")
    own = [next((text for text in column if text in known), "") or column[-1] for column in zip(*headings, strict=True)]
    fixed = {i: name for i, name in enumerate(own) if name in known}
    status = next((i for i, name in enumerate(own) if name.casefold() in STATUS_COLUMNS and name not in known), None)
    for name in options.spread:
        if name in fixed.values():
            message = f"'{name}' is the name of a column already; give the one that is spread ('spread') another"
            raise Faults.one(place, message)
    missing = [name for name in known if name not in fixed.values()]
    nameless = list(itertools.takewhile(lambda i: not any(row[i] for row in headings), range(len(own))))
    labels = [name for name in _time_last(missing, options) if name not in options.spread][: len(nameless)]
    if options.spread or (grid.is_sheet and nameless) or len(headings) > 1:
        fixed |= dict(zip(nameless, labels, strict=False))
    spread = options.spread or tuple(name for name in missing if name not in fixed.values())
    rest = [i for i in range(len(own)) if i not in fixed and i != status and (not grid.is_sheet or own[i])]
    if options.spread or (spread and (len(headings) > 1 or _are_values(grid, top, rest, own, spread, options))):
        if not rest or len(rest) * (len(grid.rows) - top) > MOST_CELLS + len(rest) * 2:
            message = f"there must be columns of values, with at most {MOST_CELLS:,} cells in all"
            raise Faults.one(place, message)
        filled = [*(_filled(row, frozenset(fixed)) for row in headings[:-1]), list(headings[-1])]
        lines = [[row[i] for i in rest] for row in filled]
        return _Columns(fixed, rest, status, spread, spread_members(lines, spread, options, place))
    _refuse_names(own, place, grid)
    value = _value_column(grid, own, place, options, status)
    return _Columns({i: name for i, name in enumerate(own) if i not in (value, status)}, [value], status)


def _time_last(names: Sequence[str], options: FileOptions) -> list[str]:
    return sorted(names, key=options.is_time)


def _are_values(
    grid: Grid, top: int, rest: Sequence[int], own: Sequence[str], spread: Sequence[str], options: FileOptions
) -> bool:
    """Whether columns that nobody describes are the values of dimensions without a column, by what they hold."""
    if len(rest) < 2 - grid.is_sheet or own[rest[-1]] == VALUE:
        return False
    if any(map(options.is_time, spread)) and not all(title_of_time(own[i]) for i in rest):
        return False
    rows = [row for row in grid.rows[top + 1 : top + _LOOKED_AT] if len(row) == len(own)]
    return all(is_like_value(row[i].strip()) for row in rows for i in rest if row[i].strip())


def _refuse_names(names: Sequence[str], place: Place, grid: Grid) -> None:
    if "" in names or len(set(names)) < len(names):
        delimiter = grid.delimiter or "|"
        message = f"every column needs a name of its own, separated by '{delimiter}'; found: {delimiter.join(names)}"
        raise Faults.one(place, message + (_IN_A_SHEET if grid.is_sheet else ""))


def _value_column(grid: Grid, header: Sequence[str], place: Place, options: FileOptions, status: int | None) -> int:
    """The position of the column of values."""
    columns = [i for i in range(len(header)) if i != status]
    if not columns:
        raise Faults.one(place, f"the only column is '{header[0]}'; there is none with values")
    last = columns[-1]
    others = [i for i in columns if header[i] not in options.dimensions]
    if grid.delimiter not in ("", ",") or header[last] == VALUE or others == [last]:
        return last
    if others and len(others) > 1 and set(options.dimensions) <= set(header):
        names = ", ".join(f"'{header[i]}'" for i in others)
        message = f"{names} are not described as dimensions, and only the last column can hold the values"
        raise Faults.one(place, f"{message}; describe them, or say what they are with 'spread'")
    message = f"the last column is '{header[last]}'; it must be '{VALUE}'"
    hint = near(header[last], options.dimensions) if options.dimensions else ""
    raise Faults.one(place, f"{message}, or of another name than the dimensions.{hint}")


def _body(
    grid: Grid, begin: int, end: int, width: int, columns: _Columns
) -> tuple[Sequence[Sequence[str]], Sequence[int]]:
    """The rows of values; in a sheet with labels filled down, and without rows that have no value."""
    rows, lines = grid.rows[begin:end], grid.lines[begin:end]
    if grid.is_sheet:
        return _filled_down(rows, lines, columns)
    faults: list[Finding] = []
    for row, line in zip(rows, lines, strict=True):
        if len(row) != width:
            message = f"this row has {len(row)} fields, but the header has {width}{grid.hint(row, width)}"
            faults.append(Finding(Place(grid.path, line), message))
    if faults:
        raise Faults(summed_up(faults))
    return rows, lines


def _filled_down(
    rows: Sequence[Sequence[str]], lines: Sequence[int], columns: _Columns
) -> tuple[list[list[str]], list[int]]:
    """Rows with a value, or with a label of the last dimension, whose value is missed; labels as merged cells say."""
    latest: dict[int, str] = {}
    kept, at = [], []
    innermost = max(columns.fixed, default=None)
    for row, line in zip(rows, lines, strict=True):
        for i in columns.fixed:
            if row[i]:
                latest[i] = row[i]
        if any(row[i] for i in columns.values) or (innermost is not None and row[innermost]):
            kept.append([latest.get(i, "") if i in columns.fixed else text for i, text in enumerate(row)])
            at.append(line)
    return kept, at


def _long(
    grid: Grid, rows: Sequence[Sequence[str]], lines: Sequence[int], columns: _Columns
) -> tuple[tuple[str, ...], Sequence[tuple[str, ...]], Sequence[str], Sequence[int], Sequence[str]]:
    """Dimensions, keys, values, lines and statuses: a wide table made long, one column of values after the other."""
    names = (*columns.fixed.values(), *columns.spread)
    fixed = [tuple([row[i] for i in columns.fixed]) for row in rows]
    keys = fixed if not columns.spread else [(*key, *member) for member in columns.members for key in fixed]
    values = [row[i] for i in columns.values for row in rows]
    said = [row[columns.status].strip() for row in rows] * len(columns.values) if columns.status is not None else ()
    return names, keys, values, [*lines] * len(columns.values), said
