"""Name trees as pairs, and pairs as name trees (ISO 32000-1, 7.9.6).

pikepdf's own NameTree takes keys as text and writes them anew; a destination is found by the bytes of its name, which
must stay as they are.
"""

from collections.abc import Mapping
from typing import Any

import pikepdf

from brochure.pdf.walking import tree as tree_pairs

_LEAF = 64
"""So many names stand in a leaf."""


def names_in(tree: Any) -> dict[bytes, Any]:
    """The values of a name tree by name, None for no tree; of a name that stands there twice, the first."""
    found: dict[bytes, Any] = {}
    for name, value in tree_pairs(tree, "/Names"):
        if isinstance(name, pikepdf.String):
            found.setdefault(bytes(name), value)
    return found


def name_tree(pdf: pikepdf.Pdf, pairs: Mapping[bytes, Any]) -> Any:
    """A name tree of `pdf` with the values by name, in leaves of a few dozen."""
    names = sorted(pairs)
    leaves = [_leaf(names[i : i + _LEAF], pairs) for i in range(0, len(names), _LEAF)]
    if len(leaves) <= 1:
        return pdf.make_indirect(pikepdf.Dictionary(Names=leaves[0].Names if leaves else pikepdf.Array()))
    return pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([pdf.make_indirect(leaf) for leaf in leaves])))


def _leaf(names: list[bytes], pairs: Mapping[bytes, Any]) -> Any:
    items = [item for name in names for item in (pikepdf.String(name), pairs[name])]
    limits = pikepdf.Array([pikepdf.String(names[0]), pikepdf.String(names[-1])])
    return pikepdf.Dictionary(Limits=limits, Names=pikepdf.Array(items))
