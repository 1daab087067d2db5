"""A text of an edition as blocks of spans: each letter that is printed, where it was written, and what it belongs to.

A source is taken apart once, by `commonmark`; printing, proofreading and the comparison of languages look at what is
found here. Must not know HTML, nor any rule.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from markdown_it.token import Token

from brochure.findings import Place
from brochure.making.text.author import Ledger
from brochure.making.text.commonmark import AT, parse_blocks, parse_line
from brochure.making.text.frames import PLACED, USE, Filled, Stretch, unframed
from brochure.making.text.written import Written
from brochure.statistics.numbers.number import Number
from brochure.statistics.selection import Cell

_WITHIN = ("heading", "blockquote", "list_item", "th", "td", "note")
_CELLS = ("th", "td")
_TO_EXHIBIT = re.compile(r"#(?:figure|table)-(.+)")
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u2060")
"""What is printed as nothing: a place where a word may break, or may not."""


@dataclass(frozen=True, slots=True)
class Span:
    """What belongs together in a block, from `start` to `end` of its letters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bound(Span):
    """What a format has printed: two `numbers` for a range, else one; `format` is its name.

    `decimals` is None where words are printed.
    """

    numbers: tuple[Number, ...]
    format: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Marked(Span):
    """What an author has marked as not statistical; `is_history` says that it stays when the data change."""

    is_history: bool = False


@dataclass(frozen=True, slots=True)
class Claimed(Span):
    """What stands inside a claim; `names` are the numbers of its `condition`, `cells` those it asks of besides."""

    condition: str
    names: tuple[str, ...]
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked(Span):
    """What links to `target`."""

    target: str

    @property
    def exhibit(self) -> str | None:
        """The figure or table that it refers to; None for any other link."""
        found = _TO_EXHIBIT.fullmatch(unquote(self.target))
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading, cell or line: its letters as printed, and line and column of each in its file, from 1.

    `within` is what it stands in: "heading", "list_item", "blockquote", "th", "td", "note", or "" in a plain paragraph.
    Spaces are as they are set (no-break spaces are U+00A0), line ends are spaces; what leads to a note is no letter.
    """

    within: str
    content: str
    places: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class TextDocument:
    """A text, filled in, as the tokens of markdown-it and as blocks.

    The children of a token of type "inline" know their letter in its content. `ledger` knows what its frames frame.
    """

    written: Written
    filled: Filled
    tokens: tuple[Token, ...]
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def content(self) -> str:
        """The Markdown, filled in."""
        return self.filled.content

    @property
    def plain(self) -> str:
        """The words of one line, as they are printed."""
        return "".join(plain_words(token) for token in self.tokens)

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        """All that is printed, in order; what places a figure or table is none of it."""
        return tuple(_blocks(self))

    @cached_property
    def starts(self) -> list[int]:
        """Where each line of the content begins, and where one after the last would."""
        ends = (match.end() for match in re.finditer(r"\r\n?|\n", self.content))
        return [0, *ends, len(self.content) + 1]

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """For each line of the content the line of the source that it begins on, from 1: a tag may take several."""
        return tuple(self.written.line(self.origin(start)[0]) for start in self.starts[:-1])

    def place(self, line: int) -> Place:
        """Where a line of the content, from 0, was written."""
        return self.written.on_line(self.lines[line])

    def origin(self, offset: int) -> tuple[int, bool]:
        """The letter of the source that a letter of the content comes from, and whether it was typed there.

        What was printed comes from the end of what was typed before it.
        """
        typed = self.filled.typed or (Stretch(0, 0, 0),)
        stretch = typed[max(bisect_right(typed, offset, key=lambda stretch: stretch.start) - 1, 0)]
        inside = min(max(offset - stretch.start, 0), stretch.end - stretch.start)
        return stretch.origin + inside, stretch.start <= offset < stretch.end

    def is_typed_at_one_go(self, first: int, last: int) -> bool:
        """Whether all letters of the content from one to another follow one another in the source too."""
        typed = self.filled.typed
        at = bisect_right(typed, first, key=lambda stretch: stretch.start) - 1
        return at >= 0 and last < typed[at].end


def read_document(filled: Filled, written: Written, ledger: Ledger | None = None) -> TextDocument:
    """A text of several blocks; `ledger` has what its frames count."""
    return TextDocument(written, filled, tuple(parse_blocks(filled.content)), ledger or Ledger())


def read_line(filled: Filled, written: Written, ledger: Ledger | None = None) -> TextDocument:
    """A text that is one block, such as a title."""
    return TextDocument(written, filled, tuple(parse_line(filled.content)), ledger or Ledger())


def plain_words(inline: Token) -> str:
    """The words of an inline token, as they are printed."""
    return "".join(" " if child.type.endswith("break") else unframed(child.content) for child in inline.children or ())


def _blocks(document: TextDocument) -> Iterator[TextBlock]:
    around: list[str] = []
    row, reached = -1, 0
    for token in document.tokens:
        if token.nesting > 0:
            around.append(token.type.removesuffix("_open"))
        elif token.nesting < 0:
            around.pop()
        elif token.type == "inline" and token.content and PLACED not in token.content:
            within = next((name for name in reversed(around) if name in _WITHIN), "")
            first = (token.map or [0])[0]
            if within not in _CELLS:
                stretches = _stretches(document, token.content, first)
            else:
                reached = reached if row == first else document.starts[first]
                row = first
                stretches = _stretches_of_cell(document.content, token.content, reached)
                reached = stretches[-1].origin + len(token.content) - stretches[-1].start
            yield _BlockReader(document, stretches).read(within, token)


def _stretches(document: TextDocument, words: str, first: int) -> list[Stretch]:
    """Where the lines of a block stand in the content: Markdown's signs before and after them are gone."""
    found: list[Stretch] = []
    start = 0
    for number, line in enumerate(words.split("\n"), start=first):
        inner = line.strip(" \t")
        begin, end = document.starts[number], document.starts[number + 1]
        origin = max(document.content.rfind(inner, begin, end), begin) - (len(line) - len(line.lstrip(" \t")))
        found.append(Stretch(start, start + len(line), origin))
        start += len(line) + 1
    return found


def _stretches_of_cell(content: str, words: str, reached: int) -> list[Stretch]:
    """Where the words of a cell stand in the content, beyond what has been `reached`; their pipes are escaped there."""
    found: list[Stretch] = []
    start = 0
    for piece in re.split(r"(?=\|)", words):
        reached = max(content.find(piece, reached), reached)
        found.append(Stretch(start, start + len(piece), reached))
        start += len(piece)
        reached += len(piece)
    return found


class _BlockReader:
    """Reads one block: its letters, their places, and the spans they belong to."""

    def __init__(self, document: TextDocument, stretches: list[Stretch]) -> None:
        self._document, self._stretches = document, stretches
        self._letters: list[str] = []
        self._places: list[tuple[int, int]] = []
        self._spans: list[Span] = []
        self._opened: dict[str, list[tuple[Token, int]]] = defaultdict(list)

    def read(self, within: str, inline: Token) -> TextBlock:
        for token in inline.children or ():
            name, _, edge = token.type.rpartition("_")
            match token.type:
                case "text":
                    self._put_words(token.content, token.meta[AT])
                case "text_special":
                    for letter in token.content:
                        self._put(letter, token.meta[AT] + (token.info == "escape"))
                case "softbreak" | "hardbreak":
                    self._put(" ", token.meta[AT])
                case _ if edge == "open":
                    self._opened[name].append((token, len(self._letters)))
                case _ if edge == "close" and self._opened[name]:
                    self._close(*self._opened[name].pop())
        return TextBlock(within, "".join(self._letters), tuple(self._places), tuple(self._spans))

    def _put_words(self, words: str, at: int) -> None:
        """Put letters that follow one another in the content; one place tells all of what was typed at one go."""
        last = at + len(words) - 1
        if not words or not self._is_typed_at_one_go(at, last):
            for i, letter in enumerate(words, start=at):
                self._put(letter, i)
            return
        line, column = self._place(at)
        for i, letter in enumerate(words, start=column):
            if letter not in _WITHOUT_WIDTH:
                self._letters.append(letter)
                self._places.append((line, i))

    def _is_typed_at_one_go(self, first: int, last: int) -> bool:
        one, other = self._stretch(first), self._stretch(last)
        start, end = (one.origin + at - one.start for at in (first, last))
        (line, column), (last_line, last_column) = self._place(first), self._place(last)
        is_on_line = line == last_line and last_column - column == last - first
        return one is other and is_on_line and self._document.is_typed_at_one_go(start, end)

    def _put(self, letter: str, at: int) -> None:
        if letter not in _WITHOUT_WIDTH:
            self._letters.append(letter)
            self._places.append(self._place(at))

    def _stretch(self, at: int) -> Stretch:
        return self._stretches[max(bisect_right(self._stretches, at, key=lambda item: item.start) - 1, 0)]

    def _place(self, at: int) -> tuple[int, int]:
        stretch = self._stretch(at)
        letter, is_typed = self._document.origin(stretch.origin + at - stretch.start)
        uses = [token.meta["number"] for token, _ in self._opened["frame"] if token.info == USE]
        if uses and not is_typed:
            place = self._document.ledger.uses[uses[-1]].place
        else:
            place = self._document.written.place(letter)
        return place.line or 1, place.column or 1

    def _close(self, opening: Token, start: int) -> None:
        end, ledger = len(self._letters), self._document.ledger
        match opening.type:
            case "marked_open":
                self._spans.append(Marked(start, end, is_history=bool(opening.meta["is_history"])))
            case "link_open":
                self._spans.append(Linked(start, end, str(opening.attrGet("href"))))
            case "frame_open" if opening.info == USE:
                use = ledger.uses[opening.meta["number"]]
                self._spans.append(Bound(start, end, use.numbers, use.format, use.decimals))
            case "frame_open":
                claim = ledger.claims[opening.meta["number"]]
                names = tuple(name for name, _ in claim.values)
                self._spans.append(Claimed(start, end, claim.condition, names, claim.cells))
