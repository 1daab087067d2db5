"""What a join changed in its host, written down in the joined file, so that it can be taken back to the last object.

A join gives a host new objects, and changes a few that it has: its catalog, the bookmarks beside the new one, the
element that the annex stands in. What those were before is kept as private data of the document (ISO 32000-1, 14.5),
with what they became. Taking back puts it there again; nothing then refers to the new objects any more.
"""

import hashlib
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

import pikepdf

from brochure.pdf import objects
from brochure.pdf.walking import DamagedError

_OWNER = "/PDFJoin"
_DATE = "D:20000101000000Z"
"""Private data need a date; this is none, so that the joined file is the same each time."""
_TOKEN = re.compile(rb"(\((?:\\.|[^\\)])*\)|/[^\s()<>\[\]/]*)|(\d+) (\d+) R\b", re.DOTALL)
"""Strings and names of a written object, which may hold anything, and references."""
_STAND_IN = re.compile(r"_R_(\d+)_(\d+)")
_WRITTEN_ANEW = ("/Version", "/Extensions")
"""What is changed in a catalog when a file is written."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A join that was done: what the annex is called, before which page it stands, from 0, and how many it has.

    `under` is the bookmark it was put below, where that was asked for, and `key` what it is to be found by.
    """

    label: str
    at: int
    pages: int
    under: str | None
    key: str


class Journal:
    """Notes what of a host is changed from now on; `first_new` is the number from which on its objects are new."""

    def __init__(self, host: pikepdf.Pdf) -> None:
        self._host = host
        self._before = {item.objgen: item.unparse(resolved=True) for item in _old(host, None)}
        self.first_new = max((number for number, _ in self._before), default=0) + 1

    def keep(self, mark: Mark) -> None:
        """Write what has changed into the host, as the last of its joins."""
        changed = [
            item for item in _old(self._host, self.first_new)
            if item.unparse(resolved=True) != self._before.get(item.objgen, b"")
        ]  # fmt: skip
        root = objects.number(self._host.Root)
        if root not in {item.objgen for item in changed}:
            changed.append(self._host.Root)
        changed.sort(key=_order)
        were = [_parsed(self._before[item.objgen], self._host) for item in changed]
        record = pikepdf.Dictionary(
            Label=pikepdf.String(mark.label),
            At=mark.at,
            Pages=mark.pages,
            Key=pikepdf.String(mark.key),
            Objects=pikepdf.Array(changed),
            Before=pikepdf.Array(were),
        )
        if mark.under is not None:
            record.Under = pikepdf.String(mark.under)
        pieces = copy(objects.dictionary(self._host.Root, "/PieceInfo"))
        private = self._host.make_indirect(record)
        pieces[_OWNER] = pikepdf.Dictionary(LastModified=pikepdf.String(_DATE), Private=private)
        self._host.Root.PieceInfo = pieces
        record.After = pikepdf.Array([pikepdf.String(_digest(item)) for item in changed])


def flatten_pages(pdf: pikepdf.Pdf) -> None:
    """Let all pages stand in one list, as they do when one is put in, so that the journal need not keep each."""
    pdf.add_blank_page()
    del pdf.pages[-1]


def last_mark(pdf: pikepdf.Pdf) -> Mark | None:
    """The last join of a document; None where it has none."""
    record = _record(pdf)
    if record is None:
        return None
    at, pages = objects.integer(record.get("/At"), -1), objects.integer(record.get("/Pages"))
    if at < 0 or pages < 1 or at + pages > len(pdf.pages):
        return None
    label, key = objects.text(record.get("/Label")) or "", objects.text(record.get("/Key")) or ""
    return Mark(label, at, pages, objects.text(record.get("/Under")), key)


def take_back(pdf: pikepdf.Pdf) -> None:
    """Make a document what it was before its last join.

    Raises `DamagedError` for one that was changed since by another program, or whose journal is not whole.
    """
    record = _record(pdf)
    items, before, after = (objects.array(record, key) for key in ("/Objects", "/Before", "/After"))
    if not items or not len(items) == len(before) == len(after):
        raise DamagedError("what it was before cannot be read")
    for item, digest in zip(items, after, strict=True):
        if not isinstance(item, pikepdf.Object) or not item.is_indirect or bytes(digest) != _digest(item):
            raise DamagedError("another program has changed it since")
    for item, was in zip(items, before, strict=True):
        _refill(item, was)


def _refill(holder: Any, was: Any) -> None:
    """Let a dictionary or array hold what another does."""
    if isinstance(holder, pikepdf.Array) and isinstance(was, pikepdf.Array):
        del holder[:]
        holder.extend(was)
    elif isinstance(holder, pikepdf.Dictionary) and isinstance(was, pikepdf.Dictionary):
        for key, _ in _settable(holder):
            del holder[key]
        for key, value in _settable(was):
            holder[key] = value
    else:
        raise DamagedError("something else stands in it than was noted")


def _settable(holder: Any) -> list[tuple[Any, Any]]:
    """What stands in a dictionary or array, with its keys or positions.

    What stands at a key that is not UTF-8 is left out: it can be read and not set, so that no join changes it.
    """
    if isinstance(holder, pikepdf.Array):
        return list(enumerate(holder))
    return [(key, value) for key, value in holder.items() if key.encode(errors="ignore").decode() == key]


def _record(pdf: pikepdf.Pdf) -> Any:
    found = objects.below(pdf.Root, "/PieceInfo", _OWNER, "/Private")
    return found if objects.is_dictionary(found) else None


def _old(pdf: pikepdf.Pdf, first_new: int | None) -> Iterator[Any]:
    """The dictionaries and arrays of a document, but for new ones; streams are not changed but replaced."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Array) and (first_new is None or item.objgen[0] < first_new):
            yield item


def _order(item: Any) -> tuple[bytes, list[bytes]]:
    """A place among other objects that does not depend on how a file is numbered: its content, and that next to it."""
    values = item if isinstance(item, pikepdf.Array) else item.values()
    inside = (value for value in values if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and value.is_indirect)
    return _digest(item), [_digest(value) for value in inside]


def _digest(item: Any) -> bytes:
    """What stands for an object's content in whatever file it is written, and however that is numbered."""
    written: Any = item
    if isinstance(item, pikepdf.Dictionary):
        written = copy(item)  # not built anew: a key that is not UTF-8 can be read and cannot be set
        for key in (*_WRITTEN_ANEW, "/PieceInfo"):
            if key in written:
                del written[key]
    return hashlib.sha256(_TOKEN.sub(lambda found: found[1] or b"R", written.unparse(resolved=True))).digest()


def _parsed(written: bytes, pdf: pikepdf.Pdf) -> Any:
    """An object as it was written, with its references."""
    named = _TOKEN.sub(lambda found: found[1] or b"/_R_%s_%s" % (found[2], found[3]), written)
    top = pikepdf.Object.parse(named)
    waiting = [top]
    while waiting:
        holder = waiting.pop()
        for key, value in _settable(holder):
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array):
                waiting.append(value)
            elif isinstance(value, pikepdf.Name) and (found := _STAND_IN.fullmatch(objects.name(value))):
                holder[key] = pdf.get_object(int(found[1]), int(found[2]))
    return top
