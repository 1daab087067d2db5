"""Makes matplotlib's SVG fit to stand inside an HTML page: slim, with ids of its own, and no style sheet."""

import re
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DROPPED = {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}


def slim(source: bytes, identity: str) -> str:
    """The `<svg>` element of a drawing as text.

    Groups that only carry an id are opened, declarations of style become attributes, and the ids that are referred
    to begin with `identity`, so that several drawings can stand in one document.
    """
    root = ElementTree.fromstring(source)
    referred = set(re.findall(r"#([\w-]+)", source.decode()))
    _clean(root, identity, referred)
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element, identity: str, referred: set[str]) -> None:
    """Clean an element and what is in it, in place."""
    _clean_attributes(element, identity, referred)
    children: list[ElementTree.Element] = []
    for child in element:
        if child.tag in _DROPPED:
            continue
        _clean(child, identity, referred)
        empty_defs = child.tag == f"{{{_SVG}}}defs" and len(child) == 0
        if child.tag == f"{{{_SVG}}}g" and not child.attrib:
            children += list(child)
        elif not empty_defs:
            children.append(child)
        child.tail = None
    element[:] = children
    if children:
        element.text = None


def _clean_attributes(element: ElementTree.Element, identity: str, referred: set[str]) -> None:
    attributes = element.attrib
    for declaration in attributes.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            attributes[name.strip()] = value.strip()
    if attributes.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
        del attributes["transform"]
    if "id" in attributes and attributes["id"] not in referred:
        del attributes["id"]
    for name, value in list(attributes.items()):
        if name == "id":
            attributes[name] = f"{identity}-{value}"
        elif name == f"{{{_XLINK}}}href":
            attributes[name] = value.replace("#", f"#{identity}-", 1)
        elif "url(#" in value:
            attributes[name] = value.replace("url(#", f"url(#{identity}-")
        elif name == "d":
            attributes[name] = " ".join(value.split())
