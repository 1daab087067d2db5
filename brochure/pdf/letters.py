"""Printed letters, and how their text is compared with the text they were set from.

Setting a text folds spaces, parts words with hyphens and adds joints without width. Knows nothing of how a PDF is read.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

HYPHENS = "\u0002\ufffe\u2010"
"""What PDFium makes of a hyphen at the end of a line, and what a hyphenating program sets there."""
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u2060")


class Letter(NamedTuple):
    """A letter with the foot of its left side, in points from the top left corner of the trimmed page.

    `begins` tells that it is the first of a word.
    """

    text: str
    x: float
    y: float
    begins: bool


def is_folded(letter: str) -> bool:
    """Whether a letter is a space or has no width, and may be set as another, or not at all."""
    return letter.isspace() or letter in _WITHOUT_WIDTH


def unfolded(text: str) -> str:
    """A text without its spaces and signs that have no width."""
    return "".join(letter for letter in text if not is_folded(letter))


def squeezed(text: str) -> str:
    """A text as its letters are compared: unfolded, every hyphen the same."""
    return "".join("-" if letter in HYPHENS else letter for letter in unfolded(text))


def in_words(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Letters in the words that they make."""
    word: list[Letter] = []
    for letter in letters:
        if letter.begins and word:
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def words_of(letters: Iterable[Letter]) -> list[str]:
    """The words that letters make."""
    return ["".join(letter.text for letter in word) for word in in_words(letters)]
