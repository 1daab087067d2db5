"""The order of heading levels over a whole document (ISO 14289-1, 7.4.2)."""

import re

import pikepdf

from brochure.attaching.joining.elements import elements, standard_type

_NUMBERED = re.compile(r"/H([1-9]\d*)")


def levels_left_out(pdf: pikepdf.Pdf) -> int:
    """How often a heading follows one that is more than a level above it, as H3 after H1."""
    tree = pdf.Root.get("/StructTreeRoot")
    roles = tree.get("/RoleMap") if tree is not None else None
    before = count = 0
    for element in elements(pdf):
        if match := _NUMBERED.fullmatch(standard_type(element, roles)):
            count += int(match[1]) > before + 1
            before = int(match[1])
    return count
