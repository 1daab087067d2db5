"""The letters on a page given to the recorded lines and drawings that they belong to.

A recorded area is what letters about cover. A letter belongs to the line whose foot it stands nearest to, else to the
drawing it stands in; what belongs to neither is left over.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from brochure.manifest.model import Account, PageRecord, Token
from brochure.manifest.where import give_to_lines, texts_on
from brochure.pdf.letters import Letter, squeezed
from brochure.tracing.printed import PrintedPage


@dataclass(frozen=True, slots=True)
class Matched:
    """A page as recorded and as printed; `sheet` is its position in the file, from 0.

    `lines` are the letters of each recorded line from left to right, `drawings` those of each drawing in the order in
    which they were set, `rest` is what is left over.
    """

    record: PageRecord
    sheet: int
    lines: tuple[tuple[Letter, ...], ...]
    drawings: tuple[tuple[Token, tuple[Letter, ...]], ...]
    rest: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Recorded pages with the printed page that each is; what has no counterpart, by its position from 0."""

    matched: tuple[Matched, ...]
    missing: tuple[int, ...]
    added: tuple[int, ...]


def match_pages(records: Sequence[PageRecord], printed: Sequence[PrintedPage]) -> Pairs:
    """Every recorded page beside the printed page that is it, also when pages were added, left out or moved."""
    pairs: list[tuple[int, int]] = []
    missing: list[int] = []
    added: list[int] = []
    one, other = [_recorded_letters(page) for page in records], [_printed_letters(page) for page in printed]
    for kind, i, end_i, j, end_j in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        both = min(end_i - i, end_j - j) if kind in ("equal", "replace") else 0
        pairs += zip(range(i, i + both), range(j, j + both), strict=True)
        missing += range(i + both, end_i)
        added += range(j + both, end_j)
    return Pairs(tuple(match_page(records[i], j, printed[j]) for i, j in pairs), tuple(missing), tuple(added))


def match_page(record: PageRecord, sheet: int, printed: PrintedPage) -> Matched:
    """The letters of one page, `sheet` of the file, given to its lines and drawings."""
    letters = printed.letters
    lines, left_over = give_to_lines(record.lines, letters)
    drawings = [token for token in record.tokens if token.account is Account.DRAWING]
    drawn: list[list[Letter]] = [[] for _ in drawings]
    rest: list[Letter] = []
    for letter in (letters[position] for position in left_over):
        around = next((i for i, token in enumerate(drawings) if token.area.holds(letter.x, letter.y, 1)), None)
        (rest if around is None else drawn[around]).append(letter)
    return Matched(
        record,
        sheet,
        tuple(tuple(letters[position] for position in line) for line in lines),
        tuple(zip(drawings, map(tuple, drawn), strict=True)),
        tuple(rest),
    )


def _recorded_letters(page: PageRecord) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(squeezed("".join(texts_on(page)))).items())


def _printed_letters(page: PrintedPage) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(letter.text for letter in page.letters).items())
