"""What part of a document an object belongs to, in words that a reader of the document knows."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.pdf import objects
from brochure.pdf.objects import Number
from brochure.pdf.walking import tree

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_OF_PAGES = (("/Font", "a font"), ("/XObject", "a picture"), ("/Shading", "a shading"), ("/Pattern", "a pattern"))


def part_of(pdf: pikepdf.Pdf, number: Number) -> str:
    """The part that an object is in: "content of page #3"; "object 117" where nothing says more."""
    return next((part for known, part in _parts(pdf) if known == number), f"object {number[0]}")


def _parts(pdf: pikepdf.Pdf) -> Iterator[tuple[Number, str]]:
    yield objects.number(objects.below(pdf.Root, "/Metadata")), "metadata"
    for name, spec in tree(objects.below(pdf.Root, "/Names", "/EmbeddedFiles"), "/Names"):
        for _, stream in objects.entries(spec, "/EF"):
            yield objects.number(stream), f"attached file «{objects.text(name)}»"
    for position, page in enumerate(pdf.pages, start=1):
        for stream in objects.items(objects.below(page.obj, "/Contents")):
            yield objects.number(stream), f"content of page #{position}"
        for kind, word in _OF_PAGES:
            for _, value in objects.entries(page.obj, "/Resources", kind):
                for own in _of_resource(value):
                    yield objects.number(own), f"page #{position} ({word})"
    for intent in objects.array(pdf.Root, "/OutputIntents"):
        yield objects.number(objects.below(intent, "/DestOutputProfile")), "output intent"


def _of_resource(value: Any) -> Iterator[Any]:
    yield value
    yield objects.below(value, "/SMask")
    yield objects.below(value, "/ToUnicode")
    for font in (value, *objects.array(value, "/DescendantFonts")):
        for key in _FONT_FILES:
            yield objects.below(font, "/FontDescriptor", key)
