"""Plain values: the only ones that a template is given.

Texts, numbers, truth values and nothing; tuples and read-only mappings of plain values; records with declared fields;
and helper functions. What is none of them, such as a model, a path or a module, cannot be handed over at all.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

SCALARS = (str, Markup, int, float, bool, Decimal, type(None))
"""The types of values that have no parts; no class made from them counts."""


class Record:
    """Named fields that cannot be changed; `kind` says in a word what they tell of."""

    __slots__ = ("_fields", "_kind")
    _fields: Mapping[str, Any]
    _kind: str

    def __init__(self, kind: str, fields: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_fields", MappingProxyType(dict(fields)))

    def __getattr__(self, name: str) -> Any:
        """A field, for this program's own functions; templates never come this way."""
        if name.startswith("_") or name not in self._fields:
            raise AttributeError(f"a {self._kind} has no '{name}'")
        return self._fields[name]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {self._kind} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {self._kind} cannot be changed")

    def __repr__(self) -> str:
        return f"a {self._kind}"


def fields_of(record: Record) -> Mapping[str, Any]:
    """The fields of a record."""
    return record._fields


def kind_of(record: Record) -> str:
    """What a record tells of."""
    return record._kind


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Helper:
    """A function that templates may call: `form` shows how, such as "measure.lead_height(html)"."""

    form: str
    function: Callable[..., Any]

    def __repr__(self) -> str:
        return f"the function {self.form}"


def record(kind: str, **fields: Any) -> Record:
    """A record of some values, each made plain."""
    made: dict[int, Any] = {}
    return Record(kind, {name: _plain(value, made) for name, value in fields.items()})


def plain(value: Any) -> Any:
    """`value` as a plain one: dataclasses and models become records of their fields and properties.

    Raises TypeError for what has no plain form, which is a fault of the program.
    """
    return _plain(value, {})


def is_plain(value: object) -> bool:
    """Whether a value is plain, without looking at its parts."""
    return type(value) in (*SCALARS, tuple, MappingProxyType, Record, Helper)


def _plain(value: Any, made: dict[int, Any]) -> Any:
    """As `plain`; `made` keeps what has been made of each object, since many stand in several places."""
    kind = type(value)
    if kind in SCALARS or kind in (Record, Helper):
        return value
    if id(value) in made:
        return made[id(value)][1]
    found = _converted(value, made)
    made[id(value)] = value, found  # the value is kept so that its id stays its own
    return found


def _converted(value: Any, made: dict[int, Any]) -> Any:
    match value:
        case Enum():
            return _plain(value.value, made)
        case str():
            return str(value)
        case tuple() | list():
            return tuple(_plain(item, made) for item in value)
        case Mapping():
            return MappingProxyType({_plain(key, made): _plain(item, made) for key, item in value.items()})
    if isinstance(value, BaseModel) or (dataclasses.is_dataclass(value) and not isinstance(value, type)):
        fields = {name: _plain(getattr(value, name), made) for name in _declared(type(value))}
        return Record(type(value).__name__, fields)
    raise TypeError(f"{type(value).__name__} is not a plain value, and cannot be given to templates")


def _declared(kind: Any) -> Iterator[str]:
    """The names of the fields and properties of a dataclass or model, but for private ones."""
    if issubclass(kind, BaseModel):
        yield from kind.model_fields
    else:
        yield from (field.name for field in dataclasses.fields(kind) if not field.name.startswith("_"))
    for ancestor in kind.__mro__:
        if ancestor in (BaseModel, object):
            continue
        yield from (
            name for name, member in vars(ancestor).items() if isinstance(member, property) and not name.startswith("_")
        )
