"""What differs between two texts, word by word.

Words, signs and spaces are told apart, so that a comma that was put in does not mark the word before it; a number with
its sign and its groups of digits is one word. Knows nothing of blocks.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from brochure.drafts.comparison.model import Operation, Stretch

_TOKEN = re.compile(
    r"""
    [+\u2212±]?\w (?:(?:[^\s\w] | (?<=\d)[\u00a0\u202f](?=\d))* \w)*   # a word, with hyphens and groups of digits
    | [^\s\w]                                                      # a sign
    | \s                                                           # a space
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
_FEW = 2
"""A single word between two changes that both hold so many words or more is marked with them."""


def split_words(text: str) -> list[str]:
    """The words, signs and spaces of a text, which together are the text."""
    return _TOKEN.findall(text)


def masked(text: str) -> str:
    """A text with every number in it replaced by one and the same: what is left when data change."""
    return _NUMBER.sub("0", text)


def compare_words(old: str, new: str) -> tuple[Operation, ...]:
    """The operations that lead from the old text to the new one, in its order; removed words before new ones."""
    before, after = split_words(old), split_words(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    steps = [(tag == "equal", before[i:k], after[j:m]) for tag, i, k, j, m in matcher.get_opcodes()]
    return tuple(_operations(_without(_is_island, _without(_is_gap, steps))))


def whole(kind: Stretch, text: str) -> tuple[Operation, ...]:
    """A text that is new or removed as a whole."""
    return (Operation(kind, text, 0, len(text) if kind is Stretch.NEW else 0),)


Step = tuple[bool, Sequence[str], Sequence[str]]
"""Whether a stretch is the same, and its words before and after."""


def _without(is_changed: Callable[[Step, Step, Step], bool], steps: Sequence[Step]) -> list[Step]:
    """Steps in which what is the same belongs to the changes before and after it where `is_changed` says so."""
    joined: list[Step] = []
    for position, step in enumerate(steps):
        is_same, before, after = step
        between = is_same and 0 < position < len(steps) - 1
        if between and is_changed(joined[-1], step, steps[position + 1]):
            step = (False, before, after)
        if joined and not joined[-1][0] and not step[0]:
            joined[-1] = (False, [*joined[-1][1], *step[1]], [*joined[-1][2], *step[2]])
        else:
            joined.append(step)
    return joined


def _is_gap(_before: Step, step: Step, _after: Step) -> bool:
    """Whether nothing but a space stands between two changes."""
    return all(map(str.isspace, step[2]))


def _is_island(before: Step, step: Step, after: Step) -> bool:
    """Whether a word stands alone between two long changes."""
    return _count(step[2]) <= 1 and _is_long(before) and _is_long(after)


def _is_long(step: Step) -> bool:
    return not step[0] and min(_count(step[1]), _count(step[2])) >= _FEW


def _count(tokens: Sequence[str]) -> int:
    return sum(any(map(str.isalnum, token)) for token in tokens)


def _operations(steps: Sequence[Step]) -> Iterator[Operation]:
    at = 0
    for is_same, before, after in steps:
        removed, added = "".join(before), "".join(after)
        if removed and not is_same:
            yield Operation(Stretch.REMOVED, removed, at, at)
        if added:
            yield Operation(Stretch.SAME if is_same else Stretch.NEW, added, at, at + len(added))
            at += len(added)
