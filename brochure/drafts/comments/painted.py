"""What is painted over a page that was set without it: the remains of comments in a flattened copy.

Uses PDFium. A program that flattens a copy puts the picture of each comment after the page's own content, as a form;
one that prints it anew leaves the letters alone.
"""

from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from brochure.drafts.comments.model import Annotation, AnnotationKind, Point
from brochure.drafts.comments.words import Glyph, centre_of, is_within
from brochure.manifest.model import Account, Area, PageRecord
from brochure.manifest.where import around, give_to_lines, texts_on
from brochure.pdf.letters import squeezed

_DEEPEST = 4
_AROUND = 3.0
"""A form that lies so far outside a drawing, in points, is part of it: letters reach over its edge."""
_BELOW = 0.4
"""So much of the height of typed letters a box around them has below their feet."""
_SAME_FOOT, _GAP = 0.4, 12.0
"""How far the feet of letters that were typed in one line may differ, and how far apart its words stand, in points."""


def has_forms(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has any form in it, its own or another."""
    return any(True for _ in page.get_objects([raw.FPDF_PAGEOBJ_FORM], max_depth=1))


def is_as_set(page: pypdfium2.PdfPage, corner: Point, record: PageRecord) -> bool:
    """Whether a page has as many letters as it was set with, and no form outside its drawings; soon told."""
    text = page.get_textpage()
    try:
        letters = len(squeezed(text.get_text_range()))
    finally:
        text.close()
    if letters != sum(len(squeezed(words)) for words in texts_on(record)):
        return False
    drawings = _drawings(record)
    forms = page.get_objects([raw.FPDF_PAGEOBJ_FORM], max_depth=1)
    return all(is_within(centre_of(_area(form.get_bounds(), corner)), drawings) for form in forms)


def painted_forms(page: pypdfium2.PdfPage, sheet: int, corner: Point, record: PageRecord) -> tuple[Annotation, ...]:
    """The pictures of comments on a page, with the words in them; `corner` is its upper left one."""
    text = page.get_textpage()
    try:
        drawings = _drawings(record)
        return tuple(
            _mark(sheet, area, _words_in(page, form, text))
            for form in _leaves(page, None, 0)
            if (area := _area(form.get_bounds(), corner)).right > area.left and not is_within(centre_of(area), drawings)
        )
    finally:
        text.close()


def added_words(glyphs: Sequence[Glyph], sheet: int, record: PageRecord) -> tuple[Annotation, ...]:
    """Words that stand on a page, and that it was not set with; one mark for what stands together."""
    drawings = _drawings(record)
    given, left_over = give_to_lines(record.lines, [glyph.letter for glyph in glyphs])
    strange = {position for position in left_over if not is_within(glyphs[position].centre, drawings)}
    for line, positions in zip(record.lines, given, strict=True):
        strange.update(sorted(positions)[len(squeezed(line.text)) :])  # what is typed over it was painted later
    return tuple(
        _mark(sheet, around(glyph.area for glyph in run), "".join(_spaced(run)).strip())
        for run in _runs([glyphs[position] for position in sorted(strange)])
    )


def _mark(sheet: int, area: Area, text: str) -> Annotation:
    """What is painted somewhere; what has words points at its place, other things cover what lies below them."""
    point = Point(area.left, (area.top + area.bottom) / 2)
    areas = () if text else (area,)
    below = (area.bottom - area.top) * _BELOW
    box = area.model_copy(update={"bottom": area.bottom + below}) if text else None
    return Annotation(sheet, AnnotationKind.PAINTED, "", text, "", areas, point, strokes=areas, box=box)


def _leaves(page: pypdfium2.PdfPage, form: pypdfium2.PdfObject | None, level: int) -> Iterator[pypdfium2.PdfObject]:
    """The forms of a page; of one that holds nothing but forms, those."""
    for found in page.get_objects([raw.FPDF_PAGEOBJ_FORM], max_depth=level + 1, form=form, level=level):
        kinds = {each.type for each in page.get_objects(max_depth=level + 2, form=found, level=level + 1)}
        if kinds == {raw.FPDF_PAGEOBJ_FORM} and level < _DEEPEST:
            yield from _leaves(page, found, level + 1)
        else:
            yield found


def _words_in(page: pypdfium2.PdfPage, form: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    kinds = [raw.FPDF_PAGEOBJ_TEXT]
    parts = [found.extract() for found in page.get_objects(kinds, form=form, level=1, textpage=text)]
    return " ".join(" ".join(parts).split())


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        height = 2 * (glyph.area.bottom - glyph.area.top) + _GAP
        if run and (
            abs(glyph.letter.y - run[-1].letter.y) > height
            or (abs(glyph.letter.y - run[-1].letter.y) < _SAME_FOOT and glyph.area.left - run[-1].area.right > _GAP)
        ):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _spaced(run: Sequence[Glyph]) -> Iterator[str]:
    for glyph in run:
        yield f" {glyph.letter.text}" if glyph.letter.begins else glyph.letter.text


def _drawings(record: PageRecord) -> list[Area]:
    return [
        Area(left=a.left - _AROUND, top=a.top - _AROUND, right=a.right + _AROUND, bottom=a.bottom + _AROUND)
        for a in (token.area for token in record.tokens if token.account is Account.DRAWING)
    ]


def _area(bounds: tuple[float, float, float, float], corner: Point) -> Area:
    left, bottom, right, top = bounds
    return Area(left=left - corner.x, top=corner.y - top, right=right - corner.x, bottom=corner.y - bottom)
