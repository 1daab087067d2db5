"""Laid-out pages as plain values: where each box, line and picture stands.

Lengths are millimetres from the top left corner of the paper, sizes of type are points. Knows neither the program
that laid the pages out nor what is wrong with a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from brochure.findings import Place

COVERS = frozenset({"cover", "colophon", "back"})
"""Classes of the parts that stand alone on a page and are composed freely."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the paper."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Millimetres across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Millimetres from top to bottom."""
        return self.bottom - self.top

    def shared(self, other: "Area") -> "Area":
        """What two areas share; it has no width or no height where they lie apart."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Area(left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom)))

    def united(self, other: "Area") -> "Area":
        """The smallest area that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Area(left, top, max(self.right, other.right), max(self.bottom, other.bottom))


class Use(StrEnum):
    """What a colour is painted on."""

    TEXT = "text"
    RULE = "a rule"
    BACKGROUND = "a background"
    DRAWING = "a drawing"


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour that is seen, "#RRGGBB" in capitals or as it was written, and what it is used for."""

    use: Use
    colour: str


Turn = tuple[tuple[int, int], ...]
"""When something is painted: what comes later in order is painted over what comes before (CSS 2, appendix E)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one size and colour inside a line, and the number of the element it stands in.

    What a style sheet has added (the dash before an item, the leader to a page number) is `generated`. `family` is the
    first typeface that the style asks for.
    """

    text: str
    size: float
    colour: str
    area: Area
    element: int = -1
    generated: bool = False
    family: str = ""
    is_strong: bool = False
    turn: Turn = ()


@dataclass(frozen=True, slots=True)
class LaidOutLine:
    """A line of text; `area` is about what its letters cover, from their tops to their descenders.

    `links` are the ids that its words lead to, `boxes` the pictures and blocks that stand in it.
    """

    area: Area
    runs: tuple[Run, ...]
    links: tuple[str, ...] = ()
    boxes: tuple["LaidOutBox", ...] = ()

    @property
    def text(self) -> str:
        """What the line says, without space at its ends."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def is_generated(self) -> bool:
        """Whether a style sheet has made all that it says, such as the number that stands before an item."""
        return all(run.generated for run in self.runs if run.text.strip())


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Text in a drawing, in its final size."""

    text: str
    size: float


@dataclass(frozen=True, slots=True)
class LaidOutPicture:
    """An image or drawing; `alt` is None when nothing is said, `title` that of the figure it belongs to.

    A picture that says itself that it is only ornament is `decorative`. `pixels` are how many it has across and down,
    None where it is drawn.
    """

    alt: str | None
    title: str = ""
    decorative: bool = False
    texts: tuple[DrawnText, ...] = ()
    colours: tuple[str, ...] = ()
    pixels: tuple[int, int] | None = None


class Kind(StrEnum):
    """How a box behaves."""

    PAGE = "page"
    MARGIN = "page margin"
    BLOCK = "column"
    TABLE = "table"
    ROW = "table row"
    CELL = "table cell"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class LaidOutBox:
    """A box; what one element makes on several pages shares the number `element`, counted in document order.

    `area` goes to the outside of the borders, `content` is what is inside the padding. `flows` is false for what
    floats or is placed absolutely, `clips` true for what hides what sticks out of it, `is_fixed` for a box whose
    height is set, whatever is in it, `is_unseen` for one that is made transparent, or turned or scaled away. `grounds`
    is where its colours or pixels let nothing through, painted at its `turn`.
    """

    kind: Kind
    element: int
    tag: str
    place: Place
    area: Area
    content: Area
    identity: str = ""
    classes: frozenset[str] = frozenset()
    flows: bool = True
    clips: bool = False
    is_fixed: bool = False
    is_unseen: bool = False
    paints: tuple[Paint, ...] = ()
    grounds: tuple[Area, ...] = ()
    turn: Turn = ()
    picture: LaidOutPicture | None = None
    lines: tuple[LaidOutLine, ...] = ()
    children: tuple["LaidOutBox", ...] = ()

    @property
    def name(self) -> str:
        """The element as a style sheet would name it: "p.note"."""
        return ".".join((self.tag or self.kind, *sorted(self.classes)))


@dataclass(frozen=True, slots=True)
class Standing:
    """A box where it stands: its page, and the boxes around it from the page inwards."""

    page: "LaidOutPage"
    box: LaidOutBox
    around: tuple[LaidOutBox, ...]

    @property
    def chain(self) -> tuple[LaidOutBox, ...]:
        """The box and those around it, from the inside out."""
        return (self.box, *reversed(self.around))

    @property
    def part(self) -> LaidOutBox | None:
        """The part of the brochure it belongs to: what stands directly in the body of the document."""
        whole = (*self.around, self.box)
        return whole[3] if len(whole) > 3 else None

    @property
    def is_in_margin(self) -> bool:
        """Whether it belongs to a running head or foot."""
        return any(box.kind is Kind.MARGIN for box in self.chain)

    def seen(self, area: Area) -> Area:
        """What is left of an area when the boxes around it have hidden what sticks out of them."""
        for box in self.chain:
            if box.clips:
                area = area.shared(box.area)
        return area

    def within(self, *classes: str) -> bool:
        """Whether it or a box around it has one of `classes`."""
        return any(not box.classes.isdisjoint(classes) for box in self.chain)


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page; `label` is the page number as printed, `area` what the margins leave, `root` the box of the page."""

    position: int
    label: str
    paper: Area
    area: Area
    root: LaidOutBox
    is_blank: bool = False

    def standing(self) -> Iterator[Standing]:
        """Every box of the page, in the order of reading; running heads and feet come last."""
        return _standing(self, self.root, ())

    def lines(self) -> Iterator[tuple[LaidOutLine, Standing]]:
        """Every line that says something, with the box it stands in."""
        for item in self.standing():
            for line in item.box.lines:
                if line.text:
                    yield line, item


def _standing(page: LaidOutPage, box: LaidOutBox, around: tuple[LaidOutBox, ...]) -> Iterator[Standing]:
    yield Standing(page, box, around)
    inside = (*around, box)
    for line in box.lines:
        for child in line.boxes:
            yield from _standing(page, child, inside)
    for child in box.children:
        yield from _standing(page, child, inside)


def parts_of(page: LaidOutPage) -> tuple[LaidOutBox, ...]:
    """The parts of the brochure that stand on a page, in order."""
    bodies = [body for html in page.root.children if html.kind is not Kind.MARGIN for body in html.children]
    return tuple(part for body in bodies for part in body.children)
