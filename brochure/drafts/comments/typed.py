"""Where a stretch of a draft's text stands now in what authors have typed, and whether it may be changed there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brochure.drafts.comparison.model import Stretch
from brochure.drafts.comparison.words import compare_words, split_words
from brochure.making.text.document import Bound, Claimed, Linked, Marked, TextBlock

_MOST = 0.7
"""A block that has so many of its words in a text may be a part of that."""
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u2060")


@dataclass(frozen=True, slots=True)
class Letters:
    """A text as it is compared: spaces alike, signs without width gone.

    `at` is where each letter stood, and the end of the text.
    """

    text: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Letters":
        """A text as it is printed or typed."""
        kept = [i for i, letter in enumerate(text) if letter not in _WITHOUT_WIDTH]
        return cls("".join(" " if text[i].isspace() else text[i] for i in kept), (*kept, len(text)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the whole text in this one."""
        return sum(i < start for i in self.at[:-1]), sum(i < end for i in self.at[:-1])


def locate(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """Where a stretch of an old text stands in a new one, which may differ elsewhere; None where it has changed."""
    places = _places(old, new)
    if not old[start:end].strip():  # between two words: both must be there still, with the same between them
        left, right = len(old[:start].rstrip()), len(old) - len(old[end:].lstrip())
        before = places[left - 1] if left else -1
        after = places[right] if right < len(old) else len(new)
        if before is None or after is None or new[before + 1 : after] != old[left:right]:
            return None
        return before + 1 + start - left, after - (right - end)
    first, last = places[start], places[end - 1]
    if first is None or last is None or new[first : last + 1] != old[start:end]:
        return None
    sides = [places[start - 1] == first - 1] if start and places[start - 1] is not None else []
    sides += [places[end] == last + 1] if end < len(old) and places[end] is not None else []
    return (first, last + 1) if all(sides) and (sides or old == new) else None


def block_with(text: str, wanted: Sequence[str], blocks: Sequence[TextBlock]) -> TextBlock | None:
    """The block that a text of the draft was set from: the same, one most like it, or one in it that has `wanted`."""
    same = [block for block in blocks if Letters.of(block.content).text == text]
    if same:
        return same[0]
    words, found = _words(text), []
    for block in blocks:
        own = _words(block.content)
        common = (words & own).total()
        has_wanted = any(stretch and stretch in Letters.of(block.content).text for stretch in wanted)
        is_part = has_wanted and common >= own.total() * _MOST  # such as the title in a caption
        if common * 2 >= words.total() or is_part:
            found.append((common, has_wanted, block))
    return max(found, key=lambda each: each[:2])[2] if found else None


def what_binds(block: TextBlock, start: int, end: int) -> Bound | Claimed | Linked | Marked | None:
    """What a stretch of a block lies on that is not plain text; nothing where it is. Words of a link are plain."""
    found = [span for span in block.spans if span.start < max(end, start + (start == end)) and start < span.end]
    if start == end:
        found = [span for span in found if span.start < start]
    for kind in (Bound, Marked, Claimed, Linked):
        for span in found:
            if isinstance(span, kind) and not (isinstance(span, Linked) and span.exhibit is None):
                return span
    return None


def in_file(block: TextBlock, start: int, end: int, written: str) -> tuple[int, int] | None:
    """From where to where a stretch of a block goes in its file; None where it is not typed there as it is printed."""
    starts = [0]
    for line in written.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    around = range(max(start - (start == end), 0), min(max(end, start + 1), len(block.content)))
    offsets = [starts[line - 1] + column - 1 for line, column in (block.places[i] for i in around)]
    for letter, offset in zip(around, offsets, strict=True):
        if not _is_same(block.content[letter], written[offset : offset + 1]):
            return None
    gaps = [written[one + 1 : other] for one, other in pairwise(offsets)]
    if any(gap and not gap.isspace() for gap in gaps) or offsets != sorted(set(offsets)):
        return None
    if start < end:
        return offsets[0], offsets[-1] + 1
    at = offsets[0] + (around[0] < start)
    return at, at


def _words(text: str) -> Counter[str]:
    return Counter(word for word in split_words(text) if not word.isspace())


def _is_same(letter: str, typed: str) -> bool:
    return letter == typed or (letter.isspace() and typed.isspace())


def _places(old: str, new: str) -> list[int | None]:
    return list(_each_place(old, new))


def _each_place(old: str, new: str) -> Iterator[int | None]:
    """For each letter of an old text where it stands in the new one."""
    for operation in compare_words(old, new):
        if operation.kind is Stretch.SAME:
            yield from range(operation.start, operation.end)
        elif operation.kind is Stretch.REMOVED:
            yield from (None for _ in operation.words)
