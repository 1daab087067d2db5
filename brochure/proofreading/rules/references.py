"""References: to a figure that the sentence does not speak of, to a place on the page, to a number typed by hand.

Numbers and places of figures are the layout's, and change with it; `ref` follows them. What a sentence speaks of are
the cells of its numbers and claims; where it has none, the words that it shares with the titles of statistics.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from brochure.making.text.document import Linked
from brochure.proofreading.passages import Passage
from brochure.proofreading.phrases import expression, pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import passages_of
from brochure.proofreading.text import Kind, Text
from brochure.statistics.labels import label_of
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension, Statistic

FAMILY = "references"

_FILE = "references"
_STEM = 5
"""So many letters of a word tell its topic; shorter words tell none."""
_WORD = re.compile(rf"[^\W\d_]{{{_STEM},}}")
_RARE = 3
"""A topic is what no more than one in so many figures speaks of."""
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{2,4}|[A-HJ-ZÆØÅ]\d{0,2})(?:\s?[a-h])?"
_BEFORE, _AFTER = 4, 8
"""So many words before a number, and after it, may tell that it is of another publication."""
_CLAUSE = re.compile(r"(?:[;:!?]|(?<=[a-zæøå]{4})\.)\s")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a figure or table shows: cells by statistic, and all words on it, in small letters."""

    cells: Mapping[str, Sequence[Cell]]
    words: str

    def has(self, cell: Cell) -> bool:
        """Whether it shows a cell's members, at any time; all together count where their parts are shown."""
        return all(
            not _tells_apart(dimension)
            or cell.member(dimension.name) == dimension.metadata.elimination
            or any(cell.member(dimension.name) == each.member(dimension.name) for each in self._of(cell.statistic))
            for dimension in cell.statistic.dimensions
        )

    def _of(self, statistic: Statistic) -> Sequence[Cell]:
        return self.cells[statistic.name]


class _Exhibits:
    """All figures and tables of an edition in one language."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def told(self, passage: Passage, name: str) -> str:
        """Why a sentence does not speak of a figure that it refers to; nothing where it may."""
        own = self._shown.get(name)
        if own is None:
            return ""
        cells = self._cells_of(passage.text)
        if not cells:
            return self._told_of_words(passage, own)
        shown = [cell for cell in cells if cell.statistic.name in own.cells]
        if not shown:
            other = next((found for found, each in self._shown.items() if cells[0].statistic.name in each.cells), "")
            return f"its numbers are of {cells[0].statistic.name}" + (f", as shown in '{other}'" if other else "")
        if any(map(own.has, shown)):
            return ""
        members = ", ".join(shown[0].member(d.name) for d in shown[0].statistic.dimensions if _tells_apart(d))
        return f"its numbers are of {members}, which is not shown there"

    def _cells_of(self, text: Text) -> list[Cell]:
        """The cells of the numbers and claims of a sentence."""
        named = self._reading.numbers.values
        numbers = [number for span in text.bound for number in span.numbers]
        numbers += [named[name] for claim in text.claims for name in claim.names if name in named]
        return [cell for number in numbers for cell in number.cells] + [c for each in text.claims for c in each.cells]

    def _told_of_words(self, passage: Passage, own: _Shown) -> str:
        """Why a sentence without numbers is of other figures: by its topic, else by the numbers around it."""
        texts = (*passage.before, passage.text, *passage.after)
        if any(stem in own.words for text in texts for stem in _stems(text.content) if self._is_rare(stem)):
            return ""
        if any(map(self._is_topic, _stems(passage.text.content))):
            return "the words of the sentence are of other figures"
        around = {cell.statistic.name for text in texts for cell in self._cells_of(text)}
        return "the numbers around it are of others" if around and around.isdisjoint(own.cells) else ""

    def _is_topic(self, stem: str) -> bool:
        """Whether the beginning of a word tells some figures from others, by the titles of their statistics."""
        return stem in self._titles and self._is_rare(stem)

    def _is_rare(self, stem: str) -> bool:
        return sum(stem in each.words for each in self._shown.values()) * _RARE <= len(self._shown)

    @cached_property
    def _titles(self) -> str:
        language = self._reading.edition.language
        return " ".join(
            (statistic.metadata.title.get(language) or "").casefold() for statistic in self._statistics.values()
        )

    @cached_property
    def _statistics(self) -> Mapping[str, Statistic]:
        return {c.statistic.name: c.statistic for cells in self._reading.shown.values() for c in cells}

    @cached_property
    def _shown(self) -> Mapping[str, _Shown]:
        words: dict[str, list[str]] = {name: [] for name in self._reading.shown}
        for text in self._reading.texts:
            if text.kind in (Kind.TITLE, Kind.SUBTITLE, Kind.NOTE) and text.part in words:
                words[text.part].append(text.content)
        found = {}
        for name, cells in self._reading.shown.items():
            by_statistic: dict[str, list[Cell]] = {}
            for cell in cells:
                by_statistic.setdefault(cell.statistic.name, []).append(cell)
            told = [word for statistic in by_statistic for word in self._words_of(self._statistics[statistic])]
            found[name] = _Shown(by_statistic, " ".join((*words[name], *told)).casefold())
        return found

    def _words_of(self, statistic: Statistic) -> Iterator[str]:
        language = self._reading.edition.language
        yield statistic.metadata.title.get(language) or ""
        yield statistic.metadata.population.get(language) or ""
        for dimension in statistic.dimensions:
            if not dimension.is_time:
                yield dimension.metadata.label.get(language) or ""
                yield from (label_of(dimension, member, self._reading.words) or member for member in dimension.members)


def _tells_apart(dimension: Dimension) -> bool:
    """Whether the members of a dimension say what a cell is of: no times, definitions or measures."""
    measures = any(member.unit for member in dimension.metadata.members.values())
    return not (dimension.is_time or dimension.is_definition or measures)


def _stems(content: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORD.findall(content)}


def _elsewhere(reading: Reading) -> Iterator[Hit]:
    """References to figures that their sentences do not speak of."""
    exhibits = _Exhibits(reading)
    for passage in reading.once(passages_of):
        for reference in passage.text.references:
            if why := exhibits.told(passage, reference.exhibit or ""):
                shown = passage.text.content[reference.start : reference.end]
                message = f"«{shown}» is '{reference.exhibit}', but {why}; refer to the figure that shows it"
                yield Hit(passage.text.place(reference.start), message)


def _typed_numbers(reading: Reading) -> Iterator[Hit]:
    """Numbers typed after "figur", "kilde", "side" and the like, unless they are those of another publication."""
    lexicon = reading.lexicon
    cardinals = expression(lexicon.table("numbers", "cardinals"))
    found = re.compile(
        rf"(?<![\w-])(?i:{expression(lexicon.listed(_FILE, 'numbered'))})\s+(?i:(?:nr\.?|no\.?|number|nummer)\s+)?"
        rf"[\[(]?((?:{_NUMBER}|(?i:{cardinals}))(?![\w-]))"
    )
    other = pattern(lexicon.listed(_FILE, "elsewhere"))
    for text, match in _matches(reading, found):
        is_linked = any(link.start < match.end() and match.start() < link.end for link in _links(text))
        if is_linked or any(True for _ in text.bound_in(*match.span(1))) or _is_of_another(text, match, other):
            continue
        message = f"«{match[0]}» has a number typed by hand, which the layout may change; print it"
        yield Hit(text.place(match.start()), f'{message} with {{{{ ref("name") }}}}, or name what is meant')


def _is_of_another(text: Text, match: re.Match[str], other: re.Pattern[str]) -> bool:
    """Whether the words around a number name another publication: "tabell 3 i rapporten"."""
    before = _CLAUSE.split(text.content[: match.start()])[-1].split()[-_BEFORE:]
    after = _CLAUSE.split(text.content[match.end() :])[0].split()[:_AFTER]
    return any(other.search(" ".join(words)) for words in (before, after))


def _links(text: Text) -> Iterator[Linked]:
    return (span for span in text.spans if isinstance(span, Linked))


def _places(reading: Reading) -> Iterator[Hit]:
    """Figures that are said to stand left, above or on the next page."""
    nouns, sure, open_, ends, phrases = (
        expression(reading.lexicon.listed(_FILE, key))
        for key in ("placed", "places", "open_places", "after_open_places", "phrases")
    )
    is_end = rf"(?=\s*(?:[.,;:)!?]|$)|\s+{ends}(?![\w-]))"
    found = re.compile(
        rf"(?<![\w-])(?:{nouns}(?:\s+\d+\w?)?\s+\(?(?:{sure}(?![\w-])|{open_}{is_end})|{phrases}(?![\w-]))",
        re.IGNORECASE,
    )
    for text, match in _matches(reading, found):
        message = f"«{match[0]}» says where something stands, which the layout decides and may change"
        yield Hit(text.place(match.start()), f'{message}; refer to it with {{{{ ref("name") }}}}')


def _matches(reading: Reading, found: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str]]]:
    for text in reading.texts:
        if text.kind is not Kind.SETTING:
            for match in found.finditer(text.content):
                yield text, match


RULES: tuple[LanguageRule, ...] = (
    LanguageRule("reference-elsewhere", FAMILY, "A sentence refers to a figure that it does not speak of.", _elsewhere),
    LanguageRule(
        "typed-reference", FAMILY, "A number is typed after «figur», «tabell», «side» and the like.", _typed_numbers
    ),
    LanguageRule("reference-by-place", FAMILY, "A figure is said to stand left, above, or on the next page.", _places),
)
