"""What else a catalog holds for the whole document: article threads, and name trees of rarer kinds."""

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.trees import name_tree, names_in
from brochure.attaching.joining.walking import as_list, ensured, unique
from brochure.pdf import objects

_JOINED_ELSEWHERE = ("/Dests", "/EmbeddedFiles")


def join_others(carrier: Carrier) -> None:
    """Add the annex's article threads, and what it lists by name besides places and files, to the host's."""
    host, annex = carrier.host, carrier.annex
    if "/Threads" in annex.Root:
        threads = [carrier.carry(thread) for thread in as_list(annex.Root.Threads)]
        host.Root.Threads = pikepdf.Array([*as_list(host.Root.get("/Threads")), *threads])
    for kind, tree in objects.entries(annex.Root, "/Names"):
        if kind in _JOINED_ELSEWHERE:
            continue
        names = ensured(host.Root, "/Names", pikepdf.Dictionary())
        joined = names_in(names.get(kind))
        for name, value in names_in(tree).items():
            joined[unique(name, joined) if name in joined else name] = carrier.carry(value)
        names[kind] = name_tree(host, joined)
