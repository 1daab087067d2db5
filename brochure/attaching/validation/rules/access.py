"""Whether programs can and may read the file, and the keyboard goes through it in the order of reading.

ISO 14289-1, 7.16, 7.18.3 and 7.18.1; ISO 32000-1, 7.5.
"""

import re
from collections.abc import Iterator
from typing import Any

from brochure.attaching.validation.check import DAMAGED, Check, Hit, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.findings import Level
from brochure.pdf import objects

_ONLY_THAT = ("file is damaged", "Attempting to reconstruct cross-reference table")
"""The first warnings of qpdf, before those that say how."""
_HARMLESS = re.compile(
    "common error handled correctly"
    "|reported number of objects .* is not one plus the highest object number"
    "|Resources is missing or invalid; repairing"
    "|input stream is complete but output may still be valid"
    "|extraneous whitespace seen before xref"
    "|setting missing or invalid /Type entry"
    "|dictionary has duplicated key"
    "|Annots has duplicate entry"
    "|invalid /ID in trailer dictionary"
    "|object stream claims to contain itself"
    "|startxref was more than .* bytes before end of file"
)
"""What qpdf says of files that every program shows as they were meant."""


def _damaged(opened: OpenedPdf) -> Iterator[Hit]:
    if warnings := [warning for warning in opened.warnings if not _HARMLESS.search(warning)]:
        cause = next((warning for warning in warnings if warning not in _ONLY_THAT), warnings[0])
        yield Hit(
            f"the file is damaged ({cause}), and what is told of it here is a guess at what was meant; "
            "fetch it again where it was made"
        )
    if opened.manifest_too_large:
        yield Hit(opened.manifest_too_large)


def _irregular(opened: OpenedPdf) -> Iterator[Hit]:
    if warnings := [warning for warning in opened.warnings if _HARMLESS.search(warning)]:
        others = f", and {len(warnings) - 1} things more" if len(warnings) > 1 else ""
        yield Hit(
            f"the file is not written quite as the standard says ({warnings[0]}{others}); "
            "programs put that right, and nothing is lost"
        )


def _forbidden(opened: OpenedPdf) -> Iterator[Hit]:
    if opened.pdf.is_encrypted and not opened.pdf.allow.accessibility:
        yield Hit("the file is encrypted and forbids assistive programs to read it; save it without a password")


def _tab_order(opened: OpenedPdf) -> Iterator[Hit]:
    allowed = ("S", "A", "W") if opened.keeps_ua2 else ("S",)  # ISO 14289-2, 8.9.3.3
    wrong = [
        page
        for page, item in enumerate(opened.page_objects)
        if opened.annotations(page) and objects.name(item.get("/Tabs")) not in allowed
    ]
    if wrong:
        others = f", nor on {len(wrong) - 1} more pages" if len(wrong) > 1 else ""
        yield Hit(f"the key Tab does not follow the order of reading on this page{others} (Tabs)", wrong[0])


def _fields(opened: OpenedPdf) -> Iterator[Hit]:
    """Fields of a form that do not say what is to be filled in."""
    seen: set[objects.Number] = set()
    waiting = list(reversed(objects.items(objects.below(opened.pdf.Root, "/AcroForm", "/Fields"))))
    while waiting:
        field = waiting.pop()
        if not objects.is_dictionary(field) or objects.number(field) in seen:
            continue
        if objects.number(field) != (0, 0):
            seen.add(objects.number(field))
        inner = [kid for kid in objects.items(field.get("/Kids")) if objects.is_dictionary(kid) and "/T" in kid]
        waiting += reversed(inner)
        if not inner and not (objects.text(field.get("/TU")) or "").strip():
            name = shortened(objects.text(field.get("/T")) or "without a name")
            yield Hit(f"the field {name} of a form does not say what is to be filled in (TU)", _page(opened, field))


def _page(opened: OpenedPdf, field: Any) -> int | None:
    """The page that a field stands on; None where it does not say so."""
    widgets = [field, *objects.items(field.get("/Kids"))]
    pages = (opened.page_numbers.get(objects.number(objects.below(widget, "/P"))) for widget in widgets)
    return next((page for page in pages if page is not None), None)


CHECKS = (
    Check(DAMAGED, "The file is damaged, and programs must guess at what is missing.", _damaged),
    Check(
        "pdf-irregular",
        "The file is not written quite as the standard says, in a way that programs put right.",
        _irregular,
        level=Level.WARNING,
    ),
    Check("pdf-encryption", "The file is encrypted and forbids assistive programs to read it.", _forbidden),
    Check(
        "pdf-tab-order", "The key Tab does not follow the order of reading on a page with links or fields.", _tab_order
    ),
    Check("pdf-field-name", "A field of a form does not say what is to be filled in.", _fields),
)
