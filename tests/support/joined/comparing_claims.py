"""Whether a joined file still says of itself what the host said, and claims no standard that one of the two breaks."""

from collections.abc import Iterator

from tests.support.joined.inventory import Inventory

_RENEWED_INFO = frozenset({"Producer", "ModDate"})
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_RENEWED_PROPERTIES = (
    "{http://www.aiim.org/pdfa/ns/id/}",
    "{http://www.aiim.org/pdfua/ns/id/}",
    "{http://www.aiim.org/pdfa/ns/extension/}",
    "{http://ns.adobe.com/pdf/1.3/}Producer",
    "{http://ns.adobe.com/pdf/1.3/}PDFVersion",
    "{http://ns.adobe.com/xap/1.0/mm/}",
    f"{_XMP}ModifyDate",
    f"{_XMP}MetadataDate",
    "{http://ns.adobe.com/xap/1.0/t/pg/}NPages",
)
_LEVELS = "bua"
"""Conformance levels of PDF/A, each holding the ones before it."""


def lost_metadata(host: Inventory, annex: Inventory | None, after: Inventory) -> Iterator[str]:
    """What the joined file says otherwise than it should, in words."""
    before, now = host.metadata, after.metadata
    for name, value in before.info.items():
        if name not in _RENEWED_INFO and now.info.get(name) != value:
            yield f"metadata: {name} was '{value}' and is '{now.info.get(name)}'"
    for name, value in before.properties.items():
        if not name.startswith(_RENEWED_PROPERTIES) and now.properties.get(name) != value:
            yield f"metadata: {name} was '{value}' and is '{now.properties.get(name)}'"
    if now.language != before.language:
        yield f"metadata: the document's language was '{before.language}' and is '{now.language}'"
    both = [part.metadata for part in (host, annex) if part is not None]
    needed = max(each.version for each in both)
    if now.version < needed:
        yield f"metadata: the file is PDF {now.version}, but has parts of PDF {needed}"
    yield from _archive([each.archive for each in both], now.archive)
    yield from _accessible([each.accessible for each in both], now.accessible)


def _archive(before: list[str], now: str) -> Iterator[str]:
    """A joined file keeps the weaker conformance level of the two, under the later part of the standard."""
    if not all(before):
        if now and len(before) > 1:
            yield f"it claims PDF/A-{now}, which one of the two does not"
        return
    level = min((each[1:] for each in before), key=_LEVELS.find)
    wanted = max(each[0] for each in before) + level
    if now != wanted and (len(before) > 1 or wanted[0] == "3"):
        yield f"it claims {f'PDF/A-{now}' if now else 'no PDF/A'}, not PDF/A-{wanted}"


def _accessible(before: list[str], now: str) -> Iterator[str]:
    if len(set(before)) == 1 and now != before[0]:
        yield f"it claims PDF/UA-{now or '(none)'}, not PDF/UA-{before[0] or '(none)'}"
    elif len(set(before)) > 1 and now and "" in before:
        yield f"it claims PDF/UA-{now}, which one of the two does not"
