"""Readers of the file forms in which statistics arrive; each ends in a `RawTable`.

Three forms: our tidy CSV (comma, decimal point), Statistics Norway's semicolon CSV (decimal comma, optional title
lines, one value column or one per period), and JSON-stat 2.0 (json-stat.org/full). Cells stay text here; what
they mean is `loading`'s to say.
"""

import csv
import io
import itertools
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from brochure.findings import Faults, Finding, Place
from brochure.sources.bounds import TooMuchError, bound_json
from brochure.sources.characters import FORBIDDEN, described
from brochure.statistics.metadata import StatisticMetadata

if TYPE_CHECKING:
    import pandas as pd

MOST_CELLS, MOST_COLUMNS = 500_000, 1_000
"""Of a statistic; more would be a whole register, not what a brochure shows."""
_RESERVED = ("value", "line")
"""Names of columns of a `RawTable` that are not dimensions."""
VALUE = "verdi"
"""Name of the value column in our own CSV files."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as text: one column per dimension, then `value`, and `line` where it stands in the file.

    `labels` gives the printed name of members that the file itself names (JSON-stat): dimension -> member -> name.
    """

    frame: "pd.DataFrame"
    dimensions: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def has_semicolons(text: str) -> bool:
    """Whether the header, which may stand below a title, is that of a semicolon CSV."""
    head = [line for line in text.split("\n") if line.strip()][:3]
    if head and ";" not in head[0] and head[0].rstrip('"').endswith(VALUE):
        return False
    return any(";" in line and line.count(";") >= line.count(",") for line in head)


def read_tidy_csv(text: str, path: str) -> RawTable:
    """Our own CSV: dimension columns, then `verdi` with a decimal point."""
    header, lines = _check_rows(text, path, ",", first_line=1)
    if header[-1] != VALUE:
        raise Faults.one(Place(path, 1), f"the last column is '{header[-1]}'; it must be '{VALUE}'")
    frame = _read_csv(text, ",", 0, lines).rename(columns={VALUE: "value"})
    return RawTable(frame, tuple(header[:-1]))


def read_semicolon_csv(text: str, path: str, metadata: StatisticMetadata) -> RawTable:
    """Statistics Norway's CSV: semicolons, decimal comma, perhaps a title line and an empty line above the header.

    With `spread` in the metadata every column that is not a dimension holds the values of one member of that
    dimension; the words that all their headings begin with are left out ("Personer 2014" becomes "2014").
    """
    typed = text.split("\n")
    skip = next((i for i, line in enumerate(typed) if ";" in line), 0)
    header, lines = _check_rows("\n".join(typed[skip:]), path, ";", first_line=skip + 1)
    frame = _read_csv(text, ";", skip, lines)
    spread = metadata.spread
    if spread is None:
        frame = frame.rename(columns={header[-1]: "value"})
        dimensions = header[:-1]
    else:
        if spread in (*header, *_RESERVED):
            message = f"'{spread}' is the name of a column already; give the one that is spread ('spread') another"
            raise Faults.one(Place(path, skip + 1), message)
        fixed = [column for column in header if column in metadata.dimensions]
        headings = [column for column in header if column not in fixed]
        if not headings or len(headings) * len(lines) > MOST_CELLS:
            message = f"there must be columns of values, with at most {MOST_CELLS:,} cells in all"
            raise Faults.one(Place(path, skip + 1), message)
        shared = len(re.match(r"(?:\D*\s)?", _common_prefix(headings))[0])  # type: ignore[index]
        frame = frame.melt(id_vars=[*fixed, "line"], value_vars=headings, var_name=spread, value_name="value")
        frame[spread] = frame[spread].str.slice(shared)
        dimensions = [*fixed, spread]
    frame["value"] = frame["value"].map(_decimal_point)
    return RawTable(frame, tuple(dimensions))


def read_json_stat(text: str, path: str) -> RawTable:
    """JSON-stat 2.0, class "dataset": dense or sparse `value`, `status` for standard symbols."""
    try:
        bound_json(text)
        data = json.loads(text, parse_constant=_refuse_constant)
    except TooMuchError as error:
        raise Faults.one(Place(path, error.line + 1), str(error)) from None
    except json.JSONDecodeError as error:
        raise Faults.one(Place(path, error.lineno), f"this is not valid JSON: {error.msg}") from None
    except ValueError as error:
        reason = str(error) if "digits" not in str(error) else "a number has more digits than a statistic can have"
        raise Faults.one(Place(path, 1), f"this is not valid JSON: {reason}") from None
    try:
        return _from_json_stat(data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise Faults.one(Place(path, 1), f"this is not a JSON-stat 2.0 dataset: {reason}") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number; write null for what is missing")


def _from_json_stat(data: Mapping[str, Any]) -> RawTable:
    if not isinstance(data, dict):
        raise ValueError("it must be an object, {…}")
    if data["version"] != "2.0" or data["class"] != "dataset":
        raise ValueError("'version' must be \"2.0\" and 'class' must be \"dataset\"")
    names: list[str] = data["id"]
    sizes: list[int] = data["size"]
    members: list[list[str]] = []
    labels: dict[str, dict[str, str]] = {}
    for name, size in zip(names, sizes, strict=True):
        category = data["dimension"][name]["category"]
        codes = _json_stat_codes(category)
        if len(codes) != size:
            raise ValueError(f"dimension '{name}' has {len(codes)} members, but its size is {size}")
        _refuse_names([name, *codes, *map(str, category.get("label", {}).values())])
        members.append(codes)
        labels[name] = {code: str(category.get("label", {}).get(code, code)) for code in codes}
    count = math.prod(sizes)
    if count > MOST_CELLS:
        raise ValueError(f"it has {count:,} cells, and {MOST_CELLS:,} are read; select fewer members")
    values, status = data["value"], data.get("status", {})
    if not isinstance(values, Mapping) and len(values) != count:
        raise ValueError(f"there are {len(values)} values for {count} cells")
    _refuse_positions(values, count)
    _refuse_positions(status, count)
    rows = [
        (*key, _json_stat_cell(_json_stat_at(values, i), _json_stat_at(status, i)), 1)
        for i, key in enumerate(itertools.product(*members))
    ]
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[*names, "value", "line"])
    return RawTable(frame, tuple(names), labels)


def _refuse_names(names: Iterable[object]) -> None:
    """Raise ValueError for a name that is no text, or that an escape has given a character nobody can print."""
    for name in names:
        if not isinstance(name, str):
            raise ValueError(f"{name!r:.40} stands where a name should be")
        if odd := FORBIDDEN.search(name):
            raise ValueError(f"{name!r:.40}: {described(odd[0])}")


def _refuse_positions(source: object, count: int) -> None:
    """Raise ValueError for a cell of a sparse object that the table does not have."""
    for position in source if isinstance(source, Mapping) else ():
        if not re.fullmatch("0|[1-9][0-9]{0,8}", position) or int(position) >= count:
            raise ValueError(f"there is a cell '{position:.40}', but the table has those from 0 to {count - 1}")


def _json_stat_codes(category: Mapping[str, Any]) -> list[str]:
    index = category.get("index", list(category.get("label", {})))
    return sorted(index, key=lambda code: index[code]) if isinstance(index, Mapping) else list(index)


def _json_stat_at(source: Any, position: int) -> Any:
    """The value of a cell in a list, in a sparse object, or in a single status for all."""
    if isinstance(source, Mapping):
        return source.get(str(position))
    if isinstance(source, str) or source is None:
        return source
    return source[position] if position < len(source) else None


def _json_stat_cell(value: object, status: object) -> str:
    """Text of a cell: a null with a status is that symbol, a null without one is missing ("..")."""
    if value is None:
        return str(status) if status else ".."
    return repr(value) if isinstance(value, float) else str(value)


def _check_rows(text: str, path: str, delimiter: str, first_line: int) -> tuple[list[str], list[int]]:
    """The header, and the line on which each row below it begins.

    Raises `Faults` for an empty file, a nameless or doubled column, and rows of another length.
    """
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    faults: list[Finding] = []
    header: list[str] = []
    lines: list[int] = []
    line = first_line
    try:
        for row in reader:
            if header:
                lines.append(line)
            if not header:
                header = row
                if "" in row or len(set(row)) < len(row) or len(row) < 2 - (row == [VALUE]):
                    faults.append(
                        Finding(
                            Place(path, line),
                            "every column needs a name of its own, "
                            f"separated by '{delimiter}'; found: {delimiter.join(row)}",
                        )
                    )
                if len(header) > MOST_COLUMNS:
                    faults.append(Finding(Place(path, line), f"there are {len(header):,} columns; give it fewer"))
                    break
                if reserved := [column for column in header[:-1] if column in _RESERVED]:
                    message = f"a column that names members cannot be called '{reserved[0]}'; give it another name"
                    faults.append(Finding(Place(path, line), message))
            elif len(lines) > MOST_CELLS:
                message = f"the file has more than {MOST_CELLS:,} rows; leave out what the brochure does not show"
                faults.append(Finding(Place(path, line), message))
                break
            elif row and len(row) != len(header):
                message = f"this row has {len(row)} fields, but the header has {len(header)}"
                faults.append(Finding(Place(path, line), message))
            line = first_line + reader.line_num
    except csv.Error as error:
        faults.append(Finding(Place(path, line), f"this is not valid CSV: {error}"))
    if not header:
        faults.append(Finding(Place(path, 1), "the file is empty"))
    if faults:
        raise Faults(faults)
    return header, lines


def _read_csv(text: str, delimiter: str, skip: int, lines: list[int]) -> "pd.DataFrame":
    """All cells as text, nothing taken for missing, with the line of each row."""
    import pandas as pd  # here, so that what needs no statistics starts without it

    frame = pd.read_csv(
        io.StringIO(text),
        sep=delimiter,
        skiprows=skip,
        dtype=str,
        keep_default_na=False,
        skip_blank_lines=False,
    )
    frame["line"] = lines
    filled = frame.iloc[:, 0] != ""
    return frame[filled | (frame.drop(columns="line") != "").any(axis=1)].copy()


def _decimal_point(cell: str) -> str:
    """A cell of a semicolon CSV with a decimal point and without grouping; symbols stay as they are."""
    return re.sub(r"[\s\u00a0\u202f]", "", cell).replace(",", ".") if re.search(r"\d", cell) else cell.strip()


def _common_prefix(texts: Sequence[str]) -> str:
    first, last = min(texts, default=""), max(texts, default="")
    return "".join(a for a, b in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
