"""Where things stand on a surface, and which of them meet: the boxes of texts and of marks that no text may cover.

Lengths are millimetres from the upper left corner. Does not know how anything is drawn or placed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from brochure.statistics.table import Key

CUT_OFF = "reaches over the edge of the drawing"
"""The end of a sentence about a text that is not seen whole."""
_SLACK = 0.1
"""Millimetres that two boxes may share unseen."""


class Box(NamedTuple):
    """A rectangle with upright sides."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than a hair's breadth."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > _SLACK
            and min(self.bottom, other.bottom) - max(self.top, other.top) > _SLACK
        )

    def within(self, width: float, height: float) -> bool:
        """Whether it lies on a surface of this size."""
        return (
            self.left >= -_SLACK
            and self.top >= -_SLACK
            and self.right <= width + _SLACK
            and self.bottom <= height + _SLACK
        )

    def grown(self, by: float) -> "Box":
        """The box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Stroke(NamedTuple):
    """A straight line between two points."""

    start: tuple[float, float]
    end: tuple[float, float]

    def crosses(self, box: Box) -> bool:
        """Whether the line passes through a box (Liang and Barsky's clipping)."""
        (x, y), (dx, dy) = self.start, (self.end[0] - self.start[0], self.end[1] - self.start[1])
        enter, leave = 0.0, 1.0
        inner = box.grown(-_SLACK)
        for step, room in ((-dx, x - inner.left), (dx, inner.right - x), (-dy, y - inner.top), (dy, inner.bottom - y)):
            if step == 0:
                if room < 0:
                    return False
                continue
            share = room / step
            enter, leave = (max(enter, share), leave) if step < 0 else (enter, min(leave, share))
        return enter < leave


class Text(NamedTuple):
    """A line of text and its room; `inside` a mark it may cover that mark.

    `cells` are the keys of those whose value it prints; of two, the first less the second.
    """

    words: str
    box: Box
    inside: bool = False
    cells: tuple[Key, ...] = ()


class Marked(NamedTuple):
    """Where the value of a cell is seen in a drawing."""

    cell: Key
    box: Box


@dataclass(slots=True)
class Ground:
    """What has been put on a surface so far."""

    texts: list[Text] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        """Whether nothing that was remembered stands in a box."""
        return not any(box.meets(text.box) for text in self.texts) and not self._covers_mark(box)

    def problems(self, width: float, height: float) -> Iterator[str]:
        """One sentence for each text that meets another, covers a mark or leaves a surface of this size."""
        for one, other in combinations(self.texts, 2):
            if one.box.meets(other.box):
                yield f"the texts '{one.words}' and '{other.words}' overlap"
        for text in self.texts:
            if not text.box.within(width, height):
                yield f"the text '{text.words}' {CUT_OFF}"
            if not text.inside and self._covers_mark(text.box):
                yield f"the text '{text.words}' covers a mark"

    def _covers_mark(self, box: Box) -> bool:
        return any(box.meets(mark) for mark in self.marks) or any(stroke.crosses(box) for stroke in self.strokes)
