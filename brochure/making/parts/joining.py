"""Pieces joined to one PDF: the pages of each in a bound book, their tags in one tree, all set in its typefaces.

Knows the objects of pikepdf and the form in which pieces are written; nothing of what they say.
"""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Object = Any
"""An object of a PDF, of whatever kind stands there."""

_LIMIT = 30
"""So many entries a leaf of a tree of numbers or names holds."""


def join(book: bytes, pieces: Sequence[bytes]) -> bytes:
    """The pages of PDFs in a book that has as many empty ones; the same bytes for the same pieces."""
    whole = Pdf.open(io.BytesIO(book))
    bound: list[Object] = list(whole.pages)
    fonts, colours = (bound[0].Resources[key] for key in ("/Font", "/ColorSpace"))
    joiner = _Joiner(whole)
    with_pages = [joiner.add(Pdf.open(io.BytesIO(piece)), fonts, colours) for piece in pieces]
    added = [page for pages in with_pages for page in pages]
    if len(added) != len(bound):
        raise RuntimeError(f"the pieces have {len(added)} pages, the book {len(bound)}")
    _lead_to(whole, {tuple(page.objgen): new for page, new in zip(bound, added, strict=True)})
    for _ in bound:
        del whole.pages[0]
    joiner.finish()
    written = io.BytesIO()
    whole.save(
        written,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return written.getvalue()


class _Joiner:
    """Gathers the pages and tags of pieces in one file."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._root: Object = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document: Object = whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._parents: list[tuple[int, Object]] = []
        self._names: list[tuple[bytes, Object]] = []
        self._next = 0
        self._sources: list[Pdf] = []

    def add(self, piece: Pdf, fonts: Object, colours: Object) -> list[Object]:
        """Add the pages of a piece at the end, and give them back."""
        self._sources.append(piece)
        start = len(self._whole.pages)
        for added in piece.pages:
            self._whole.pages.append(added)
        pages: list[Object] = [page.obj for page in self._whole.pages[start:]]
        resources: dict[tuple[int, int], Object] = {}
        for page in pages:
            resources[page.Resources.objgen] = page.Resources
            page.StructParents = int(page.StructParents) + self._next
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self._next
        for each in resources.values():
            each.Font, each.ColorSpace = fonts, colours
            for drawn in each.get("/XObject", {}).values():
                if "/Resources" in drawn:
                    drawn.Resources.Font = fonts
        self._add_tags(self._whole.copy_foreign(piece.Root.StructTreeRoot))
        return pages

    def _add_tags(self, root: Object) -> None:
        for tag in root.K[0].K:
            tag.P = self._document
            self._document.K.append(tag)
        numbers = list(root.ParentTree.Nums)
        for number, of in zip(numbers[::2], numbers[1::2], strict=True):
            self._parents.append((int(number) + self._next, of))
        self._next += max(map(int, numbers[::2]), default=-1) + 1
        names = list(root.IDTree.Names) if "/IDTree" in root else []
        self._names += [(bytes(name), tag) for name, tag in zip(names[::2], names[1::2], strict=True)]

    def finish(self) -> None:
        """Put the tags of all pieces into the file, and take away those of the empty book."""
        self._root.K = Array([self._document])
        self._root.ParentTree = self._tree("/Nums", self._parents)
        self._root.ParentTreeNextKey = self._next
        if self._names:
            self._root.IDTree = self._tree(
                "/Names", [(pikepdf.String(n), t) for n, t in sorted(self._names, key=lambda i: i[0])]
            )
        self._whole.Root.StructTreeRoot = self._root

    def _tree(self, kind: str, entries: Sequence[tuple[object, Object]]) -> Object:
        """A tree of numbers or names (ISO 32000-1, 7.9.6 and 7.9.7)."""
        leaves = []
        for start in range(0, len(entries), _LIMIT):
            leaf = entries[start : start + _LIMIT]
            flat = Array([item for entry in leaf for item in entry])
            leaves.append(
                self._whole.make_indirect(Dictionary({kind: flat, "/Limits": Array([leaf[0][0], leaf[-1][0]])}))
            )
        return self._whole.make_indirect(Dictionary(Kids=Array(leaves)))


def _lead_to(whole: Pdf, pages: dict[tuple[int, int], Object]) -> None:
    """Let bookmarks and named places lead to other pages than those of the book."""
    waiting = [whole.Root.Outlines.First] if "/First" in whole.Root.get("/Outlines", {}) else []
    while waiting:
        item = waiting.pop()
        item.Dest[0] = pages[item.Dest[0].objgen]
        waiting += [item[key] for key in ("/First", "/Next") if key in item]
    named = whole.Root.Names.get("/Dests", Dictionary()) if "/Names" in whole.Root else Dictionary()
    for place in list(named.get("/Names", ()))[1::2]:
        place[0] = pages[place[0].objgen]
