"""A stretch of filled Markdown as its readers see it: without signs and frames, each letter knowing its origin.

Knows the inline signs of CommonMark that authors use (emphasis, links, escapes) and the project's own braces.
"""

import re
from dataclasses import dataclass, field

from brochure.findings import Place
from brochure.proofreading.text import Anchor, Bound, Claimed, Marked, Reference
from brochure.text.author import Claim, NumberUse, place_in
from brochure.text.digits import MARKED
from brochure.text.frames import CLAIM, END, OPENING, USE, Stretch

_LINK_END = re.compile(r"\]\(([^)\s]*)[^)]*\)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_TO_EXHIBIT = re.compile(r"#(?:figure|table)-(.+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)?\n")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a filled text comes from: its source and where that begins, and the stretches that were typed in it."""

    written: str
    begin: Place
    typed: tuple[Stretch, ...]

    def place(self, offset: int) -> Place | None:
        """Where a letter of the filled text was typed; None for one that was printed."""
        for stretch in self.typed:
            if stretch.start <= offset < stretch.end:
                return place_in(self.written, stretch.origin + offset - stretch.start, self.begin)
        return None


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
        self._links: list[int] = []
        self._next: tuple[int, int] | None = None
        """The line and column that the next typed letter has if it follows on the last one."""

    def read(self, stretches: list[tuple[int, int]]) -> Inline:
        """The letters of stretches of the content, with a space between two of them."""
        for number, (start, end) in enumerate(stretches):
            if number:
                self._put(" ", start - 1)
            self._stretch(start, end)
        return self._out

    def _stretch(self, at: int, end: int) -> None:
        content = self._content
        while at < end:
            if opening := OPENING.match(content, at):
                self._open(opening[1], int(opening[2]))
                at = opening.end()
            elif content[at] == END:
                self._close()
                at += 1
            elif marked := MARKED.match(content, at):
                self._mark(marked[1], at + 1)
                at = marked.end()
            elif image := _IMAGE.match(content, at):
                at = image.end()
            elif content[at] == "[" and "](" in content[at:end]:
                self._links.append(len(self._out.letters))
                at += 1
            elif self._links and (link := _LINK_END.match(content, at)):
                self._refer(link[1])
                at = link.end()
            elif escaped := _ESCAPED.match(content, at):
                self._put(escaped[1], at + 1)
                at = escaped.end()
            elif broken := _HARD_BREAK.match(content, at):
                self._put(" ", at)
                at = broken.end()
            elif content[at] == "*":
                at += 1
            else:
                self._put(content[at], at)
                at += 1

    def _put(self, letter: str, at: int) -> None:
        """Add a letter that stands at `at` in the content."""
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
        for i, letter in enumerate(inner):
            self._put("\u00a0" if letter == " " else letter, at + i)
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
            self._out.bound.append(Bound(start, end, use.numbers, use.format))
        elif kind == CLAIM:
            claim = self._claims[number]
            names = tuple(name for name, _ in claim.values)
            self._out.claims.append(Claimed(start, end, claim.condition, names))
        self._next = (-1, -1)

    def _refer(self, target: str) -> None:
        start = self._links.pop()
        if exhibit := _TO_EXHIBIT.fullmatch(target):
            self._out.references.append(Reference(start, len(self._out.letters), exhibit[1]))
