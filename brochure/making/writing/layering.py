"""Pages laid over pages, and documents one after the other: WeasyPrint's laid-out documents as one.

Knows the boxes of WeasyPrint 70, nothing of what they say. What is laid over a page as ornament is an artifact to
assistive programs, as running heads are; what is laid over it as text follows the page's own text.
"""

from collections.abc import Sequence
from typing import Any


def lay_over(document: Any, overlay: Any, *, behind: bool = False, artifact: bool = True) -> None:
    """Put each page of `overlay` over that of `document` (or `behind` its words), which must have as many pages."""
    for page, over in zip(document.pages, overlay.pages, strict=True):
        root = next(box for box in over._page_box.children if box.element_tag == "html")
        layer = _as_artifact(root) if artifact else root
        children = page._page_box.children
        page._page_box.children = [layer, *children] if behind else [*children, layer]
        page.links += over.links
        page.anchors.update(over.anchors)


def add_anchor(document: Any, page: int, name: str, foot: float) -> None:
    """Make a place that can be linked to, `foot` points from the top of a page."""
    document.pages[page].anchors.setdefault(name, (0.0, foot / 0.75, 0.0, foot / 0.75))


def append(document: Any, others: Sequence[Any]) -> None:
    """Add the pages of `others` after those of `document`."""
    for other in others:
        document.pages += other.pages


def _as_artifact(root: Any) -> Any:
    """The box of a whole document as one in the margin of a page, whose content is not read."""
    from weasyprint.formatting_structure import boxes

    margin = boxes.MarginBox("@overlay", root.style)
    kept = {"element", "element_tag", "style", "children", "at_keyword"}
    margin.__dict__.update({name: value for name, value in root.__dict__.items() if name not in kept})
    margin.children = root.children
    margin.is_for_root_element = False
    return margin
