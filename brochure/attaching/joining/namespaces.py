"""Namespaces of structure types (ISO 32000-2, 14.7.4), each once in a joined tree."""

from typing import Any

import pikepdf

from brochure.attaching.joining.walking import as_list, ensured
from brochure.pdf import objects


def join_namespaces(tree: Any, carried: Any, part: Any) -> None:
    """Add the namespaces of a carried tree to `tree`.

    One that both have stays one, with the roles of both; where they map a type otherwise, each keeps its own.
    """
    own = {str(each.NS): each for each in as_list(tree.get("/Namespaces"))}
    added, replaced = [], {}
    for each in as_list(carried.get("/Namespaces")):
        same = own.get(str(each.NS))
        if same is None or not _join_roles(same, each):
            added.append(each)
        else:
            replaced[each.objgen] = same
    if added:
        tree.Namespaces = pikepdf.Array([*as_list(tree.get("/Namespaces")), *added])
    if replaced:
        _replace(part, replaced)


def _join_roles(same: Any, other: Any) -> bool:
    """Give `same` the roles of `other`; False, and nothing done, when they disagree."""
    roles = dict(objects.entries(other, "/RoleMapNS"))
    known = objects.dictionary(same, "/RoleMapNS")
    if any(name in known and known[name] != role for name, role in roles.items()):
        return False
    if roles:
        table = ensured(same, "/RoleMapNS", pikepdf.Dictionary())
        for name, role in roles.items():
            table[name] = role
    return True


def _replace(part: Any, replaced: dict[tuple[int, int], Any]) -> None:
    """Let the elements below `part` and what they refer to name the namespaces that were kept."""
    waiting, seen = [part], set[tuple[int, int]]()
    while waiting:
        element = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary) or element.objgen in seen:
            continue
        if element.is_indirect:
            seen.add(element.objgen)
        for holder in (element, *as_list(element.get("/A"))):
            if isinstance(holder, pikepdf.Dictionary) and "/NS" in holder and holder.NS.objgen in replaced:
                holder.NS = replaced[holder.NS.objgen]
        waiting += as_list(element.get("/K"))
