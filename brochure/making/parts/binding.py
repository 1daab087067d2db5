"""The book that pieces are bound into: their pages empty, with all that belongs to the whole file.

That is metadata, bookmarks, named places, page labels, attached files, and the typefaces, each once, with the glyphs
that any piece uses. Knows WeasyPrint 70, and of the pieces only what they tell of themselves.
"""

import copy
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from brochure.making.parts.piece import Piece, UsedFont
from brochure.making.writing.writing import Filed, Press, write_pages
from brochure.project.sources.project import Project


def bind(project: Project, head: Element, variant: str, pieces: Sequence[Piece], filed: Filed) -> bytes:
    """A PDF with as many pages as the pieces have together; `head` is that of their document, whose root it has too."""
    press = Press(project)
    document = press.pages(_empty(head), [press.sheet("body { margin: 0 }")], variant)
    document.pages = [_page(document.pages[0], sheet) for piece in pieces for sheet in piece.sheets]
    for font in _together(font for piece in pieces for font in piece.fonts):
        document.fonts[font.key] = _typeface(press, font)
    return write_pages(project, document, variant, filed)


def _empty(root: Element) -> Element:
    """A document with a head, and nothing to read."""
    document = Element(root.tag, root.attrib)
    document.extend(child for child in root if child.tag == "head")
    SubElement(document, "body")
    return document


def _page(empty: Any, sheet: Any) -> Any:
    page = copy.copy(empty)
    page.width, page.height = sheet.width, sheet.height
    page.bookmarks, page.anchors, page.links = list(sheet.bookmarks), dict(sheet.anchors), []
    return page


def _together(fonts: Iterable[UsedFont]) -> list[UsedFont]:
    """Each typeface once, with all glyphs that are used of it, in an order that the pieces' order does not change."""
    found: dict[int, UsedFont] = {}
    for font in fonts:
        known = found.setdefault(font.key, font)
        if known is not font:
            found[font.key] = _united(known, font)
    return sorted(found.values(), key=lambda font: (font.family, font.style, font.weight, font.variations, font.key))


def _united(one: UsedFont, other: UsedFont) -> UsedFont:
    widths = {**one.widths, **other.widths}
    texts = {**one.texts, **other.texts}
    return UsedFont(
        one.key,
        one.family,
        one.style,
        one.weight,
        max(one.size, other.size),
        one.variations,
        dict(sorted(widths.items())),
        dict(sorted(texts.items())),
    )


def _typeface(press: Press, used: UsedFont) -> Any:
    """WeasyPrint's own object for a typeface, with the glyphs that are used of it."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
    from weasyprint.text.fonts import get_pango_font_key

    made = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(made, used.family.encode())
    pango.pango_font_description_set_style(made, used.style)
    pango.pango_font_description_set_weight(made, used.weight)
    pango.pango_font_description_set_absolute_size(made, used.size / FROM_UNITS)
    if used.variations:
        pango.pango_font_description_set_variations(made, used.variations.encode())
    context = ffi.gc(pango.pango_font_map_create_context(press.fonts.font_map), gobject.g_object_unref)
    loaded = ffi.gc(pango.pango_font_map_load_font(press.fonts.font_map, context, made), gobject.g_object_unref)
    key, description, size = get_pango_font_key(loaded)
    if key != used.key:
        raise RuntimeError(f"the typeface {used.family} cannot be found again in the form that pages use")
    font = Font(loaded, description, size)
    font.widths, font.to_unicode = dict(used.widths), dict(used.texts)
    return font
