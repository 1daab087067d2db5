"""Readers of the file forms in which statistics arrive; each ends in a `RawTable`.

Three forms: comma CSV with a decimal point (our own, and that of PxWebApi 2), Statistics Norway's semicolon CSV with
a decimal comma, and JSON-stat 2.0 (`json_stat`). A CSV may have title lines above its header, one value column or one
per period, and a column of statuses. Cells stay text here; what they mean is `loading`'s to say.
"""

import csv
import io
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from brochure.findings import Faults, Finding, Place, near
from brochure.statistics.floods import summed_up
from brochure.statistics.metadata import StatisticMetadata

MOST_CELLS, MOST_COLUMNS = 500_000, 1_000
"""Of a statistic; more would be a whole register, not what a brochure shows."""
VALUE = "verdi"
"""Name of the value column in our own CSV files."""
STATUS_COLUMNS = frozenset({"status", "obs_status", "obs_flag", "flag", "flags"})
"""Names, in small letters, of a column that says something of each value."""
_MOST_TITLES = 3
_LINE, _SPREAD, _CELL = "line", "spread", "cell"


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as text: the members of each cell, its value, the line where it stands, and the status beside it.

    All four are as long as each other; `statuses` is empty where the file has none. `labels` gives the printed name of
    members that the file itself names (JSON-stat): dimension -> member -> name. `meanings` gives what the file says
    that its statuses mean, and `language` in which language; `units` what it says that members are counted in.
    """

    dimensions: tuple[str, ...]
    keys: Sequence[tuple[str, ...]]
    values: Sequence[str]
    lines: Sequence[int]
    statuses: Sequence[str] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A CSV as it stands: its header, the place of that, and the rows below it with the line where each begins."""

    header: list[str]
    place: Place
    rows: list[list[str]]
    lines: list[int]


def has_semicolons(text: str) -> bool:
    """Whether the header, which may stand below a title, is that of a semicolon CSV."""
    head = [line for line in itertools.islice(io.StringIO(text), 50) if line.strip()][:_MOST_TITLES]
    if head and ";" not in head[0] and head[0].rstrip().rstrip('"').endswith(VALUE):
        return False
    return any(";" in line and line.count(";") >= line.count(",") for line in head)


def read_csv(text: str, path: str, metadata: StatisticMetadata) -> RawTable:
    """A CSV with commas or semicolons; raises `Faults` with every row that has another length than the header.

    The value column is the last one that is no dimension, whatever its name; in a comma CSV it must be called `verdi`
    unless the metadata describe all others. With `spread` in the metadata every column that is not a dimension holds
    the values of one member of that dimension; the words that all their headings begin with are left out ("Personer
    2014" becomes "2014").
    """
    delimiter = ";" if has_semicolons(text) else ","
    grid = _grid(text, path, delimiter)
    header = grid.header
    status = next((i for i, name in enumerate(header) if _is_status(name, metadata)), None)
    if metadata.spread is not None:
        table = _spread(grid, metadata, metadata.spread, status)
    else:
        value = _value_column(grid, delimiter, metadata, status)
        fixed = [i for i in range(len(header)) if i not in (value, status)]
        table = RawTable(
            tuple(header[i] for i in fixed),
            [tuple([row[i] for i in fixed]) for row in grid.rows],
            [row[value] for row in grid.rows],
            grid.lines,
            [row[status].strip() for row in grid.rows] if status is not None else (),
        )
    if delimiter == ",":
        return table
    values = [_decimal_point(value) for value in table.values]
    return RawTable(table.dimensions, table.keys, values, table.lines, table.statuses)


def _is_status(name: str, metadata: StatisticMetadata) -> bool:
    return name.casefold() in STATUS_COLUMNS and name not in metadata.dimensions


def _value_column(grid: _Grid, delimiter: str, metadata: StatisticMetadata, status: int | None) -> int:
    """The position of the column of values."""
    header = grid.header
    columns = [i for i in range(len(header)) if i != status]
    if not columns:
        raise Faults.one(grid.place, f"the only column is '{header[0]}'; there is none with values")
    last = columns[-1]
    others = [i for i in columns if header[i] not in metadata.dimensions]
    if delimiter == ";" or header[last] == VALUE or others == [last]:
        return last
    if others and len(others) > 1 and set(metadata.dimensions) <= set(header):
        names = ", ".join(f"'{header[i]}'" for i in others)
        message = f"{names} are not described as dimensions, and only the last column can hold the values"
        raise Faults.one(grid.place, f"{message}; describe them, or say what they are with 'spread'")
    message = f"the last column is '{header[last]}'; it must be '{VALUE}'"
    hint = near(header[last], metadata.dimensions) if metadata.dimensions else ""
    raise Faults.one(grid.place, f"{message}, or of another name than the dimensions.{hint}")


def _spread(grid: _Grid, metadata: StatisticMetadata, spread: str, status: int | None) -> RawTable:
    """A wide table made long: one cell for each row and each column that is no dimension."""
    header = grid.header
    if spread in header:
        message = f"'{spread}' is the name of a column already; give the one that is spread ('spread') another"
        raise Faults.one(grid.place, message)
    fixed = [i for i, name in enumerate(header) if name in metadata.dimensions]
    headings = [i for i in range(len(header)) if i not in fixed and i != status]
    if not headings or len(headings) * len(grid.rows) > MOST_CELLS:
        message = f"there must be columns of values, with at most {MOST_CELLS:,} cells in all"
        raise Faults.one(grid.place, message)
    shared = len(re.match(r"(?:\D*\s)?", _common_prefix([header[i] for i in headings]))[0])  # type: ignore[index]
    import pandas as pd  # here, so that what reshapes nothing starts without it

    frame = pd.DataFrame(grid.rows, columns=range(len(header)), dtype=object)  # by position: any name may be a heading
    kept = [*fixed, *([status] if status is not None else []), _LINE]
    long = frame.assign(**{_LINE: grid.lines}).melt(
        id_vars=kept, value_vars=headings, var_name=_SPREAD, value_name=_CELL
    )
    names = [header[position][shared:] for position in long[_SPREAD]]
    return RawTable(
        (*(header[i] for i in fixed), spread),
        list(zip(*(long[i].tolist() for i in fixed), names, strict=True)),
        long[_CELL].tolist(),
        long[_LINE].tolist(),
        [text.strip() for text in long[status]] if status is not None else (),
    )


def _grid(text: str, path: str, delimiter: str) -> _Grid:
    """The header of a CSV and the rows below it that are not empty.

    Raises `Faults` for an empty file, a nameless or doubled column, rows of another length, and for too many of
    either.
    """
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    faults: list[Finding] = []
    header: list[str] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    titles: list[int] = []
    line = at = 1
    try:
        for row in reader:
            if not header:
                if len(row) == 1 and row != [VALUE] and len(titles) < _MOST_TITLES:
                    titles.append(line)  # a title above the header
                elif row:
                    header, at = row, line
                    faults += _faults_of_header(row, path, line, delimiter)
                if len(header) > MOST_COLUMNS:
                    break
            elif len(rows) >= MOST_CELLS:
                message = f"the file has more than {MOST_CELLS:,} rows; leave out what the brochure does not show"
                faults.append(Finding(Place(path, line), message))
                break
            elif row and len(row) != len(header):
                message = f"this row has {len(row)} fields, but the header has {len(header)}"
                if delimiter == "," and len(row) == len(header) + 1 and (halves := _decimal_comma(row)):
                    message += f"; '{','.join(halves)}' has a decimal comma: write {'.'.join(halves)}"
                faults.append(Finding(Place(path, line), message))
            elif any(row):
                rows.append(row)
                lines.append(line)
            line = 1 + reader.line_num
    except csv.Error as error:
        faults.append(Finding(Place(path, line), f"this is not valid CSV: {error}"))
    if not header and not faults:
        message = "the file has no columns" if titles else "the file is empty"
        faults.append(Finding(Place(path, titles[0] if titles else 1), message))
    if faults:
        raise Faults(summed_up(faults))
    return _Grid(header, Place(path, at), rows, lines)


def _decimal_comma(row: Sequence[str]) -> tuple[str, str] | None:
    """Two fields of a row that look like one number, which a comma has cut in two; the last of several."""
    pairs = itertools.pairwise(field.strip() for field in row)
    return next(
        (p for p in reversed(list(pairs)) if re.fullmatch("-?[0-9]{1,3}", p[0]) and re.fullmatch("[0-9]+", p[1])), None
    )


def _faults_of_header(header: Sequence[str], path: str, line: int, delimiter: str) -> list[Finding]:
    if len(header) > MOST_COLUMNS:
        return [Finding(Place(path, line), f"there are {len(header):,} columns; give it fewer")]
    if "" not in header and len(set(header)) == len(header):
        return []
    found = delimiter.join(header)
    message = f"every column needs a name of its own, separated by '{delimiter}'; found: {found}"
    return [Finding(Place(path, line), message)]


def _decimal_point(cell: str) -> str:
    """A cell of a semicolon CSV with a decimal point and without grouping; symbols stay as they are."""
    if cell.isdecimal():
        return cell
    return re.sub(r"[\s\u00a0\u202f]", "", cell).replace(",", ".") if re.search(r"\d", cell) else cell.strip()


def _common_prefix(texts: Sequence[str]) -> str:
    first, last = min(texts, default=""), max(texts, default="")
    return "".join(a for a, b in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
