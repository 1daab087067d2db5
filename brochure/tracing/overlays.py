"""What lies over the text of a PDF and may hide it: shapes and pictures painted after it, annotations with a body.

Uses PDFium, which knows the order in which a page is painted. A highlight, underline, strike-out or note lets the text
be read and is none. Knows nothing of manifests.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from brochure.findings import Faults, Place
from brochure.manifest.model import Area

Bounds = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in the measure of the page or from its top: the second is the smaller height."""
_HARMLESS = {
    raw.FPDF_ANNOT_POPUP,
    raw.FPDF_ANNOT_TEXT,
    raw.FPDF_ANNOT_HIGHLIGHT,
    raw.FPDF_ANNOT_UNDERLINE,
    raw.FPDF_ANNOT_SQUIGGLY,
    raw.FPDF_ANNOT_STRIKEOUT,
    raw.FPDF_ANNOT_CARET,
}
_NAMES = {
    raw.FPDF_ANNOT_FREETEXT: "text box",
    raw.FPDF_ANNOT_STAMP: "stamp",
    raw.FPDF_ANNOT_WIDGET: "form field",
    raw.FPDF_ANNOT_REDACT: "redaction",
    raw.FPDF_ANNOT_INK: "drawing",
    raw.FPDF_ANNOT_SQUARE: "drawing",
    raw.FPDF_ANNOT_CIRCLE: "drawing",
    raw.FPDF_ANNOT_LINE: "drawing",
    raw.FPDF_ANNOT_POLYGON: "drawing",
    raw.FPDF_ANNOT_POLYLINE: "drawing",
    raw.FPDF_ANNOT_FILEATTACHMENT: "attached file",
    raw.FPDF_ANNOT_LINK: "link",
}
_OPAQUE = 128
"""Of 255: what covers more than half of what is under it hides it."""
_NARROW, _LOW = 1.5, 0.3
"""What covers less of a text, in points along it and as a share of its height, hides no letter of it."""
_DEEP = 8
"""So many forms within forms are looked into."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Something that lies over text: what it is, and where, in points from the top left corner of the trimmed page.

    `annotation` is the kind of an annotation, empty for what the page itself paints; of that, `area` is the part that
    lies over text painted before it.
    """

    area: Area
    annotation: str = ""


def read_covers(path: Path, sheets: range) -> tuple[tuple[Cover, ...], ...]:
    """What may hide text on the pages at some positions, from 0; raises `Faults` when they cannot be read."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return tuple(tuple(_covers_on(document[sheet])) for sheet in sheets)
    except pypdfium2.PdfiumError as error:
        message = f"its pages cannot be read ({error}); fetch the file again"
        raise Faults.one(Place(str(path)), message) from None


def hides(over: Bounds, text: Bounds) -> Bounds | None:
    """The part of a text that something lies over; None where it is too little to hide a letter."""
    left, low, right, high = (*map(max, over[:2], text[:2]), *map(min, over[2:], text[2:]))
    is_wide = right - left >= min(_NARROW, text[2] - text[0])
    return (left, low, right, high) if is_wide and high - low > _LOW * (text[3] - text[1]) else None


def _covers_on(page: pypdfium2.PdfPage) -> Iterator[Cover]:
    left, _, _, top = page.get_trimbox()
    texts: list[Bounds] = []
    for item, matrix in _painted(page, None, pypdfium2.PdfMatrix(), 0):
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(matrix.on_rect(*item.get_bounds()))
        elif _is_opaque(item):
            bounds = matrix.on_rect(*item.get_bounds())
            yield from (
                Cover(_from_corner(part, left, top)) for text in texts if (part := hides(bounds, text)) is not None
            )
    for kind, bounds in _annotations(page):
        yield Cover(_from_corner(bounds, left, top), kind)
    page.close()


def _painted(
    page: pypdfium2.PdfPage, form: pypdfium2.PdfObject | None, matrix: pypdfium2.PdfMatrix, level: int
) -> Iterator[tuple[pypdfium2.PdfObject, pypdfium2.PdfMatrix]]:
    """All that a page paints, in order, with the matrix that leads to the measure of the page."""
    for item in page.get_objects(max_depth=1, form=form):
        if item.type == raw.FPDF_PAGEOBJ_FORM and level < _DEEP:
            yield from _painted(page, item, item.get_matrix().multiply(matrix), level + 1)
        else:
            yield item, matrix


def _is_opaque(item: pypdfium2.PdfObject) -> bool:
    """Whether something hides what was painted before it."""
    if item.type != raw.FPDF_PAGEOBJ_PATH:
        return item.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, is_stroked)
    if mode.value != raw.FPDF_FILLMODE_NONE:
        return _alpha(item, raw.FPDFPageObj_GetFillColor) >= _OPAQUE
    # a stroke hides what is under it alone: of its bounds that is known for a straight one
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    is_straight = raw.FPDFPath_CountSegments(item) == 2
    return bool(is_stroked.value and is_straight and _alpha(item, raw.FPDFPageObj_GetStrokeColor) >= _OPAQUE)


def _alpha(item: pypdfium2.PdfObject, get_colour: Callable[..., int]) -> int:
    colour = [ctypes.c_uint() for _ in range(4)]
    return int(colour[3].value) if get_colour(item, *colour) else 255


def _annotations(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Bounds]]:
    """Kind and bounds of the annotations of a page that have a body of their own."""
    rectangle = raw.FS_RECTF()
    for i in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, i)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        is_plain_link = kind == raw.FPDF_ANNOT_LINK and not raw.FPDFAnnot_HasKey(annotation, b"AP")
        is_hidden = raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN
        if kind not in _HARMLESS and not is_plain_link and not is_hidden:
            raw.FPDFAnnot_GetRect(annotation, rectangle)
            bottom, top = sorted((rectangle.bottom, rectangle.top))
            yield _NAMES.get(kind, "annotation"), (rectangle.left, bottom, rectangle.right, top)
        raw.FPDFPage_CloseAnnot(annotation)


def _from_corner(bounds: Bounds, left: float, top: float) -> Area:
    return Area(left=bounds[0] - left, top=top - bounds[3], right=bounds[2] - left, bottom=top - bounds[1])
