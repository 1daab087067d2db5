"""A stretch of filled Markdown as its readers see it: without signs and frames, each letter knowing its origin."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from urllib.parse import unquote

from markdown_it.token import Token

from brochure.findings import Place
from brochure.making.text.author import Claim, NumberUse
from brochure.making.text.commonmark import AT, parse_letters
from brochure.making.text.frames import CLAIM, END, OPENING, USE, Stretch
from brochure.proofreading.text import Anchor, Bound, Claimed, Marked, Reference

_TO_EXHIBIT = re.compile(r"#(?:figure|table)-(.+)")
_EDGE = re.compile(f"{OPENING.pattern}|{END}")
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u2060")
"""What is printed as nothing: a place where a word may break, or may not."""


@dataclass(frozen=True)
class Origin:
    """Where a filled text comes from: its source and where that begins, and the stretches that were typed in it."""

    written: str
    begin: Place
    typed: tuple[Stretch, ...]

    def place(self, offset: int) -> Place | None:
        """Where a letter of the filled text was typed; None for one that was printed."""
        at = bisect_right(self.typed, offset, key=lambda stretch: stretch.start) - 1
        if at < 0 or offset >= self.typed[at].end:
            return None
        letter = self.typed[at].origin + offset - self.typed[at].start
        line = bisect_right(self._lines, letter) - 1
        first = self.begin.column if line == 0 else 1
        column = letter - self._lines[line] + first if first else None
        return Place(self.begin.path, (self.begin.line or 1) + line, column)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line of the source begins."""
        return [0, *accumulate(len(line) + 1 for line in self.written.split("\n")[:-1])]


@dataclass(slots=True)
class Inline:
    """What has been read so far."""

    letters: list[str] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    claims: list[Claimed] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


class InlineReader:
    """Reads stretches of one filled text."""

    def __init__(self, content: str, origin: Origin, uses: list[NumberUse], claims: list[Claim]) -> None:
        self._content, self._origin, self._uses, self._claims = content, origin, uses, claims
        self._out = Inline()
        self._frames: list[tuple[str, int, int]] = []
        self._links: list[tuple[int, str]] = []
        self._next: tuple[int, int] | None = None
        """The line and column that the next typed letter has if it follows on the last one."""

    def read(self, stretches: Sequence[tuple[int, int]]) -> Inline:
        """The letters of stretches of the content, one for each line of a block, with a space between two of them."""
        starts = [0, *accumulate(end - start + 1 for start, end in stretches)]
        for token in parse_letters("\n".join(self._content[start:end] for start, end in stretches)):
            at: int = token.meta[AT]
            line = bisect_right(starts, at) - 1
            self._token(token, stretches[line][0] + at - starts[line])
        return self._out

    def _token(self, token: Token, at: int) -> None:
        match token.type:
            case "text":
                self._words(token.content, at)
            case "text_special":
                for letter in token.content:
                    self._put(letter, at + (token.info == "escape"))
            case "marked":
                self._mark(token.content, at + 1)
            case "softbreak" | "hardbreak":
                self._put(" ", at)
            case "link_open":
                self._links.append((len(self._out.letters), str(token.attrGet("href"))))
            case "link_close":
                self._refer(*self._links.pop())

    def _words(self, words: str, at: int) -> None:
        position = 0
        for edge in _EDGE.finditer(words):
            self._letters(words[position : edge.start()], at + position)
            if edge[0] == END:
                self._close()
            else:
                self._open(edge[1], int(edge[2]))
            position = edge.end()
        self._letters(words[position:], at + position)

    def _letters(self, letters: str, at: int) -> None:
        for i, letter in enumerate(letters):
            self._put(letter, at + i)

    def _put(self, letter: str, at: int) -> None:
        """Add a letter that stands at `at` in the content."""
        if letter in _WITHOUT_WIDTH:
            return
        place = self._origin.place(at)
        if place is None:
            place = self._printed_at()
            if place is not None and (self._next is not None or not self._out.anchors):
                anchor = Anchor(len(self._out.letters), place.line or 1, place.column or 1, is_typed=False)
                self._out.anchors.append(anchor)
                self._next = None
        else:
            here = (place.line or 1, place.column or 1)
            if here != self._next:
                self._out.anchors.append(Anchor(len(self._out.letters), *here))
            self._next = (here[0], here[1] + 1)
        self._out.letters.append(letter)

    def _printed_at(self) -> Place | None:
        uses = [number for kind, number, _ in self._frames if kind == USE]
        return self._uses[uses[-1]].place if uses else self._origin.begin

    def _mark(self, inner: str, at: int) -> None:
        start = len(self._out.letters)
        self._letters(inner, at)
        self._out.marked.append(Marked(start, len(self._out.letters)))

    def _open(self, kind: str, number: int) -> None:
        self._frames.append((kind, number, len(self._out.letters)))
        self._next = (-1, -1)  # what follows begins anew

    def _close(self) -> None:
        if not self._frames:
            return
        kind, number, start = self._frames.pop()
        end = len(self._out.letters)
        if kind == USE:
            use = self._uses[number]
            self._out.bound.append(Bound(start, end, use.numbers, use.format, use.decimals))
        elif kind == CLAIM:
            claim = self._claims[number]
            names = tuple(name for name, _ in claim.values)
            self._out.claims.append(Claimed(start, end, claim.condition, names))
        self._next = (-1, -1)

    def _refer(self, start: int, target: str) -> None:
        if exhibit := _TO_EXHIBIT.fullmatch(unquote(target)):
            self._out.references.append(Reference(start, len(self._out.letters), exhibit[1]))
