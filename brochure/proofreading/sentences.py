"""Sentences and words of a text, with the offsets at which they stand in it.

A point ends a sentence unless it belongs to an abbreviation, an ordinal ("4. oktober") or an initial; which
abbreviations a language has is data (`abbreviations.toml`). Where the signs leave it open, a sentence is ended: a
sentence that is cut in two raises no false alarm, two that are taken for one may.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from brochure.proofreading.lexicon import Lexicon

_END = re.compile(r"[.!?…]+[»”\"'’)\]]*(?=\s|$)")
_NEXT = re.compile(r"\s*(?P<opening>[(«“\"'‘\[]*)(?P<first>.?)")
_OPENING = "(«“\"'‘[/"
_ORDINAL = re.compile(r"\d{1,2}\.")
_INITIAL = re.compile(r"[A-ZÆØÅ]\.(?:-?[A-ZÆØÅ]\.)*")
_WORD = re.compile(
    r"\d+(?:[\u00a0\u202f]\d{3})*(?:[.,–-]\d+(?:[\u00a0\u202f]\d{3})*)*"  # 10 000, 63,4, 2004–2014
    r"|[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+\.?"  # bl.a.
    r"|[^\W_]+(?:['’-][^\W_]+)*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a number, from `start` to `end` of its text."""

    start: int
    end: int
    content: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its end sign, from `start` to `end` of its text; its words have the text's offsets too."""

    start: int
    end: int
    content: str

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, in order."""
        return tuple(words(self.content, self.start))


def words(content: str, offset: int = 0) -> Iterator[Word]:
    """The words of `content`, whose first letter stands at `offset`.

    A number is one word with its groups, decimals and range; so is a compound with hyphens, and an abbreviation with
    points inside it.
    """
    for match in _WORD.finditer(content):
        yield Word(offset + match.start(), offset + match.end(), match[0])


def sentences(content: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The sentences of `content`, in order, without the spaces between them; what has no end sign is one too."""
    within = lexicon.table("abbreviations", "within").keys()
    closing = lexicon.table("abbreviations", "closing").keys()
    found: list[Sentence] = []
    begin = _after_spaces(content, 0)
    for match in _END.finditer(content):
        if begin < match.end() and _ends(content, begin, match, within, closing):
            found.append(Sentence(begin, match.end(), content[begin : match.end()]))
            begin = _after_spaces(content, match.end())
    rest = content[begin:].rstrip()
    return (*found, Sentence(begin, begin + len(rest), rest)) if rest else tuple(found)


def _after_spaces(content: str, offset: int) -> int:
    return len(content) - len(content[offset:].lstrip())


def _ends(content: str, begin: int, end: re.Match[str], within: Set[str], closing: Set[str]) -> bool:
    """Whether the end sign `end` ends the sentence that begins at `begin`."""
    if end.end() == len(content):
        return True
    if _is_inside_parentheses(content, begin, end.end()):
        return False
    following = _NEXT.match(content, end.end())
    assert following is not None, "it matches an empty text"
    first, opened = following["first"], bool(following["opening"])
    if (first.islower() and not opened) or (first and first in ",;:–—-"):
        return False
    if not end[0].startswith(".") or end[0].startswith(".."):
        return True
    token = content[begin : end.start() + 1].split()[-1].lstrip(_OPENING)
    if token.casefold() in within:
        return False
    if token.casefold() in closing:
        return first.isupper() and not opened
    if _ORDINAL.fullmatch(token):
        return first.isupper()
    return not (_INITIAL.fullmatch(token) and first.isupper() and not opened)


def _is_inside_parentheses(content: str, begin: int, end: int) -> bool:
    """Whether `end` stands in parentheses that were opened inside the sentence and are closed later."""
    before = content[begin:end]
    opened = before.rfind("(")
    return opened > 0 and ")" not in before[opened:] and ")" in content[end:]
