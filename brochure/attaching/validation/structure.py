"""The structure tree of a PDF: elements by their standard types, in the order in which they are read aloud.

ISO 32000-1, 14.7 and 14.8. Knows nothing of what stands on the pages: content is named by page and number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from brochure.pdf import objects
from brochure.pdf.objects import Number

GROUPS = {"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "Index",
          "NonStruct", "Private", "Aside", "L"}  # fmt: skip
"""Types that hold blocks."""
HEADINGS = {"H", "H1", "H2", "H3", "H4", "H5", "H6"}
BLOCKS = {"P", "Title", "LI", "Lbl", "LBody", "Caption", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Figure",
          "Formula", "Form", "Note", "FENote"}  # fmt: skip
INLINE = {"Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT",
          "WP", "Sub", "Em", "Strong", "Artifact"}  # fmt: skip
NUMBERED = {f"H{level}" for level in range(1, 100)}
"""Headings as PDF 2.0 has them, which knows no lowest level."""
_PDF_2, _MATHML = "http://iso.org/pdf2/ssn", "http://www.w3.org/1998/Math/MathML"
_MOST_STEPS = 32
STANDARD = GROUPS | HEADINGS | BLOCKS | INLINE
"""Every standard structure type of PDF 1.7 and 2.0 (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4)."""


class Content(NamedTuple):
    """A piece of marked content: page from 0 (-1 for one that is not in the file), its number (MCID), whose stream.

    `in_form` tells that it stands in a form XObject and not in the page's own content.
    """

    page: int
    mark: int
    in_form: bool = False


class ObjectReference(NamedTuple):
    """An annotation, or another object, that an element holds: its page from 0 or -1, and its number."""

    page: int
    number: Number


@dataclass(slots=True, eq=False)
class Element:
    """An element of the tree: its standard type, what is written instead of it, and what it holds, in order."""

    tag: str
    written: str
    raw: Any
    parent: "Element | None"
    own_page: int
    kids: "list[Element | Content | ObjectReference]" = field(default_factory=list)

    @property
    def children(self) -> "list[Element]":
        """The elements in it, one level down."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def number(self) -> Number:
        """The number of its object."""
        return objects.number(self.raw)

    @property
    def alt(self) -> str | None:
        """What is read instead of it, for those who do not see it."""
        return objects.text(self.raw.get("/Alt"))

    @property
    def actual_text(self) -> str | None:
        """The text that it stands for."""
        return objects.text(self.raw.get("/ActualText"))

    @property
    def title(self) -> str | None:
        """A name for people who work with the tree."""
        return objects.text(self.raw.get("/T"))

    @property
    def identifier(self) -> bytes | None:
        """What other elements refer to it by."""
        value = self.raw.get("/ID")
        return bytes(value) if isinstance(value, pikepdf.String) else None

    @property
    def own_language(self) -> str | None:
        """The language that is written on the element itself."""
        return objects.text(self.raw.get("/Lang"))

    @property
    def language(self) -> str | None:
        """The language of its text, by itself or what is around it; None for that of the file."""
        return next((element.own_language for element in self.upwards() if element.own_language is not None), None)

    def attribute(self, key: str) -> Any:
        """An attribute of any owner, such as "/Scope"; None where there is none (classes are not read)."""
        found = (item.get(key) for item in objects.items(self.raw.get("/A")) if objects.is_dictionary(item))
        return next((value for value in found if value is not None), None)

    def upwards(self) -> "Iterator[Element]":
        """Itself and what is around it, from the inside."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def walk(self) -> "Iterator[Element]":
        """Itself and everything below, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def all(self, *tags: str) -> "list[Element]":
        """The elements of these types in it."""
        return [element for element in self.walk() if element.tag in tags]

    def contents(self) -> Iterator[Content]:
        """The marked content in it, in reading order."""
        waiting: list[Any] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Content):
                yield item
            elif isinstance(item, Element):
                waiting += reversed(item.kids)

    @property
    def page(self) -> int:
        """The page of its first content, from 0; -1 where it has none."""
        first = next((content.page for content in self.contents() if content.page >= 0), -1)
        return first if first >= 0 else self.own_page


@dataclass(frozen=True, slots=True)
class Structure:
    """A whole tree: its root, which stands for no element, and all elements in reading order."""

    root: Element
    elements: tuple[Element, ...]
    by_number: Mapping[Number, Element]
    unmapped: tuple[str, ...]
    """Types that are neither standard nor stand for one that is."""

    def all(self, *tags: str) -> list[Element]:
        """The elements of these types."""
        return [element for element in self.elements if element.tag in tags]


def read_structure(pdf: pikepdf.Pdf, pages: Mapping[Number, int]) -> Structure:
    """The tree of an open file, without elements if it is untagged; `pages` are positions by their objects' numbers."""
    root = objects.below(pdf.Root, "/StructTreeRoot")
    return _Reader(objects.below(root, "/RoleMap"), pages).read(root)


class _Reader:
    def __init__(self, roles: Any, pages: Mapping[Number, int]) -> None:
        self.roles, self.pages = roles, pages
        self.types: dict[tuple[str, Number], str] = {}
        self.unmapped: list[str] = []

    def read(self, root: Any) -> Structure:
        top = Element("", "", pikepdf.Dictionary(), None, -1)
        by_number: dict[Number, Element] = {}
        elements: list[Element] = []
        waiting = [(top, -1, kid) for kid in reversed(objects.items(objects.below(root, "/K")))]
        while waiting:
            parent, page, kid = waiting.pop()
            if not objects.is_dictionary(kid):
                if isinstance(kid, int):
                    parent.kids.append(Content(page, kid))
                continue
            own = self.pages.get(objects.number(kid.get("/Pg")), -1) if "/Pg" in kid else page
            if "/S" not in kid:
                parent.kids += self._leaf(kid, own)
                continue
            number = objects.number(kid)
            if number in by_number:
                continue  # an element has one place; a second one would be a circle
            element = Element(self._standard(kid), objects.name(kid.S), kid, parent, own)
            parent.kids.append(element)
            elements.append(element)
            if number != (0, 0):
                by_number[number] = element
            waiting += [(element, own, inner) for inner in reversed(objects.items(kid.get("/K")))]
        return Structure(top, tuple(elements), by_number, tuple(dict.fromkeys(self.unmapped)))

    def _leaf(self, kid: Any, page: int) -> list[Element | Content | ObjectReference]:
        if "/Obj" in kid:
            return [ObjectReference(page, objects.number(kid.get("/Obj")))]
        if "/MCID" in kid:
            return [Content(page, objects.integer(kid.get("/MCID"), -1), "/Stm" in kid)]
        return []

    def _standard(self, kid: Any) -> str:
        """The standard type that the type of an element stands for; its own where it stands for none."""
        own, namespace = objects.name(kid.get("/S")), kid.get("/NS")
        key = own, objects.number(namespace)
        if key not in self.types:
            self.types[key], is_known = self._resolved(own, namespace)
            if not is_known:
                self.unmapped.append(own)
        return self.types[key]

    def _resolved(self, tag: str, namespace: Any) -> tuple[str, bool]:
        """The standard type of a type in a namespace (ISO 32000-2, 14.7.4), and whether there is one."""
        own = tag
        for _ in range(_MOST_STEPS):
            if not objects.is_dictionary(namespace):
                mapped = self._mapped(tag)
                return mapped, mapped in STANDARD
            address = objects.text(namespace.get("/NS"))
            if address == _MATHML or (address == _PDF_2 and tag in STANDARD | NUMBERED):
                return tag, True
            target = objects.items(objects.below(namespace, "/RoleMapNS", f"/{tag}"))
            if not target:
                return tag, tag in STANDARD
            tag, namespace = objects.name(target[0]), target[1] if len(target) > 1 else None
        return own, False

    def _mapped(self, own: str) -> str:
        tried: list[str] = []
        tag = own
        while tag and tag not in STANDARD and tag not in tried:
            tried.append(tag)
            tag = objects.name(objects.below(self.roles, f"/{tag}"))
        return tag if tag in STANDARD else own
