"""The dimensions of a JSON-stat dataset, each checked to be what the format says; what is wrong raises ValueError."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brochure.findings import near


@dataclass(frozen=True, slots=True)
class Category:
    """A dimension: its members in order, and what the file calls them."""

    name: str
    members: tuple[str, ...]
    labels: Mapping[str, str]


def read_categories(data: Mapping[str, Any]) -> tuple[Category, ...]:
    """The dimensions in the order of the cells; raises ValueError for the first thing that is not as it should be."""
    names, sizes = _list(data["id"], "'id'"), _list(data["size"], "'size'")
    dimensions = _object(data["dimension"], "'dimension'")
    for name in names:
        _text(name, "a name in 'id'")
    for size in sizes:
        if type(size) is not int or size < 0:
            raise ValueError(f"'size' holds {size!r:.40}; it takes whole numbers, one for each name in 'id'")
    if len(names) != len(sizes):
        raise ValueError(f"'id' names {len(names)} dimensions, but 'size' has {len(sizes)} numbers")
    if twice := _twice(names):
        raise ValueError(f"'id' names the dimension '{twice}' twice")
    found = []
    for name, size in zip(names, sizes, strict=True):
        if name not in dimensions:
            raise ValueError(f"'id' names '{name}', which is not in 'dimension'.{near(name, dimensions)}")
        category = _category(name, dimensions[name])
        if len(category.members) != size:
            raise ValueError(f"dimension '{name}' has {len(category.members)} members, but its size is {size}")
        found.append(category)
    return tuple(found)


def _category(name: str, dimension: object) -> Category:
    where = f"'category' of '{name}'"
    category = _object(_object(dimension, f"dimension '{name}'").get("category"), where)
    labels = _object(category.get("label", {}), f"'label' in the {where}")
    members = _members(category.get("index", list(labels)), f"'index' in the {where}")
    if twice := _twice(members):
        raise ValueError(f"'{twice}' stands twice among the members of '{name}'")
    known = frozenset(members)
    for code, label in labels.items():
        if code not in known:
            raise ValueError(f"there is a label for '{code:.40}', which is no member of '{name}'.{near(code, members)}")
        _text(label, f"the label of '{code:.40}' in '{name}'")
    _object(category.get("unit", {}), f"'unit' in the {where}")
    return Category(name, members, labels)


def _members(index: object, what: str) -> tuple[str, ...]:
    """The members in order: of a list, or of an object that gives each its position."""
    if not isinstance(index, Mapping):
        members = _list(index, what)
        for member in members:
            _text(member, f"a member in {what}")
        return tuple(members)
    for code, position in index.items():
        if type(position) is not int:
            raise ValueError(f"{what} gives '{code:.40}' the position {position!r:.40}; positions are whole numbers")
    in_order = sorted(index, key=lambda code: index[code])
    for wanted, code in enumerate(in_order):
        if index[code] != wanted:
            positions = f"its {len(in_order)} members are counted from 0 to {len(in_order) - 1}, each once"
            raise ValueError(
                f"{what} gives '{code:.40}' the position {index[code]}, where {wanted} is due; {positions}"
            )
    return tuple(in_order)


def _twice(names: Sequence[str]) -> str | None:
    seen: set[str] = set()
    return next((name for name in names if name in seen or seen.add(name)), None)  # type: ignore[func-returns-value]


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{what} is {_kind(value)}, and must be an object, {{…}}")
    return value


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{what} is {_kind(value)}, and must be a list, […]")
    return value


def _text(value: object, what: str) -> None:
    if not isinstance(value, str):
        raise ValueError(f'{what} is {value!r:.40}, and must be a text in quotation marks, "{value!s:.40}"')


def _kind(value: object) -> str:
    names = {
        list: "a list",
        dict: "an object",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "nothing")
