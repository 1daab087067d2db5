"""In which order the boxes of a page are painted (CSS 2, appendix E), as WeasyPrint does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from brochure.making.laid_out.model import Turn

GROUND, FLOAT, TEXT, PLACED = 0, 1, 2, 3
"""What is painted after what: blocks in the flow, floats, the words, and what is positioned; `z-index` is added."""


class Turns:
    """The turns of the boxes of a page, which are entered in the order of the document."""

    def __init__(self) -> None:
        self._count = 0
        self._own: Turn = ()
        """The context that words and blocks in the flow are painted in."""
        self._around: Turn = ()
        """The context in which what is positioned waits for its turn."""

    def now(self, level: int) -> Turn:
        """The turn of what comes next on a level of the context that is open."""
        self._count += 1
        return (*self._own, (level, self._count))

    @contextmanager
    def of(self, box: Any) -> Iterator[Turn]:
        """The turn of a box itself; what is inside it is asked for before the end."""
        kept = self._own, self._around
        style = box.style
        is_placed, z = style["position"] != "static", style["z_index"]
        is_whole = (
            (is_placed and z != "auto")
            or style["opacity"] < 1
            or bool(style["transform"])
            or style["overflow"] != "visible"
        )
        if is_whole or is_placed:
            self._own = self._around
            turn = self._own = self.now(_level(0 if z == "auto" else z))
            self._around = turn if is_whole else self._around
        elif box.is_floated() or _is_inline_block(box):
            turn = self._own = self.now(FLOAT if box.is_floated() else TEXT)
        else:
            turn = self.now(GROUND)
        yield turn
        self._own, self._around = kept


def _level(z: int) -> int:
    return PLACED + z if z >= 0 else z


def _is_inline_block(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, (boxes.InlineBlockBox, boxes.InlineFlexBox, boxes.InlineGridBox, boxes.InlineReplacedBox))
