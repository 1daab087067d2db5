"""Values inside PDF objects, read without trust: what is not there or of another type is None or empty.

Knows PDF's object types (ISO 32000-1, 7.3), nothing of what they mean. To read what stands at a key, name it in
`below` and ask for the type that it should have: `items(below(root, "/Names", "/Kids"))`.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pikepdf

Number = tuple[int, int]
"""Object and generation number; (0, 0) for what stands inside another object."""
_LONGEST_NUMBER = 40


def is_dictionary(value: Any) -> bool:
    """Whether something has keys: a dictionary, or a stream's."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def below(value: Any, *keys: str) -> Any:
    """What stands below keys, each in the dictionary of the one before; None where there is nothing."""
    for key in keys:
        if not is_dictionary(value):
            return None
        # A key that is not UTF-8 can be listed and not asked for.
        value = value.get(key) if key.isascii() else dict(value.items()).get(key)
    return value


def dictionary(value: Any, *keys: str) -> Any:
    """The dictionary (or stream) below keys; an empty one, not in the file, where there is none."""
    found = below(value, *keys)
    return found if is_dictionary(found) else pikepdf.Dictionary()


def stream(value: Any, *keys: str) -> Any | None:
    """The stream below keys; None where there is none."""
    found = below(value, *keys)
    return found if isinstance(found, pikepdf.Stream) else None


def array(value: Any, *keys: str) -> list[Any]:
    """The items of the array below keys; none where there is no array."""
    found = below(value, *keys)
    return list(found) if isinstance(found, pikepdf.Array) else []


def items(value: Any) -> list[Any]:
    """The items of an array; a single other value is one item, None is none."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def entries(value: Any, *keys: str) -> list[tuple[str, Any]]:
    """The keys and values of the dictionary below keys; none where there is no dictionary."""
    found = below(value, *keys)
    return list(found.items()) if is_dictionary(found) else []


def name(value: Any) -> str:
    """A name without its slash, with numbers for bytes that are not UTF-8; empty for anything else."""
    return bytes(value)[1:].decode("utf-8", "backslashreplace") if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str | None:
    """A text string, decoded; None for anything else."""
    return str(value) if isinstance(value, pikepdf.String) else None


def integer(value: Any, otherwise: int = 0) -> int:
    """A whole number; `otherwise` for anything else, and for what no program can count with."""
    found = _finite(value)
    return otherwise if found is None else int(found)


def real(value: Any, otherwise: float = 0.0) -> float:
    """A number; `otherwise` for anything else, and for what no program can count with."""
    found = _finite(value)
    return otherwise if found is None else float(found)


def numbers(value: Any) -> list[float]:
    """The numbers of an array; none where something else stands in it."""
    found = [_finite(item) for item in array(value)]
    return [] if None in found else [float(item) for item in found if item is not None]


def number(value: Any) -> Number:
    """The number of an indirect object."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def each_once(values: Iterable[Any]) -> list[Any]:
    """Values without indirect objects that were among them before."""
    seen: set[Number] = set()
    kept: list[Any] = []
    for value in values:
        own = number(value)
        if own == (0, 0) or own not in seen:
            kept.append(value)
        seen.add(own)
    return kept


def _finite(value: Any) -> int | float | Decimal | None:
    """A number of an ordinary size; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() and abs(value.adjusted()) < _LONGEST_NUMBER else None
    return value if not isinstance(value, float) or math.isfinite(value) else None
