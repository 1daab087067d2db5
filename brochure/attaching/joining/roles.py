"""Names that a document gives to types of elements and to classes of attributes (ISO 32000-1, 14.7.3 and 14.7.5.2).

Two documents may call different things by one name: "Box" may be a `Div` here and a `Note` there. Where that is so,
the annex's gets another name.
"""

from typing import Any

import pikepdf

from brochure.attaching.joining.elements import elements
from brochure.attaching.joining.identifiers import lists_of
from brochure.attaching.joining.walking import unique
from brochure.pdf import objects


def rename_roles(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> int:
    """Give another name to each type that `annex` maps and `host` means otherwise; returns how many.

    A type that the host uses without mapping it means something else, too. Types in a namespace (PDF 2.0) are left:
    their names belong to the namespace.
    """
    of_annex, of_host = _table(annex, "/RoleMap"), _table(host, "/RoleMap")
    differing = {name for name, role in of_annex.items() if str(of_host.get(name)) != str(role)}
    clashing = differing & of_host.keys()
    if alone := differing - clashing:
        clashing |= alone & _used(host)
    renamed = _renamed(clashing, {*of_annex, *of_host, *_used(annex)})
    if renamed:
        _rename_in_map(annex, renamed)
        for element in elements(annex):
            if "/NS" not in element and str(element.S) in renamed:
                element.S = pikepdf.Name(renamed[str(element.S)])
    return len(renamed)


def rename_classes(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> int:
    """Give another name to each class of attributes of `annex` that `host` has too; returns how many.

    Classes of the same name are taken for different, since their attributes may refer to anything.
    """
    of_annex, of_host = _table(annex, "/ClassMap"), _table(host, "/ClassMap")
    renamed = _renamed(of_annex.keys() & of_host.keys(), {*of_annex, *of_host})
    if renamed:
        table = annex.Root.StructTreeRoot.ClassMap
        for old, new in renamed.items():
            table[new] = table[old]
            del table[old]
        for element in elements(annex):
            _rename_classes_of(element, renamed)
    return len(renamed)


def _rename_in_map(annex: pikepdf.Pdf, renamed: dict[str, str]) -> None:
    """Rename in the role map, on both sides of it."""
    table = annex.Root.StructTreeRoot.RoleMap
    for name, role in list(table.items()):
        if str(role) in renamed:
            table[name] = pikepdf.Name(renamed[str(role)])
    for old, new in renamed.items():
        table[new] = table[old]
        del table[old]


def _used(pdf: pikepdf.Pdf) -> set[str]:
    """The types of a document's elements, those in a namespace left out."""
    return {str(element.S) for element in elements(pdf) if "/NS" not in element}


def _rename_classes_of(element: Any, renamed: dict[str, str]) -> None:
    used = lists_of(element.get("/C"))
    if not any(str(name) in renamed for name in used):
        return
    if isinstance(element.C, pikepdf.Array):
        for position, name in enumerate(element.C):
            if isinstance(name, pikepdf.Name) and str(name) in renamed:
                element.C[position] = pikepdf.Name(renamed[str(name)])
    else:
        element.C = pikepdf.Name(renamed[str(element.C)])


def _table(pdf: pikepdf.Pdf, key: str) -> dict[str, Any]:
    return dict(objects.entries(pdf.Root, "/StructTreeRoot", key))


def _renamed(clashing: "set[str]", taken: set[str]) -> dict[str, str]:
    renamed = {}
    for name in sorted(clashing):
        renamed[name] = unique(name, taken)
        taken.add(renamed[name])
    return renamed
