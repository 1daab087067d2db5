"""What the document says of where its words come from, taken out of it before its pages are set.

Templates and texts put what a number printed, a claim or a mark holds into `<span data-use>`, `<span data-claim>` and
`<span data-marked="">`. Such a tag would change where lines break; here it is dissolved, and remembered as a stretch
of the text that is read at one go. Knows nothing of pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element

_INLINE = frozenset({"span", "a", "strong", "em", "b", "i", "code", "sup", "sub", "br"})
_OUTSIDE = "{http://www.w3.org/2000/svg}"
NOTE = "note"
"""What is marked so is the number of a note, which is no part of the words around it."""


class TraceKind(StrEnum):
    """What a trace tells."""

    USE = "use"
    CLAIM = "claim"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch of a block from `start` to `end`; `of` is the position of a use or claim in the ledger."""

    kind: TraceKind
    start: int
    end: int
    of: int = -1


@dataclass(frozen=True, slots=True)
class TracedBlock:
    """What is read at one go: a paragraph, a heading, a cell, an item.

    `text` is its own words as they stand in the document, line ends and all; `place` the file and line it was written
    at, empty where nothing says so; `lines` are the lines of the file that its own lines were written on, where those
    do not follow one another; `part` the id of the part it stands in; `kind` its tag with its first class.
    """

    element: Element
    kind: str
    part: str
    place: str
    text: str
    traces: tuple[Trace, ...]
    lines: tuple[int, ...] = ()

    def written_at(self, start: int) -> tuple[str, int]:
        """File and line that a letter of the text was written on."""
        path, _, line = self.place.rpartition(":")
        further = self.text[:start].lstrip("\n").count("\n")
        return path, self.lines[min(further, len(self.lines) - 1)] if self.lines else int(line) + further


@dataclass(frozen=True, slots=True)
class Traced:
    """The blocks of a document in its order, and the position of the block that each element's words belong to."""

    blocks: tuple[TracedBlock, ...]
    block_of: Mapping[Element, int]


def take_out(root: Element) -> Traced:
    """The blocks of a document, from which every tag that only traces has been dissolved on return."""
    blocks: list[TracedBlock] = []
    block_of: dict[Element, int] = {}
    for element, (place, lines), part in _block_elements(root, ("", ""), ""):
        pieces: list[str] = []
        traces: list[Trace] = []
        inline = list(_read(element, pieces, traces))
        text = "".join(pieces)
        if not text.strip():
            continue
        block_of.update(dict.fromkeys([element, *inline], len(blocks)))
        blocks.append(
            TracedBlock(element, _kind(element), part, place, text, tuple(traces), tuple(map(int, lines.split())))
        )
    _dissolve(root)
    return Traced(tuple(blocks), block_of)


_Written = tuple[str, str]
"""A place, and the lines that are told beside it."""


def _block_elements(element: Element, place: _Written, part: str) -> Iterator[tuple[Element, _Written, str]]:
    """Every element that can hold words of its own, with the place and the part around it."""
    if (own := element.get("data-place")) is not None:
        place = own, element.get("data-lines", "")
    if element.tag in ("section", "nav"):
        part = element.get("id") or element.get("class") or part
    if element.tag not in _INLINE:
        yield element, place, part
    for child in element:
        if not str(child.tag).startswith(_OUTSIDE) and child.tag != "head":
            yield from _block_elements(child, place, part)


def _read(element: Element, pieces: list[str], traces: list[Trace]) -> Iterator[Element]:
    """Gather the own words of a block and what is traced in them; yields its inline elements that remain."""
    pieces.append(element.text or "")
    for child in element:
        if is_apart(child):
            pass
        elif child.tag in _INLINE:
            start = sum(map(len, pieces))
            kind = _traced(child)
            at = len(traces)
            yield from _read(child, pieces, traces)
            if child.tag == "br":
                pieces.append("\n")
            if kind is None:
                yield child
            else:
                of = int(child.get(f"data-{kind}") or -1)
                traces.insert(at, Trace(kind, start, sum(map(len, pieces)), of))
        pieces.append(child.tail or "")


def is_apart(element: Element) -> bool:
    """Whether an element is the number of a note."""
    return element.get("data-marked") == NOTE


def _traced(element: Element) -> TraceKind | None:
    """What an element traces, if it does nothing else."""
    if element.tag != "span":
        return None
    if element.get("data-marked") == "":
        return TraceKind.MARKED
    return next((kind for kind in (TraceKind.USE, TraceKind.CLAIM) if element.get(f"data-{kind}") is not None), None)


def _kind(element: Element) -> str:
    classes = element.get("class", "").split()
    return f"{element.tag}.{classes[0]}" if classes else str(element.tag)


def _dissolve(parent: Element) -> None:
    """Put what a tracing tag holds in its place, in an element and all below it."""
    children: list[Element] = []
    texts = [parent.text or ""]
    for child in parent:
        _dissolve(child)
        if _traced(child) is None:
            children.append(child)
            texts.append(child.tail or "")
            child.tail = None
            continue
        texts[-1] += child.text or ""
        for grandchild in child:
            children.append(grandchild)
            texts.append(grandchild.tail or "")
        texts[-1] += child.tail or ""
    parent[:] = children
    parent.text = texts[0]
    for child, text in zip(children, texts[1:], strict=True):
        child.tail = text
