"""The trees of a PDF, walked without trust: each node once, none too deep, no more than there can be.

Every walk has one set of what it has seen and a stack of its own, so that circles end and depth costs nothing. A node
that is met again is left out; a caller that must lose nothing asks `is_strict`, and has `DamagedError`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pikepdf

from brochure.pdf import objects
from brochure.pdf.limits import DEFAULT, Limits
from brochure.pdf.objects import Number


class DamagedError(Exception):
    """What is read does not hold together; the message is the cause, to be told after the part it is in."""


def walk(
    roots: Iterable[Any], inside: Callable[[Any], Iterable[Any]], most: int = DEFAULT.items, *, is_strict: bool = False
) -> Iterator[Any]:
    """Dictionaries and all that is inside them, each once, those further in before those that follow.

    Raises `DamagedError` for more than `most`; when `is_strict`, also for one that is met again and for what is no
    dictionary.
    """
    seen: set[Number] = set()
    waiting = list(roots)[::-1]
    count = 0
    while waiting:
        node = waiting.pop()
        if not objects.is_dictionary(node):
            if is_strict and node is not None:
                raise DamagedError("something else stands where a dictionary belongs")
            continue
        own = objects.number(node)
        if own in seen:
            if is_strict:
                raise DamagedError(f"object {own[0]} stands in it twice or in itself")
            continue
        if own != (0, 0):
            seen.add(own)
        count += 1
        if count > most:
            raise DamagedError(f"it has more than {most} entries")
        yield node
        waiting += list(inside(node))[::-1]


def tree(root: Any, leaves: str, most: int = DEFAULT.items) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree (leaves "/Names") or number tree (leaves "/Nums"), in their order (ISO 32000-1, 7.9.6).

    A tree that bites its own tail is read once.
    """
    for node in walk([root], lambda node: objects.array(node, "/Kids"), most):
        pairs = objects.array(node, leaves)
        yield from zip(pairs[::2], pairs[1::2], strict=False)


def outline_items(pdf: pikepdf.Pdf, most: int = DEFAULT.items, *, is_strict: bool = False) -> Iterator[Any]:
    """The bookmarks of a file, from top to bottom (ISO 32000-1, 12.3.3)."""
    first = objects.below(pdf.Root, "/Outlines", "/First")
    yield from walk([first], lambda item: [item.get("/First"), item.get("/Next")], most, is_strict=is_strict)


def fields(pdf: pikepdf.Pdf, most: int = DEFAULT.items, *, is_strict: bool = False) -> Iterator[Any]:
    """The fields and widgets of a file's form (ISO 32000-1, 12.7.3)."""
    roots = objects.array(pdf.Root, "/AcroForm", "/Fields")
    yield from walk(roots, lambda field: objects.array(field, "/Kids"), most, is_strict=is_strict)


def structure_elements(pdf: pikepdf.Pdf, most: int = DEFAULT.items, *, is_strict: bool = False) -> Iterator[Any]:
    """The dictionaries of the structure tree, elements and references to content, in reading order."""
    roots = objects.items(objects.below(pdf.Root, "/StructTreeRoot", "/K"))

    def kids(element: Any) -> list[Any]:
        return [kid for kid in objects.items(element.get("/K")) if objects.is_dictionary(kid)]

    yield from walk([kid for kid in roots if objects.is_dictionary(kid)], kids, most, is_strict=is_strict)


def count_pages(pdf: pikepdf.Pdf, limits: Limits = DEFAULT) -> int:
    """How many pages the tree of pages has, one that stands in it twice counted twice (ISO 32000-1, 7.7.3).

    To be called before `pdf.pages`, which copies each page that stands there again. Raises `DamagedError` for a tree
    that is too deep, that bites its own tail, or has too many pages or none.
    """
    seen: set[Number] = set()
    waiting = [(objects.below(pdf.Root, "/Pages"), 0)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        if not objects.is_dictionary(node):
            continue
        if "/Kids" not in node:
            count += 1
            if count > limits.pages:
                raise DamagedError(f"it has more than {limits.pages} pages")
            continue
        own = objects.number(node)
        if own in seen or depth > limits.depth:
            raise DamagedError("it bites its own tail" if own in seen else f"it is more than {limits.depth} deep")
        if own != (0, 0):
            seen.add(own)
        kids = objects.array(node, "/Kids")
        if count + len(waiting) + len(kids) > limits.pages + limits.items:
            raise DamagedError(f"it has more than {limits.pages} pages")
        waiting += [(kid, depth + 1) for kid in reversed(kids)]
    if not count:
        raise DamagedError("there is no page in it")
    return count
