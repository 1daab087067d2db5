"""Whether structure tree, parent tree, table of identifiers and the content of pages agree with each other.

The parent tree (ISO 32000-1, 14.7.4.4) leads from content to the element that holds it, the structure tree from the
element to its content. A reading program goes either way, so both must tell the same.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.support.joined.content import Marked, marked_content
from tests.support.joined.inventory import Fault
from tests.support.joined.source import Source, entry, listed, number_of, raw, resolved, tree
from tests.support.joined.structure import Structure


def structure_faults(source: Source, structure: Structure) -> list[Fault]:
    """All contradictions between the trees and the content; none where there is no structure tree."""
    root = entry(source.root, "/StructTreeRoot")
    if root is None:
        return []
    streams = marked_content(source)
    return [
        *structure.faults,
        *_parent_tree_faults(root),
        *_content_faults(streams, structure, dict(tree(raw(root, "/ParentTree"), "/Nums"))),
        *_held_faults(streams, structure),
        *_object_faults(source, structure, dict(tree(raw(root, "/ParentTree"), "/Nums"))),
        *_identifier_faults(root, structure),
    ]


def _parent_tree_faults(root: Any) -> Iterator[Fault]:
    keys = [key for key, _ in tree(raw(root, "/ParentTree"), "/Nums")]
    for one, next_one in pairwise(keys):
        if one >= next_one:
            yield Fault("the keys of the parent tree are not in order", f"{one} before {next_one}")
    following = entry(root, "/ParentTreeNextKey")
    if following is not None and keys and following <= max(keys):
        yield Fault("the next key of the parent tree is taken already", f"{following}, the highest is {max(keys)}")


def _content_faults(streams: list[Marked], structure: Structure, parents: dict[int, Any]) -> Iterator[Fault]:
    """From content to elements."""
    used: dict[int, int] = {}
    for stream in streams:
        where = f"page {stream.page + 1}, object {stream.owner}"
        key = entry(stream.carrier, "/StructParents")
        if key is None:
            yield Fault("content is numbered, but its stream is not in the parent tree", where)
            continue
        if used.setdefault(key, stream.owner) != stream.owner:
            yield Fault("two streams have one place in the parent tree", where)
        held = listed(parents.get(key))
        for number, times in sorted(stream.numbers.items()):
            holders = structure.holders.get((stream.owner, number), [])
            told = number_of(held[number]) if number < len(held) else -1
            if times > 1:
                yield Fault("two parts of the content have one number", f"{where}, number {number}")
            if not holders and number < len(held) and _holds(held[number], number):
                outside = "content has an element that stands outside the structure tree"
                yield Fault(outside, f"{where}, number {number}")
            elif len(holders) != 1:
                yield Fault(f"a part of the content has {len(holders)} elements", f"{where}, number {number}")
            elif told != holders[0]:
                yield Fault("the parent tree leads to another element", f"{where}, number {number}")


def _holds(element: Any, number: int) -> bool:
    """Whether an element that the parent tree leads to has a numbered part among what it holds."""
    kids = [resolved(kid) for kid in listed(raw(resolved(element), "/K"))]
    return any(number in (kid, entry(kid, "/MCID")) for kid in kids)


def _held_faults(streams: list[Marked], structure: Structure) -> Iterator[Fault]:
    """From elements to content."""
    there = {(stream.owner, number) for stream in streams for number in stream.numbers}
    for owner, number in sorted(structure.holders.keys() - there):
        yield Fault("an element holds content that is not there", f"object {owner}, number {number}")


def _object_faults(source: Source, structure: Structure, parents: dict[int, Any]) -> Iterator[Fault]:
    """Annotations and pictures that elements hold as a whole: found by the parent tree, and only they."""
    used: dict[int, int] = {}
    for number in structure.keepers.keys() | _with_place(source):
        item = resolved(source.reader.get_object(number))
        key, keepers, where = entry(item, "/StructParent"), structure.keepers.get(number, []), f"object {number}"
        if key is None:
            yield Fault("an element holds an object that is not in the parent tree", where)
            continue
        if used.setdefault(key, number) != number:
            yield Fault("two objects have one place in the parent tree", where)
        if len(keepers) != 1:
            yield Fault(f"an annotation or picture has {len(keepers)} elements", where)
        elif number_of(parents.get(key)) != keepers[0]:
            yield Fault("the parent tree leads to another element", where)


def _with_place(source: Source) -> set[int]:
    """The annotations that have a place in the parent tree, by number."""
    items = [item for page in source.pages for item in listed(raw(page, "/Annots"))]
    return {number_of(item) for item in items if entry(resolved(item), "/StructParent") is not None}


def _identifier_faults(root: Any, structure: Structure) -> Iterator[Fault]:
    listed_names = [(str(name), number_of(value)) for name, value in tree(raw(root, "/IDTree"), "/Names")]
    for name, numbers in structure.identifiers.items():
        if len(numbers) > 1:
            yield Fault("several elements have one identifier", name)
        if "/IDTree" in root and (name, numbers[0]) not in listed_names:
            yield Fault("an identifier is not in the table of identifiers", name)
    if structure.identifiers and "/IDTree" not in root:
        yield Fault(
            "elements have identifiers, but there is no table of them", f"{len(structure.identifiers)} elements"
        )
    for name, number in listed_names:
        if number not in structure.identifiers.get(name, []):
            yield Fault("the table of identifiers names an element that has another", name)
    for one, other in pairwise(name.encode() for name, _ in listed_names):
        if one >= other:
            yield Fault("the table of identifiers is not in order", f"{one!r} before {other!r}")
    for top in structure.tops:
        for element in top.walk():
            for name in element.headers:
                if name not in structure.identifiers:
                    yield Fault("a cell names a header cell that is not there", f"object {element.number}, {name}")
