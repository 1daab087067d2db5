"""Which dataset of a JSON-stat file is meant, and datasets of before 2.0 in the form of today.

A file is one dataset, a bundle of several by their names (1.x), or a collection that holds them (2.0).
"""

from collections.abc import Mapping
from typing import Any

from brochure.findings import near, quoted

_OUTER = ("id", "size", "role")


class DatasetError(ValueError):
    """No dataset can be chosen; the message says why, and what there is."""


def chosen_dataset(data: object, name: str | None) -> object:
    """The dataset called `name`, or the only one, in the form of 2.0; what is no such file comes back as it is.

    Raises `DatasetError` where there are several and none is named, or none of that name.
    """
    if not isinstance(data, Mapping):
        return data
    if data.get("class") == "collection":
        return _chosen(_in_collection(data), name, "a collection")
    bundled = {key: item for key, item in data.items() if isinstance(item, Mapping) and _is_older(item)}
    if bundled and not _is_older(data):
        return _chosen(bundled, name, "a bundle")
    return _as_today(data) if _is_older(data) else data


def _chosen(datasets: Mapping[str, Any], name: str | None, kind: str) -> object:
    if not datasets:
        raise DatasetError("this is a JSON-stat collection, which holds no cells; save one of its datasets instead")
    if name is None and len(datasets) > 1:
        names = list(datasets)
        example = f'write which one in the metadata, dataset = "{names[0]}"'
        raise DatasetError(f"this is {kind} of {len(names)} datasets; {example}. Known: {quoted(names[:20], 'and')}.")
    chosen = next(iter(datasets)) if name is None else name
    if chosen not in datasets:
        raise DatasetError(f"there is no dataset '{name:.60}' in this file.{near(chosen, datasets)}")
    return _as_today(datasets[chosen])


def _in_collection(data: Mapping[str, Any]) -> dict[str, Any]:
    """The datasets that a collection holds whole, by their label; not those that it only links to."""
    link = data.get("link")
    items = link.get("item", []) if isinstance(link, Mapping) else []
    found: dict[str, Any] = {}
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        if isinstance(item, Mapping) and "value" in item:
            label = item.get("label")
            found[label if isinstance(label, str) and label not in found else f"{number}"] = item
    return found


def _is_older(item: Mapping[str, Any]) -> bool:
    """Whether this is a dataset of JSON-stat before 2.0, whose sizes stand among its dimensions."""
    dimension = item.get("dimension")
    return isinstance(dimension, Mapping) and {"id", "size"} <= dimension.keys() and "value" in item


def _as_today(item: Mapping[str, Any]) -> dict[str, Any]:
    if not _is_older(item):
        return dict(item)
    dimension = item["dimension"]
    found = {key: value for key, value in item.items() if key not in ("version", "class")}
    found |= {key: dimension[key] for key in _OUTER if key in dimension}
    if isinstance(found["size"], list):  # CSO Ireland writes them as texts
        found["size"] = [
            int(size) if isinstance(size, str) and size.isdecimal() and len(size) < 10 else size
            for size in found["size"]
        ]
    found["dimension"] = {name: each for name, each in dimension.items() if name not in _OUTER}
    status = item.get("status")
    if isinstance(status, Mapping) and "value" in status:  # as Eurostat wrote it
        category = status.get("category")
        labels = category.get("label") if isinstance(category, Mapping) else None
        found |= {"status": status["value"], "extension": {"status": {"label": labels or {}}}}
    return found
