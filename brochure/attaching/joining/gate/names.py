"""What stands in a name tree, by name; the gate's own way to it."""

from typing import Any

import pikepdf

from brochure.pdf.walking import tree


def named_in(names: Any) -> dict[bytes, Any]:
    """The values of a name tree by the bytes of their names; of a name that stands there twice, the first."""
    found: dict[bytes, Any] = {}
    for name, value in tree(names, "/Names"):
        if isinstance(name, pikepdf.String):
            found.setdefault(bytes(name), value)
    return found
