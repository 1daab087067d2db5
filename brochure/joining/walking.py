"""Every dictionary of a PDF, wherever it is kept; knows nothing of what they are for."""

from collections.abc import Container, Iterator
from typing import Any, TypeVar

import pikepdf

Key = TypeVar("Key", str, bytes)


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All dictionaries and streams of a document, those written inside other objects too, each once."""
    for item in pdf.objects:
        yield from within(item)


def within(item: Any) -> Iterator[Any]:
    """The dictionary or stream itself, and all that are written inside it or an array, not those referred to."""
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield item
        for value in item.values():
            yield from _written_in(value)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            yield from _written_in(value)


def _written_in(value: Any) -> Iterator[Any]:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
        yield from within(value)


def as_list(value: Any) -> list[Any]:
    """What may be written as one object or as an array of them, as a list; nothing as an empty one."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def unique(name: Key, taken: Container[Key]) -> Key:
    """A name near `name` that is not taken: "cover" as "cover-2"."""
    number = 2
    while (other := _numbered(name, number)) in taken:
        number += 1
    return other


def _numbered(name: Key, number: int) -> Key:
    return name + f"-{number}" if isinstance(name, str) else name + b"-%d" % number


def ensured(holder: Any, key: str, otherwise: Any) -> Any:
    """The value of a key, set to `otherwise` where there is none."""
    if key not in holder:
        holder[key] = otherwise
    return holder[key]
