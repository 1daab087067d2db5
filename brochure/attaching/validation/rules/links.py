"""Whether links say where they go, lead there, and are in the structure (ISO 14289-1, 7.18.5)."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from brochure.attaching.validation.check import Check, Hit, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.places import address_of
from brochure.attaching.validation.structure import Element, ObjectReference
from brochure.attaching.validation.words import read_words
from brochure.findings import Level
from brochure.pdf import objects

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:|www\.)\S+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)


class _Link(NamedTuple):
    """A link: its page, its object, the tag that holds it, and the text that is read for it."""

    page: int
    raw: Any
    element: Element | None
    text: str

    @property
    def words(self) -> str:
        """What it says of itself: the words on the page, else those it carries."""
        return self.text or objects.text(self.raw.get("/Contents")) or ""


def _untagged(opened: OpenedPdf) -> Iterator[Hit]:
    for link in _links(opened):
        if link.element is None or not any(item.tag == "Link" for item in link.element.upwards()):
            told = shortened(link.words or _address(link)) if link.words or _address(link) else "without words"
            yield _on(opened, link, f"the link {told} is in no Link tag; programs that read aloud do not offer it")
        elif not _leads_back(opened, link):
            told = shortened(link.words or _address(link))
            yield _on(opened, link, f"the link {told} does not name its tag (StructParent), or names another one")


def _without_words(opened: OpenedPdf) -> Iterator[Hit]:
    """Links that nothing is read for, or nothing that says where they go."""
    says_nothing = read_words().links
    for link in _links(opened):
        own = (objects.text(link.raw.get("/Contents")) or "").strip()
        said = [item for item in (link.text, own) if item]
        if not said:
            yield _on(opened, link, "a link has neither words on the page nor a description (Contents)")
        elif all(_compared(item) in says_nothing for item in said):
            message = f"the words of a link, {shortened(said[0])}, do not say where it goes; describe it (Contents)"
            yield _on(opened, link, message)
        elif not own and not opened.keeps_ua2:  # ISO 14289-2 asks for none where the words say it
            message = f"the link {shortened(said[0])} has no description for programs that read aloud (Contents)"
            yield _on(opened, link, message)


def _bare_addresses(opened: OpenedPdf) -> Iterator[Hit]:
    for link in _links(opened):
        own = (objects.text(link.raw.get("/Contents")) or "").strip()
        said = [item for item in (link.text, own) if item]
        if said and all(_ADDRESS.fullmatch(re.sub(r"\s", "", item)) for item in said):
            message = (
                f"a link is read aloud as the bare address {shortened(said[-1])}; describe where it goes (Contents)"
            )
            yield _on(opened, link, message)


def _leading_nowhere(opened: OpenedPdf) -> Iterator[Hit]:
    for link in _links(opened):
        target, address = opened.places.led_to(link.raw), address_of(link.raw)
        told = f"the link {shortened(link.words)}" if link.words else "a link"
        if target is not None and target.page < 0:
            where = f"the place '{target.name}', which" if target.name else "a page that"
            yield _on(opened, link, f"{told} leads to {where} is not in the file")
        elif target is None and not address and "/A" not in link.raw:
            yield _on(opened, link, f"{told} leads nowhere")
        elif _is_uri(link.raw) and not _SCHEME.match(address):
            yield _on(opened, link, f"{told} leads to '{address}', which is no whole address, such as https://…")


def _links(opened: OpenedPdf) -> Iterator[_Link]:
    held = _held(opened)
    for page in range(len(opened.page_objects)):
        for item in opened.annotations(page):
            if objects.name(item.get("/Subtype")) == "Link":
                element = held.get(objects.number(item))
                text = (element.alt or element.actual_text or opened.text_of(element)) if element else ""
                yield _Link(page, item, element, text.strip())


def _held(opened: OpenedPdf) -> dict[objects.Number, Element]:
    """The elements that hold annotations, by these."""
    return {
        kid.number: element
        for element in opened.structure.elements
        for kid in element.kids
        if isinstance(kid, ObjectReference)
    }


def _leads_back(opened: OpenedPdf, link: _Link) -> bool:
    parent = opened.parents.get(objects.integer(link.raw.get("/StructParent"), -1))
    return link.element is not None and objects.number(parent) == link.element.number


def _is_uri(raw: Any) -> bool:
    return objects.name(objects.below(raw, "/A", "/S")) == "URI"


def _address(link: _Link) -> str:
    return address_of(link.raw)


def _compared(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .:…>»→")


def _on(opened: OpenedPdf, link: _Link, message: str) -> Hit:
    return Hit(message, link.page, link.element, opened.box_of_annotation(link.page, link.raw))


CHECKS = (
    Check(
        "pdf-link-tag", "A link is in no Link tag, or does not name the one that it is in.", _untagged, needs_pages=True
    ),
    Check(
        "pdf-link-words",
        "A link has no words that say where it goes, or no description (Contents).",
        _without_words,
        needs_pages=True,
    ),
    Check(
        "pdf-link-address",
        "A link is read aloud as a bare address: neither its words nor its description are anything else.",
        _bare_addresses,
        level=Level.WARNING,
        needs_pages=True,
    ),
    Check(
        "pdf-link-target",
        "A link leads to a place that is not there, or to an address that is none.",
        _leading_nowhere,
        needs_pages=True,
    ),
)
