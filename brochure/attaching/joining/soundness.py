"""Whether all of a document can be read, and what was repaired so that it can.

A PDF is read object by object when they are asked for. One whose page has a wrong length loses that page in silence
when it is joined before it was read; so each object is looked at, and each stream unpacked, before anything is done.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from brochure.attaching.joining.parts import part_of
from brochure.findings import Faults, Place
from brochure.pdf import objects
from brochure.pdf.limits import DEFAULT, Limits
from brochure.pdf.opening import OpenedFile, damaged_in, open_content, warnings_of
from brochure.pdf.streams import unpacked_size
from brochure.pdf.walking import DamagedError

FETCH = "fetch it again where it was made, or save it anew with the program that made it"
_REFERENCE = re.compile(rb"(?<![\w.])(\d+) (\d+) R\b")
_UNKNOWN = "unfilterable stream"
"""What pikepdf says of a stream that is packed as it does not know, or not with such numbers: it stays as it is."""
_FILE_AS_BYTES = re.compile(r"(?:stream )?<_io[^>]*>(?: \([^)]*\))?:? ?")
_UNREAD = re.compile(r"object (\d+) .*error during parsing: (.*)")
_LISTED_AGAIN = "Annots has duplicate entry"
_MENDED = {
    "recovered stream length": "a wrong length of a stream",
    "reconstruct cross-reference": "its list of objects",
    "expected endobj": "an object without an end",
    "xref": "its list of objects",
    "page tree": "its tree of pages",
    "appears more than once in the pages tree": "a page that its tree of pages lists twice",
    "MediaBox is undefined": "a page without a size",
    "Annots is not an array": "a page whose annotations are no list",
}
_PACKED_PICTURES = frozenset({"DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode"})


@dataclass(frozen=True, slots=True)
class Sound:
    """A document all of which has been read, and what was repaired for that; nothing in a sound one."""

    opened: OpenedFile
    repaired: tuple[str, ...]


def open_sound(path: Path, content: bytes, limits: Limits = DEFAULT) -> Sound:
    """The document with these bytes, read to its last object; one that can be read after a repair is repaired.

    Raises `Faults`, which name the part, for one that cannot, or of which something would be missing.
    """
    try:
        opened = open_content(path, content, limits, is_repaired=False)
    except Faults:
        return _repaired(path, content, limits)
    try:
        damage = list(_unreadable(opened))
        if not damage and not opened.pdf.get_warnings():
            return Sound(opened, (*_in_words(opened.warnings), *_listed_once(opened), *_miscounted(opened)))
    except BaseException:
        opened.pdf.close()
        raise
    opened.pdf.close()
    return _repaired(path, content, limits)


def _repaired(path: Path, content: bytes, limits: Limits) -> Sound:
    opened = open_content(path, content, limits, is_repaired=True)
    try:
        is_rebuilt = bool(opened.warnings)
        if damage := list(_unreadable(opened)):
            raise Faults.one(Place(str(path)), f"it is damaged in its {damage[0]}; {FETCH}")
        if is_rebuilt and (missing := _missing(opened.pdf)):
            message = f"it is damaged or cut short: {missing} of the objects that it refers to are missing; {FETCH}"
            raise Faults.one(Place(str(path)), message)
        warnings = (*opened.warnings, *warnings_of(opened.pdf))
        told = tuple(_in_words(warnings)) or (("what was not written as it should be",) if warnings else ())
        return Sound(opened, (*told, *_listed_once(opened), *_miscounted(opened)))
    except BaseException:
        opened.pdf.close()
        raise


def _unreadable(opened: OpenedFile) -> Iterator[str]:
    """The parts whose objects or streams cannot be read, each with the cause."""
    with damaged_in(opened.place, "objects", FETCH):
        for item in opened.pdf.objects:
            if isinstance(item, pikepdf.Stream) and (cause := _cause(opened, item)):
                yield f"{part_of(opened.pdf, item.objgen)} ({cause})"


def _cause(opened: OpenedFile, stream: pikepdf.Stream) -> str:
    """Why a stream cannot be unpacked; empty when it can. Packed pictures are left packed, and are not judged."""
    filters = [objects.name(item) for item in objects.items(stream.get("/Filter"))]
    if not all(filters):
        return "something else stands where the names of its filters belong"
    if filters and filters[-1] in _PACKED_PICTURES:
        room = opened.allowance.limits.stream
        return "" if unpacked_size(stream, room) <= room else f"it unpacks to more than {room // 1_000_000} MB"
    try:
        opened.allowance.decoded(stream)
    except DamagedError as error:
        cause = _FILE_AS_BYTES.sub("", str(error))
        return "" if _UNKNOWN in cause else cause
    return ""


def _missing(pdf: pikepdf.Pdf) -> int:
    """How many objects are referred to that are not there: where a table was rebuilt they may have been cut off."""
    known = {item.objgen for item in pdf.objects if isinstance(item, pikepdf.Object)}
    wanted: set[tuple[int, int]] = set()
    for item in pdf.objects:
        holder: Any = pikepdf.Dictionary(dict(item.items())) if isinstance(item, pikepdf.Stream) else item
        if isinstance(holder, pikepdf.Dictionary | pikepdf.Array):
            found = _REFERENCE.findall(holder.unparse(resolved=True))
            wanted |= {(int(number), int(generation)) for number, generation in found}
    return len(wanted - known)


def _miscounted(opened: OpenedFile) -> Iterator[str]:
    """A number of pages that PDFium, which shows them to many readers, sees otherwise than qpdf, which has mended them.

    Raises `Faults` where a page that is counted is missing.
    """
    with damaged_in(opened.place, "tree of pages", FETCH), pypdfium2.PdfDocument(opened.content) as document:
        shown = len(document)
    if shown > opened.pages:
        unread = next(filter(None, map(_UNREAD.search, opened.warnings)), None)
        why = f"; object {unread[1]} cannot be read: {unread[2]}" if unread else ""
        counted = f"{shown} are counted, and {opened.pages} can be found{why}"
        message = f"it is damaged in its tree of pages ({counted}); {FETCH}"
        raise Faults.one(opened.place, message)
    if shown < opened.pages:
        yield f"its tree of pages counts {shown} pages and holds {opened.pages}"


def _listed_once(opened: OpenedFile) -> Iterator[str]:
    """Let pages list each annotation once, where some list one again, which qpdf notices and leaves."""
    if any(_LISTED_AGAIN in each for each in opened.warnings):
        for page in opened.pdf.pages:
            page.obj.Annots = pikepdf.Array(objects.each_once(objects.array(page.obj, "/Annots")))
        yield "a page that lists an annotation twice"


def _in_words(warnings: Iterable[str]) -> Iterator[str]:
    """What qpdf mended that is known by name, each kind once."""
    yield from dict.fromkeys(word for each in warnings for kind, word in _MENDED.items() if kind in each)
