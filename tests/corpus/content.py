"""What a PDF holds, counted without the joiner's code: pikepdf's own helpers, plain walks, qpdf and pdftotext."""

import resource
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

UNREADABLE = (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, TypeError, AttributeError)
"""What pikepdf raises for a file that cannot be opened or holds something else than it should."""
_SECONDS = 60
_MEMORY = 1_500_000_000
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Content:
    """Pages with their words and number of links, titles of bookmarks, names of attached files, number of elements.

    `words` is empty where pdftotext cannot read the file.
    """

    pages: int
    words: tuple[str, ...]
    links: tuple[int, ...]
    bookmarks: Counter[str]
    files: Counter[str]
    elements: int

    def lost_in(self, after: "Content", added: "Content") -> Iterator[str]:
        """What of this content is not in a file that it was put first in, with `added` behind it."""
        if after.pages != self.pages + added.pages:
            yield f"{after.pages} pages, not {self.pages} and {added.pages}"
        if after.words[: len(self.words)] != self.words:
            yield "words"
        if after.links[: self.pages] != self.links:
            yield "links"
        if self.bookmarks - after.bookmarks:
            yield "bookmarks"
        if self.files - after.files:
            yield "attached files"
        if after.elements < self.elements + added.elements:
            yield f"{after.elements} elements, not {self.elements} and {added.elements}"


def content_of(path: Path) -> Content:
    """What a PDF holds; raises one of `UNREADABLE` for one that cannot be opened."""
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        pages = len(pdf.pages)
        return Content(
            pages,
            _words(path, pages),
            tuple(_links(page.obj) for page in pdf.pages),
            Counter(_bookmarks(pdf)),
            Counter(_files(pdf)),
            _elements(pdf),
        )


def verdict_of(path: Path) -> str:
    """What `qpdf --check` says of a file: sound, with warnings, or damaged."""
    try:
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return "damaged"
    return {0: "sound", 3: "with warnings"}.get(done.returncode, "damaged")


def is_bound(path: Path) -> bool:
    """Whether a PDF is encrypted or signed, or cannot be opened to see."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return pdf.is_encrypted or "/Perms" in pdf.Root or any("/ByteRange" in each for each in _all(pdf))
    except UNREADABLE:
        return True


def _all(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))


def _words(path: Path, pages: int) -> tuple[str, ...]:
    try:
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, timeout=_SECONDS, preexec_fn=_limit)
    except subprocess.TimeoutExpired:
        return ()
    found = done.stdout.decode("utf-8", "replace").split("\f")[:-1]
    return tuple(found) if len(found) == pages and not done.returncode else ()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _links(page: Any) -> int:
    notes = page.get("/Annots")
    inside = notes if isinstance(notes, pikepdf.Array) else ()
    return sum(isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Link" for each in inside)


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    top = pdf.Root.get("/Outlines")
    waiting = [top.get("/First")] if isinstance(top, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            yield str(item.get("/Title"))
            waiting += [item.get("/Next"), item.get("/First")]


def _files(pdf: pikepdf.Pdf) -> Iterator[str]:
    try:
        yield from pdf.attachments.keys()
    except UNREADABLE:
        return  # a tree that pikepdf cannot read has no names that could be lost


def _elements(pdf: pikepdf.Pdf) -> int:
    """How many dictionaries below the structure tree are elements."""
    top = pdf.Root.get("/StructTreeRoot")
    waiting = [top.get("/K")] if isinstance(top, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting and count < _MOST:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += list(item)
        elif isinstance(item, pikepdf.Dictionary) and (not item.is_indirect or item.objgen not in seen):
            seen.add(item.objgen)
            count += "/S" in item
            waiting.append(item.get("/K"))
    return count
