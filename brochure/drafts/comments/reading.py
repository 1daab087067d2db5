"""The marks that a reader has left in a PDF: annotations, with what belongs together joined (ISO 32000-1, 12.5.6).

Uses pikepdf. A mark that is not as the standard says is read as far as it goes; none is left out. Knows nothing of
what stands on the pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

import pikepdf
from pikepdf.models.metadata import decode_pdf_date

from brochure.drafts.comments.contents import one_line, plain_text, text_of_rich
from brochure.drafts.comments.model import (
    Annotation,
    AnnotationKind,
    Point,
    Reply,
    Status,
    Verdict,
    latest_verdicts,
)
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
_STATUSES = {str(status): status for status in Status}
_LONGEST = 1_000_000
"""Bytes that one comment may have at the most."""
_QUAD = 8
"""So many numbers make the four corners of a stretch."""
_BOXES = ("/TrimBox", "/MediaBox", "/CropBox", "/BleedBox")
_SAME_SIZE = 1.0
_HIDDEN = 2 | 32
"""Flags of what no program shows, Hidden and NoView (ISO 32000-1, 12.5.3); replies and states have them as a rule."""
_SIGN_DOWN, _SIGN_RIGHT = 3.0, 1.5
"""How far inside the corner of a note's picture the point lies that it was set on, in points."""
_WIDE = 14.0
"""A sign of insertion that is wider, in points, was not set between two letters."""
_NARROW = 6.0
"""A rectangle that is not wider is a bar, in points."""
_FIRST_LINE = 8.0
"""How far below the upper edge of a text box the middle of its first line stands, in points."""


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page and its marks: its position from 0, and the upper left corner of what was laid out, in its own measure.

    `hidden` is how many marks are there that no program shows.
    """

    sheet: int
    corner: Point
    marks: tuple[Annotation, ...]
    hidden: int = 0


def read_marks(pdf: pikepdf.Pdf, sizes: Iterable[tuple[float, float]]) -> tuple[MarkedPage, ...]:
    """The pages of an open PDF with their marks; `sizes` are width and height of the pages as they were laid out."""
    known = tuple(set(sizes))
    return tuple(
        _marked(sheet, _corner(page, known), objects.array(page.obj, "/Annots")) for sheet, page in enumerate(pdf.pages)
    )


def lay_marks(
    pdf: pikepdf.Pdf, sizes: Iterable[tuple[float, float]], annotations: Mapping[int, Sequence[Any]]
) -> tuple[MarkedPage, ...]:
    """The pages of an open PDF with marks that stand in another file; what is of no page of it is on the last one."""
    known, last = tuple(set(sizes)), len(pdf.pages) - 1
    on_pages: dict[int, list[Any]] = {}
    for sheet, items in annotations.items():
        on_pages.setdefault(min(max(sheet, 0), last), []).extend(items)
    return tuple(_marked(sheet, _corner(pdf.pages[sheet], known), on_pages[sheet]) for sheet in sorted(on_pages))


def _marked(sheet: int, corner: Point, annotations: Sequence[Any]) -> MarkedPage:
    reader = _PageReader(sheet, corner, annotations)
    return MarkedPage(sheet, corner, tuple(reader.marks()), reader.hidden)


@dataclass(frozen=True, slots=True)
class _Read:
    """An annotation, and the key of the one it answers or belongs to."""

    key: object
    target: object | None
    is_grouped: bool
    is_hidden: bool
    mark: Annotation
    state: str


class _PageReader:
    def __init__(self, sheet: int, corner: Point, annotations: Sequence[Any]) -> None:
        self.sheet, self.corner = sheet, corner
        items = list(walk(annotations, lambda _: ()))
        self.named = {name: key for item in items if (name := _text(item, "/NM")) and (key := _key(item)) is not None}
        self.popups = {_key(item.get("/Parent")): item for item in items if _name(item, "/Subtype") == "/Popup"}
        self.read = {
            (_key(item) or position): self._read(item, _key(item) or position)
            for position, item in enumerate(items)
            if _name(item, "/Subtype") in _KINDS
        }

    def marks(self) -> Iterator[Annotation]:
        """Every mark of the page that is shown, with those that belong to it and the answers to it."""
        for key, items in self.belonging.items():
            if self.read[key].is_hidden:
                continue
            root = self.read[key]
            group = [item for item in items if item.key == key or (item.is_grouped and item.target == key)]
            grouped = {item.key for item in group}
            answers = [item for item in items if item.key not in grouped]
            verdicts = {item.key: verdict for item in answers if (verdict := self._verdict(item, key)) is not None}
            replies = [_reply(item) for item in answers if item.key not in verdicts]
            mark = _joined(root.mark, [item.mark for item in group])
            yield replace(
                mark,
                replies=tuple(reply for reply in replies if reply is not None),
                verdicts=latest_verdicts(verdicts.values()),
            )

    @cached_property
    def belonging(self) -> dict[object, list[_Read]]:
        """The annotations of each remark, by the key of the first."""
        belonging: dict[object, list[_Read]] = {}
        roots = self._roots()
        for item in self.read.values():
            belonging.setdefault(roots[item.key], []).append(item)
        return belonging

    @property
    def hidden(self) -> int:
        """How many remarks no program shows."""
        return sum(self.read[key].is_hidden for key in self.belonging)

    def _verdict(self, item: _Read, root: object) -> Verdict | None:
        """What a reader has decided about a remark: a state of it, or of the state before; not of a typed reply."""
        at, passed = item, {item.key}
        while at.target != root:
            if at.target not in self.read or at.target in passed or not self.read[at.target].state:
                return None
            at = self.read[at.target]
            passed.add(at.key)
        status = _STATUSES.get(item.state.lower())
        return None if status is None else Verdict(item.mark.reader, status, item.mark.date)

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
            strokes=tuple(self._strokes(item, area)),
            box=area if _is_loose(item, kind, area) else None,
        )
        is_hidden = bool(objects.integer(item.get("/F")) & _HIDDEN)
        is_grouped = _name(item, "/RT") == "/Group"
        target = item.get("/IRT")  # in a file with comments alone it may be a name
        answered = _key(target) or self.named.get(objects.text(target) or "")
        state = _text(item, "/State") or _name(item, "/State")[1:]
        return _Read(key, answered, is_grouped, is_hidden, mark, state)

    def _strokes(self, item: Any, area: Area) -> Iterator[Area]:
        """The bounds of the lines that were drawn; a line with an arrow points at something."""
        match _name(item, "/Subtype"):
            case "/Line" if "Arrow" not in str(_ends(item)) and len(line := objects.numbers(item.get("/L"))) == 4:
                yield self._area(line)
            case "/Ink":
                for stroke in objects.array(item, "/InkList"):
                    if numbers := objects.numbers(stroke):
                        yield self._area(numbers[: len(numbers) // 2 * 2])
            case "/PolyLine" if numbers := objects.numbers(item.get("/Vertices")):
                yield self._area(numbers[: len(numbers) // 2 * 2])
            case "/Square" if area.right - area.left <= _NARROW:
                yield area

    def _areas(self, item: Any, kind: AnnotationKind, area: Area) -> Iterator[Area]:
        """The stretches that a mark covers: the corners of a quad come in any order, so its bounds are taken.

        A program that writes quads of no extent has put the place into the rectangle alone.
        """
        numbers = objects.numbers(item.get("/QuadPoints"))
        quads = (self._area(numbers[at : at + _QUAD]) for at in range(0, len(numbers) - _QUAD + 1, _QUAD))
        covered = [quad for quad in quads if quad.right > quad.left and quad.bottom > quad.top]
        if covered:
            yield from covered
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
            if _is_callout(item):
                return self._at(callout[0], callout[1])
            return Point(area.left, area.top + min(_FIRST_LINE, (area.bottom - area.top) / 2))
        line = objects.numbers(item.get("/L"))
        if len(line) == 4:
            ends = _ends(item)
            points_back = len(ends) == 2 and "Arrow" in ends[0]
            return self._at(*(line[:2] if points_back else line[2:]))
        if kind is AnnotationKind.NOTE:  # its picture does not grow with the page: only this corner stays (12.5.6.4)
            return Point(area.left + _SIGN_RIGHT, area.top + _SIGN_DOWN)
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
    """An answer; a state that was set of a reply, or that no standard names, is one too."""
    if _STATUSES.get(item.state.lower()) in (Status.NONE, Status.UNMARKED) or not (item.state or item.mark.text):
        return None
    return Reply(item.mark.reader, item.state.lower() or item.mark.text, item.mark.date)


def _is_callout(item: Any) -> bool:
    """Whether a text box has a line to what it is about, and says that it is meant."""
    return _name(item, "/IT") == "/FreeTextCallout" and len(objects.numbers(item.get("/CL"))) >= 4


def _is_loose(item: Any, kind: AnnotationKind, area: Area) -> bool:
    """Whether a mark stands somewhere between words, and not at a letter: a box with text, a wide sign of insertion."""
    if kind is AnnotationKind.INSERTION:
        return area.right - area.left > _WIDE
    return kind is AnnotationKind.TEXT_BOX and not _is_callout(item)


def _ends(item: Any) -> list[str]:
    """The names of what stands at the ends of a line."""
    return [objects.name(end) for end in objects.array(item, "/LE")]


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
