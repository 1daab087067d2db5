"""Frames around stretches of a filled text that say where they come from, until it is set.

Made of characters from Unicode's private use area, which no author types: an opening character, a number, `BAR`, the
stretch, `END`. Frames nest. Markdown passes them by as letters.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

PLACED = "\ue000"
"""Frames the name of a figure or table that stands alone in a paragraph."""
TYPED = "\ue001"
"""Opens what the author has typed; its number is the place in the source, in letters from 0."""
USE = "\ue002"
"""Opens what a format has printed; its number is the position of the use in the ledger."""
CLAIM = "\ue003"
"""Opens the sentence of a claim; its number is the position of the claim in the ledger."""
BAR = "\ue004"
END = "\ue005"

OPENING = re.compile(f"([{TYPED}{USE}{CLAIM}])(\\d+){BAR}")
_ANY = re.compile(f"[{TYPED}{USE}{CLAIM}]\\d+{BAR}|{END}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What an author has typed: from `start` to `end` of a filled text, written from the letter `origin` on."""

    start: int
    end: int
    origin: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A source with its expressions filled in, still Markdown.

    `content` holds the frames of uses and claims, but none of what is typed; that is told in `typed`, in order.
    """

    content: str
    typed: tuple[Stretch, ...] = ()

    def written_lines(self, source: str) -> tuple[int, ...]:
        """For each line of the content the line of `source` it begins on, from 1: a tag may have taken several."""
        ends = [match.start() for match in re.finditer("\n", source)]
        found: list[int] = []
        start = at = 0
        for line in self.content.split("\n"):
            while at + 1 < len(self.typed) and self.typed[at + 1].start <= start:
                at += 1
            stretch = self.typed[at] if self.typed else Stretch(0, 0, 0)
            origin = stretch.origin + min(max(start - stretch.start, 0), stretch.end - stretch.start)
            found.append(bisect_left(ends, origin) + 1)
            start += len(line) + 1
        return tuple(found)


def framed(opening: str, number: int, text: str) -> str:
    """`text` inside a frame."""
    return f"{opening}{number}{BAR}{text}{END}"


def unframed(text: str) -> str:
    """A text without any frame."""
    return _ANY.sub("", text)


def filled(framed_text: str) -> Filled:
    """A text with all its frames as a filled one."""
    content: list[str] = []
    length = 0
    typed: list[Stretch] = []
    open_frames: list[tuple[str, int, int]] = []
    for piece, edge in _pieces(framed_text):
        content.append(piece)
        length += len(piece)
        if edge is None:
            continue
        if opening := OPENING.fullmatch(edge):
            open_frames.append((opening[1], int(opening[2]), length))
            kept = edge if opening[1] != TYPED else ""
        else:
            kind, number, begin = open_frames.pop()
            kept = edge if kind != TYPED else ""
            if kind == TYPED and length > begin:
                typed.append(Stretch(begin, length, number))
        content.append(kept)
        length += len(kept)
    return Filled("".join(content), tuple(typed))


def _pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """Each stretch without frames, and the edge of a frame that follows it."""
    position = 0
    for match in _ANY.finditer(text):
        yield text[position : match.start()], match[0]
        position = match.end()
    yield text[position:], None
