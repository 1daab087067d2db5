"""Parts of one table, fetched one by one, as the one dataset that they are: cell by cell, each filled once.

Knows JSON-stat, and nothing of how the parts came.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from brochure.updating.pxwebapi.answers import Dataset
from brochure.updating.pxwebapi.faults import ServiceError


def joined(parts: Sequence[Dataset], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The dataset with the members `wanted` of each dimension; raises `ServiceError` when the parts do not give it."""
    first = parts[0]
    names = [each.name for each in first.categories]
    axes = [wanted.get(name, first.members[name]) for name in names]
    for part in parts:
        if [each.name for each in part.categories] != names:
            raise ServiceError("the table came in parts whose dimensions differ; try again later")
        if part.data.get("updated") != first.data.get("updated"):
            raise ServiceError("the table was changed at the service while it was fetched in parts; fetch it again")
    size = math.prod(map(len, axes))
    values: list[Any] = [None] * size
    statuses: dict[str, Any] = {}
    filled = bytearray(size)
    for part in parts:
        _fill(part, axes, values, statuses, filled)
    if not all(filled):
        raise ServiceError("the table came in parts that do not make up the whole; try again later")
    dimension = {name: _dimension(name, axis, parts) for name, axis in zip(names, axes, strict=True)}
    whole = {**first.data, "size": [len(axis) for axis in axes], "dimension": dimension, "value": values}
    whole.pop("status", None)
    return {**whole, "status": statuses} if statuses else whole


def _fill(
    part: Dataset, axes: Sequence[Sequence[str]], values: list[Any], statuses: dict[str, Any], filled: bytearray
) -> None:
    """Put the cells of a part where they belong in the whole."""
    steps = [math.prod(map(len, axes[i + 1 :])) for i in range(len(axes))]
    places = []
    for category, axis, step in zip(part.categories, axes, steps, strict=True):
        at = {code: i * step for i, code in enumerate(axis)}
        if not at.keys() >= set(category.members):
            raise ServiceError("the table came in parts with members that were not asked for; try again later")
        places.append([at[code] for code in category.members])
    value, status = part.data.get("value"), part.data.get("status")
    count = math.prod(map(len, places))
    for what in (value, status):
        if isinstance(what, list) and len(what) != count:
            raise ServiceError(f"the table came in parts, one of which has {len(what)} values for {count} cells")
    for number, offsets in enumerate(itertools.product(*places)):
        place = sum(offsets)
        if filled[place]:
            raise ServiceError("the table came in parts that overlap; try again later")
        filled[place] = 1
        values[place] = _at(value, number)
        if (said := _at(status, number)) is not None:
            statuses[str(place)] = said


def _at(source: Any, number: int) -> Any:
    """The value of a cell in a list, in a sparse object, or one status for all."""
    if isinstance(source, Mapping):
        return source.get(str(number))
    return source[number] if isinstance(source, list) else source


def _dimension(name: str, axis: Sequence[str], parts: Sequence[Dataset]) -> dict[str, Any]:
    """A dimension with what the parts say of its members, in the order of the whole."""
    found: Mapping[str, Any] = parts[0].data["dimension"][name]
    category: dict[str, Any] = {"index": {code: i for i, code in enumerate(axis)}}
    for key in ("label", "unit", "note"):
        said: dict[str, Any] = {}
        for part in parts:
            of_part = part.data["dimension"][name]["category"].get(key)
            said.update(of_part if isinstance(of_part, Mapping) else {})
        if said:
            category[key] = {code: said[code] for code in axis if code in said}
    return {**found, "category": category}
