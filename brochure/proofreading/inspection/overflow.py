"""Text, pictures and tables that stick out of the room they have, or are cut off by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brochure.findings import Finding, Level
from brochure.making.laid_out.model import Area, Kind, LaidOutBox, LaidOutPage, Standing
from brochure.proofreading.inspection.wording import excerpt, finding_about

TOLERANCE = 0.3
"""Millimetres that no one sees: letters reach a little over their box."""
_MEND = "shorten it, let it break, or give it more room in layouts/styles/"
TABLE_MEND = (
    "give the table fewer columns or shorter words, turn its rows and columns, or give it more room in layouts/styles/"
)


@dataclass(frozen=True, slots=True)
class _Thing:
    """What should stay inside: a name for it, where it is, and the boxes around it from the inside out."""

    name: str
    area: Area
    chain: tuple[LaidOutBox, ...]


def find_overflow(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """What leaves the page, its column or its cell, or is hidden; once for each block of text, figure or table."""
    for page in pages:
        said: set[tuple[str, str]] = set()
        told_of: set[int] = set()
        for item in page.standing():
            if any(box.element in told_of for box in item.around):
                continue  # it sticks out with the table around it
            for thing in _things(item):
                fault = _fault(thing, page, item)
                key = (str(item.box.place), fault.split(" mm ")[-1])
                if fault and item.box.kind is Kind.TABLE:
                    told_of.add(item.box.element)
                if fault and key not in said:
                    said.add(key)
                    mend = TABLE_MEND if is_in_table(item) else _MEND
                    yield finding_about(item, f"{thing.name} {fault}; {mend}", Level.ERROR)


def is_in_table(item: Standing) -> bool:
    """Whether a box is a table, or stands in a cell of one."""
    return any(box.kind is Kind.TABLE or box.kind is Kind.CELL for box in (item.box, *item.around))


def _things(item: Standing) -> Iterator[_Thing]:
    for line in item.box.lines:
        if line.text:
            yield _Thing(f"the text {excerpt(line.text)}", line.area, item.chain)
    around = tuple(box for box in item.chain[1:] if box.element != item.box.element)  # a table has two boxes
    if item.box.kind is Kind.PICTURE:
        yield _Thing("a picture", item.box.area, around)
    elif item.box.kind is Kind.TABLE:
        yield _Thing(f"a table ({item.box.name})", item.box.area, around)


def _fault(thing: _Thing, page: LaidOutPage, item: Standing) -> str:
    """What is wrong with where a thing stands; nothing when all is well."""
    hidden = max((_outside(thing.area, box.area) for box in thing.chain if box.clips), default=0.0)
    if hidden > TOLERANCE:
        return f"is cut off: {hidden:.1f} mm of it are hidden"
    area, name = (page.paper, "paper") if item.is_in_margin else (page.area, "text area of the page")
    if (over := _outside(thing.area, area)) > TOLERANCE:
        return f"sticks {over:.1f} mm out of the {name}"
    return _out_of_boxes(thing, item)


def _out_of_boxes(thing: _Thing, item: Standing) -> str:
    """Sideways the box it stands in and its table cell count; downwards all boxes of a set height it flows in."""
    own = thing.chain[0]
    is_text = item.box.kind is not Kind.PICTURE and item.box.kind is not Kind.TABLE
    for box in thing.chain:
        room = box.area if is_text else box.content
        sideways = max(thing.area.right - room.right, room.left - thing.area.left)
        if (box is own or box.kind is Kind.CELL) and sideways > TOLERANCE:
            return f"is {sideways:.1f} mm too wide for its {box.kind}"
        down = thing.area.bottom - box.area.bottom
        if down > TOLERANCE and box.is_fixed and box.kind is Kind.BLOCK:
            return f"sticks {down:.1f} mm out of the foot of its {box.kind}"
        if not box.flows:
            break
    return ""


def _outside(area: Area, room: Area) -> float:
    """How far an area reaches out of a room, at most, in millimetres."""
    return max(room.left - area.left, room.top - area.top, area.right - room.right, area.bottom - room.bottom)
