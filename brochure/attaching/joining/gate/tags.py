"""What content of the pages is tagged as, before and after: its element, and those above it."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.attaching.joining.gate.side import Side
from brochure.pdf.objects import Number, below, integer, is_dictionary, items
from brochure.pdf.walking import tree

_SAID = ("/Alt", "/ActualText", "/E", "/Lang")


def tag_differences(side: Side, offset: int) -> Iterator[str]:
    """What the joined file has tagged otherwise than a document; its keys of the parent tree are raised by `offset`."""
    before, after = (_parents(pdf) for pdf in (side.before, side.after))
    seen: set[tuple[Number, Number]] = set()
    for key, value in before.items():
        old, new = items(value), items(after.get(key + offset))
        if len(old) != len(new):
            yield f"the tags of content with the key {key}"
            return
        for one, other in zip(old, new, strict=True):
            if found := _difference(side, one, other, seen):
                yield found
                return
    if "/StructTreeRoot" in side.before.Root and not is_dictionary(below(side.after.Root, "/StructTreeRoot")):
        yield "the structure tree"


def _parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    root = below(pdf.Root, "/StructTreeRoot", "/ParentTree")
    return {integer(key, -1): value for key, value in tree(root, "/Nums")}


def _difference(side: Side, one: Any, other: Any, seen: set[tuple[Number, Number]]) -> str | None:
    """How two elements differ, or two that they stand in."""
    while is_dictionary(one) and "/S" in one:
        if not is_dictionary(other):
            return f"the element {one.get('/S')} of its tags"
        pair = one.objgen, other.objgen
        if pair in seen:
            return None
        seen.add(pair)
        if not _same_type(side, one.get("/S"), other.get("/S")):
            return f"the element {one.get('/S')} of its tags, which is {other.get('/S')}"
        for key in _SAID:
            if key in one and (key not in other or side.likeness.difference(key, one[key], other[key])):
                return f"{key} of the element {one.get('/S')} of its tags"
        one, other = one.get("/P"), other.get("/P")
    return None


def _same_type(side: Side, one: Any, other: Any) -> bool:
    if one == other:
        return True
    if not side.is_annex:
        return False
    renamed = re.fullmatch(re.escape(str(one)) + r"-\d+", str(other)) is not None
    return renamed or other == "/Part"
