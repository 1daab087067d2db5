"""The marks that a reader has left in a PDF: annotations, with what belongs together joined (ISO 32000-1, 12.5.6).

Uses pikepdf. A mark that is not as the standard says is read as far as it goes; none is left out. Knows nothing of
what stands on the pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import pikepdf
from pikepdf.models.metadata import decode_pdf_date

from brochure.drafts.comments.contents import one_line, plain_text, text_of_rich
from brochure.drafts.comments.model import Annotation, AnnotationKind, Point, Reply
from brochure.manifest.model import Area
from brochure.pdf import objects
from brochure.pdf.streams import Allowance
from brochure.pdf.walking import walk

_KINDS = {
    "/Highlight": AnnotationKind.HIGHLIGHT,
    "/Underline": AnnotationKind.UNDERLINE,
    "/Squiggly": AnnotationKind.SQUIGGLY,
    "/StrikeOut": AnnotationKind.STRIKE_OUT,
    "/Caret": AnnotationKind.INSERTION,
    "/Text": AnnotationKind.NOTE,
    "/FreeText": AnnotationKind.TEXT_BOX,
    "/Ink": AnnotationKind.DRAWING,
    "/Square": AnnotationKind.DRAWING,
    "/Circle": AnnotationKind.DRAWING,
    "/Line": AnnotationKind.DRAWING,
    "/Polygon": AnnotationKind.DRAWING,
    "/PolyLine": AnnotationKind.DRAWING,
    "/Redact": AnnotationKind.STRIKE_OUT,
    "/Stamp": AnnotationKind.STAMP,
    "/FileAttachment": AnnotationKind.FILE,
    "/Sound": AnnotationKind.FILE,
}
_LONGEST = 1_000_000
"""Bytes that one comment may have at the most."""
_QUAD = 8
"""So many numbers make the four corners of a stretch."""
_BOXES = ("/TrimBox", "/MediaBox", "/CropBox", "/BleedBox")
_SAME_SIZE = 1.0
_NO_STATE = ("", "None", "Unmarked")
_FIRST_LINE = 8.0
"""How far below the upper edge of a text box the middle of its first line stands, in points."""


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page with marks: its position from 0, and the upper left corner of what was laid out, in its own measure."""

    sheet: int
    corner: Point
    marks: tuple[Annotation, ...]


def read_marks(pdf: pikepdf.Pdf, sizes: Iterable[tuple[float, float]]) -> tuple[MarkedPage, ...]:
    """The pages of an open PDF that have marks; `sizes` are width and height of the pages as they were laid out."""
    known = tuple(set(sizes))
    pages: list[MarkedPage] = []
    for sheet, page in enumerate(pdf.pages):
        if annotations := objects.array(page.obj, "/Annots"):
            corner = _corner(page, known)
            marks = tuple(_PageReader(sheet, corner, annotations).marks())
            if marks:
                pages.append(MarkedPage(sheet, corner, marks))
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class _Read:
    """An annotation, and the key of the one it answers or belongs to."""

    key: object
    target: object | None
    is_grouped: bool
    mark: Annotation
    state: str


class _PageReader:
    def __init__(self, sheet: int, corner: Point, annotations: Sequence[Any]) -> None:
        self.sheet, self.corner = sheet, corner
        items = list(walk(annotations, lambda _: ()))
        self.popups = {_key(item.get("/Parent")): item for item in items if _name(item, "/Subtype") == "/Popup"}
        self.read = {
            (_key(item) or position): self._read(item, _key(item) or position)
            for position, item in enumerate(items)
            if _name(item, "/Subtype") in _KINDS
        }

    def marks(self) -> Iterator[Annotation]:
        """Every mark of the page, with those that belong to it and the answers to it."""
        belonging: dict[object, list[_Read]] = {}
        roots = self._roots()
        for item in self.read.values():
            belonging.setdefault(roots[item.key], []).append(item)
        for key, items in belonging.items():
            root = self.read[key]
            group = [item for item in items if item.key == key or (item.is_grouped and item.target == key)]
            grouped = {item.key for item in group}
            replies = [_reply(item) for item in items if item.key not in grouped]
            mark = _joined(root.mark, [item.mark for item in group])
            yield replace(mark, replies=tuple(reply for reply in replies if reply is not None))

    def _roots(self) -> dict[object, object]:
        """What each annotation answers in the end; itself, when it answers nothing that is on the page."""
        roots: dict[object, object] = {}
        for item in self.read.values():
            passed: dict[object, None] = {}
            key = item.key
            while key not in roots and key not in passed:
                passed[key] = None
                target = self.read[key].target
                key = target if target in self.read else key
            root = roots.get(key, key)
            if key in passed and self.read[key].target in self.read:  # a circle: the same root for all in it
                circle = list(passed)[list(passed).index(key) :]
                root = min(circle, key=str)
            roots.update(dict.fromkeys(passed, root))
        return roots

    def _read(self, item: Any, key: object) -> _Read:
        kind = _KINDS[_name(item, "/Subtype")]
        popup = self.popups.get(key)
        area = self._area(objects.numbers(item.get("/Rect")))
        mark = Annotation(
            sheet=self.sheet,
            kind=kind,
            reader=one_line(_text(item, "/T")),
            text=_contents(item) or (_contents(popup) if popup is not None else ""),
            date=_date(_text(item, "/M") or _text(item, "/CreationDate")),
            areas=tuple(self._areas(item, kind, area)),
            point=self._point(item, kind, area),
        )
        return _Read(key, _key(item.get("/IRT")), _name(item, "/RT") == "/Group", mark, _text(item, "/State"))

    def _areas(self, item: Any, kind: AnnotationKind, area: Area) -> Iterator[Area]:
        """The stretches that a mark covers: the corners of a quad come in any order, so its bounds are taken."""
        numbers = objects.numbers(item.get("/QuadPoints"))
        if len(numbers) >= _QUAD:
            for begin in range(0, len(numbers) - _QUAD + 1, _QUAD):
                yield self._area(numbers[begin : begin + _QUAD])
        elif kind in (
            AnnotationKind.HIGHLIGHT,
            AnnotationKind.UNDERLINE,
            AnnotationKind.SQUIGGLY,
            AnnotationKind.STRIKE_OUT,
        ) or (kind is AnnotationKind.DRAWING and _name(item, "/Subtype") != "/Line"):
            yield area

    def _point(self, item: Any, kind: AnnotationKind, area: Area) -> Point:
        """What a mark points at."""
        middle = (area.left + area.right) / 2
        if kind is AnnotationKind.INSERTION:  # the tip of the sign stands in the line
            return Point(middle, area.top + (area.bottom - area.top) / 4)
        if kind is AnnotationKind.TEXT_BOX:
            callout = objects.numbers(item.get("/CL"))
            if len(callout) >= 4:
                return self._at(callout[0], callout[1])
            return Point(area.left, area.top + min(_FIRST_LINE, (area.bottom - area.top) / 2))
        line = objects.numbers(item.get("/L"))
        if len(line) == 4:
            ends = item.get("/LE")
            points_back = isinstance(ends, pikepdf.Array) and len(ends) == 2 and "Arrow" in str(ends[0])
            return self._at(*(line[:2] if points_back else line[2:]))
        return Point(middle, (area.top + area.bottom) / 2)

    def _at(self, x: float, y: float) -> Point:
        return Point(x - self.corner.x, self.corner.y - y)

    def _area(self, numbers: Sequence[float]) -> Area:
        """The bounds of points, given as x and y in turn."""
        xs, ys = numbers[::2] or [self.corner.x], numbers[1::2] or [self.corner.y]
        first, last = self._at(min(xs), max(ys)), self._at(max(xs), min(ys))
        return Area(left=first.x, top=first.y, right=last.x, bottom=last.y)


def _joined(root: Annotation, group: Sequence[Annotation]) -> Annotation:
    """Marks that were made in one step: words struck out with what is to stand there are a replacement."""
    kinds = {mark.kind for mark in group}
    kind = AnnotationKind.REPLACEMENT if {AnnotationKind.INSERTION, AnnotationKind.STRIKE_OUT} <= kinds else root.kind
    texts = dict.fromkeys(mark.text for mark in group if mark.text)
    areas = tuple(chain.from_iterable(mark.areas for mark in group))
    return replace(root, kind=kind, text="\n".join(texts), areas=areas)


def _reply(item: _Read) -> Reply | None:
    """An answer; a state that was set, such as "Accepted", is one too, unless it was taken back."""
    if item.state in _NO_STATE and (item.state or not item.mark.text):
        return None
    return Reply(item.mark.reader, item.state.lower() or item.mark.text, item.mark.date)


def _corner(page: pikepdf.Page, sizes: Sequence[tuple[float, float]]) -> Point:
    """The upper left corner of the page as it was laid out: of the first box that has its size.

    A reader that crops or turns a page leaves that one, or the one that stands for it, alone.
    """
    boxes = [numbers for name in _BOXES if len(numbers := objects.numbers(_inherited(page.obj, name))) == 4]
    corners = [(min(b[0], b[2]), max(b[1], b[3]), abs(b[2] - b[0]), abs(b[3] - b[1])) for b in boxes]
    for left, top, width, height in corners:
        if any(abs(width - w) <= _SAME_SIZE and abs(height - h) <= _SAME_SIZE for w, h in sizes):
            return Point(left, top)
    return Point(*corners[0][:2]) if corners else Point(0, 0)


def _inherited(page: Any, name: str) -> Any:
    node = page
    for _ in range(50):
        if not isinstance(node, pikepdf.Dictionary) or name in node:
            break
        node = node.get("/Parent")
    return node.get(name) if isinstance(node, pikepdf.Dictionary) else None


def _key(item: Any) -> object | None:
    """What tells an annotation apart from others: its number in the file, None for one that has none."""
    if isinstance(item, pikepdf.Object) and item.is_indirect:
        return item.objgen
    return None


def _contents(item: Any) -> str:
    """What an annotation says: its plain text, or else its rich one."""
    return plain_text(_text(item, "/Contents")) or text_of_rich(_text(item, "/RC"))


def _text(item: Any, name: str) -> str:
    value = item.get(name)
    if isinstance(value, pikepdf.Stream):
        return Allowance().decoded(value, _LONGEST).decode("utf-8", errors="replace")
    return objects.text(value) or ""


def _name(item: Any, name: str) -> str:
    return f"/{value}" if (value := objects.name(item.get(name))) else ""


def _date(text: str) -> str:
    try:
        return decode_pdf_date(text).isoformat() if text else ""
    except (ValueError, OverflowError):
        return ""
