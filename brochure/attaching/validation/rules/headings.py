"""Whether headings nest: the first is of the highest level, and none leaves a level out (ISO 14289-1, 7.4).

PDF/UA-2 lets levels be left out, and has more than six of them.
"""

from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, on, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import HEADINGS, NUMBERED
from brochure.findings import Level

_FEW_PAGES = 3


def _not_nested(opened: OpenedPdf) -> Iterator[Hit]:
    before = 0
    for heading in opened.structure.all(*HEADINGS, *NUMBERED):
        told = shortened(opened.text_of(heading))
        if heading.tag == "H":
            continue
        level = int(heading.tag[1:])
        if before == 0 and level > 1:
            yield on(opened, heading, f"the first heading, {told}, is of level {level} (H{level}); make it an H1")
        elif level > before + 1:
            message = f"the heading {told} is of level {level} after one of level {before}; make it an H{before + 1}"
            yield on(opened, heading, message)
        before = level


def _mixed(opened: OpenedPdf) -> Iterator[Hit]:
    plain, numbered = opened.structure.all("H"), opened.structure.all(*(NUMBERED))
    if plain and numbered:
        yield on(opened, plain[0], "the file has headings with a level (H1 to H6) and without one (H); use one kind")


def _empty(opened: OpenedPdf) -> Iterator[Hit]:
    for heading in opened.structure.all(*HEADINGS, *NUMBERED):
        if not opened.text_of(heading) and not heading.actual_text and not heading.all("Figure"):
            yield on(opened, heading, f"a heading ({heading.tag}) has no text")


def _none(opened: OpenedPdf) -> Iterator[Hit]:
    if (
        opened.structure.elements
        and len(opened.page_objects) > _FEW_PAGES
        and not opened.structure.all(*HEADINGS, *NUMBERED)
    ):
        yield Hit(f"the file has {len(opened.page_objects)} pages and no headings to find one's way by")


CHECKS = (
    Check(
        "pdf-heading-levels",
        "The first heading is no H1, or a heading leaves a level out.",
        _not_nested,
        needs_pages=True,
        of_ua1_alone=True,
    ),
    Check("pdf-heading-kinds", "Headings with and without a level stand in one file.", _mixed),
    Check("pdf-empty-heading", "A heading has no text.", _empty, needs_pages=True),
    Check(
        "pdf-no-headings", f"A tagged file of more than {_FEW_PAGES} pages has no headings.", _none, level=Level.WARNING
    ),
)
