"""Where a document can be parted: what stands in its body and begins on a page of its own.

Some styles speak of the document as a whole, such as a counter that runs through it. A document with such styles is
one part, and is set as it always was. Knows nothing of what the parts say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from cssselect2 import ElementWrapper, SelectorError

_OF_THE_WHOLE = re.compile(
    r":nth\(|(?<![\w-])counters?\(\s*(?!page\b|list-item\b)[\w-]+|counter-set|running\(|position:\s*fixed"
    r"|target-counters?\((?!\s*attr\([\w-]+\s+url\)\s*,\s*page\s*\))|target-text\("
)
"""What a style sheet says that depends on pages or words of other parts, and is not carried over to each of them."""
_TARGET = re.compile(r"target-counter\(\s*attr\(([\w-]+)\s+url\)\s*,\s*page\s*\)")
_STRING_SET = re.compile(r"([^{}]+)\{[^{}]*?string-set:\s*([^;}]+)")
_SETS_FIRST_PAGE = re.compile(r"(@page\s+[\w-]*):first\b")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the elements that stand in the body, and the ids in them."""

    elements: tuple[Element, ...]
    identities: frozenset[str]

    @property
    def identity(self) -> str:
        """The id of its first element; empty where that has none."""
        return self.elements[0].get("id", "")


def divide(root: Element, begins: Sequence[bool], styles: str) -> tuple[Part, ...]:
    """The parts of a document, in order; `begins` tells of each element of its body whether it begins a page."""
    body = body_of(root)
    if _OF_THE_WHOLE.search(styles) or any(map(_says_more, _STRING_SET.findall(styles))):
        return (_part(tuple(body)),)
    groups: list[list[Element]] = []
    for element, own in zip(body, begins, strict=True):
        if own or not groups:
            groups.append([])
        groups[-1].append(element)
    return tuple(_part(tuple(group)) for group in groups)


def body_of(root: Element) -> Element:
    """The body of a document; raises ValueError where it has none."""
    body = root.find("body")
    if body is None:
        raise ValueError("a document has a body")
    return body


def alone(root: Element, part: Part) -> Element:
    """A document that holds a part alone, with the head of the whole."""
    document = Element(root.tag, root.attrib)
    for child in root:
        if child.tag == "body":
            body = SubElement(document, "body", child.attrib)
            body.extend(part.elements)
            if part.elements[:1] == tuple(child[:1]):
                body.text = child.text
        else:
            document.append(child)
    return document


def links(part: Part) -> frozenset[str]:
    """The ids that a part leads to, and does not hold."""
    found = (inner.get("href", "") for element in part.elements for inner in element.iter())
    return frozenset(address[1:] for address in found if address.startswith("#")) - part.identities


def skeleton(root: Element) -> Element:
    """The document with nothing in the elements of its body."""
    document = Element(root.tag, root.attrib)
    for child in root:
        if child.tag != "body":
            document.append(child)
            continue
        body = SubElement(document, "body", child.attrib)
        for element in child:
            SubElement(body, element.tag, element.attrib)
    return document


def asked_pages(styles: str) -> frozenset[str]:
    """The attributes whose target's page number is printed by the style sheet."""
    return frozenset(_TARGET.findall(styles))


def with_pages_known(styles: str) -> str:
    """A style sheet that prints page numbers which stand in the document, in place of those it would look up."""
    return _TARGET.sub(lambda match: f"attr({page_attribute(match[1])})", styles)


def page_attribute(name: str) -> str:
    """The attribute that tells on which page the target of another one stands."""
    return f"{name}-page"


def targets(part: Part, asked: frozenset[str]) -> Iterator[tuple[Element, str, str]]:
    """Each element that prints a page number, the attribute for it, and the id of what stands on that page."""
    for element in part.elements:
        for inner in element.iter():
            for name in asked:
                if (target := inner.get(name, "")).startswith("#"):
                    yield inner, page_attribute(name), target[1:]


def not_of_the_first(styles: str) -> str:
    """The style sheet of a part that is not the first: what it says of the document's first page does not apply."""
    return _SETS_FIRST_PAGE.sub(r"\1:nth(0)", styles)


def carried_strings(root: Element, parts: Sequence[Part], styles: str) -> tuple[Mapping[str, str], ...]:
    """What running heads go on saying in each part: named strings that a part before has set, and it does not.

    Only what an element says itself is carried.
    """
    found: list[Mapping[str, str]] = []
    said: dict[str, str] = {}
    whole = ElementWrapper.from_html_root(root)
    setting: dict[Element, list[str]] = {}
    for selector, declared in _STRING_SET.findall(styles):
        with suppress(SelectorError):  # WeasyPrint tells of it
            for match in whole.query_all(selector.strip()):
                setting.setdefault(match.etree_element, []).extend(_names(declared))
    for part in parts:
        own: dict[str, str] = {}
        for element in (inner for outer in part.elements for inner in outer.iter()):
            own.update({name: _words(element) for name in setting.get(element, ())})
        found.append({name: words for name, words in said.items() if name not in own})
        said.update(own)
    return tuple(found)


def _part(elements: tuple[Element, ...]) -> Part:
    found = (inner.get("id") for element in elements for inner in element.iter())
    return Part(elements, frozenset(identity for identity in found if identity))


def _names(declared: str) -> list[str]:
    """The names that a declaration gives what an element says."""
    return re.findall(r"(?:^|,)\s*([\w-]+)\s+content\(\s*(?:text)?\s*\)", declared)


def _says_more(rule: tuple[str, str]) -> bool:
    """Whether a rule gives a name to more than what an element says."""
    return len(_names(rule[1])) != len(re.split(r",(?![^(]*\))", rule[1])) or "::" in rule[0]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
