"""Where the words of an edition stand on its pages, and what accounts for every digit among them.

From laid-out pages (`brochure.inspection`) and the traces of the document to page records. Knows nothing of what
numbers mean. A digit that nothing accounts for is recorded as such, never passed over.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from brochure.findings import Place
from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.model import Area as OnPaper
from brochure.making.laid_out.model import LaidOutLine, LaidOutPage, Run, Standing
from brochure.making.pages.traces import Traced, TracedBlock, TraceKind, is_apart
from brochure.manifest.alignment import Alignment, aligned, one_spaced
from brochure.manifest.model import Account, Area, LineRecord, PageRecord, SourcePlace, Token

NOTICE = "data-notice"
"""What an element is marked with in which a draft tells of something that has gone, with its number."""
_POINTS = 72 / 25.4
_WORD_WITH_DIGIT = re.compile(r"\S*\d\S*")
_SAME_HEIGHT = 2.4
"""Lines whose feet differ by less, in millimetres, share a number."""


@dataclass(frozen=True, slots=True)
class TableCells:
    """The cells of a printed table, row by row: positions in the manifest's list, None where there is none."""

    exhibit: int
    rows: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on pages besides text: positions of exhibits by name, cells of tables by the id around them.

    `drawn` are the texts of each drawing, in its order, with the positions of the cells whose value they print; `marks`
    the positions of cells whose values are seen at a place in it, in shares of its width and height.
    """

    exhibits: Mapping[str, int]
    tables: Mapping[str, TableCells]
    drawn: Mapping[str, tuple[tuple[str, tuple[int, ...]], ...]] = field(default_factory=dict)
    marks: Mapping[str, tuple[tuple[int, tuple[float, float, float, float]], ...]] = field(default_factory=dict)


Width = Callable[[Run, str], float]
"""How wide some letters of a run are, in any measure that is the same for all of it."""


def read_positions(
    pages: Iterable[LaidOutPage], elements: Elements, traced: Traced, shown: Shown, width: Width
) -> tuple[PageRecord, ...]:
    """The records of all pages, in order; `width` measures letters."""
    reader = _Reader(elements, traced, shown, width)
    return tuple(reader.page(page) for page in pages)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around a stretch of text say of its digits."""

    account: Account
    of: int | None = None
    cell: int | None = None
    what: str = ""
    source: SourcePlace | None = None


class _Reader:
    def __init__(self, elements: Elements, traced: Traced, shown: Shown, width: Width) -> None:
        self.elements, self.traced, self.shown, self.width = elements, traced, shown, width
        self._read_to: dict[int, int] = {}

    def page(self, page: LaidOutPage) -> PageRecord:
        lines: list[tuple[float, LineRecord]] = []
        tokens: list[Token] = []
        for item in page.standing():
            tokens += self._drawing(item)
            for line in item.box.lines:
                if line.text:
                    record, found = self._line(line, item)
                    lines.append((_foot(line), record))
                    tokens += found
        numbered = _numbered(lines)
        width, height = page.paper.width * _POINTS, page.paper.height * _POINTS
        return PageRecord(
            label=page.label,
            width=round(width, 2),
            height=round(height, 2),
            lines=tuple(numbered),
            tokens=tuple(tokens),
        )

    def _line(self, line: LaidOutLine, item: Standing) -> tuple[LineRecord, list[Token]]:
        tokens: list[Token] = []
        claims: list[int] = []
        first: tuple[int, int] | None = None
        struck: list[bool] = []
        apart: list[bool] = []
        notice: int | None = None
        for run in line.runs:
            element = self.elements.in_order[run.element] if run.element >= 0 else None
            struck += [self._is_struck(element)] * len(run.text)
            apart += [any(map(is_apart, self.elements.around(element)))] * len(run.text)
            block = None if run.generated or element is None else self.traced.block_of.get(element)
            if item.is_in_margin or block is None:
                notice = notice or (None if item.is_in_margin else self._notice(element))
                tokens += self._bare(run, element, item)
                continue
            stretch = self._stretch(run, block)
            if first is None and stretch.offsets:
                first = (block, stretch.start)
            traces = self.traced.blocks[block].traces
            claims += [t.of for t in traces if t.kind is TraceKind.CLAIM and stretch.start <= t.start < stretch.end]
            tokens += self._traced_tokens(run, stretch, self.traced.blocks[block], element)
        at, start = first if first else (None, 0)
        record = LineRecord(
            number=0,
            text=" ".join(line.text.split()),
            area=_area(line.area),
            block=at,
            source=self._source(item.box.place, at, start),
            start=len(one_spaced(self.traced.blocks[at].text[:start])) if at is not None else 0,
            claims=tuple(claims),
            struck=tuple(_stretches("".join(run.text for run in line.runs), struck)),
            apart=tuple(_stretches("".join(run.text for run in line.runs), apart)),
            notice=notice if at is None else None,
        )
        return record, tokens

    def _notice(self, element: Element | None) -> int | None:
        numbers = (around.get(NOTICE) for around in self.elements.around(element))
        return next((int(number) for number in numbers if number), None)

    def _is_struck(self, element: Element | None) -> bool:
        return any(around.tag == "del" for around in self.elements.around(element))

    def _source(self, place: Place, block: int | None, start: int) -> SourcePlace:
        """The line of the source that a printed line begins on."""
        if block is None or not self.traced.blocks[block].place:
            return SourcePlace(file=place.path, line=place.line or 1)
        return _written_at(self.traced.blocks[block], start)

    def _stretch(self, run: Run, block: int) -> Alignment:
        text = self.traced.blocks[block].text
        begin = self._read_to.get(block, 0)
        if not text[begin:].strip():
            begin = 0  # the head of a table, repeated on another page
        stretch = aligned(run.text, text, begin)
        self._read_to[block] = stretch.end
        return stretch

    def _traced_tokens(
        self, run: Run, stretch: Alignment, block: TracedBlock, element: Element | None
    ) -> Iterator[Token]:
        """The tokens of a run: what is bound or marked in it, and what else has digits."""
        taken = [False] * len(run.text)
        for trace in block.traces:
            span = stretch.within(trace.start, trace.end)
            if trace.kind is TraceKind.CLAIM or span is None or any(taken[span[0] : span[1]]):
                continue
            taken[span[0] : span[1]] = [True] * (span[1] - span[0])
            text = run.text[span[0] : span[1]]
            if trace.kind is TraceKind.USE:
                yield Token(text=text, area=self._part(run, *span), account=Account.NUMBER, of=trace.of)
            elif _has_digit(text):
                source = _written_at(block, trace.start) if block.place else None
                yield Token(text=text, area=self._part(run, *span), account=Account.MARKED, source=source)
        rest = "".join(" " if is_taken else letter for letter, is_taken in zip(run.text, taken, strict=True))
        if _has_digit(rest):
            yield from self._words(run, rest, self._context(element))

    def _bare(self, run: Run, element: Element | None, item: Standing) -> Iterator[Token]:
        """The tokens of a run that belongs to no block: running heads, what style sheets add."""
        if not _has_digit(run.text):
            return
        context = self._context(element)
        if item.is_in_margin:
            what = "page number" if run.text.strip() == item.page.label else "running head"
            context = _Context(Account.APPARATUS, what=what)
        yield from self._words(run, run.text, context)

    def _context(self, element: Element | None) -> _Context:
        cell: Element | None = None
        for around in self.elements.around(element):
            if what := around.get("data-marked"):
                return _Context(Account.APPARATUS, what=what, source=_place_on(around))
            if around.tag == "a" and around.get("href", "").startswith(("#figure-", "#table-")):
                return _Context(Account.APPARATUS, what="reference")
            if around.tag in ("td", "th") and cell is None:
                cell = around
            if around.tag == "table" and cell is not None:
                return self._of_table(cell, around)
        return _Context(Account.UNACCOUNTED)

    def _of_table(self, cell: Element, table: Element) -> _Context:
        names = (around.get("id", "") for around in self.elements.around(table))
        printed = next((self.shown.tables[name] for name in names if name in self.shown.tables), None)
        if printed is None:
            return _Context(Account.UNACCOUNTED)
        if cell.tag == "th":
            return _Context(Account.LABEL, printed.exhibit)
        body = next(child for child in table if child.tag == "tbody")
        for row, cells in zip(
            (child for child in body if child.tag == "tr" and NOTICE not in child.attrib), printed.rows, strict=True
        ):
            for found, position in zip((child for child in row if child.tag == "td"), cells, strict=False):
                if found is cell:
                    return _Context(Account.CELL, printed.exhibit, position)
        return _Context(Account.UNACCOUNTED)

    def _words(self, run: Run, text: str, context: _Context) -> Iterator[Token]:
        """Every word with a digit, accounted for by what is around it; a cell is taken whole."""
        if context.account is Account.CELL:
            spans: Iterable[tuple[int, int]] = [(len(text) - len(text.lstrip()), len(text.rstrip()))]
        else:
            spans = (match.span() for match in _WORD_WITH_DIGIT.finditer(text))
        for start, end in spans:
            yield Token(
                text=text[start:end],
                area=self._part(run, start, end),
                account=context.account,
                of=context.of,
                cell=context.cell,
                what=context.what,
                source=context.source,
            )

    def _part(self, run: Run, start: int, end: int) -> Area:
        """The area of some letters of a run."""
        whole = self.width(run, run.text) or 1.0
        begin, finish = (self.width(run, run.text[:at]) / whole for at in (start, end))
        left, width = run.area.left, run.area.width
        return _area(OnPaper(left + width * begin, run.area.top, left + width * finish, run.area.bottom))

    def _drawing(self, item: Standing) -> Iterator[Token]:
        """All texts of a drawing as one token."""
        picture = item.box.picture
        texts = [" ".join(text.text.split()) for text in picture.texts] if picture else []
        if not any(map(_has_digit, texts)):
            return
        element = self.elements.in_order[item.box.element]
        names = (around.get("data-exhibit", "") for around in self.elements.around(element))
        name = next((name for name in names if name in self.shown.exhibits), None)
        position = None if name is None else self.shown.exhibits[name]
        account = Account.UNACCOUNTED if position is None else Account.DRAWING
        known = self.shown.drawn.get(name or "", ())
        is_as_drawn = texts == [" ".join(text.split()) for text, _ in known]
        yield Token(
            text="\n".join(texts),
            area=_area(item.box.area),
            account=account,
            of=position,
            drawn=tuple(cells for _, cells in known) if is_as_drawn else (),
        )


def _place_on(element: Element) -> SourcePlace | None:
    """Where an element itself says that it was written."""
    path, _, line = element.get("data-place", "").rpartition(":")
    return SourcePlace(file=path, line=int(line)) if path else None


def _numbered(lines: Sequence[tuple[float, LineRecord]]) -> Iterator[LineRecord]:
    """Lines with their numbers, in the order given: from the top, the same for what stands at one height."""
    feet = sorted(foot for foot, line in lines if line.is_numbered)
    numbers: dict[float, int] = {}
    begin = -1.0
    for foot in feet:
        if begin < 0 or foot - begin >= _SAME_HEIGHT:
            begin = foot
            number = len(set(numbers.values())) + 1
        numbers[foot] = number
    for foot, line in lines:
        yield line.model_copy(update={"number": numbers[foot]}) if line.is_numbered else line


def _stretches(text: str, flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The stretches of a line whose letters are flagged, in its text as it is recorded, with single spaces."""
    if not any(flags):
        return
    at = 0
    for match in re.finditer(r"\S+", text):
        for is_flagged, letters in groupby(range(*match.span()), key=flags.__getitem__):
            end = at + len(list(letters))
            if is_flagged:
                yield at, end
            at = end
        at += 1


def _written_at(block: TracedBlock, start: int) -> SourcePlace:
    """The line of the source that a letter of a block's text was written on."""
    path, line = block.written_at(start)
    return SourcePlace(file=path, line=line)


def _foot(line: LaidOutLine) -> float:
    """How far down a line stands, in millimetres: where its first words do."""
    return next((run.area.bottom - 0.2 * run.size / _POINTS for run in line.runs if run.text.strip()), line.area.bottom)


def _area(area: OnPaper) -> Area:
    edges = (area.left, area.top, area.right, area.bottom)
    left, top, right, bottom = (round(edge * _POINTS, 1) for edge in edges)
    return Area(left=left, top=top, right=right, bottom=bottom)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
