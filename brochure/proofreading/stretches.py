"""From a stretch of text with something wrong to a hit of a typographic rule.

What a format has printed is right by its own tests, and web addresses follow other rules: stretches in them are
dropped here, so that no rule has to think of it. Knows no rule.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.style import FILE, SPACE, Style, style_of
from brochure.proofreading.text import Text

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|file:|www\.|(?<!\w)(?:mailto|tel|urn|doi|data|javascript):)\S+"
    r"|(?<![\w.+-])[\w.+-]+@[\w.-]+"
    r"|(?<![\w.])(?:[\w-]+\.)+(?:no|com|org|net|eu|int|csv|pdf|html?|xlsx?)(?!\w)(?:/\S*)?"
)


_QUOTED = 80
"""Quotation marks that stand no farther apart are told as one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end` of a text something is wrong; `fault` goes on after the words ("… is a range; write")."""

    start: int
    end: int
    fault: str
    suggestion: str = ""


Finder = Callable[[Text, Style], Iterator[Stretch]]


def typography_rule(name: str, summary: str, find: Finder, *, reads_bound: bool = False) -> LanguageRule:
    """A rule of typography that looks at one text at a time, where the language has it.

    With `reads_bound` it may find what a format has printed, since the author chose the format or the place.
    """

    def over_all(reading: Reading) -> Iterator[Hit]:
        style = style_of(reading.lexicon, reading.formatter.thousands_from)
        if style is None or name not in style.language.rules:
            return
        for text in reading.texts:
            for stretch in find(text, style):
                if _is_open(text, stretch, reads_bound):
                    yield _hit(text, stretch)

    return LanguageRule(name, FILE, summary, over_all)


def paired(marks: Iterable[tuple[Stretch, bool]], text: Text) -> Iterator[Stretch]:
    """Wrong quotation marks, an opening one as one stretch with the closing one where nothing bound stands between."""
    waiting: Stretch | None = None
    for mark, opens in marks:
        if waiting is not None and not opens and _is_near(waiting, mark, text):
            inside = text.content[waiting.end : mark.start]
            whole = f"{waiting.suggestion}{inside}{mark.suggestion}"
            yield Stretch(waiting.start, mark.end, mark.fault, whole)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = mark if opens else None
        if not opens:
            yield mark
    if waiting is not None:
        yield waiting


def _is_near(opening: Stretch, closing: Stretch, text: Text) -> bool:
    is_typed = text.is_typed(opening.start, closing.end)
    return closing.start - opening.end <= _QUOTED and is_typed and opening.fault == closing.fault


def shown(content: str, start: int, end: int) -> str:
    """A stretch as a message shows it: with the words beside it where it has no letter or digit of its own."""
    if not any(letter.isalnum() for letter in content[start:end]):
        before, after = re.search(r"\S*\s*$", content[:start]), re.match(r"\s*\S*", content[end:])
        start -= len(before[0]) if before else 0
        end += len(after[0]) if after else 0
    return re.sub(SPACE, " ", content[start:end])


def _is_open(text: Text, stretch: Stretch, reads_bound: bool) -> bool:
    """Whether a rule may speak of a stretch: neither a format's own work, nor in an address."""
    inside = any(span.start <= stretch.start and stretch.end <= span.end for span in text.bound)
    if inside and not reads_bound:
        return False
    before = _addresses(text.content)[: bisect_left(_addresses(text.content), (stretch.end, 0))]
    return not (before and stretch.start < before[-1][1])


@lru_cache(maxsize=8)
def _addresses(content: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _ADDRESS.finditer(content))


def _hit(text: Text, stretch: Stretch) -> Hit:
    """A hit, without a suggestion where that would overwrite what a format prints."""
    message = f"'{shown(text.content, stretch.start, stretch.end)}' {stretch.fault}"
    is_bound = any(True for _ in text.bound_in(stretch.start, stretch.end))
    return Hit(text.place(stretch.start), message, "" if is_bound else stretch.suggestion)
