"""Objects of a PDF that is being written, by their references, and the tree from content to tags.

Knows the objects of pydyf, nothing of what they mean.
"""

from collections.abc import Callable
from typing import Any

Target = Callable[[bytes], Any]


def target_of(pdf: Any) -> Target:
    """What gives the object that a reference ("7 0 R") is to."""
    return lambda reference: pdf.objects[int(reference.split()[0])]


def parent_tree(pdf: Any) -> Any:
    """The numbers and values of the parent tree (ISO 32000-1, 14.7.4.4).

    Those of pages come first, in their order: each the tags of the page's pieces of content, by their numbers.
    """
    target = target_of(pdf)
    return target(target(pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
