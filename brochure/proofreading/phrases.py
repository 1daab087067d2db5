"""Lists of phrases, as a lexicon has them, made into patterns.

In a phrase, a space is any space, `…` stands for up to three words of the same clause, `*` for any letters, also none
("*loven"), and a name in braces for any phrase of another list ("{cardinal} av {cardinal}"). Phrases are found whole,
in small and capital letters.
"""

import re
from collections.abc import Iterable, Mapping

from brochure.findings import near

_GAP = r"(?:\s+[^\s.,;:!?]+){0,3}?"
_NEVER = r"(?!)"
_NAMED = re.compile(r"\{(\w+)\}")


class PhraseError(ValueError):
    """A phrase of a word list that cannot be looked for."""

    def __init__(self, phrase: str, message: str) -> None:
        self.phrase = phrase
        super().__init__(message)


def pattern(phrases: Iterable[str], named: Mapping[str, Iterable[str]] | None = None) -> re.Pattern[str]:
    """A pattern that finds each of `phrases`, the longest first; `named` are the lists that braces stand for."""
    return re.compile(rf"(?<![\w-]){expression(phrases, named)}(?![\w-])", re.IGNORECASE)


def expression(phrases: Iterable[str], named: Mapping[str, Iterable[str]] | None = None) -> str:
    """What finds each of `phrases` as `pattern` does, without what stands around them, to be put into a pattern."""
    lists = {name: _any_of(items) for name, items in (named or {}).items()}
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    for phrase in ordered:
        if unknown := next((name for name in _NAMED.findall(phrase) if name not in lists), None):
            raise PhraseError(phrase, f"there is no list '{{{unknown}}}' for it.{near(unknown, lists)}")
    found = [_NAMED.sub(lambda match: lists[match[1]], _spaced(phrase)) for phrase in ordered]
    return f"(?:{'|'.join(found) or _NEVER})"


def masked(content: str, passed_over: re.Pattern[str], sign: str = "\ufffc") -> str:
    """`content` with `sign` in place of each letter of what `passed_over` finds."""
    return passed_over.sub(lambda match: sign * len(match[0]), content)


def _any_of(phrases: Iterable[str]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(_spaced, ordered)) or _NEVER})"


def _spaced(phrase: str) -> str:
    """A phrase as an expression; braces stay as they are written."""
    escaped = r"\s+".join(_escaped(word) for word in phrase.split())
    return escaped.replace(r"\s+…", _GAP)


def _escaped(word: str) -> str:
    return "".join(part if part in "{}" else r"\w*" if part == "*" else re.escape(part) for part in word)
