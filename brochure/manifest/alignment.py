"""Printed words found again in the text they were set from.

Setting a text breaks lines, folds spaces, parts words with hyphens and adds joints without width; what remains is the
same letters in the same order.
"""

from dataclasses import dataclass

from brochure.pdf.letters import is_folded


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each printed letter where it stands in the text, None for what has no counterpart there.

    `start` and `end` are those of the whole stretch.
    """

    offsets: tuple[int | None, ...]
    start: int
    end: int

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """The printed letters that stand in a stretch of the text, from the first to after the last."""
        found = [i for i, offset in enumerate(self.offsets) if offset is not None and start <= offset < end]
        return (found[0], found[-1] + 1) if found else None


def aligned(printed: str, text: str, begin: int) -> Alignment:
    """`printed` in `text`, which is looked at from `begin` on."""
    offsets: list[int | None] = []
    at = begin
    for letter in printed:
        if is_folded(letter):
            offsets.append(None)
            continue
        there = at
        while there < len(text) and is_folded(text[there]):
            there += 1
        if there < len(text) and text[there] == letter:
            offsets.append(there)
            at = there + 1
        else:
            offsets.append(None)  # a hyphen at the end of a line
    found = [offset for offset in offsets if offset is not None]
    return Alignment(tuple(offsets), found[0] if found else begin, at)


def one_spaced(text: str) -> str:
    """A text with one space wherever it has several or a line end; no-break spaces stay what they are."""
    words = text.replace("\u2060", "").replace("\n", " ").split(" ")
    return " ".join(word for word in words if word)
