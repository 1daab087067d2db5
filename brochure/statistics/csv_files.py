"""CSV as offices and spreadsheets write it, as a grid of texts: with commas, or with semicolons as in Norway."""

import csv
import io
import itertools
import re
from collections.abc import Sequence

from brochure.findings import Faults, Place
from brochure.statistics.grids import MOST_TITLES, VALUE, Grid, table_of
from brochure.statistics.metadata import FileOptions
from brochure.statistics.raw_table import MOST_CELLS, RawTable

_SEPARATOR = re.compile(r'"?sep=(.)"?[;,\t]*\n', re.IGNORECASE)
"""The line that tells Excel what stands between fields."""
_HEADING_LINES = 50


def read_csv(text: str, path: str, options: FileOptions) -> RawTable:
    """The table of a CSV; raises `Faults` with what is no row of it."""
    separator = _SEPARATOR.match(text)
    if separator is not None:
        text, delimiter, first = text[separator.end() :], separator[1], 2
    else:
        delimiter, first = ";" if has_semicolons(text) else ",", 1
    return table_of(_grid(text, path, delimiter, first), options)


def has_semicolons(text: str) -> bool:
    """Whether the header, which may stand below a title, is that of a semicolon CSV."""
    lines = itertools.islice(io.StringIO(text), _HEADING_LINES)
    head = [line for line in lines if line.strip()][:MOST_TITLES]
    if head and ";" not in head[0] and head[0].rstrip().rstrip('"').endswith(VALUE):
        return False
    return any(";" in line and line.count(";") >= line.count(",") for line in head)


def _grid(text: str, path: str, delimiter: str, first: int) -> Grid:
    """Every row that holds something; raises `Faults` for what is no CSV, and for too many rows."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    apart: set[int] = set()
    line, is_apart = first, False
    try:
        for row in reader:
            if not any(row):
                is_apart = True
            else:
                if is_apart:
                    apart.add(len(rows))
                is_apart = False
                if len(rows) > MOST_CELLS:
                    message = f"the file has more than {MOST_CELLS:,} rows; leave out what the brochure does not show"
                    raise Faults.one(Place(path, line), message)
                rows.append(row)
                lines.append(line)
            line = first + reader.line_num
    except csv.Error as error:
        raise Faults.one(Place(path, line), f"this is not valid CSV: {error}") from None
    decimal_sign = "." if delimiter == "," else ","
    return Grid(
        path, rows, lines, delimiter=delimiter, decimal_sign=decimal_sign, apart=frozenset(apart), hint=_cut_in_two
    )


def _cut_in_two(row: Sequence[str], wanted: int) -> str:
    """That two fields of a row too long look like one number, which a comma has cut in two; the last of several."""
    if len(row) != wanted + 1:
        return ""
    pairs = itertools.pairwise(field.strip() for field in row)
    found = [p for p in pairs if re.fullmatch("-?[0-9]{1,3}", p[0]) and re.fullmatch("[0-9]+", p[1])]
    return f"; '{','.join(found[-1])}' has a decimal comma: write {'.'.join(found[-1])}" if found else ""
