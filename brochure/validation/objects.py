"""Values inside PDF objects, read without trust: what is not there or of another type is None or empty.

Knows PDF's object types (ISO 32000-1, 7.3), nothing of what they mean.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

Number = tuple[int, int]
"""Object and generation number; (0, 0) for what stands inside another object."""


def is_dictionary(value: Any) -> bool:
    """Whether something has keys: a dictionary, or a stream's."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def below(value: Any, *keys: str) -> Any:
    """What stands below keys, each in the dictionary of the one before; None where there is nothing."""
    for key in keys:
        if not is_dictionary(value):
            return None
        value = value.get(key)
    return value


def items(value: Any) -> list[Any]:
    """The items of an array; a single other value is one item, None is none."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def name(value: Any) -> str:
    """A name without its slash; empty for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str | None:
    """A text string, decoded; None for anything else."""
    return str(value) if isinstance(value, pikepdf.String) else None


def integer(value: Any, otherwise: int = 0) -> int:
    """A whole number; `otherwise` for anything else."""
    return int(value) if isinstance(value, int | Decimal | float) else otherwise


def real(value: Any, otherwise: float = 0.0) -> float:
    """A number; `otherwise` for anything else."""
    return float(value) if isinstance(value, int | Decimal | float) else otherwise


def number(value: Any) -> Number:
    """The number of an indirect object."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def tree(root: Any, leaves: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree (leaves "/Names") or number tree (leaves "/Nums"), in their order (ISO 32000-1, 7.9.6).

    A tree that bites its own tail is read once.
    """
    seen: set[Number] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not is_dictionary(node) or (number(node) != (0, 0) and number(node) in seen):
            continue
        seen.add(number(node))
        pairs = items(node.get(leaves))
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        waiting += reversed(items(node.get("/Kids")))
