"""What stands on a page, piece by piece: text, pictures and drawings, each with its place and number in the structure.

Uses PDFium, which decodes text as a reader's program does. Places are in points from the top left corner of the trimmed
page as it is shown, rotation and all, as in a manifest.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

_ARTIFACT = "Artifact"
_UNSEEN = 3
"""The rendering mode of text that is neither filled nor stroked (ISO 32000-1, table 106)."""
_DEEPEST = 12
"""Forms in forms beyond this are not looked into."""
_BROKEN = "\u00ad"
_HYPHENS = {2: _BROKEN, 0xFFFE: _BROKEN}
"""What PDFium makes of the hyphen of a word that is broken at the end of a line: here a soft hyphen."""
_Matrix = tuple[float, float, float, float, float, float]


class Kind(Enum):
    """What a piece is."""

    TEXT = raw.FPDF_PAGEOBJ_TEXT
    IMAGE = raw.FPDF_PAGEOBJ_IMAGE
    DRAWING = raw.FPDF_PAGEOBJ_PATH


class Box(NamedTuple):
    """A rectangle, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its size in square points."""
        return max(self.right - self.left, 0.0) * max(self.bottom - self.top, 0.0)

    def overlap_across(self, other: "Box") -> float:
        """How much of the narrower of two boxes lies beside the other, from 0 to 1."""
        width = min(self.right - self.left, other.right - other.left)
        shared = min(self.right, other.right) - max(self.left, other.left)
        return 0.0 if shared <= 0 else 1.0 if width <= 0 else min(shared / width, 1.0)

    def shared(self, other: "Box") -> "Box":
        """What two boxes share; without area where they do not meet."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Piece(NamedTuple):
    """A piece of a page: `mark` is its number (MCID), None for what has none; `text` is that of text.

    `is_artifact` tells that it is decoration to assistive programs; `is_unseen` that its text is not painted.
    """

    kind: Kind
    text: str
    box: Box
    mark: int | None
    in_form: bool
    is_artifact: bool
    is_unseen: bool = False


class PageContent(NamedTuple):
    """A page: its size in points as it is shown, and its pieces in the order in which they are painted."""

    width: float
    height: float
    pieces: tuple[Piece, ...]


def read_page(page: pypdfium2.PdfPage) -> PageContent:
    """What stands on an open page."""
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        left, bottom, right, top = page.get_trimbox()
        turn = _turned(page.get_rotation(), left, bottom, right, top)
        count = raw.FPDFPage_CountObjects(page.raw)
        found = (raw.FPDFPage_GetObject(page.raw, i) for i in range(count))
        pieces = tuple(_Reader(text, turn).pieces(found, None, False, None))
    finally:
        raw.FPDFText_ClosePage(text)
    width, height = right - left, top - bottom
    if page.get_rotation() % 180:
        width, height = height, width
    return PageContent(width, height, pieces)


def united(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around others; None for none."""
    known = list(boxes)
    if not known:
        return None
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


def joined(pieces: Iterable[Piece]) -> str:
    """The text of pieces as one line: a space where there is a gap or a new line between two, broken words as one."""
    found: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        if piece.kind is not Kind.TEXT or not piece.text:
            continue
        if before is not None and _is_apart(before, piece):
            found.append(" ")
        found.append(piece.text)
        before = piece
    return " ".join("".join(found).replace(f"{_BROKEN} ", "").replace(_BROKEN, "-").split())


def _is_apart(before: Piece, piece: Piece) -> bool:
    height = max(before.box.bottom - before.box.top, piece.box.bottom - piece.box.top, 1.0)
    is_on_line = piece.box.top < before.box.bottom + 0.2 * height and piece.box.bottom > before.box.top - 0.2 * height
    return not is_on_line or not -height < piece.box.left - before.box.right < 0.25 * height


class _Reader:
    """Goes through the objects of a page and of the forms on it."""

    def __init__(self, text: Any, turn: Callable[[float, float], tuple[float, float]]) -> None:
        self.text, self.turn = text, turn
        self._sides = tuple(ctypes.c_float() for _ in range(4))

    def pieces(
        self, found: Iterable[Any], mark: int | None, is_artifact: bool, matrix: _Matrix | None, depth: int = 0
    ) -> Iterator[Piece]:
        for item in found:
            own = raw.FPDFPageObj_GetMarkedContentID(item)
            marked, artifact = (own, False) if own >= 0 else (mark, is_artifact)
            artifact = artifact or (own < 0 and mark is None and _is_artifact(item))
            match raw.FPDFPageObj_GetType(item):
                case raw.FPDF_PAGEOBJ_FORM if depth < _DEEPEST:
                    inner = (raw.FPDFFormObj_GetObject(item, i) for i in range(raw.FPDFFormObj_CountObjects(item)))
                    placed = _product(_matrix(item), matrix)
                    yield from self.pieces(inner, marked, artifact, placed, depth + 1)
                case raw.FPDF_PAGEOBJ_TEXT:
                    unseen = raw.FPDFTextObj_GetTextRenderMode(item) == _UNSEEN
                    box = self._box(item, matrix)
                    yield Piece(Kind.TEXT, self._text(item), box, marked, own >= 0 and depth > 0, artifact, unseen)
                case raw.FPDF_PAGEOBJ_IMAGE:
                    yield Piece(Kind.IMAGE, "", self._box(item, matrix), marked, own >= 0 and depth > 0, artifact)
                case raw.FPDF_PAGEOBJ_PATH | raw.FPDF_PAGEOBJ_SHADING:
                    yield Piece(Kind.DRAWING, "", self._box(item, matrix), marked, own >= 0 and depth > 0, artifact)

    def _text(self, item: Any) -> str:
        length = raw.FPDFTextObj_GetText(item, self.text, None, 0)
        if length <= 2:
            return ""
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFTextObj_GetText(item, self.text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
        return buffer.raw[: length - 2].decode("utf-16-le", "replace").translate(_HYPHENS)

    def _box(self, item: Any, matrix: _Matrix | None) -> Box:
        sides = self._sides
        raw.FPDFPageObj_GetBounds(item, *sides)
        left, bottom, right, top = (side.value for side in sides)
        corners = [(left, bottom), (right, top)]
        if matrix is not None:
            corners = [_placed(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        turned = [self.turn(x, y) for x, y in corners]
        xs, ys = [x for x, _ in turned], [y for _, y in turned]
        return Box(min(xs), min(ys), max(xs), max(ys))


def _turned(
    rotation: int, left: float, bottom: float, right: float, top: float
) -> Callable[[float, float], tuple[float, float]]:
    """From a page's own coordinates to those of its upper left corner as it is shown, turned clockwise by degrees."""
    match rotation % 360:
        case 90:
            return lambda x, y: (y - bottom, x - left)
        case 180:
            return lambda x, y: (right - x, y - bottom)
        case 270:
            return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _is_artifact(item: Any) -> bool:
    return any(_mark_name(item, i) == _ARTIFACT for i in range(raw.FPDFPageObj_CountMarks(item)))


def _mark_name(item: Any, position: int) -> str:
    length = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(64)
    letters = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(item, position), letters, 64, length)
    return buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _matrix(item: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _placed(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
