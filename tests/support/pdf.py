"""Reads a finished PDF back as a reader would meet it: text with its place and size, structure, links, attachments.

Text is decoded by the ToUnicode maps that a screen reader uses, so what has none comes out as "�".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

UNREADABLE = "\ufffd"
Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one go: where it begins, in points from the lower left corner of the page, and its size."""

    text: str
    x: float
    y: float
    size: float
    mcid: int | None


@dataclass(slots=True)
class Element:
    """An element of the structure tree with what it holds, in reading order."""

    tag: str
    alt: str | None = None
    parent: "Element | None" = None
    content: "list[Element | str]" = field(default_factory=list)
    page: int | None = None
    """The page of its first content, counted from 0."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page and number of each piece of marked content that is its own."""
    identifier: str | None = None
    scope: str | None = None
    column_span: int = 1
    headers: tuple[str, ...] = ()
    """The identifiers of the header cells that a cell names as its own."""

    @property
    def children(self) -> "list[Element]":
        """The elements in it, one level down."""
        return [item for item in self.content if isinstance(item, Element)]

    @property
    def text(self) -> str:
        """All text in it, as one line."""
        return " ".join(self.printed.split())

    @property
    def printed(self) -> str:
        """All text in it, a line for each run."""
        return "\n".join(item if isinstance(item, str) else item.printed for item in self.content)

    def walk(self) -> "Iterator[Element]":
        """Itself and everything below, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *tags: str) -> "list[Element]":
        """The elements of these tags in it."""
        return [element for element in self.walk() if element.tag in tags]


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the document: the page it stands on and where on it, and the page it leads to, all from 0."""

    page: int
    rectangle: tuple[float, float, float, float]
    target: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; `level` 1 is the highest, `page` counts from 0."""

    level: int
    title: str
    page: int


class ReadPdf:
    """A PDF, read back."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)

    @cached_property
    def pages(self) -> list[list[Run]]:
        """The text of each page, in the order in which it is set."""
        return [list(_Reader().runs(page.obj, page.obj.Resources, _UPRIGHT, None)) for page in self.pdf.pages]

    @cached_property
    def text(self) -> str:
        """The text of all pages, a line for each run."""
        return "\n".join(run.text for page in self.pages for run in page)

    def within(self, page: int, rectangle: tuple[float, float, float, float]) -> list[Run]:
        """The runs that begin inside a rectangle of a page, from left to right."""
        left, bottom, right, top = rectangle
        inside = (run for run in self.pages[page] if left - 1 <= run.x < right - 0.5 and bottom - 1 <= run.y <= top + 1)
        return sorted(inside, key=lambda run: run.x)

    def printed_number(self, page: int) -> int | None:
        """The page number printed at the foot of a page; None where there is none."""
        foot = [run.text for run in self.pages[page] if run.y < 40 and run.text.isdigit()]
        return int(foot[0]) if foot else None

    @cached_property
    def labels(self) -> list[str]:
        """The label of each page, which a reader shows and looks for."""
        return labels_of(self.pdf)

    @cached_property
    def structure(self) -> Element:
        """The structure tree."""
        texts: dict[tuple[int, int], str] = {}
        for number, runs in enumerate(self.pages):
            for run in runs:
                if run.mcid is not None:
                    place = (number, run.mcid)
                    texts[place] = f"{texts[place]}\n{run.text}" if place in texts else run.text
        numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        root = Element("Root")
        _grow(root, self.pdf.Root.StructTreeRoot.K, None, texts, numbers)
        return root

    @cached_property
    def drawn(self) -> set[tuple[int, int]]:
        """Page and number of the marked content that is drawn, where the spaces between words are left out."""
        return {mark for figure in self.structure.all("Figure") for item in figure.walk() for mark in item.marks}

    @property
    def charts(self) -> list[Element]:
        """The figures with a caption; small samples in lists and sparklines, which stand alone in a box, are none."""
        return [
            item
            for item in self.structure.all("Figure")
            if item.parent and item.parent.tag != "LBody" and len(item.parent.children) > 1
        ]

    @property
    def sparklines(self) -> list[Element]:
        """The small lines beside key figures."""
        charts = {id(item) for item in self.charts}
        return [
            item
            for item in self.structure.all("Figure")
            if item.parent and item.parent.tag != "LBody" and id(item) not in charts
        ]

    @cached_property
    def links(self) -> list[Link]:
        """The links that lead to a place in the document; a target that is not there is page -1."""
        return [
            Link(number, _rectangle(annotation), self._page_of(target))
            for number, page in enumerate(self.pdf.pages)
            for annotation in page.obj.get("/Annots", [])
            if (target := _target(annotation)) is not None
        ]

    @cached_property
    def addresses(self) -> list[str]:
        """The addresses outside the document that links lead to."""
        annotations = (annotation for page in self.pdf.pages for annotation in page.obj.get("/Annots", []))
        return [str(annotation.A.URI) for annotation in annotations if "/A" in annotation and "/URI" in annotation.A]

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        """The outline, from top to bottom."""
        with self.pdf.open_outline() as outline:
            return list(self._bookmarks(outline.root, 1))

    @cached_property
    def attachments(self) -> dict[str, bytes]:
        """The attached files by name."""
        return {name: spec.get_file().read_bytes() for name, spec in self.pdf.attachments.items()}

    @cached_property
    def fonts(self) -> list[Any]:
        """Every font of the file."""
        return [
            item
            for item in self.pdf.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/Font"
            and item.get("/Subtype") not in ("/CIDFontType0", "/CIDFontType2")
        ]

    def page_at(self, destination: str) -> int:
        """The page of a place that links lead to by name, counted from 0; -1 where there is no such place."""
        return self._page_of(destination) if destination in self._names else -1

    def _bookmarks(self, items: list[pikepdf.OutlineItem], level: int) -> Iterator[Bookmark]:
        for item in items:
            yield Bookmark(level, item.title, self._page_of(item.destination))
            yield from self._bookmarks(item.children, level + 1)

    def _page_of(self, target: Any) -> int:
        if isinstance(target, pikepdf.String | pikepdf.Name | str):
            target = self._names.get(str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        return -1 if target is None else numbers.get(target[0].objgen, -1)

    @cached_property
    def _names(self) -> dict[str, Any]:
        return {str(name): target for name, target in pikepdf.NameTree(self.pdf.Root.Names.Dests).items()}


def labels_of(pdf: pikepdf.Pdf) -> list[str]:
    """The label of each page of an open PDF."""
    return [str(page.label) for page in pdf.pages]


def squeezed(text: str) -> str:
    """Text without white space and hyphens, which depend on where its lines break."""
    return re.sub(r"[\s\u00a0\u00ad\u2010\u2060-]+", "", text)


def _rectangle(annotation: Any) -> tuple[float, float, float, float]:
    one, two, three, four = (float(side) for side in annotation.Rect)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _target(annotation: Any) -> Any:
    """What a link leads to inside the document; None for an address outside."""
    if annotation.Subtype != "/Link":
        return None
    if "/Dest" in annotation:
        return annotation.Dest
    return annotation.A.get("/D") if "/A" in annotation else None


def _grow(
    parent: Element, kids: Any, page: int | None, texts: dict[tuple[int, int], str], numbers: dict[Any, int]
) -> None:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            _place(parent, page, kid, texts)
        elif kid.get("/Type") == "/MCR":
            _place(parent, numbers[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID), texts)
        elif "/S" in kid:
            own = numbers[kid.Pg.objgen] if "/Pg" in kid else page
            element = _element(kid, parent, own)
            parent.content.append(element)
            if "/K" in kid:
                _grow(element, kid.K, own, texts, numbers)


def _place(parent: Element, page: int | None, mcid: int, texts: dict[tuple[int, int], str]) -> None:
    assert page is not None
    if parent.page is None:
        parent.page = page
    parent.marks.append((page, mcid))
    parent.content.append(texts.get((page, mcid), ""))


def _element(kid: Any, parent: Element, page: int | None) -> Element:
    attributes: dict[str, Any] = {}
    given = kid.get("/A", pikepdf.Array())
    for item in given if isinstance(given, pikepdf.Array) else [given]:
        attributes |= dict(item.items())
    return Element(
        str(kid.S)[1:],
        str(kid.Alt) if "/Alt" in kid else None,
        parent,
        page=page,
        identifier=str(kid.ID) if "/ID" in kid else None,
        scope=str(attributes["/Scope"])[1:] if "/Scope" in attributes else None,
        column_span=int(attributes.get("/ColSpan", 1)),
        headers=tuple(str(each) for each in attributes.get("/Headers", ())),
    )


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


class _Reader:
    """Follows the operators of a page and of the forms drawn on it."""

    def __init__(self) -> None:
        self.maps: dict[Any, dict[int, str]] = {}

    def runs(self, owner: Any, resources: Any, base: Matrix, mcid: int | None) -> Iterator[Run]:
        matrix, saved, marks = base, list[Matrix](), list[int | None]()
        place, texts, size, codes = _UPRIGHT, list[str](), 0.0, dict[int, str]()
        for instruction in pikepdf.parse_content_stream(owner):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "q":
                    saved.append(matrix)
                case "Q":
                    matrix = saved.pop()
                case "cm":
                    matrix = _product(_matrix(operands), matrix)
                case "BDC" | "BMC":
                    marks.append(mcid)
                    properties: Any = operands[1] if len(operands) > 1 else {}
                    mcid = int(properties["/MCID"]) if "/MCID" in properties else None
                case "EMC":
                    mcid = marks.pop()
                case "BT":
                    place, texts = _UPRIGHT, []
                case "Tm":
                    place = _matrix(operands) if not texts else place
                case "Tf":
                    codes, size = self._codes(resources.Font[str(operands[0])]), float(operands[1])
                case "Tj":
                    texts.append(_decoded(bytes(operands[0]), codes))
                case "TJ":
                    strings = (item for item in operands[0] if isinstance(item, pikepdf.String))
                    texts += [_decoded(bytes(item), codes) for item in strings]
                case "ET":
                    final = _product(place, matrix)
                    height = (final[2] ** 2 + final[3] ** 2) ** 0.5
                    yield Run("".join(texts), final[4], final[5], size * height, mcid)
                case "Do":
                    form = resources.XObject[str(operands[0])]
                    if form.Subtype == "/Form":
                        inner = _product(_matrix(form.get("/Matrix", _UPRIGHT)), matrix)
                        yield from self.runs(form, form.get("/Resources", resources), inner, mcid)

    def _codes(self, font: Any) -> dict[int, str]:
        if font.objgen not in self.maps:
            self.maps[font.objgen] = to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        return self.maps[font.objgen]


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(item) for item in operands)
    return a, b, c, d, e, f


def _decoded(codes: bytes, known: dict[int, str]) -> str:
    pairs = (int.from_bytes(codes[i : i + 2], "big") for i in range(0, len(codes), 2))
    return "".join(known.get(code, UNREADABLE) for code in pairs)


def to_unicode(cmap: bytes) -> dict[int, str]:
    """The characters of a ToUnicode map by code; reads single codes and ranges with one beginning."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        items = _HEX.findall(block)
        for code, text in zip(items[::2], items[1::2], strict=True):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        items = _HEX.findall(block)
        for first, last, text in zip(items[::3], items[1::3], items[2::3], strict=True):
            for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(int(text, 16) + offset)
    return found
