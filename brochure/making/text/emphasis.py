"""Asterisks and underscores that were meant as emphasis and are printed, since they open or close nothing."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markdown_it.token import Token

from brochure.findings import Finding, Level, Rule
from brochure.making.text.commonmark import AT
from brochure.making.text.document import TextDocument
from brochure.making.text.frames import unframed

RULE = Rule(
    "loose-emphasis",
    "marks",
    "An asterisk or underscore that opens or closes nothing would be printed.",
    level=Level.ERROR,
)
_SHOWN = 20


def loose_signs(document: TextDocument) -> Iterator[Finding]:
    """The loose signs of a text."""
    for token in document.tokens:
        first = (token.map or [0])[0]
        for at, message in _loose(token.content, token.children or []):
            yield Finding(document.place(first + token.content.count("\n", 0, at)), message, rule=RULE.name)


def _loose(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    signs = [token for token in tokens if token.type == "text" and token.content in ("*", "_")]
    ordered = sorted(token.meta[AT] for token in signs)
    for _, run in groupby(enumerate(ordered), lambda item: (item[1] - item[0], text[item[1]])):
        start, *rest = [at for _, at in run]
        end = rest[-1] + 1 if rest else start + 1
        if _looks_meant(text, start, end):
            yield start, _message(text, start, end)


def _looks_meant(text: str, start: int, end: int) -> bool:
    """Whether signs touch a word as emphasis does: not alone between spaces, nor one between two letters."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (not before or before.isspace()) and (not after or after.isspace()):
        return False
    return not (end - start == 1 and before.isalnum() and after.isalnum())


def _message(text: str, start: int, end: int) -> str:
    sign = text[start:end]
    around = " ".join(unframed(text[max(start - _SHOWN, 0) : end + _SHOWN]).split())
    return (
        f"'{sign}' opens or closes nothing and would be printed, in «{around}»; write {sign} at both ends of the words "
        f"without a space inside, or \\{sign[0]} for the sign itself"
    )
