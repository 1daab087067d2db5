"""The layers (optional content groups) of two documents as those of one (ISO 32000-1, 8.11)."""

from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.walking import as_list, ensured
from brochure.pdf import objects

_LISTS = ("/ON", "/OFF", "/Order", "/RBGroups", "/Locked", "/AS")


def join_layers(carrier: Carrier) -> None:
    """Add the layers of the annex to the host's, each shown or hidden as it was."""
    host, annex = carrier.host, carrier.annex
    if "/OCProperties" not in annex.Root:
        return
    carried = carrier.carry(annex.Root.OCProperties)
    if "/OCProperties" not in host.Root:
        host.Root.OCProperties = carried
        return
    own = host.Root.OCProperties
    groups = as_list(carried.get("/OCGs"))
    own.OCGs = pikepdf.Array([*as_list(own.get("/OCGs")), *groups])
    ordinary, of_annex = ensured(own, "/D", pikepdf.Dictionary()), objects.dictionary(carried, "/D")
    for key in _LISTS:
        if key in of_annex:
            ordinary[key] = pikepdf.Array([*as_list(ordinary.get(key)), *as_list(of_annex[key])])
    hidden = of_annex.get("/BaseState") == "/OFF"
    if hidden != (ordinary.get("/BaseState") == "/OFF"):
        _say_each(ordinary, of_annex, groups, "/OFF" if hidden else "/ON")
    if "/Configs" in carried:
        own.Configs = pikepdf.Array([*as_list(own.get("/Configs")), *as_list(carried.Configs)])


def _say_each(ordinary: Any, of_annex: Any, groups: list[Any], state: str) -> None:
    """Name each layer that was shown or hidden without being named, since the host takes it the other way round."""
    named = {objects.number(group) for key in ("/ON", "/OFF") for group in as_list(of_annex.get(key))}
    unnamed = [group for group in groups if objects.number(group) not in named]
    ordinary[state] = pikepdf.Array([*as_list(ordinary.get(state)), *unnamed])
