"""A PDF as pypdf gives it: its objects, its pages by object number, trees of names and numbers, and fingerprints.

A fingerprint is equal for objects that mean the same, wherever they lie in whatever file: references are followed,
streams are taken as decoded, and what says where an object hangs (its page, its parent, its place in the parent tree)
is left out, as are the places links lead to. Those are compared as such. Left out, too, is what says only which
device colours are meant (`DefaultRGB` and its kin), since a join adds it where two files mean different ones.
"""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, StreamObject

_PLACES = frozenset({"/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/Dest", "/Popup"})
_DEFAULT_SPACES = frozenset({"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"})
_STORAGE = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})


class Source:
    """An opened PDF."""

    def __init__(self, path: Path) -> None:
        self.reader = PdfReader(path)
        self.root: Any = resolved(self.reader.trailer["/Root"])
        self._fingerprints: dict[int, str] = {}

    @cached_property
    def pages(self) -> list[Any]:
        """The page dictionaries, in order."""
        return list(self.reader.pages)

    @cached_property
    def page_numbers(self) -> dict[int, int]:
        """The number of each page, from 0, by that of its object."""
        return {number_of(page.indirect_reference): index for index, page in enumerate(self.pages)}

    def page_of(self, reference: Any) -> int | None:
        """The number of the page that is referred to, from 0; None where it is no page of the document."""
        return self.page_numbers.get(number_of(reference))

    def inherited(self, page: Any, key: str) -> Any:
        """An entry of a page, or of the nearest node of the page tree above it that has one."""
        node: Any = page
        for _ in range(64):
            if node is None or key in node:
                break
            node = entry(node, "/Parent")
        return entry(node, key)

    def fingerprint(self, value: Any) -> str:
        """A short text that is equal for objects that mean the same."""
        return _short(self._told(value, frozenset()))

    def _told(self, value: Any, above: frozenset[int]) -> bytes:
        if not isinstance(value, IndirectObject):
            return self._spelled(value, above)
        number = number_of(value)
        if number in above:
            return b"(above)"
        if number not in self._fingerprints:
            self._fingerprints[number] = _short(self._spelled(resolved(value), above | {number}))
        return self._fingerprints[number].encode()

    def _spelled(self, value: Any, above: frozenset[int]) -> bytes:
        match value:
            case DictionaryObject():
                return self._dictionary(value, above)
            case ArrayObject():
                return b"[" + b" ".join(self._told(item, above) for item in list.__iter__(value)) + b"]"
            case bool() | None:
                return str(value).encode()
            case int() | float():
                return f"{round(float(value), 3):g}".encode()
            case bytes():
                return value.hex().encode()
        return str(value).encode("utf-8", "surrogatepass")

    def _dictionary(self, value: Any, above: frozenset[int]) -> bytes:
        kind = str(entry(value, "/Type"))
        if kind in ("/Page", "/StructElem"):
            return kind.encode()
        left_out = {"/D"} if entry(value, "/S") == "/GoTo" else set()
        left_out |= _DEFAULT_SPACES
        if isinstance(spaces := entry(value, "/ColorSpace"), DictionaryObject) and spaces.keys() <= _DEFAULT_SPACES:
            left_out.add("/ColorSpace")
        if entry(value, "/Subtype") == "/Widget":
            left_out |= {"/T"}  # the name of its field
        if isinstance(value, StreamObject):
            left_out |= _STORAGE
        told = [
            key.encode() + b" " + self._told(value.raw_get(key), above)
            for key in sorted(value)
            if key not in left_out
            and not (key in _PLACES and (key == "/Dest" or not isinstance(entry(value, key), str)))
            and entry(value, key) is not None
        ]
        if isinstance(value, StreamObject):
            told.append(hashlib.sha256(stream_data(value)).hexdigest().encode())
        return b"<<" + b" ".join(told) + b">>"


def resolved(value: Any) -> Any:
    """The object that is meant by a reference; null is None."""
    for _ in range(16):
        if not isinstance(value, IndirectObject):
            break
        value = value.get_object()
    return None if isinstance(value, NullObject) else value


def number_of(reference: Any) -> int:
    """The object's number of a reference; -1 for what is no reference."""
    return reference.idnum if isinstance(reference, IndirectObject) else -1


def raw(dictionary: Any, key: str) -> Any:
    """An entry as it is written, a reference where it is one; None where there is none."""
    return dictionary.raw_get(key) if isinstance(dictionary, DictionaryObject) and key in dictionary else None


def entry(dictionary: Any, key: str) -> Any:
    """The object that an entry means; None where there is none."""
    return resolved(raw(dictionary, key))


def text(dictionary: Any, key: str) -> str | None:
    """An entry as text; None where there is none."""
    value = entry(dictionary, key)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None if value is None else str(value)


def listed(value: Any) -> list[Any]:
    """The items of an array as they are written; one item for what is no array, none for nothing."""
    array = resolved(value)
    if isinstance(array, ArrayObject):
        return list(list.__iter__(array))
    return [] if array is None else [value]


def tree(node: Any, items: str) -> Iterator[tuple[Any, Any]]:
    """Keys and values, as they are written, of a tree of names (`/Names`) or numbers (`/Nums`)."""
    branch = resolved(node)
    pairs = listed(raw(branch, items))
    for position in range(0, len(pairs) - 1, 2):
        yield resolved(pairs[position]), pairs[position + 1]
    for kid in listed(raw(branch, "/Kids")):
        yield from tree(kid, items)


def stream_data(stream: Any) -> bytes:
    """The data of a stream, decoded where pypdf can."""
    try:
        data: Any = stream.get_data()
    except (NotImplementedError, ValueError):
        data = stream._data
    return data if isinstance(data, bytes) else str(data).encode("latin-1", "replace")


def _short(told: bytes) -> str:
    return hashlib.sha256(told).hexdigest()[:16]
