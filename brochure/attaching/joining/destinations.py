"""Places in a document that have a name, and the links to them (ISO 32000-1, 12.3.2.3).

A name is kept as text in a name tree, or, in documents of PDF 1.1's fashion, as a name in a dictionary of the catalog.
"""

from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.trees import name_tree, names_in
from brochure.attaching.joining.walking import dictionaries, ensured, unique
from brochure.pdf import objects


def rename_destinations(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> int:
    """Give another name to each place of `annex` whose name `host` has given too, and to it in all links of the annex.

    Returns how many were renamed.
    """
    texts, names = _renamed(_texts(annex), _texts(host)), _renamed(_names(annex), _names(host))
    if texts:
        places = _texts(annex)
        annex.Root.Names.Dests = name_tree(annex, {texts.get(name, name): place for name, place in places.items()})
    for old, new in names.items():
        annex.Root.Dests[new] = annex.Root.Dests[old]
        del annex.Root.Dests[old]
    if texts or names:
        for item in dictionaries(annex):
            key = "/D" if item.get("/S") == "/GoTo" else "/Dest"
            target = item.get(key)
            if isinstance(target, pikepdf.String) and bytes(target) in texts:
                item[key] = pikepdf.String(texts[bytes(target)])
            elif isinstance(target, pikepdf.Name) and str(target) in names:
                item[key] = pikepdf.Name(names[str(target)])
    return len(texts) + len(names)


def join_destinations(carrier: Carrier) -> None:
    """Add the named places of the annex, which clash with none of the host's, to the host's."""
    host, annex = carrier.host, carrier.annex
    if texts := _texts(annex):
        carried = {name: carrier.carry(place) for name, place in texts.items()}
        names = ensured(host.Root, "/Names", pikepdf.Dictionary())
        names.Dests = name_tree(host, {**_texts(host), **carried})
    if names := _names(annex):
        places = ensured(host.Root, "/Dests", pikepdf.Dictionary())
        for name, place in names.items():
            places[name] = carrier.carry(place)


def _texts(pdf: pikepdf.Pdf) -> dict[bytes, Any]:
    return names_in(objects.below(pdf.Root, "/Names", "/Dests"))


def _names(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return dict(objects.entries(pdf.Root, "/Dests"))


def _renamed(of_annex: "dict[Any, Any]", of_host: "dict[Any, Any]") -> "dict[Any, Any]":
    taken = {*of_annex, *of_host}
    renamed = {}
    for name in of_annex:
        if name in of_host:
            renamed[name] = unique(name, taken)
            taken.add(renamed[name])
    return renamed
