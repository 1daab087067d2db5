"""What stands on a page, painted in the order in which it is read.

CSS paints what floats before the running text, and what is positioned after it (CSS 2, appendix E); programs that read
a page by its content, such as browsers and search, follow that order. Once everything has its place, nothing of that
is needed any more. Knows the boxes of WeasyPrint 70, nothing of what they say.
"""

from typing import Any

_IN_THE_FLOW = {"position": "static", "float": "none", "overflow": "visible"}


def paint_in_reading_order(document: Any) -> None:
    """Let every box of a laid-out document be painted where it stands among the others, as if it were in the flow.

    Boxes that declare a z-index keep their layer. To be called when nothing asks any more how a box was laid out.
    """
    for page in document.pages:
        for child in page._page_box.children:
            _settle(child)


def _settle(box: Any) -> None:
    from weasyprint.formatting_structure import boxes

    if not isinstance(box, boxes.ParentBox):
        return
    children = [getattr(child, "_box", child) for child in box.children]
    holds_lines = isinstance(box, boxes.LineBox | boxes.InlineBox) or any(
        isinstance(child, boxes.LineBox) for child in children
    )
    for child in children:
        _settle(child)
        if any(child.style[name] != value for name, value in _IN_THE_FLOW.items()) and child.style["z_index"] == "auto":
            child.style = child.style.copy()
            child.style.update({name: _IN_THE_FLOW[name] for name in ("position", "float")})
            if isinstance(child, boxes.ReplacedBox):  # a drawing is cut by its own frame
                child.style["overflow"] = _IN_THE_FLOW["overflow"]
        if holds_lines and isinstance(child, boxes.BlockBox):
            child.__class__ = boxes.InlineBlockBox  # the same box, for links and tags know it; only painted otherwise
    box.children = children
