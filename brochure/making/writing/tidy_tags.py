"""Tags as ISO 32000-1 (14.8.4) wants them, where WeasyPrint 70 writes one thing in itself, or a list for what is none.

What a paragraph, caption or link holds in blocks of its own becomes its own content; the lists of the table of contents
become TOC, with one TOCI an entry, and notes Note. Knows the objects of pydyf and the boxes of links.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from brochure.making.writing.references import Target, parent_tree, target_of

TO_NOTE, FROM_NOTE = "to-note", "from-note"
"""The classes of links to and from notes."""
_NEVER_IN_ITSELF = frozenset({"/P", "/Caption", "/Link", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})


def dissolve_repeated(pdf: Any) -> None:
    """Put what a tag in one of its own kind holds into the outer one."""
    target = target_of(pdf)
    numbers = parent_tree(pdf)
    pages = {reference: place for place, reference in enumerate(pdf.page_references)}
    for item in pdf.objects:
        if _tag(item) not in _NEVER_IN_ITSELF:
            continue
        at = 0
        while at < len(item["K"]):
            kid = item["K"][at]
            inner = None if isinstance(kid, int) else target(kid)
            if inner is not None and _tag(inner) == item["S"] and inner["Pg"] == item["Pg"]:
                item["K"][at : at + 1] = inner["K"]
                _move(inner, item, target, numbers, pages)
                inner["S"] = "/NonStruct"
            else:
                at += 1


def tag_contents(document: Any, pdf: Any, entries: Collection[Any]) -> None:
    """Make the lists around some links, which are the elements of `entries`, a table of contents."""
    target = target_of(pdf)
    for link, _ in list(_links(document, pdf, entries.__contains__)):
        tag = link
        while _tag(tag := target(tag["P"])) in ("/LBody", "/LI", "/L"):
            tag["S"] = {"/LBody": "/Reference", "/LI": "/TOCI", "/L": "/TOC"}[tag["S"]]
    for item in [item for item in pdf.objects if _tag(item) == "/TOCI"]:
        for body in [target(kid) for kid in item["K"]]:
            for inner in [kid for kid in _references(body) if _tag(target(kid)) == "/TOC"]:
                body["K"].remove(inner)
                item["K"].append(inner)
                target(inner)["P"] = item.reference


def tag_notes(document: Any, pdf: Any) -> None:
    """Tag what leads to a note as Reference, the note as Note with an identifier of its own, its number as its Lbl.

    ISO 14289-1, 7.9. The elements of their links are known by what is around these: one span each.
    """
    import pydyf

    target = target_of(pdf)
    for link, element in list(_links(document, pdf, lambda element: element.get("class") in (TO_NOTE, FROM_NOTE))):
        around = target(link["P"])
        if element.get("class") == TO_NOTE:
            around["S"] = "/Reference"
            continue
        around["S"] = "/Lbl"
        note = target(around["P"])
        note["S"], note["ID"] = "/Note", pydyf.String(element.get("href").removeprefix("#"))


def _links(document: Any, pdf: Any, is_wanted: Callable[[Any], bool]) -> Iterator[tuple[Any, Any]]:
    """The tags of links whose elements are wanted, in the order of the objects, with these elements."""
    elements = {
        box.link_annotation.reference: box.element
        for page in document.pages
        for *_, box in page.links
        if box.link_annotation is not None and is_wanted(box.element)
    }
    of_object = {
        item.reference: elements[item["Obj"]]
        for item in pdf.objects
        if getattr(item, "get", None) and item.get("Type") == "/OBJR" and item["Obj"] in elements
    }
    for item in pdf.objects:
        if _tag(item) == "/Link":
            yield from ((item, of_object[kid]) for kid in _references(item) if kid in of_object)


def keep_outer_links(document: Any) -> None:
    """Leave one link where WeasyPrint finds another on every box inside it."""
    for page in document.pages:
        outer = {id(box) for box in _outer_links(page._page_box)}
        page.links = [link for link in page.links if id(link[-1]) in outer]


def _outer_links(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    if box.link:
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _outer_links(child)


def _tag(item: Any) -> str:
    return str(item.get("S", "")) if hasattr(item, "get") and "K" in item else ""


def _references(tag: Any) -> list[bytes]:
    return [kid for kid in tag["K"] if not isinstance(kid, int)]


def _move(inner: Any, outer: Any, target: Target, numbers: Any, pages: Mapping[bytes, int]) -> None:
    """Let what a tag held hang in another."""
    for kid in inner["K"]:
        if isinstance(kid, int):
            numbers[2 * pages[inner["Pg"]] + 1][kid] = outer.reference
        elif (held := target(kid)).get("Type") == "/OBJR":
            numbers[numbers.index(target(held["Obj"])["StructParent"], 2 * len(pages)) + 1] = outer.reference
        else:
            held["P"] = outer.reference
