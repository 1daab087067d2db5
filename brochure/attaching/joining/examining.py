"""Whether the parts of a document that are joined have the form that they should (ISO 32000-1, 7.7.2 and clause 12).

What a join would have to guess at it might lose, so that a document that is damaged in one of them is refused with
the name of the part.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any

import pikepdf

from brochure.findings import Place
from brochure.pdf import objects
from brochure.pdf.limits import Limits
from brochure.pdf.opening import damaged_in
from brochure.pdf.walking import DamagedError, fields, outline_items, structure_elements, walk

_DICTIONARY, _ARRAY, _STREAM = (pikepdf.Dictionary,), (pikepdf.Array,), (pikepdf.Stream,)
_NUMBER, _TEXT, _NAME = (int,), (pikepdf.String,), (pikepdf.Name,)
_EITHER = (pikepdf.Array, pikepdf.Dictionary)

_CATALOG: dict[str, tuple[type, ...]] = {
    "/Names": _DICTIONARY,
    "/Dests": _DICTIONARY,
    "/Outlines": _DICTIONARY,
    "/PageLabels": _DICTIONARY,
    "/StructTreeRoot": _DICTIONARY,
    "/AcroForm": _DICTIONARY,
    "/OCProperties": _DICTIONARY,
    "/MarkInfo": _DICTIONARY,
    "/ViewerPreferences": _DICTIONARY,
    "/Extensions": _DICTIONARY,
    "/Metadata": _STREAM,
    "/OutputIntents": _ARRAY,
    "/Threads": _ARRAY,
    "/AF": (*_EITHER, pikepdf.Stream),
    "/Lang": _TEXT,
}
_TREE = {"/RoleMap": _DICTIONARY, "/ClassMap": _DICTIONARY, "/IDTree": _DICTIONARY, "/ParentTree": _DICTIONARY,
         "/Namespaces": _ARRAY}  # fmt: skip
_ELEMENT = {"/S": _NAME, "/ID": _TEXT, "/T": _TEXT, "/Lang": _TEXT, "/Alt": _TEXT, "/ActualText": _TEXT}
_FORM = {"/Fields": _ARRAY, "/DR": _DICTIONARY, "/CO": _ARRAY, "/DA": _TEXT, "/Q": _NUMBER}
_FIELD = {"/T": _TEXT, "/Kids": _ARRAY, "/DA": _TEXT, "/FT": _NAME}
_LAYERS = {"/OCGs": _ARRAY, "/D": _DICTIONARY, "/Configs": _ARRAY}
_SHOWN = dict.fromkeys(("/ON", "/OFF", "/Order", "/RBGroups", "/Locked", "/AS"), _ARRAY)
_BOOKMARK = {"/Title": _TEXT, "/Count": _NUMBER, "/A": _DICTIONARY, "/SE": _DICTIONARY}
_STYLES = ("/D", "/R", "/r", "/A", "/a")
_LABEL = {"/S": _NAME, "/P": _TEXT, "/St": _NUMBER}
_PAGE: dict[str, tuple[type, ...]] = {
    "/Annots": _ARRAY,
    "/Resources": _DICTIONARY,
    "/Contents": (pikepdf.Array, pikepdf.Stream),
    "/StructParents": _NUMBER,
    "/AF": (*_EITHER, pikepdf.Stream),
}
_INTENT = {"/S": _NAME, "/DestOutputProfile": _STREAM}


def examine(pdf: pikepdf.Pdf, place: Place, limits: Limits) -> None:
    """Raise `Faults` at `place` for a document that is damaged in a part that is joined, with the part."""
    steps: tuple[tuple[str, Callable[[pikepdf.Pdf, Limits], None]], ...] = (
        ("catalog", lambda pdf, _: _typed(pdf.Root, _CATALOG)),
        ("pages", _pages),
        ("bookmarks", _bookmarks),
        ("named places and files", _names),
        ("attached files", _files),
        ("page labels", _labels),
        ("form", _form),
        ("tags", _tags),
        ("layers", _layers),
        ("output intent", _intents),
    )
    for part, step in steps:
        with damaged_in(place, part):
            step(pdf, limits)


def _typed(holder: Any, wanted: Mapping[str, tuple[type, ...]]) -> None:
    """Raise `DamagedError` for a value of another type than its key should have."""
    for key in sorted(wanted.keys() & holder.keys()):
        value = holder[key]
        if value is not None and (not isinstance(value, wanted[key]) or isinstance(value, bool)):
            raise DamagedError(f"something else stands at {key} than should")


def _dictionaries(values: Iterable[Any]) -> None:
    if not all(objects.is_dictionary(value) for value in values):
        raise DamagedError("something else stands where a dictionary belongs")


def _pages(pdf: pikepdf.Pdf, _: Limits) -> None:
    for page in pdf.pages:
        _typed(page.obj, _PAGE)
        for part in objects.items(page.obj.get("/Contents")):
            if not isinstance(part, pikepdf.Stream):
                raise DamagedError("something else stands where content of a page belongs")


def _bookmarks(pdf: pikepdf.Pdf, limits: Limits) -> None:
    top = objects.below(pdf.Root, "/Outlines")
    if top is None:
        return
    _typed(top, _BOOKMARK)
    if "/Parent" in top:
        raise DamagedError("its top stands below another bookmark")
    known = {objects.number(top)}
    for item in outline_items(pdf, limits.items, is_strict=True):
        _typed(item, _BOOKMARK)
        if "/Parent" in item and objects.number(item.Parent) not in known:
            raise DamagedError("a bookmark stands below one that it does not name")
        known.add(objects.number(item))


def _names(pdf: pikepdf.Pdf, limits: Limits) -> None:
    for _, tree in objects.entries(pdf.Root, "/Names"):
        if objects.is_dictionary(tree):
            _pairs(tree, "/Names", pikepdf.String, limits)
        else:
            raise DamagedError("something else stands where a dictionary belongs")


def _pairs(tree: Any, leaves: str, key: type, limits: Limits) -> list[tuple[Any, Any]]:
    """The pairs of a name or number tree; raises `DamagedError` for circles, and for what is not in pairs."""
    found: list[tuple[Any, Any]] = []
    for node in walk([tree], lambda node: objects.array(node, "/Kids"), limits.items, is_strict=True):
        _typed(node, {"/Kids": _ARRAY, leaves: _ARRAY})
        pairs = objects.array(node, leaves)
        if len(pairs) % 2 or not all(isinstance(each, key) for each in pairs[::2]):
            raise DamagedError(f"{leaves} holds no pairs")
        found += zip(pairs[::2], pairs[1::2], strict=True)
    return found


def _files(pdf: pikepdf.Pdf, limits: Limits) -> None:
    tree = objects.below(pdf.Root, "/Names", "/EmbeddedFiles")
    listed = _pairs(tree, "/Names", pikepdf.String, limits) if tree is not None else []
    specs = [*(spec for _, spec in listed), *objects.items(pdf.Root.get("/AF"))]
    _dictionaries(specs)
    for name, spec in listed:
        _typed(spec, {"/F": _TEXT, "/UF": _TEXT, "/EF": _DICTIONARY})
        if not any(isinstance(value, pikepdf.Stream) for _, value in objects.entries(spec, "/EF")):
            raise DamagedError(f"«{name}» has no content")


def _labels(pdf: pikepdf.Pdf, limits: Limits) -> None:
    tree = objects.below(pdf.Root, "/PageLabels")
    if tree is not None:
        labels = [label for _, label in _pairs(tree, "/Nums", int, limits)]
        _dictionaries(labels)
        for label in labels:
            _typed(label, _LABEL)
            if "/S" in label and label.S not in _STYLES:
                raise DamagedError(f"pages are numbered in a way that is not known, {label.S}")


def _form(pdf: pikepdf.Pdf, limits: Limits) -> None:
    form = objects.below(pdf.Root, "/AcroForm")
    if form is None:
        return
    _typed(form, _FORM)
    top, kids = {objects.number(field) for field in objects.array(form, "/Fields")}, set[objects.Number]()
    for field in fields(pdf, limits.items):
        _typed(field, _FIELD)
        for kid in objects.array(field, "/Kids"):
            own = objects.number(kid)
            if own in kids or (own in top and objects.number(objects.below(kid, "/Parent")) != objects.number(field)):
                raise DamagedError(f"object {own[0]} stands in it twice or in itself")
            kids.add(own)


def _tags(pdf: pikepdf.Pdf, limits: Limits) -> None:
    root = objects.below(pdf.Root, "/StructTreeRoot")
    if root is None:
        return
    _typed(root, _TREE)
    for kid in objects.items(root.get("/K")):
        if not objects.is_dictionary(kid):
            raise DamagedError("something else stands where an element belongs")
    if "/ParentTree" in root:
        _pairs(root.ParentTree, "/Nums", int, limits)
    if "/IDTree" in root:
        _pairs(root.IDTree, "/Names", pikepdf.String, limits)
    for element in structure_elements(pdf, limits.items):
        if element.get("/Type") not in ("/MCR", "/OBJR"):
            _typed(element, _ELEMENT)


def _layers(pdf: pikepdf.Pdf, _: Limits) -> None:
    layers = objects.below(pdf.Root, "/OCProperties")
    if layers is None:
        return
    _typed(layers, _LAYERS)
    _typed(objects.dictionary(layers, "/D"), _SHOWN)
    _dictionaries(chain(objects.array(layers, "/OCGs"), objects.array(layers, "/Configs")))


def _intents(pdf: pikepdf.Pdf, _: Limits) -> None:
    intents = objects.array(pdf.Root, "/OutputIntents")
    _dictionaries(intents)
    for intent in intents:
        _typed(intent, _INTENT)
