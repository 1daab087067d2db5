"""One structure tree out of two (ISO 32000-1, 14.7): the annex's as a part of the host's.

Expects that the annex's numbers and names clash with none of the host's (`shift_parents` and the modules that rename).
"""

from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.elements import Pages, is_element, standard_type
from brochure.attaching.joining.identifiers import identified
from brochure.attaching.joining.namespaces import join_namespaces
from brochure.attaching.joining.trees import name_tree
from brochure.attaching.joining.walking import as_list, dictionaries, ensured, within
from brochure.pdf import objects
from brochure.pdf.walking import tree as tree_pairs

_HOLDS_PARTS = ("/Document", "/DocumentFragment", "/Part", "/Art", "/Sect", "/Div", "/NonStruct")
"""Types of elements that the annex may stand in, between their kids (ISO 32000-1, table 333)."""


_OWN = ("/ID", "/A", "/C", "/AF", "/Ref", "/NS", "/R", "/Alt", "/ActualText", "/E")
"""What an element says of itself, which would say it of another type were the type changed."""


def shift_parents(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> int:
    """Raise the annex's keys of its parent tree above those of the host, on pages and all else that has one.

    Returns by how much they were raised; the annex's parent tree itself is left as it is.
    """
    offset = _next_key(host)
    for item in dictionaries(annex):
        for key in ("/StructParents", "/StructParent"):
            if isinstance(own := item.get(key), int):
                item[key] = own + offset
    return offset


def join_structure(carrier: Carrier, of_host: Pages, offset: int, label: str) -> None:
    """Make the annex a `Part` of the host's structure tree, in the order of the pages.

    `of_host` are the host's pages as they were before the annex's came, `offset` is what `shift_parents` returned,
    `label` what the part is called. Without tags in the annex the host's stay; a host without any gets the annex's.
    """
    host, annex = carrier.host, carrier.annex
    if "/StructTreeRoot" not in annex.Root:
        return
    identifiers = {key: carrier.carry(element) for key, element in identified(annex).items()}
    carried = carrier.carry(annex.Root.StructTreeRoot)
    tree = _tree_of(host)
    identifiers |= identified(host)
    part = _part(host, carried, annex.Root.get("/Lang"), label)
    _put_into(tree, part, of_host, carrier.at)
    _join_parents(host, tree, carried, offset)
    if identifiers:
        tree.IDTree = name_tree(host, identifiers)
    for key in ("/RoleMap", "/ClassMap"):
        if key in carried:
            table = ensured(tree, key, pikepdf.Dictionary())
            for name, value in carried[key].items():
                table[name] = value
    join_namespaces(tree, carried, part)
    for key in ("/AF", "/PronunciationLexicon"):
        if key in carried:
            tree[key] = pikepdf.Array([*as_list(tree.get(key)), *as_list(carried[key])])
    _join_marks(host, annex)


def _tree_of(host: pikepdf.Pdf) -> Any:
    if "/StructTreeRoot" not in host.Root:
        host.Root.StructTreeRoot = host.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    return host.Root.StructTreeRoot


def _part(host: pikepdf.Pdf, carried: Any, language: Any, label: str) -> Any:
    """The annex's tree as one element: its `Document` made a `Part`, or a new one around all it has.

    A `Document` that says anything of itself stays one, within a new part.
    """
    kids = [kid for kid in as_list(carried.get("/K")) if is_element(kid)]
    is_document = len(kids) == 1 and standard_type(kids[0], carried.get("/RoleMap")) == "/Document"
    if is_document and not any(key in kids[0] for key in _OWN):
        part = kids[0] if kids[0].is_indirect else host.make_indirect(kids[0])
        part.S = pikepdf.Name.Part
    else:
        part = host.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Part))
        part.K = pikepdf.Array(kids)
        for kid in kids:
            kid.P = part
    if "/T" not in part:
        part.T = pikepdf.String(label)
    if "/Lang" not in part:
        part.Lang = language if language is not None else pikepdf.String("")  # unknown, whatever the host's is
    return part


def _put_into(tree: Any, part: Any, pages: Pages, at: int) -> None:
    """Put the part between the elements of the pages before and after page `at`, as deep as those allow."""
    roles = tree.get("/RoleMap")
    kids = as_list(tree.get("/K"))
    above, position = tree, _position(kids, pages, at)
    if len(kids) == 1 and is_element(kids[0]) and standard_type(kids[0], roles) == "/Document":
        above = kids[0]
        position = _position(as_list(above.get("/K")), pages, at)
    while position and (before := as_list(above.K)[position - 1]) is not None:
        last = pages.last(before) if is_element(before) else None
        if last is None or last < at or standard_type(before, roles) not in _HOLDS_PARTS:
            break
        above, position = before, _position(as_list(before.get("/K")), pages, at)
    kids = as_list(above.get("/K"))
    above.K = pikepdf.Array([*kids[:position], part, *kids[position:]])
    part.P = above


def _position(kids: list[Any], pages: Pages, at: int) -> int:
    """Before which kid a part goes that stands before page `at`: the first whose content begins there or later."""
    for number, kid in enumerate(kids):
        first = pages.first(kid) if is_element(kid) else None
        if first is not None and first >= at:
            return number
    return len(kids)


def _join_parents(host: pikepdf.Pdf, tree: Any, carried: Any, offset: int) -> None:
    if "/ParentTree" not in tree:
        tree.ParentTree = pikepdf.NumberTree.new(host).obj
    parents = pikepdf.NumberTree(tree.ParentTree)
    highest = offset
    if "/ParentTree" in carried:
        for key, parent in pikepdf.NumberTree(carried.ParentTree).items():
            if parent is not None:
                parents[int(key) + offset] = parent
            highest = max(highest, int(key) + offset + 1)
    tree.ParentTreeNextKey = highest


def _next_key(pdf: pikepdf.Pdf) -> int:
    """A number above all keys of a document's parent tree and all that refer to it."""
    used = [
        int(item[key])
        for top in pdf.objects
        if isinstance(top, pikepdf.Stream) or _is_with(top, b"/StructParent")
        for item in within(top)
        for key in ("/StructParents", "/StructParent")
        if isinstance(item.get(key), int)
    ]
    parents = objects.below(pdf.Root, "/StructTreeRoot", "/ParentTree")
    used += [key for key, _ in tree_pairs(parents, "/Nums") if isinstance(key, int)]
    return max(used, default=-1) + 1


def _is_with(item: Any, written: bytes) -> bool:
    """Whether some bytes stand in an object as it is written: quick, where there are many objects."""
    return isinstance(item, pikepdf.Dictionary | pikepdf.Array) and written in item.unparse(resolved=True)


def _join_marks(host: pikepdf.Pdf, annex: pikepdf.Pdf) -> None:
    """Say of the joined file what is true of it all; of its tags only what was said of the host (14.7.1)."""
    of_annex = objects.dictionary(annex.Root, "/MarkInfo")
    for key in ("/UserProperties", "/Suspects"):
        if of_annex.get(key):
            ensured(host.Root, "/MarkInfo", pikepdf.Dictionary())[key] = True
