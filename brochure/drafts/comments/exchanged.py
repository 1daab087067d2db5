"""Comments that were sent alone, without the pages: FDF and its form in XML (ISO 32000-1, 12.7.7; 19444-1).

Both are made into annotations as they stand in a PDF, page by page, so that `reading` reads them as any others.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any
from xml.etree import ElementTree

import pikepdf

from brochure.findings import Faults, Place
from brochure.pdf import objects
from brochure.pdf.limits import Limits
from brochure.pdf.opening import damaged_in, open_content, read_bytes
from brochure.pdf.walking import walk

SUFFIXES = (".fdf", ".xfdf")
_HEADER = re.compile(rb"%FDF-\d\.\d")
_ROOT = re.compile(rb"/Root\s+(\d+)\s+(\d+)\s+R")
_PAGES = (
    b"%%PDF-1.7\n%d 0 obj\n<</Type/Pages/Kids[%d 0 R]/Count 1>>\nendobj\n"
    b"%d 0 obj\n<</Type/Page/Parent %d 0 R/MediaBox[0 0 1 1]>>\nendobj\n"
)
"""A tree with one empty page, by the numbers of the two."""
_SUBTYPES = {
    name.lower(): name
    for name in (
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Text", "FreeText", "Ink", "Square", "Circle"),
        *("Line", "Polygon", "PolyLine", "Redact", "Stamp", "FileAttachment", "Sound"),
    )
}
_TEXTS = {"title": "T", "date": "M", "creationdate": "CreationDate", "name": "NM", "state": "State"}
_NAMES = {"IT": "IT", "intent": "IT"}
_NUMBERS = {"rect": "Rect", "coords": "QuadPoints", "callout": "CL"}
_FLAGS = {"hidden": 2, "noview": 32}
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_ADDRESS = "{http://ns.adobe.com/xfdf/}"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The annotations of a file by the position of their page, and the name of the PDF that it says they are of."""

    named: str
    annotations: dict[int, list[Any]]


def is_exchanged(path: Path) -> bool:
    """Whether a file has comments alone, by its name."""
    return path.suffix.lower() in SUFFIXES


@contextmanager
def open_exchanged(path: Path, limits: Limits) -> Iterator[Exchanged]:
    """The annotations of a file with comments alone; raises `Faults` for one that cannot be read."""
    content, place = read_bytes(path, limits), Place(str(path))
    if path.suffix.lower() == ".xfdf":
        with pikepdf.new() as pdf, damaged_in(place, "comments"):
            yield _from_xml(pdf, _parsed(content, place))
        return
    root = _ROOT.search(content)
    if root is None or not _HEADER.search(content[:1024]):
        raise Faults.one(place, "this is no file of comments (FDF) as PDF readers export them; export it again")
    with open_content(path, _with_pages(content, root), limits) as opened, damaged_in(place, "comments"):
        fdf = objects.dictionary(opened.pdf.Root, "/FDF")
        annotations: dict[int, list[Any]] = {}
        for item in walk(objects.array(fdf, "/Annots"), lambda _: ()):
            annotations.setdefault(objects.integer(objects.below(item, "/Page")), []).append(item)
        named = fdf.get("/F")
        named = objects.below(named, "/UF") or objects.below(named, "/F") or named
        yield Exchanged(_base(objects.text(named) or ""), annotations)


def _with_pages(content: bytes, root: "re.Match[bytes]") -> bytes:
    """Comments as a PDF with an empty page: qpdf opens no other, and finds objects where no table of them stands."""
    most = max(int(number) for number in re.findall(rb"(\d{1,9}) \d+ obj", content)) if b" obj" in content else 1
    catalog = re.compile(rb"\b%s\s+%s\s+obj\s*<<" % (root[1], root[2]))
    tree, page = most + 1, most + 2
    pages = b"/Pages %d 0 R" % tree
    header = _PAGES % (tree, page, page, tree)
    return _HEADER.sub(header, catalog.sub(lambda match: match[0] + pages, content, count=1), count=1)


def _parsed(content: bytes, place: Place) -> ElementTree.Element:
    if any(sign in content for sign in _ENTITIES):
        raise Faults.one(place, "it declares entities, which no file of comments does; export it again")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise Faults.one(place, f"this is no file of comments (XFDF): {error}; export it again") from None


def _from_xml(pdf: pikepdf.Pdf, root: ElementTree.Element) -> Exchanged:
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(_ADDRESS)
    named = root.find("f")
    annotations: dict[int, list[Any]] = {}
    for element in root.iterfind("annots/*"):
        if (subtype := _SUBTYPES.get(element.tag)) is not None:
            page = element.get("page", "")
            page_number = int(page) if page.isascii() and page.isdigit() else 0
            item = pdf.make_indirect(pikepdf.Dictionary({f"/{key}": value for key, value in _entries(element)}))
            item["/Subtype"] = pikepdf.Name(f"/{subtype}")
            annotations.setdefault(page_number, []).append(item)
    return Exchanged(_base(named.get("href", "") if named is not None else ""), annotations)


def _entries(element: ElementTree.Element) -> Iterator[tuple[str, Any]]:
    """The entries of an annotation, by their keys."""
    for name, key in _TEXTS.items():
        if element.get(name):
            yield key, pikepdf.String(element.get(name, ""))
    for name, key in _NUMBERS.items():
        if numbers := _numbers(element.get(name, "")):
            yield key, pikepdf.Array(numbers)
    for name, key in _NAMES.items():
        if element.get(name):
            yield key, pikepdf.Name(f"/{element.get(name)}")
    if element.get("inreplyto"):
        yield "IRT", pikepdf.String(element.get("inreplyto", ""))
        if element.get("replyType") == "group":
            yield "RT", pikepdf.Name("/Group")
    yield "F", sum(_FLAGS.get(flag.strip(), 0) for flag in element.get("flags", "").split(","))
    for child, key in (("contents", "Contents"), ("contents-richtext", "RC")):
        found = element.find(child)
        if found is not None:
            plain = (
                "".join(found.itertext()) if child == "contents" else ElementTree.tostring(found, encoding="unicode")
            )
            yield key, pikepdf.String(plain)
    if element.get("start") and element.get("end"):
        yield "L", pikepdf.Array(_numbers(f"{element.get('start')},{element.get('end')}"))
        ends = [element.get(end, "None") for end in ("head", "tail")]
        yield "LE", pikepdf.Array([pikepdf.Name(f"/{end}") for end in ends])
    gestures = [_numbers(gesture.text or "") for gesture in element.iterfind("inklist/gesture")]
    if gestures:
        yield "InkList", pikepdf.Array([pikepdf.Array(numbers) for numbers in gestures])
    vertices = element.find("vertices")
    if vertices is not None:
        yield "Vertices", pikepdf.Array(_numbers(vertices.text or ""))


def _numbers(text: str) -> Sequence[float]:
    """Numbers with commas or semicolons between them; none where something else stands there."""
    try:
        return [float(number) for number in re.split(r"[,;\s]+", text.strip()) if number]
    except ValueError:
        return []


def _base(named: str) -> str:
    """The name of a file without the folders that it had on the reader's machine."""
    return PureWindowsPath(named).name
