"""What belongs to a whole document, before and after: its catalog, names, bookmarks, labels, files, fields, layers."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.attaching.joining.gate.names import named_in
from brochure.attaching.joining.gate.side import Side
from brochure.pdf.objects import below, dictionary, entries, integer, is_dictionary, items
from brochure.pdf.walking import outline_items, tree

_LISTS = ("/AF", "/Threads", "/OutputIntents")
_LISTS_OF_ANNEX = ("/AF", "/Threads")
_BY_NAME = ("/Names", "/Dests")
_PIECES = "/PieceInfo"
_OUR_PIECE = "/PDFJoin"
"""Where a join writes down what it changed; not a part of either document."""
_JOINED = frozenset(
    {"/Pages", "/Outlines", "/PageLabels", "/StructTreeRoot", "/AcroForm", "/OCProperties", "/Metadata", "/MarkInfo"}
    | {"/Version", "/Extensions", _PIECES, *_LISTS, *_BY_NAME}
)
"""Entries of a catalog that are joined, and are compared by what is in them."""
_OF_BOTH = frozenset({"/UserProperties", "/Suspects"})
"""Marks of a document that it gets when the annex has them."""
_CLAIMS = re.compile(
    r"\{http://(www\.aiim\.org/pdf[u]?a/ns/id/\}|ns\.adobe\.com/xap/1\.0/t/pg/\}|ns\.adobe\.com/pdf/1\.3/\}PDFVersion)"
)
"""What metadata say of the standards, the pages and the version of a file, which are others when it is joined."""
_NUMBERED = re.compile(rb"-\d+(\.[^.]*)?$")
_ITEM = frozenset({"/Parent", "/Prev", "/Next", "/First", "/Last", "/Count"})


def catalog_differences(side: Side) -> Iterator[str]:
    """What a joined file lacks, or has otherwise, of what belongs to one of its two documents as a whole."""
    if not side.is_annex:
        yield from _entries(side)
        yield from _metadata(side)
    yield from _lists(side)
    yield from _named(side)
    yield from _bookmarks(side)
    yield from _labels(side)
    yield from _fields(side)
    yield from _layers(side)


def _entries(side: Side) -> Iterator[str]:
    """The entries of the catalog that no join touches, and the extensions that the file says it uses."""
    after = side.after.Root
    for key, value in side.before.Root.items():
        if key not in _JOINED and (found := side.likeness.difference(key, value, below(after, key))):
            yield f"the catalog's {found}"
    for key, value in entries(side.before.Root, _PIECES):
        if key != _OUR_PIECE and (found := side.likeness.difference(key, value, below(after, _PIECES, key))):
            yield f"the catalog's /PieceInfo {found}"
    old, new = ({key for key, _ in entries(root, "/Extensions")} for root in (side.before.Root, after))
    if lost := old - new:
        yield f"the catalog's /Extensions ({', '.join(sorted(lost))})"
    marks = [dictionary(root, "/MarkInfo") for root in (side.before.Root, after)]
    if found := side.likeness.difference("/MarkInfo", *marks, without=_OF_BOTH):
        yield f"the catalog's {found}"


def _metadata(side: Side) -> Iterator[str]:
    """Title, author and the rest, but for the standards that are claimed and the number of pages."""
    after = dictionary(side.after.trailer, "/Info")
    for key, value in entries(side.before.trailer, "/Info"):
        if value is not None and side.likeness.difference(key, value, below(after, key)):
            yield f"the document's properties ({key})"
    if "/Metadata" in side.before.Root:
        if "/Metadata" not in side.after.Root:
            yield "the document's metadata"
            return
        old, new = _properties(side.before), _properties(side.after)
        if lost := [key for key, value in old.items() if new.get(key) != value]:
            yield f"the document's metadata ({', '.join(lost)})"


def _properties(pdf: pikepdf.Pdf) -> dict[str, str]:
    data = pdf.open_metadata()  # not in a `with`, which would write it anew
    return {key: _plain(value) for key, value in data.items() if not _CLAIMS.match(key)}


def _plain(value: Any) -> str:
    """A property as text, however it is indented; what is a structure counts as there or not."""
    parts = value if isinstance(value, list | tuple) else sorted(value, key=str) if isinstance(value, set) else [value]
    return "|".join(" ".join(str(part or "").split()) for part in parts)


def _lists(side: Side) -> Iterator[str]:
    for key in _LISTS_OF_ANNEX if side.is_annex else _LISTS:
        yield from side.listed(key, below(side.before.Root, key), below(side.after.Root, key))


def _named(side: Side) -> Iterator[str]:
    """All that has a name; in the annex it may have got another."""
    for kind, names in entries(side.before.Root, "/Names"):
        after = named_in(below(side.after.Root, "/Names", kind))
        yield from _each_named(side, kind, named_in(names), after)
    old, new = (
        {key.encode(): value for key, value in entries(pdf.Root, "/Dests")} for pdf in (side.before, side.after)
    )
    yield from _each_named(side, "/Dests", old, new)


def _each_named(side: Side, kind: str, before: dict[bytes, Any], after: dict[bytes, Any]) -> Iterator[str]:
    renamed: dict[bytes, list[bytes]] = defaultdict(list)
    if side.is_annex:
        for name in after:
            renamed[_unnumbered(name)].append(name)
    for name, value in before.items():
        candidates = [name, *renamed[_text(name)]] if side.is_annex else [name]
        if all(side.likeness.difference(kind, value, after[each]) for each in candidates if each in after):
            yield f"what is called «{pikepdf.String(name)}» in {kind}"


def _text(name: bytes) -> bytes:
    return str(pikepdf.String(name)).encode()


def _unnumbered(name: bytes) -> bytes:
    return _NUMBERED.sub(rb"\1", _text(name))


def _bookmarks(side: Side) -> Iterator[str]:
    """Each bookmark, in the same order, with its colour, its place and its tag."""
    before, after = outline_items(side.before), outline_items(side.after)
    for item in before:
        if not any(_same_item(side, item, other) for other in after):
            yield f"the bookmark «{item.get('/Title')}»"
            return


def _same_item(side: Side, item: Any, other: Any) -> bool:
    return item.get("/Title") == other.get("/Title") and not side.likeness.difference("", item, other, without=_ITEM)


def _labels(side: Side) -> Iterator[str]:
    old, new = _numbered(side.before), _numbered(side.after)
    for number, place in enumerate(side.places):
        if old[number] != new[place]:
            yield f"the label of page #{number + 1}"
            return


def _numbered(pdf: pikepdf.Pdf) -> list[tuple[str, str, int]]:
    """Style, prefix and number of each page (ISO 32000-1, 12.4.2)."""
    starts = {integer(start, -1): label for start, label in tree(below(pdf.Root, "/PageLabels"), "/Nums")}
    found, own, begun = list[tuple[str, str, int]](), None, 0
    for number in range(len(pdf.pages)):
        if number in starts:
            own, begun = starts[number], number
        if own is None:
            found.append(("/D", "", number + 1))
            continue
        first = integer(below(own, "/St"), 1)
        style = str(below(own, "/S") or "")
        found.append((style, str(below(own, "/P") or ""), first + number - begun if style else 0))
    return found


def _fields(side: Side) -> Iterator[str]:
    before, after = below(side.before.Root, "/AcroForm"), below(side.after.Root, "/AcroForm")
    if is_dictionary(before):
        yield from side.listed("/Fields", below(before, "/Fields"), below(after, "/Fields"))
        for key in ("/DA", "/Q", "/XFA", "/SigFlags"):
            if not side.is_annex and key in before and side.likeness.difference(key, before[key], below(after, key)):
                yield f"the form's {key}"


def _layers(side: Side) -> Iterator[str]:
    before, after = below(side.before.Root, "/OCProperties"), below(side.after.Root, "/OCProperties")
    if not is_dictionary(before):
        return
    yield from side.listed("/OCGs", below(before, "/OCGs"), below(after, "/OCGs"))
    old, new = _shown(before), _shown(after)
    if side.is_annex:
        new = new[len(new) - len(old) :]
    if old != new[: len(old)]:
        yield "which of its layers are shown"


def _shown(properties: Any) -> list[bool]:
    """Whether each layer is shown at first."""
    ordinary = below(properties, "/D")
    on, off = ({item.objgen for item in items(below(ordinary, key)) if is_dictionary(item)} for key in ("/ON", "/OFF"))
    base = below(ordinary, "/BaseState") != "/OFF"
    groups = [group for group in items(below(properties, "/OCGs")) if is_dictionary(group)]
    return [(base or group.objgen in on) and group.objgen not in off for group in groups]
