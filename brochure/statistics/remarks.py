"""What a source remarks on single values, in the words of an edition: the marks beside them and what each says."""

from collections.abc import Iterable
from dataclasses import dataclass

from brochure.project.words import Words
from brochure.statistics.selection import Cell
from brochure.statistics.statuses import CODES, SUPPRESSED, parts_of
from brochure.statistics.table import Statistic

_WRITTEN_AS = {"no": ("nb", "nn")}
"""Norwegian as offices call it, which is either standard."""


@dataclass(frozen=True, slots=True)
class Remark:
    """The mark of a status, as it stands beside a value, and what it says."""

    mark: str
    meaning: str


def marked(printed: str, status: str) -> str:
    """A printed value with its mark: an asterisk follows at once, a word of letters after a no-break space."""
    return printed + status if status in ("", "*") else f"{printed}\u00a0{status}"


def remarks_on(cells: Iterable[Cell], words: Words) -> tuple[Remark, ...]:
    """The remarks on some cells, each once, by their marks."""
    found = {(cell.statistic.name, cell.observation.status): cell.statistic for cell in cells}
    told = {Remark(status, meaning_of(statistic, status, words)) for (_, status), statistic in found.items() if status}
    return tuple(sorted(told, key=lambda remark: (remark.mark, remark.meaning)))


def meaning_of(statistic: Statistic, status: str, words: Words) -> str:
    """What a status says: in the words of the metadata or of the file where they are in the language, else in ours."""
    own = statistic.metadata.statuses.get(status)
    written = own.label.get(words.language) if own else None
    if written is not None:
        return written
    spoken = statistic.language.lower()[:2]
    is_ours = not spoken or words.language in _WRITTEN_AS.get(spoken, (spoken,))
    if status in statistic.meanings and is_ours:
        return statistic.meanings[status]
    parts = parts_of(status, {*statistic.metadata.statuses, *statistic.meanings} - CODES.keys())
    return ", ".join(dict.fromkeys(_meaning_of_part(statistic, part, words) for part in parts))


def _meaning_of_part(statistic: Statistic, part: str, words: Words) -> str:
    own = statistic.metadata.statuses.get(part)
    written = own.label.get(words.language) if own else None
    if written is not None:
        return written
    if SUPPRESSED.fullmatch(part):
        return words("status.suppressed")
    if part in CODES:
        return words(f"status.{CODES[part]}")
    letters = {code.casefold(): meaning for code, meaning in statistic.meanings.items()}
    return letters.get(part.casefold(), words("status.unknown"))
