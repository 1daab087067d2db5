"""Whether the structure tree of a file is still there in another, whole and in order.

Each element has a signature made of all it says and all that is in it. An element whose signature is found in the
joined tree has lost nothing, nor has anything below it; one that is not found is looked at child by child, until the
smallest that has changed can be told. The element `Document` at the top may have been merged with the other's.
"""

from collections.abc import Iterator, Mapping, Sequence

from tests.support.joined.inventory import Element, Held, Inventory, Mark
from tests.support.joined.placing import Part

_Signature = int


def lost_tags(part: Part, after: Inventory) -> Iterator[str]:
    """What is lost of the structure tree of a part, in words."""
    if part.inventory.elements and not after.elements:
        yield f"none of its {len(part.inventory.all_elements)} elements is there: there is no structure tree"
        return
    yield from _Search(part, after).run()
    if part.keeps_names:
        yield from _maps(part.inventory, after)
    for space in set(part.inventory.namespaces) - set(after.namespaces):
        yield f"the namespace {space} is not there"


def _maps(before: Inventory, after: Inventory) -> Iterator[str]:
    for tag, role in before.role_map.items():
        if after.role_map.get(tag) != role:
            yield f"the role map has '{tag}' as {after.role_map.get(tag)}, not as {role}"
    yield from (f"the class '{name}' is not there" for name in set(before.class_map) - set(after.class_map))


class _Search:
    def __init__(self, part: Part, after: Inventory) -> None:
        self.tops = part.inventory.elements
        self.before = _Signatures(part.inventory, part.places, part.keeps_names)
        self.after = _Signatures(after, range(len(after.pages)), part.keeps_names)
        self.places: dict[_Signature, list[int]] = {}
        self.parents: dict[int, int] = {}
        self.around: dict[object, list[Element]] = {}
        for place, element in enumerate(after.all_elements):
            self.places.setdefault(self.after.of(element), []).append(place)
            self.parents |= {id(child): place for child in element.children}
            self.around.setdefault(self.after.first(element), []).append(element)
        self.elements = after.all_elements

    def run(self) -> Iterator[str]:
        """What is not found, in words."""
        tops = self.tops
        while len(tops) == 1 and tops[0].role == "Document" and not self._found(tops[0]) and self._is_bare(tops[0]):
            tops = tops[0].children
        places = []
        for top in tops:
            if found := self._found(top):
                places.append(found.pop(0))
            else:
                yield from self._changed(top)
        if places != sorted(places):
            yield "its elements are in another order"
        if len({self.parents.get(id(self.elements[place])) for place in places}) > 1:
            yield "its topmost elements no longer stand in one element"

    def _found(self, element: Element) -> list[int]:
        return self.places.get(self.before.of(element), [])

    def _is_bare(self, top: Element) -> bool:
        words = top.words.keys() - {"Lang"}
        others = (words, top.identifier, top.attributes, top.files, len(top.content) - len(top.children))
        return not any(others)

    def _changed(self, element: Element) -> Iterator[str]:
        """The smallest elements that are not there as they were, from one that is not."""
        below = [child for child in element.children if not self._found(child)]
        for child in below:
            yield from self._changed(child)
        around = self.around.get(self.before.first(element), []) if self.before.first(element) else []
        now = next((other for other in around if other.role == element.role), None)
        if below and (now is None or self.before.own(element) == self.after.own(now)):
            return
        if now is None:
            yield f"the element {_named(element)} is not there as it was"
        elif differences := self._differences(element, now):
            yield f"the element {_named(element)} {differences}"
        else:
            yield f"the element {_named(element)} does not hold what it held"

    def _differences(self, before: Element, now: Element) -> str:
        pairs = zip(self.before.facts(before).items(), self.after.facts(now).values(), strict=True)
        return ", ".join(f"had {name} {was!r}, has {is_!r}" for (name, was), is_ in pairs if was != is_)


class _Signatures:
    """Signatures of the elements of one file, its pages counted as they are in the joined one."""

    def __init__(self, inventory: Inventory, places: Sequence[int], by_name: bool) -> None:
        self.places, self.by_name = places, by_name
        self.known: dict[int, _Signature] = {}
        elements = inventory.all_elements
        self.named: Mapping[str, Element] = {item.identifier: item for item in elements if item.identifier is not None}
        self.numbered = {element.number: element for element in elements}

    def of(self, element: Element) -> _Signature:
        """A number that is equal for elements that say and hold the same."""
        if id(element) not in self.known:
            items = tuple(self.of(item) if isinstance(item, Element) else self.placed(item) for item in element.content)
            self.known[id(element)] = hash((self.own(element), items))
        return self.known[id(element)]

    def own(self, element: Element) -> tuple[object, ...]:
        """All that the element says itself."""
        return tuple(self.facts(element).values())

    def facts(self, element: Element) -> dict[str, object]:
        """What the element says itself, by what it is about; names only where they must not change."""
        return {
            "the tag": element.tag if self.by_name else element.role,
            "the role": element.role,
            "the namespace": element.namespace,
            "the language": element.language,
            "the words": tuple(sorted((key, text) for key, text in element.words.items() if key != "Lang")),
            "the identifier": element.identifier if self.by_name else element.identifier is not None,
            "the classes": element.classes if self.by_name else len(element.classes),
            "the attributes": element.attributes,
            "the header cells": tuple(self._meant(self.named.get(name)) for name in element.headers),
            "the references": tuple(self._meant(self.numbered.get(number)) for number in element.references),
            "the files": element.files,
        }

    def held(self, element: Element) -> list[Mark | Held]:
        """The content and annotations that are its own."""
        return [self.placed(item) for item in element.content if not isinstance(item, Element)]

    def placed(self, item: Mark | Held) -> Mark | Held:
        """Content of a page, the page as it is numbered in the joined file."""
        if isinstance(item, Mark):
            return Mark(self.places[item.page], item.number, item.form)
        return Held(None if item.page is None else self.places[item.page], item.look)

    def first(self, element: Element) -> Mark | Held | None:
        """The first content in an element, by which it can be told from others; None where there is none."""
        return next((mark for item in element.walk() for mark in self.held(item)), None)

    def _meant(self, element: Element | None) -> object:
        return "nothing" if element is None else self.first(element) or "something empty"


def _named(element: Element) -> str:
    page = next((item.page for each in element.walk() for item in each.content if not isinstance(item, Element)), None)
    where = "without content" if page is None else f"on page {page + 1}"
    return f"{element.tag} {where}"
