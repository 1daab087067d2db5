"""Whether attached files say what they are and what they are to the text (ISO 19005-3, 6.8; ISO 14289-1, 7.11)."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.attaching.validation.check import Check, Hit
from brochure.attaching.validation.opened import OpenedPdf
from brochure.pdf import objects
from brochure.pdf.walking import DamagedError, tree

_RELATIONSHIPS = {
    "Source",
    "Data",
    "Alternative",
    "Supplement",
    "EncryptedPayload",
    "FormData",
    "Schema",
    "Unspecified",
}


def _unrelated(opened: OpenedPdf) -> Iterator[Hit]:
    associated = _associated(opened)
    for spec in _specs(opened):
        relationship = objects.name(spec.get("/AFRelationship"))
        if not relationship:
            yield _on(opened, spec, "does not say what it is to the text (AFRelationship), such as Data or Source")
        elif relationship not in _RELATIONSHIPS:
            yield _on(opened, spec, f"has a relationship that programs do not know, '{relationship}' (AFRelationship)")
        if objects.number(spec) not in associated:
            yield _on(opened, spec, "is associated with neither the file nor a part of it (AF)")


def _undescribed(opened: OpenedPdf) -> Iterator[Hit]:
    for spec in _specs(opened):
        if not (objects.text(spec.get("/F")) or "") or not (objects.text(spec.get("/UF")) or ""):
            yield _on(opened, spec, "does not have its name in both forms (F and UF)")
        if not (objects.text(spec.get("/Desc")) or "").strip():
            yield _on(opened, spec, "has no description (Desc)")
        if "/" not in objects.name(objects.below(spec, "/EF", "/F", "/Subtype")):
            yield _on(opened, spec, "does not say what kind of file it is, such as text/csv (Subtype)")


def _damaged(opened: OpenedPdf) -> Iterator[Hit]:
    for spec in _specs(opened):
        stream = objects.below(spec, "/EF", "/F")
        if not isinstance(stream, pikepdf.Stream):
            yield _on(opened, spec, "has no content")
            continue
        try:
            content = opened.allowance.decoded(stream)
        except DamagedError as error:
            yield _on(opened, spec, f"cannot be read: {error}")
            continue
        size, checksum = (objects.below(stream, "/Params", key) for key in ("/Size", "/CheckSum"))
        if isinstance(size, int) and size != len(content):
            yield _on(opened, spec, f"is {len(content)} bytes long, but said to be {size}")
        elif isinstance(checksum, pikepdf.String) and bytes(checksum) != _md5(content):
            yield _on(opened, spec, "is not what it was when it was attached: its checksum differs")


def _md5(content: bytes) -> bytes:
    """The checksum that ISO 32000-1, table 46, asks for."""
    return hashlib.md5(content, usedforsecurity=False).digest()


def _specs(opened: OpenedPdf) -> Iterator[Any]:
    """The attached files: those of the file's list, and those that only parts of the file are associated with."""
    seen: set[objects.Number] = set()
    listed = (spec for _, spec in tree(objects.below(opened.pdf.Root, "/Names", "/EmbeddedFiles"), "/Names"))
    marks = (
        item.get("/FS")
        for page in range(len(opened.page_objects))
        for item in opened.annotations(page)
        if objects.name(item.get("/Subtype")) == "FileAttachment"
    )
    for spec in (*listed, *marks, *_of_parts(opened)):
        number = objects.number(spec)
        if objects.is_dictionary(spec) and "/EF" in spec and (number == (0, 0) or number not in seen):
            seen.add(number)
            yield spec


def _associated(opened: OpenedPdf) -> set[objects.Number]:
    return {objects.number(spec) for spec in _of_parts(opened)}


def _of_parts(opened: OpenedPdf) -> Iterator[Any]:
    """What the file, its pages, its elements and its annotations are associated with."""
    annotations = (item for page in range(len(opened.page_objects)) for item in opened.annotations(page))
    elements = (element.raw for element in opened.structure.elements)
    for part in (opened.pdf.Root, *opened.page_objects, *elements, *annotations):
        yield from objects.items(part.get("/AF"))


def _on(opened: OpenedPdf, spec: Any, message: str) -> Hit:
    name = objects.text(spec.get("/UF")) or objects.text(spec.get("/F")) or ""
    source = opened.sources.of_attachment(name) if opened.sources else None
    return Hit(f"the attached file '{name}' {message}", source=source)


CHECKS = (
    Check("pdf-attachment-relationship", "An attached file does not say what it is to the text.", _unrelated),
    Check("pdf-attachment-description", "An attached file lacks a name, a description or its kind.", _undescribed),
    Check("pdf-attachment-content", "An attached file cannot be read, or is not what it was.", _damaged),
)
