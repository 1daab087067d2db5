"""Every dictionary of a PDF, wherever it is kept; knows nothing of what they are for."""

from collections.abc import Container, Iterator
from typing import Any, TypeVar

import pikepdf

from brochure.pdf import objects
from brochure.pdf.walking import DamagedError

Key = TypeVar("Key", str, bytes)


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All dictionaries and streams of a document, those written inside other objects too, each once."""
    for item in pdf.objects:
        yield from within(item)


def within(item: Any) -> Iterator[Any]:
    """The dictionary or stream itself, and all that are written inside it or an array, not those referred to."""
    waiting = [item]
    while waiting:
        holder = waiting.pop()
        is_array = isinstance(holder, pikepdf.Array)
        if not is_array and not objects.is_dictionary(holder):
            continue
        if not is_array:
            yield holder
        inside = [value for value in (holder if is_array else holder.values()) if _is_written_in(value)]
        waiting += reversed(inside)


def _is_written_in(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


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
    """The value of a key, set to `otherwise` where there is none; raises `DamagedError` for what has no keys."""
    if not objects.is_dictionary(holder):
        raise DamagedError(f"something else stands where a dictionary with {key} belongs")
    if key not in holder:
        holder[key] = otherwise
    return holder[key]
