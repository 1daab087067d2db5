"""The structure tree of a PDF: its elements with roles, languages, attributes and what they hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.support.joined.inventory import Element, Fault, Held, Mark
from tests.support.joined.source import Source, entry, listed, number_of, raw, resolved, text

_WORDS = ("/Alt", "/ActualText", "/E", "/T", "/Lang")
_NO_TREE = 64


@dataclass(slots=True)
class Structure:
    """The structure tree and who holds what, by the numbers of objects."""

    tops: list[Element] = field(default_factory=list)
    holders: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    """The elements that hold a numbered part, by its page or form and its number."""
    keepers: dict[int, list[int]] = field(default_factory=dict)
    """The elements that hold an annotation or picture as a whole, by its number."""
    identifiers: dict[str, list[int]] = field(default_factory=dict)
    role_map: dict[str, str] = field(default_factory=dict)
    class_map: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)


def read_structure(source: Source) -> Structure:
    """The structure tree; one without elements where the file has none."""
    root = entry(source.root, "/StructTreeRoot")
    found = Structure()
    if root is not None:
        _Walk(source, root, found).top()
    return found


class _Walk:
    def __init__(self, source: Source, root: Any, found: Structure) -> None:
        self.source, self.root, self.found = source, root, found
        self.classes = entry(root, "/ClassMap") or {}
        self.seen: set[int] = set()
        self.annotated = {
            number_of(item): index for index, page in enumerate(source.pages) for item in listed(raw(page, "/Annots"))
        }
        roles = entry(root, "/RoleMap") or {}
        found.role_map = {str(key)[1:]: str(entry(roles, key))[1:] for key in roles}
        found.class_map = tuple(sorted(str(key)[1:] for key in self.classes))
        spaces = (resolved(item) for item in listed(raw(root, "/Namespaces")))
        found.namespaces = tuple(str(text(space, "/NS")) for space in spaces)

    def top(self) -> None:
        """Read the whole tree."""
        language = text(self.source.root, "/Lang") or ""
        for kid in listed(raw(self.root, "/K")):
            self.found.tops += self._element(kid, self.root, language, None, 0)

    def _element(self, reference: Any, parent: Any, language: str, page: int | None, depth: int) -> list[Element]:
        node, number = resolved(reference), number_of(reference)
        if node is None or number in self.seen or depth > _NO_TREE:
            self._fault("an element stands in the structure tree twice, or is not there", f"object {number}")
            return []
        self.seen.add(number)
        if entry(node, "/P") is not parent:
            self._fault("an element names a parent that it does not stand in", f"object {number}")
        page = self._page(node, page, number)
        element = self._told(node, number, language)
        if element.identifier is not None:
            self.found.identifiers.setdefault(element.identifier, []).append(number)
        for kid in listed(raw(node, "/K")):
            element.content += self._kid(kid, node, element, page, depth)
        return [element]

    def _kid(
        self, kid: Any, node: Any, element: Element, page: int | None, depth: int
    ) -> "Iterator[Element | Mark | Held]":
        item = resolved(kid)
        if isinstance(item, int):
            yield from self._mark(item, page, None, element.number)
        elif entry(item, "/Type") == "/MCR":
            own = self._page(item, page, element.number)
            yield from self._mark(int(entry(item, "/MCID")), own, raw(item, "/Stm"), element.number)
        elif entry(item, "/Type") == "/OBJR":
            yield self._held(item, page, element.number)
        else:
            yield from self._element(kid, node, element.language, page, depth + 1)

    def _mark(self, number: int, page: int | None, form: Any, holder: int) -> Iterator[Mark]:
        if page is None:
            self._fault("an element holds content of no page", f"object {holder}")
            return
        owner = number_of(self.source.pages[page].indirect_reference) if form is None else number_of(form)
        self.found.holders.setdefault((owner, number), []).append(holder)
        yield Mark(page, number, "" if form is None else self.source.fingerprint(form))

    def _held(self, item: Any, page: int | None, holder: int) -> Held:
        reference = raw(item, "/Obj")
        self.found.keepers.setdefault(number_of(reference), []).append(holder)
        page = self._page(item, page, holder)
        if entry(reference and resolved(reference), "/Subtype") not in ("/Form", "/Image"):
            page = self.annotated.get(number_of(reference))
            if page is None:
                self._fault("an element holds an annotation that is on no page", f"object {holder}")
        return Held(page, self.source.fingerprint(reference))

    def _page(self, node: Any, page: int | None, holder: int) -> int | None:
        """The page that a dictionary names, else the one already known."""
        if raw(node, "/Pg") is None:
            return page
        own = self.source.page_of(raw(node, "/Pg"))
        if own is None:
            self._fault("an element names a page that is not in the document", f"object {holder}")
        return own

    def _told(self, node: Any, number: int, language: str) -> Element:
        classes = tuple(str(resolved(item))[1:] for item in listed(raw(node, "/C")) if isinstance(resolved(item), str))
        given = [resolved(item) for item in listed(raw(node, "/A"))]
        for name in classes:
            if f"/{name}" not in self.classes:
                self._fault("an element has a class that is not in the class map", f"object {number}, class {name}")
            given += [resolved(item) for item in listed(raw(self.classes, f"/{name}"))]
        attributes = [item for item in given if hasattr(item, "raw_get")]
        tag, space = str(entry(node, "/S"))[1:], text(entry(node, "/NS"), "/NS") or ""
        role = self._role(tag, entry(node, "/NS"))
        if role not in STANDARD_TAGS:
            self._fault("a tag is of no standard and has no role", f"object {number}, tag {tag}")
        return Element(
            tag=tag,
            role=role,
            namespace=space,
            language=language if (own := text(node, "/Lang")) is None else own,
            words={key[1:]: str(text(node, key)) for key in _WORDS if text(node, key) is not None},
            identifier=text(node, "/ID"),
            classes=classes,
            attributes=tuple(sorted({told for item in attributes for told in self._attributes(item)})),
            headers=tuple(str(resolved(name)) for item in attributes for name in listed(raw(item, "/Headers"))),
            references=tuple(number_of(item) for item in listed(raw(node, "/Ref"))),
            files=tuple(self.source.fingerprint(item) for item in listed(raw(node, "/AF"))),
            number=number,
        )

    def _attributes(self, item: Any) -> Iterator[str]:
        owner = f"{entry(item, '/O')}{text(entry(item, '/NS'), '/NS') or ''}"
        for key in item:
            if key not in ("/O", "/NS", "/Headers"):
                value = entry(item, key)
                plain = value if isinstance(value, str | int | float) else self.source.fingerprint(value)
                yield f"{owner[1:]} {key[1:]} {plain}"

    def _role(self, tag: str, space: Any) -> str:
        """The standard tag that role maps make of a tag, those of its namespace first."""
        for _ in range(16):
            mapped = entry(entry(space, "/RoleMapNS"), f"/{tag}")
            if isinstance(mapped, list):
                tag, space = str(resolved(mapped[0]))[1:], resolved(mapped[1])
            elif mapped is not None:
                tag, space = str(mapped)[1:], None
            elif tag in self.found.role_map and (tag not in STANDARD_TAGS or space is None):
                tag = self.found.role_map[tag]
            else:
                break
        return tag

    def _fault(self, kind: str, where: str) -> None:
        self.found.faults.append(Fault(kind, where))


STANDARD_TAGS = frozenset(
    {
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
        "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
        "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
        "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "RB", "RT", "RP", "WT", "WP", "Figure",
        "Formula", "Form", "DocumentFragment", "Aside", "Title", "FENote", "Sub", "Em", "Strong", "Artifact",
    }
)  # fmt: skip
"""Standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) and those PDF 2.0 adds (ISO 32000-2, 14.8.4)."""
