"""What is no longer where it was, put together as a reader knew it: parts, sections, figures, tables, rows, paragraphs.

A notice is what a draft says of it in one line, at the place where it stood; where something has come from elsewhere,
another says so. Knows nothing of looks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest

from brochure.drafts.comparison.model import BlockChange, Change, Comparison
from brochure.manifest.model import BlockRecord, ExhibitRecord, Manifest

_CELLS = ("td", "th")
_HEADINGS = ("h1", "h2", "h3")
_FLOWING = ("p", "li", *_HEADINGS)
"""The kinds of what can be told to have moved by itself: what is set together with other things follows those."""
_SHOWN = 60
"""So many letters of a moved paragraph are shown at least."""


class Gone(StrEnum):
    """What has happened."""

    REMOVED = "removed"
    AWAY = "away"
    """It stood here, and has moved to another place."""
    HERE = "here"
    """It has come here from another place."""


class Piece(StrEnum):
    """What a reader takes it for."""

    PART = "part"
    SECTION = "section"
    EXHIBIT = "exhibit"
    ROW = "row"
    COLUMN = "column"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is gone, moved or has come.

    `words` are its title or text, of a row its cells; `blocks` its positions in the old manifest. `at` is the position
    in the new one before which it stood, or where it is if it has come. `element` is the tag of its first block.
    """

    kind: Gone
    piece: Piece
    words: tuple[str, ...]
    blocks: tuple[int, ...]
    part: str
    at: int
    element: str
    arrived: int | None = None
    """Where in the new manifest what has moved begins."""


def notices(comparison: Comparison, old: Manifest, new: Manifest) -> tuple[Notice, ...]:
    """All notices, in the order of the new text."""
    gone = {c.old: c for c in comparison.blocks if c.kind in (Change.REMOVED, Change.MOVED) and c.old is not None}
    found = [*_Gatherer(old, new, gone).notices()]
    return tuple(sorted(found, key=lambda notice: (notice.at, notice.kind is Gone.HERE, notice.blocks)))


def contents(old: Manifest, notice: Notice) -> Iterator[str]:
    """What a removed part, section, figure or table said: paragraph by paragraph, and row by row."""
    if notice.kind is not Gone.REMOVED or notice.piece not in (Piece.PART, Piece.SECTION, Piece.EXHIBIT):
        return
    row: list[str] = []
    for position, following in zip_longest(notice.blocks, notice.blocks[1:]):
        block = old.blocks[position]
        tag = _tag(block)
        is_head_of_row = tag == "th" and following is not None and _tag(old.blocks[following]) == "td"
        if row and (tag not in _CELLS or is_head_of_row):
            yield _row_of(row)
            row = []
        if tag in _CELLS:
            row.append(block.text)
        elif block.text not in notice.words:
            yield block.text
    if row:
        yield _row_of(row)


def _row_of(cells: Sequence[str]) -> str:
    return f"{cells[0]}: {'; '.join(cells[1:])}" if len(cells) > 1 else cells[0]


class _Gatherer:
    def __init__(self, old: Manifest, new: Manifest, gone: dict[int, BlockChange]) -> None:
        self.old, self.gone = old, gone
        self.parts = {block.part for block in new.blocks}
        self.exhibits: dict[tuple[str, int], ExhibitRecord] = {
            (item.source.file, item.source.line): item for item in old.exhibits if item.number
        }
        self.kept = {(block.part, block.source) for position, block in enumerate(old.blocks) if position not in gone}

    def notices(self) -> Iterator[Notice]:
        blocks = enumerate(self.old.blocks)
        for part, together in groupby(blocks, lambda each: each[1].part):
            yield from self._of_part(part, [position for position, _ in together])

    def _of_part(self, part: str, positions: Sequence[int]) -> Iterator[Notice]:
        removed = [position for position in positions if self._is(position, Change.REMOVED)]
        written = [position for position in removed if self.old.blocks[position].source.file]
        if part not in self.parts and written and self._tag(written[0]) == "h1":
            yield self._notice(Piece.PART, (self.old.blocks[written[0]].text,), removed)
        else:
            for run in _runs(removed):
                yield from self._removed(run)
        for run in _runs([position for position in positions if self._has_moved(position)]):
            yield from self._moved(run)

    def _removed(self, run: Sequence[int]) -> Iterator[Notice]:
        """The notices of removed blocks that stood one after another."""
        rest = list(run)
        while rest:
            first = rest[0]
            tag = self._tag(first)
            count = self._length(rest)
            block = self.old.blocks[first]
            if tag in _HEADINGS and count > 1:
                yield self._notice(Piece.SECTION, (block.text,), rest[:count])
            elif (exhibit := self._whole_exhibit(first)) is not None:
                yield self._notice(Piece.EXHIBIT, (_named(block, exhibit),), rest[:count])
            elif tag in _CELLS:
                yield from self._cells(rest[:count])
            elif block.source.file:
                words = " ".join(self.old.blocks[position].text for position in rest[:count])
                yield self._notice(Piece.TEXT, (words,), rest[:count])
            rest = rest[count:]

    def _cells(self, cells: Sequence[int]) -> Iterator[Notice]:
        """The notices of cells of a table that is still there: rows, or the head of a column."""
        words = tuple(self.old.blocks[position].text for position in cells)
        first = self.old.blocks[cells[0]]
        is_of_exhibit = (first.source.file, first.source.line) in self.exhibits
        if is_of_exhibit and _tag(first) == "th" and len(cells) > 1:
            yield self._notice(Piece.ROW, words, cells)
        elif _tag(first) == "th":
            yield self._notice(Piece.COLUMN, words, cells)
        elif not is_of_exhibit and any(self.old.blocks[position].source.file for position in cells):
            columns = self._columns(cells[0])
            across = columns if columns > 1 else len(cells)
            for i in range(0, len(cells), across):
                yield self._notice(Piece.ROW, words[i : i + across], cells[i : i + across])

    def _columns(self, cell: int) -> int:
        """How many heads of columns stand last before a cell."""
        heads = 0
        while cell and self._tag(cell) == "td":
            cell -= 1
        while cell >= heads and self._tag(cell - heads) == "th":
            heads += 1
        return heads

    def _length(self, rest: Sequence[int]) -> int:
        """How many of some removed blocks belong together with the first."""
        first, tag = self.old.blocks[rest[0]], self._tag(rest[0])
        if tag in _HEADINGS:
            ends = _HEADINGS[: _HEADINGS.index(tag) + 1]
            return next((i for i, position in enumerate(rest) if i and self._tag(position) in ends), len(rest))
        if self._whole_exhibit(rest[0]) is not None or ".key" in first.kind:
            return self._while(rest, lambda block: block.source == first.source)
        if tag in _CELLS:
            return self._while(rest, lambda block: _tag(block) == "td" and block.source.file in ("", first.source.file))
        return 1

    def _while(self, rest: Sequence[int], belongs: Callable[[BlockRecord], bool]) -> int:
        return next((i for i, position in enumerate(rest) if i and not belongs(self.old.blocks[position])), len(rest))

    def _whole_exhibit(self, position: int) -> ExhibitRecord | None:
        """The figure or table that a block is of, where nothing of it is left in its part."""
        block = self.old.blocks[position]
        exhibit = self.exhibits.get((block.source.file, block.source.line))
        return exhibit if exhibit is not None and (block.part, block.source) not in self.kept else None

    def _moved(self, run: Sequence[int]) -> Iterator[Notice]:
        """The notices, at both places, of moved blocks that stood one after another and do so again."""
        places = [self.gone[position].new or 0 for position in run]
        for _, together in groupby(range(len(run)), lambda i: places[i] - i):
            these = list(together)
            positions = [run[i] for i in these]
            block, change = self.old.blocks[positions[0]], self.gone[positions[0]]
            exhibit = self._whole_exhibit(positions[0])
            is_behind = exhibit is not None and exhibit.kind == "figure" and _tag(block) == "caption"
            if is_behind or (exhibit is None and block.kind not in _FLOWING):
                continue
            piece = Piece.EXHIBIT if exhibit else Piece.SECTION if _tag(block) in _HEADINGS else Piece.TEXT
            words = (_named(block, exhibit) if exhibit else _beginning(block.text),)
            arrived = places[these[0]]
            away = block.part, change.was_at or 0
            for kind, (part, at) in ((Gone.AWAY, away), (Gone.HERE, (change.part, arrived))):
                yield Notice(kind, piece, words, tuple(positions), part, at, _tag(block), arrived)

    def _notice(self, piece: Piece, words: tuple[str, ...], positions: Sequence[int]) -> Notice:
        change = self.gone[positions[0]]
        return Notice(Gone.REMOVED, piece, words, tuple(positions), change.part, change.at, self._tag(positions[0]))

    def _is(self, position: int, kind: Change) -> bool:
        return position in self.gone and self.gone[position].kind is kind

    def _has_moved(self, position: int) -> bool:
        return self._is(position, Change.MOVED)

    def _tag(self, position: int) -> str:
        return _tag(self.old.blocks[position])


def _runs(positions: Iterable[int]) -> Iterator[list[int]]:
    """Positions that follow one another."""
    for _, run in groupby(enumerate(positions), lambda each: each[1] - each[0]):
        yield [position for _, position in run]


def _named(caption: BlockRecord, exhibit: ExhibitRecord) -> str:
    """The number and title of a figure or table, as its caption begins."""
    end = caption.text.find(exhibit.title)
    return caption.text[: end + len(exhibit.title)] if end >= 0 else exhibit.title


def _beginning(text: str) -> str:
    """The first words of a text."""
    end = text.find(" ", _SHOWN)
    return text if end < 0 else f"{text[:end]} …"


def _tag(block: BlockRecord) -> str:
    return block.kind.partition(".")[0]
