"""JSON-stat (json-stat.org/full), 2.0 and 1.x: dense or sparse values, statuses beside them, and the file's own names.

Other forms that offices deliver as JSON are recognised and named, not read.
"""

import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from brochure.findings import Faults, Place
from brochure.project.sources.bounds import TooMuchError, bound_json
from brochure.project.sources.characters import FORBIDDEN, described
from brochure.statistics.json_stat_categories import read_categories
from brochure.statistics.json_stat_datasets import DatasetError, chosen_dataset
from brochure.statistics.json_stat_said import describe, said_of
from brochure.statistics.metadata import FileOptions
from brochure.statistics.raw_table import MOST_CELLS, RawTable
from brochure.statistics.table import SYMBOLS

_NO_OPTIONS = FileOptions()


def read_json_stat(text: str, path: str, options: FileOptions = _NO_OPTIONS) -> RawTable:
    """A JSON-stat dataset; raises `Faults` for what is another form, which is named where it is known."""
    try:
        bound_json(text)
        data = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except _TwiceError as error:
        at = [
            match.start() for match in re.finditer(rf"{re.escape(json.dumps(error.key, ensure_ascii=False))}\s*:", text)
        ]
        line = text.count("\n", 0, at[1]) + 1 if len(at) == 2 else 1
        raise Faults.one(Place(path, line), f"'{error.key:.40}' stands twice in one object; keep one of them") from None
    except TooMuchError as error:
        raise Faults.one(Place(path, error.line + 1), str(error)) from None
    except json.JSONDecodeError as error:
        raise Faults.one(Place(path, error.lineno), f"this is not valid JSON: {error.msg}") from None
    except ValueError as error:
        reason = str(error) if "digits" not in str(error) else "a number has more digits than a statistic can have"
        raise Faults.one(Place(path, 1), f"this is not valid JSON: {reason}") from None
    try:
        data = chosen_dataset(data, options.dataset)
    except DatasetError as error:
        raise Faults.one(Place(path, 1), str(error)) from None
    if (other := _other_form(data)) is not None:
        raise Faults.one(Place(path, 1), other)
    try:
        return _from_json_stat(data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise Faults.one(Place(path, 1), f"this is not a JSON-stat 2.0 dataset: {reason}") from None


class _TwiceError(Exception):
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counted = Counter(key for key, _ in pairs)
        raise _TwiceError(next(key for key, times in counted.items() if times > 1))
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number; write null for what is missing")


def _other_form(data: object) -> str | None:
    """What a file is that is JSON, but not a JSON-stat dataset, and how to get one; None where that is unknown."""
    if not isinstance(data, Mapping):
        return None
    kind, version = data.get("class"), data.get("version")
    if version == "2.0" and kind == "dimension":
        return f"this is a JSON-stat {kind}, which holds no cells; save one of its datasets instead"
    if version is not None and version != "2.0" and "dimension" in data:
        return f"JSON-stat {version!s:.20} is not read; ask for JSON-stat 2.0 (format 'json-stat2')"
    if isinstance(data.get("status"), int) and "title" in data and "value" not in data:
        told = f"{data['status']}, {data['title']!s:.80}"
        return f"this is what the server answered in place of the table ({told}); fetch the table again"
    if {"columns", "data"} <= data.keys():
        return "PxWeb's own JSON is not read; ask for JSON-stat 2.0 (format 'json-stat2')"
    if {"structure", "dataSets"} & data.keys() or ("data" in data and "meta" in data):
        return "SDMX-JSON is not read; ask for JSON-stat 2.0, or CSV"
    return None


def _from_json_stat(data: object) -> RawTable:
    if not isinstance(data, dict):
        raise ValueError("it must be an object, {…}")
    if data.get("class", "dataset") != "dataset" or data.get("version", "2.0") != "2.0":
        raise ValueError("'version' must be \"2.0\" and 'class' must be \"dataset\"")
    if "version" not in data and "id" not in data:
        raise KeyError("version")
    categories = read_categories(data)
    for each in categories:
        _refuse_names([each.name, *each.members, *each.labels.values()])
    sizes = [len(each.members) for each in categories]
    count = math.prod(sizes)
    if count > MOST_CELLS:
        raise ValueError(f"it has {count:,} cells, and {MOST_CELLS:,} are read; select fewer members")
    values, status = data["value"], data.get("status", {})
    if not isinstance(values, (Mapping, list)):
        raise ValueError("'value' must be a list, […], or an object, {…}")
    if isinstance(values, list) and len(values) != count:
        raise ValueError(f"there are {len(values)} values for {count} cells")
    if isinstance(status, list) and len(status) != count:
        raise ValueError(f"there are {len(status)} statuses for {count} cells")
    _refuse_positions(values, count)
    _refuse_positions(status, count)
    cells = [_at(values, i) for i in range(count)]
    statuses = [_text(_at(status, i)) for i in range(count)]
    meanings = _meanings(data)
    _refuse_names([*dict.fromkeys(statuses), *meanings, *meanings.values()])
    if isinstance(status, str) and status in SYMBOLS:  # one symbol for all stands where there is no value
        statuses = [said if cell is None else "" for said, cell in zip(statuses, cells, strict=True)]
    return RawTable(
        tuple(each.name for each in categories),
        list(itertools.product(*(each.members for each in categories))),
        [_value(cell, said) for cell, said in zip(cells, statuses, strict=True)],
        [1] * count,
        statuses if any(statuses) else (),
        {each.name: each.labels for each in categories},
        meanings,
        said=said_of(describe(data)),
    )


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


def _meanings(data: Mapping[str, Any]) -> dict[str, str]:
    """What the file says that its statuses mean, as Eurostat writes it."""
    extension = data.get("extension")
    status = extension.get("status") if isinstance(extension, Mapping) else None
    labels = status.get("label", status) if isinstance(status, Mapping) else None
    if not isinstance(labels, Mapping):
        return {}
    return {str(code): label for code, label in labels.items() if isinstance(label, str) and label.strip()}


def _at(source: Any, position: int) -> Any:
    """The value of a cell in a list, in a sparse object, or in a single status for all."""
    if isinstance(source, Mapping):
        return source.get(str(position))
    if isinstance(source, str) or source is None:
        return source
    return source[position] if position < len(source) else None


def _text(status: object) -> str:
    return "" if status is None else str(status).strip()


def _value(value: object, status: str) -> str:
    """Text of a value as it is written; of a null nothing where a status says why, else that it is missing."""
    if value is None:
        return "" if status else ".."
    if isinstance(value, bool):
        raise TypeError(f"a value is {str(value).lower()}, which is not a number")
    return repr(value) if isinstance(value, float) else str(value)
