"""Whether all of a document can be read, and what was repaired so that it can.

A PDF is read object by object when they are asked for. One whose page has a wrong length loses that page in silence
when it is joined before it was read; so each object is looked at, and each stream unpacked, before anything is done.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from brochure.attaching.joining.parts import part_of
from brochure.findings import Faults, Place
from brochure.pdf import objects
from brochure.pdf.limits import DEFAULT, Limits
from brochure.pdf.opening import OpenedFile, damaged_in, open_content
from brochure.pdf.streams import unpacked_size
from brochure.pdf.walking import DamagedError

FETCH = "fetch it again where it was made, or save it anew with the program that made it"
_REFERENCE = re.compile(rb"(?<![\w.])(\d+) (\d+) R\b")
_UNKNOWN = "unfilterable stream"
"""What pikepdf says of a stream that is packed as it does not know, or not with such numbers: it stays as it is."""
_FILE_AS_BYTES = re.compile(r"(?:stream )?<_io[^>]*>(?: \([^)]*\))?:? ?")
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
            return Sound(opened, tuple(_miscounted(opened)))
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
        told = (*_in_words(opened.pdf), *_miscounted(opened))
        return Sound(opened, told)
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
        message = f"it is damaged in its tree of pages ({shown} are counted, and {opened.pages} can be found); {FETCH}"
        raise Faults.one(opened.place, message)
    if shown < opened.pages:
        yield f"its tree of pages counts {shown} pages and holds {opened.pages}"


def _in_words(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What qpdf mended, each kind once, without its name for the file."""
    kinds = ("recovered stream length", "reconstruct cross-reference", "expected endobj", "xref", "page tree")
    words = ("a wrong length of a stream", "its list of objects", "an object without an end", "its list of objects",
             "its tree of pages")  # fmt: skip
    found = [
        word for each in map(str, pdf.get_warnings()) for kind, word in zip(kinds, words, strict=True) if kind in each
    ]
    yield from dict.fromkeys(found or (["what was not written as it should be"] if pdf.get_warnings() else []))
