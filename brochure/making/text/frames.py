"""Frames around stretches of a filled text that say where they come from, until it is set.

Made of characters from Unicode's private use area, which no author types: an opening character, a number, `BAR`, the
stretch, `END`. Frames nest. Markdown passes them by as letters.
"""

import re
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

_ANY = re.compile(f"([{TYPED}{USE}{CLAIM}])(\\d+){BAR}|{END}")
EDGE = re.compile(f"([{USE}{CLAIM}])(\\d+){BAR}|{END}")
"""An edge of a frame that stands in a filled text: kind and number of one that opens."""


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
    position = 0
    for edge in _ANY.finditer(framed_text):
        length += edge.start() - position
        content.append(framed_text[position : edge.start()])
        position = edge.end()
        if edge[1]:
            kind = edge[1]
            open_frames.append((kind, int(edge[2]), length))
        else:
            kind, number, begin = open_frames.pop()
            if kind == TYPED and length > begin:
                typed.append(Stretch(begin, length, number))
        if kind != TYPED:
            content.append(edge[0])
            length += len(edge[0])
    return Filled("".join([*content, framed_text[position:]]), tuple(typed))
