"""The letters on a page given to the recorded lines and drawings that they belong to.

A recorded area is what letters about cover. A letter belongs to the line whose foot it stands nearest to, else to the
drawing it stands in; what belongs to neither is left over.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from brochure.manifest.model import Account, Area, LineRecord, PageRecord, Token
from brochure.tracing.printed import Letter, PrintedPage, squeezed

_BEFORE, _AFTER, _BELOW = 1.5, 0.5, 1.0
"""How far outside the area of its line a letter may begin, in points."""
_DESCENT = 2 / 9
"""How much of the height of a line lies below the foot of its letters."""


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
    finder = LineFinder(record.lines)
    drawings = [token for token in record.tokens if token.account is Account.DRAWING]
    lines: list[list[Letter]] = [[] for _ in record.lines]
    drawn: list[list[Letter]] = [[] for _ in drawings]
    rest: list[Letter] = []
    for letter in printed.letters:
        if (line := finder.find(letter)) is not None:
            lines[line].append(letter)
        else:
            around = next((i for i, token in enumerate(drawings) if _is_inside(letter, token.area)), None)
            (rest if around is None else drawn[around]).append(letter)
    return Matched(
        record,
        sheet,
        tuple(tuple(sorted(letters, key=lambda letter: letter.x)) for letters in lines),
        tuple(zip(drawings, map(tuple, drawn), strict=True)),
        tuple(rest),
    )


def words_of(letters: Iterable[Letter]) -> list[str]:
    """Letters as the words that they make."""
    words: list[str] = []
    for letter in letters:
        if letter.begins or not words:
            words.append("")
        words[-1] += letter.text
    return words


def line_of(page: PageRecord, token: Token) -> int | None:
    """The position of the line that a token stands in, None for a drawing."""
    if token.account is Account.DRAWING:
        return None
    foot = foot_of(token.area)
    around = [
        (abs(foot_of(line.area) - foot), i)
        for i, line in enumerate(page.lines)
        if line.area.left - 1 <= token.area.left <= line.area.right + 1
        and line.area.top - 1 <= (token.area.top + token.area.bottom) / 2 <= line.area.bottom + 1
    ]
    return min(around)[1] if around else None


def struck_letters(line: LineRecord) -> set[int]:
    """Which of the printed letters of a line, counted from 0 without spaces, a draft shows as removed."""
    return {
        i for start, end in line.struck for i in range(len(squeezed(line.text[:start])), len(squeezed(line.text[:end])))
    }


class LineFinder:
    """Finds the line that a letter stands in, by the points from the top of the page that each line covers."""

    def __init__(self, lines: Sequence[LineRecord]) -> None:
        self.at: dict[int, list[tuple[int, Area]]] = {}
        for i, line in enumerate(lines):
            for point in range(int(line.area.top) - 1, int(line.area.bottom + _BELOW) + 1):
                self.at.setdefault(point, []).append((i, line.area))

    def find(self, letter: Letter) -> int | None:
        """The position of the line that a letter stands in, None where there is none."""
        nearest = min(self._around(letter), default=None)
        return nearest[1] if nearest else None

    def _around(self, letter: Letter) -> Iterator[tuple[float, int]]:
        for i, area in self.at.get(int(letter.y), ()):
            within = area.left - _BEFORE <= letter.x <= area.right + _AFTER
            if within and area.top <= letter.y <= area.bottom + _BELOW:
                yield abs(foot_of(area) - letter.y), i


def foot_of(area: Area) -> float:
    """The height of the base line of a line that covers `area`."""
    return area.bottom - (area.bottom - area.top) * _DESCENT


def _is_inside(letter: Letter, area: Area) -> bool:
    return area.left - 1 <= letter.x <= area.right + 1 and area.top - 1 <= letter.y <= area.bottom + 1


def _recorded_letters(page: PageRecord) -> frozenset[tuple[str, int]]:
    drawn = (token.text for token in page.tokens if token.account is Account.DRAWING)
    return frozenset(Counter(squeezed("".join((*(line.text for line in page.lines), *drawn)))).items())


def _printed_letters(page: PrintedPage) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(letter.text for letter in page.letters).items())
