"""Whether fonts are in the file, and their letters can be read, searched and copied (ISO 14289-1, 7.21).

A font without a map to Unicode is told of unless its encoding is one that says the letters itself. Which codes are used
is not followed; letters that come out unreadable are told of page by page.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from brochure.attaching.validation.check import Check, Hit, shortened
from brochure.attaching.validation.content import Kind, Piece
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import Content
from brochure.pdf import objects
from brochure.pdf.streams import Allowance
from brochure.pdf.walking import DamagedError

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_READABLE = {"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding", "StandardEncoding"}
_SYMBOLIC = 1 << 2
_GLYPH_OF_CODE = re.compile(r"u(?:ni)?[0-9A-F]{4,6}")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_MAPPING = re.compile(rb"<\s*[0-9A-Fa-f]+\s*>")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\x00-\x08]")


def _not_embedded(opened: OpenedPdf) -> Iterator[Hit]:
    for font, page in _fonts(opened):
        if objects.name(font.get("/Subtype")) != "Type3" and not _has_program(font):
            message = f"the font {_name(font)} is not in the file, so that other machines show another one"
            yield Hit(message, page)


def _unmapped(opened: OpenedPdf) -> Iterator[Hit]:
    for font, page in _fonts(opened):
        if not _is_readable(font, opened.allowance):
            message = f"the font {_name(font)} has no map to Unicode; its text cannot be read aloud, searched or copied"
            yield Hit(message, page)


def _unreadable(opened: OpenedPdf) -> Iterator[Hit]:
    """Pages with letters that stand for none, unless a text is given for them."""
    told_by_text = {
        content
        for element in opened.structure.elements
        if element.actual_text is not None
        for content in element.contents()
    }
    for number, page in enumerate(opened.pages):
        bad = [piece for piece in page.pieces if _is_bad(piece) and not _is_told(piece, number, told_by_text)]
        if bad:
            codes = sorted({f"U+{ord(letter):04X}" for piece in bad for letter in _PRIVATE.findall(piece.text)})
            signs = " and ".join([", ".join(codes[:4]), *(["more"] if len(codes) > 4 else [])])
            yield Hit(f"the page has letters that stand for none in Unicode ({signs})", number, box=bad[0].box)


def _is_bad(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and not piece.is_artifact and _PRIVATE.search(piece.text) is not None


def _is_told(piece: Piece, page: int, told: set[Content]) -> bool:
    return piece.mark is not None and Content(page, piece.mark, piece.in_form) in told


def _fonts(opened: OpenedPdf) -> Iterator[tuple[Any, int]]:
    """Every font that pages, and the forms on them, can set text in, with the first page of each."""
    seen: set[objects.Number] = set()
    for page, item in enumerate(opened.page_objects):
        waiting = [_resources(item)]
        while waiting:
            resources = waiting.pop()
            for kind in ("/Font", "/XObject"):
                for value in _values(objects.below(resources, kind)):
                    number = objects.number(value)
                    if number in seen and number != (0, 0):
                        continue
                    seen.add(number)
                    if kind == "/Font":
                        yield value, page
                    elif objects.name(value.get("/Subtype")) == "Form" and number != (0, 0):
                        waiting.append(value.get("/Resources"))


def _resources(page: Any) -> Any:
    """The resources of a page, or those that it has from the pages' tree."""
    for _ in range(32):
        if not objects.is_dictionary(page):
            return None
        if "/Resources" in page:
            return page.get("/Resources")
        page = page.get("/Parent")
    return None


def _values(dictionary: Any) -> list[Any]:
    if not objects.is_dictionary(dictionary):
        return []
    return [value for _, value in dictionary.items() if objects.is_dictionary(value)]


def _has_program(font: Any) -> bool:
    own = (objects.items(font.get("/DescendantFonts")) or [font])[0]
    descriptor = objects.below(own, "/FontDescriptor")
    return any(objects.below(descriptor, key) is not None for key in _PROGRAMS)


def _is_readable(font: Any, allowance: Allowance) -> bool:
    mapped = font.get("/ToUnicode")
    if isinstance(mapped, pikepdf.Stream):
        return _maps_something(mapped, allowance)
    encoding = font.get("/Encoding")
    if objects.name(font.get("/Subtype")) == "Type0":
        return bool(objects.name(encoding)) and not objects.name(encoding).startswith("Identity")
    if objects.is_dictionary(encoding):
        return _is_readable_encoding(encoding, font)
    is_symbolic = bool(objects.integer(objects.below(font, "/FontDescriptor", "/Flags")) & _SYMBOLIC)
    return objects.name(encoding) in _READABLE or (encoding is None and not is_symbolic and not _is_type3(font))


def _is_readable_encoding(encoding: Mapping[str, Any], font: Any) -> bool:
    """Whether all names that differ from a known encoding are those of letters."""
    from fontTools.agl import AGL2UV

    names = [objects.name(item) for item in objects.items(encoding.get("/Differences")) if not isinstance(item, int)]
    known = all(name in AGL2UV or _GLYPH_OF_CODE.fullmatch(name) or name == ".notdef" for name in names)
    return known and (objects.name(encoding.get("/BaseEncoding")) in _READABLE or bool(names) or not _is_type3(font))


def _maps_something(mapped: pikepdf.Stream, allowance: Allowance) -> bool:
    try:
        content = allowance.decoded(mapped)
    except DamagedError:
        return False
    blocks = re.findall(rb"beginbf(?:char|range)(.*?)endbf(?:char|range)", content, re.DOTALL)
    return any(_MAPPING.search(block) for block in blocks)


def _is_type3(font: Any) -> bool:
    return objects.name(font.get("/Subtype")) == "Type3"


def _name(font: Any) -> str:
    return shortened(_SUBSET.sub("", objects.name(font.get("/BaseFont"))) or "without a name")


CHECKS = (
    Check("pdf-font-embedded", "A font is not in the file.", _not_embedded),
    Check("pdf-font-unicode", "A font has no map to Unicode, and no encoding that says its letters.", _unmapped),
    Check(
        "pdf-unreadable-letters",
        "Letters on a page stand for none in Unicode, and no text is given for them.",
        _unreadable,
        needs_pages=True,
    ),
)
