"""What is told of a figure, and how much of it an alt text holds: a listener cannot skim, the table has the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_LETTERS = 300
"""The longest alt text; the table behind the figure holds every number."""

SENTENCES = ". "
Forms = tuple[str, ...]
"""A sentence, and shorter ones that may stand in its place."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a figure's values: a comparison, then row by row or line by line, then what is missing.

    Pieces of the `recital` stand with `joint` between them, and a point after the last.
    """

    comparison: Sequence[Forms] = ()
    recital: Sequence[str] = ()
    caveats: Sequence[Forms] = ()
    joint: str = SENTENCES


def fitted(opening: Forms, told: Told, closing: str) -> str:
    """All that is told where it is short; else comparison, caveats, and as much of the recital as there is room for.

    `opening` is how it begins, and how where room is short; `closing` says where the rest stands.
    """
    whole = [forms[0] for forms in told.comparison], [forms[0] for forms in told.caveats]
    for first in opening:
        text = _joined(first, whole[0], _recital(told, len(told.recital)), whole[1])
        if len(text) <= MOST_LETTERS:
            return text
    first, kept = opening[-1], dict[tuple[int, int], str]()

    def shown(pieces: int = 0) -> str:
        chosen = [[kept[key] for key in sorted(kept) if key[0] == part] for part in (0, 1)]
        return _joined(first, chosen[0], _recital(told, pieces), chosen[1], closing)

    for part, sentences in enumerate((told.comparison, told.caveats)):
        for i, forms in enumerate(sentences):
            for form in forms:
                kept[part, i] = form
                if len(shown()) <= MOST_LETTERS:
                    break
                del kept[part, i]
    pieces = 0
    while pieces < len(told.recital) and len(shown(pieces + 1)) <= MOST_LETTERS:
        pieces += 1
    return shown(pieces)


def _recital(told: Told, pieces: int) -> str:
    shown = told.recital[:pieces] if told.joint != SENTENCES else map(_capital, told.recital[:pieces])
    return f"{told.joint.join(shown)}." if pieces else ""


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _joined(first: str, comparison: Iterable[str], recital: str, caveats: Iterable[str], closing: str = "") -> str:
    sentences = [first, *comparison, recital, *caveats, closing]
    return " ".join(_capital(sentence) for sentence in sentences if sentence)
