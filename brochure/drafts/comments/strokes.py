"""What a line drawn by hand means: through words, under them, or beside lines in the margin.

From the bounds of strokes and the lines of a page to what is marked. Knows nothing of PDFs, nor of blocks' texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from brochure.drafts.comments.model import AnnotationKind
from brochure.manifest.model import Area, LineRecord

_SHORTEST = 6.0
"""A stroke is so long at the least, in points."""
_UNSTEADY, _SLOPE = 2.0, 0.1
"""How far a hand may leave the straight line, in points, and for each point of its length."""
_UNDER = 0.6
"""A stroke that comes so near the foot of its letters, in points, stands under them."""
_INTO = 2.0
"""How far a bar may reach into the words of its lines, in points."""
_TYPED_HEIGHT, _TYPED_ABOVE, _BESIDE = 30.0, 18.0, 4.0
"""How high a box may be that is typed between lines, how far above the foot of its line, and outside of that."""

_FOOT = 0.7
"""The foot of letters in a low box stands about so far down in it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What strokes mark: `areas` across words, or whole `lines` by their position."""

    kind: AnnotationKind
    areas: tuple[Area, ...] = ()
    lines: tuple[int, ...] = ()


def read_strokes(strokes: Sequence[Area], lines: Sequence[LineRecord]) -> Drawn | None:
    """What strokes mean that were drawn in one step; None for a drawing of any other kind."""
    across = [_across_words(stroke, lines) for stroke in strokes if _is_flat(stroke)]
    found = [drawn for drawn in across if drawn is not None]
    if found and len(found) == len(strokes) and len({drawn.kind for drawn in found}) == 1:
        return Drawn(found[0].kind, tuple(area for drawn in found for area in drawn.areas))
    beside = [position for stroke in strokes if _is_flat(_turned(stroke)) for position in _beside(stroke, lines)]
    if beside and all(_is_flat(_turned(stroke)) for stroke in strokes):
        return Drawn(AnnotationKind.DRAWING, lines=tuple(dict.fromkeys(beside)))
    return None


def line_typed_over(box: Area, lines: Sequence[LineRecord]) -> int | None:
    """The position of the line that a low box with text stands over, or on, as one writes what is to be put in."""
    if box.bottom - box.top > _TYPED_HEIGHT:
        return None
    foot = box.top + (box.bottom - box.top) * _FOOT
    below = [
        (line.area.foot - foot, position)
        for position, line in enumerate(lines)
        if line.block is not None
        and line.area.left - _BESIDE <= box.left <= line.area.right + _BESIDE
        and 0 <= line.area.foot - foot <= _TYPED_ABOVE
    ]
    return min(below)[1] if below else None


def _is_flat(stroke: Area) -> bool:
    length = stroke.right - stroke.left
    return length >= _SHORTEST and stroke.bottom - stroke.top <= _UNSTEADY + _SLOPE * length


def _turned(stroke: Area) -> Area:
    return Area(left=stroke.top, top=stroke.left, right=stroke.bottom, bottom=stroke.right)


def _across_words(stroke: Area, lines: Sequence[LineRecord]) -> Drawn | None:
    """Words of one line, struck or underlined."""
    height = (stroke.top + stroke.bottom) / 2
    touched = [
        (abs(line.area.foot - height), position)
        for position, line in enumerate(lines)
        if line.block is not None
        and line.area.top + 1 <= height <= line.area.bottom + 1
        and min(stroke.right, line.area.right) - max(stroke.left, line.area.left) > _INTO
    ]
    if not touched:
        return None
    area = lines[min(touched)[1]].area
    kind = AnnotationKind.UNDERLINE if height > area.foot - _UNDER else AnnotationKind.STRIKE_OUT
    return Drawn(kind, (Area(left=stroke.left - 1, top=area.top, right=stroke.right + 1, bottom=area.bottom),))


def _beside(bar: Area, lines: Sequence[LineRecord]) -> list[int]:
    """The lines of the nearest column that a bar stands beside; none where it cuts through words."""
    level = {
        position: max(line.area.left - bar.right, bar.left - line.area.right)
        for position, line in enumerate(lines)
        if line.block is not None and bar.top - 1 <= (line.area.top + line.area.bottom) / 2 <= bar.bottom + 1
    }
    if not level or min(level.values()) < -_INTO:
        return []
    nearest = lines[min(level, key=lambda position: level[position])].area
    return [
        position
        for position in level
        if lines[position].area.left < nearest.right and nearest.left < lines[position].area.right
    ]
