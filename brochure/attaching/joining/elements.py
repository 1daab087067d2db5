"""The elements of a structure tree, walked without recursion (ISO 32000-1, 14.7.2)."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.attaching.joining.walking import as_list
from brochure.pdf import objects


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of a document's structure tree, in the order of reading, each once."""
    root = objects.below(pdf.Root, "/StructTreeRoot")
    waiting = [] if root is None else [kid for kid in reversed(as_list(root.get("/K"))) if is_element(kid)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        element = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        yield element
        waiting += [kid for kid in reversed(as_list(element.get("/K"))) if is_element(kid)]


def is_element(item: Any) -> bool:
    """Whether a kid of an element is an element, not content of its own."""
    return isinstance(item, pikepdf.Dictionary) and "/S" in item and item.get("/Type") not in ("/MCR", "/OBJR")


def standard_type(element: Any, roles: Any) -> str:
    """The type that an element's role stands for, by a role map: "/Overskrift" as "/H1"."""
    name, seen = str(element.S), set[str]()
    while roles is not None and name in roles and name not in seen:
        seen.add(name)
        name = str(roles[name])
    return name


class Pages:
    """The page of an element's first and last content, by its position in a document."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._positions = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def first(self, element: Any) -> int | None:
        """The page of the first content below an element; None for one that holds none."""
        return self._end(element, last=False)

    def last(self, element: Any) -> int | None:
        """The page of the last content below an element; None for one that holds none."""
        return self._end(element, last=True)

    def _end(self, element: Any, *, last: bool) -> int | None:
        waiting: list[tuple[Any, int | None]] = [(element, None)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            item, page = waiting.pop()
            if not isinstance(item, pikepdf.Dictionary):
                if page is not None:
                    return page
                continue
            page = self._positions.get(objects.number(item.get("/Pg")), page)
            if not is_element(item):
                if page is not None:
                    return page
                continue
            if item.is_indirect and item.objgen in seen:
                continue
            seen.add(item.objgen)
            kids = [(kid, page) for kid in as_list(item.get("/K"))]
            waiting += kids if last else kids[::-1]
        return None
