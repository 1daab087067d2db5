"""Words to look for, written as patterns, and what should stand in their place.

A pattern is a word or several, with a space or a hyphen between them; a space stands for a hyphen too. `*` before or
after a word stands for any letters or none ("innvandrar*", "*heit"), and what should stand in its place gets the same
letters at its own `*` ("*heit" becomes "*het"). Case does not matter, and is kept. Where several patterns fit, the one
with the most words and letters counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brochure.proofreading.sentences import Word

_BETWEEN = re.compile(r"[\s-]")
_PART = re.compile(r"[^-]+")


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a pattern fits: a stretch of the text, the pattern as it is written, and what should stand there."""

    start: int
    end: int
    content: str
    pattern: str
    instead: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern of a list: an expression for each of its words, and the signs between them."""

    written: str
    words: tuple[re.Pattern[str], ...]
    between: tuple[str, ...]
    instead: str

    @property
    def weight(self) -> tuple[int, int]:
        """How exact it is."""
        return len(self.words), len(self.written.replace("*", ""))

    def fit(self, read: Sequence[Word], content: str) -> Fit | None:
        """How it fits on the beginning of `read`."""
        if len(read) < len(self.words):
            return None
        letters: list[str] = []
        for at, (expression, word) in enumerate(zip(self.words, read, strict=False)):
            match = expression.fullmatch(word.content.lower())
            if match is None or (at and not self._is_between(at, content[read[at - 1].end : word.start])):
                return None
            letters += match.groups()
        start, end = read[0].start, read[len(self.words) - 1].end
        instead = re.sub(r"\*", lambda _: letters.pop(0) if letters else "", self.instead)
        return Fit(start, end, content[start:end], self.written, _in_case_of(content[start:end], instead))

    def _is_between(self, at: int, signs: str) -> bool:
        """Whether the signs in front of the word `at` are those of the pattern."""
        return signs == "-" or (self.between[at - 1] != "-" and not signs.strip())


class Replacements:
    """A list of patterns, each with what should stand in its place."""

    __slots__ = ("_beginning", "_exact", "_open")

    def __init__(self, listed: Mapping[str, str]) -> None:
        """`listed` has the patterns as keys."""
        self._exact: dict[str, list[_Pattern]] = {}
        self._open: list[_Pattern] = []
        self._beginning: dict[str, list[_Pattern]] = {}
        for written, instead in listed.items():
            names = _BETWEEN.split(written.lower())
            expressions = tuple(re.compile(re.escape(name).replace(r"\*", "(.*)")) for name in names)
            pattern = _Pattern(written, expressions, tuple(_BETWEEN.findall(written)), instead)
            (self._open if "*" in names[0] else self._exact.setdefault(names[0], [])).append(pattern)

    def search(self, read: Iterable[Word], content: str) -> Iterator[Fit]:
        """Where patterns fit on the words `read` of a text with `content`, none of them over another."""
        parts = [part for word in read for part in _parts(word)]
        free_from = 0
        for i, part in enumerate(parts):
            if part.start < free_from:
                continue
            begun = sorted(self._beginnings(part.content), key=lambda pattern: pattern.weight, reverse=True)
            best = next(
                (fit for pattern in begun if (fit := pattern.fit(parts[i : i + len(pattern.words)], content))), None
            )
            if best:
                free_from = best.end
                yield best

    def _beginnings(self, word: str) -> list[_Pattern]:
        """The patterns whose first word fits, kept for the next time the word is met."""
        key = word.lower()
        if key not in self._beginning:
            begun = [pattern for pattern in self._open if pattern.words[0].fullmatch(key)]
            self._beginning[key] = [*self._exact.get(key, ()), *begun]
        return self._beginning[key]


def _parts(word: Word) -> Iterator[Word]:
    """A word at its hyphens."""
    for match in _PART.finditer(word.content):
        yield Word(word.start + match.start(), word.start + match.end(), match[0])


def _in_case_of(content: str, instead: str) -> str:
    """`instead` with a capital, or in capitals, if `content` is."""
    if len(content) > 1 and content.isupper():
        return instead.upper()
    return instead[:1].upper() + instead[1:] if content[:1].isupper() else instead
