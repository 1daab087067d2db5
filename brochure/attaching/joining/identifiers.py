"""The identifiers of elements, and what refers to an element by them (ISO 32000-1, 14.7.2 and table 349)."""

from typing import Any

import pikepdf

from brochure.attaching.joining.elements import elements
from brochure.attaching.joining.trees import names_in
from brochure.attaching.joining.walking import as_list, dictionaries, unique


def identified(pdf: pikepdf.Pdf) -> dict[bytes, Any]:
    """The elements of a document that have an identifier, by it, whether the document lists them or not."""
    root = pdf.Root.get("/StructTreeRoot")
    listed = names_in(root.get("/IDTree")) if root is not None else {}
    if listed:
        return listed
    return {bytes(element.ID): element for element in elements(pdf) if "/ID" in element}


def rename_identifiers(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> int:
    """Give another identifier to each element of `annex` whose own stands in `host` too; returns how many."""
    of_annex, of_host = identified(annex), identified(host)
    clashing = of_annex.keys() & of_host.keys()
    if not clashing:
        return 0
    taken = {*of_annex, *of_host}
    renamed: dict[bytes, bytes] = {}
    for identifier in sorted(clashing):
        renamed[identifier] = unique(identifier, taken)
        taken.add(renamed[identifier])
    for element in elements(annex):
        if "/ID" in element:
            element.ID = _new(element.ID, renamed)
    for item in dictionaries(annex):
        if isinstance(headers := item.get("/Headers"), pikepdf.Array):
            for position, header in enumerate(headers):
                headers[position] = _new(header, renamed)
        if isinstance(target := item.get("/SD"), pikepdf.Array) and isinstance(target[0], pikepdf.String):
            target[0] = _new(target[0], renamed)
    tree = annex.Root.StructTreeRoot
    if "/IDTree" in tree:
        del tree.IDTree  # made anew when the trees are joined
    return len(renamed)


def _new(identifier: Any, renamed: dict[bytes, bytes]) -> Any:
    return pikepdf.String(renamed.get(bytes(identifier), bytes(identifier)))


def lists_of(value: Any) -> list[Any]:
    """The attribute objects or class names of an element, revision numbers left out (ISO 32000-1, 14.7.5.3)."""
    return [item for item in as_list(value) if not isinstance(item, int)]
