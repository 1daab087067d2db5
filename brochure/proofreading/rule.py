"""Rules that read an edition's texts: a rule and a function from a reading to what it finds.

A `LanguageRule` looks at an edition in one language, an `EditionRule` at all its languages together. Knows no rule;
each family is a module of `brochure/proofreading/rules/` that ends in a tuple `RULES`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from brochure.findings import Finding, Level, Place, Rule
from brochure.making.figures.extract import Extracted
from brochure.making.text.rendering import RenderedText
from brochure.project.edition.reading import Edition
from brochure.project.words import Words
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.text import Text
from brochure.statistics.numbers.definitions import Numbers
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.selection import Cell
from brochure.statistics.table import Statistic

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition in one language, as rules read it: its texts in the order of the pages, and what stands behind them.

    `lexicon` has the words and patterns of the language; `statistics` are those of the project, of which other editions
    use those in `used_elsewhere`. `shown` are the cells of each figure and table, `placed` the file and line
    where a text places it.
    """

    edition: Edition
    words: Words
    formatter: Formatter
    numbers: Numbers
    rendered: RenderedText
    figures: Mapping[str, Extracted]
    texts: tuple[Text, ...]
    lexicon: Lexicon
    statistics: Mapping[str, Statistic] = field(default_factory=dict)
    used_elsewhere: frozenset[str] = frozenset()
    shown: Mapping[str, Sequence[Cell]] = field(default_factory=dict)
    placed: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _made: dict[Callable[["Reading"], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[["Reading"], _Made]) -> _Made:
        """What `make` makes of the reading, made when it is first asked for; rules share it."""
        if make not in self._made:
            self._made[make] = make(self)
        found: _Made = self._made[make]
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule has found, before it has the rule's name and level: where, what, and what could stand there."""

    place: Place
    message: str
    suggestion: str = ""

    def told(self, rule: str, level: Level) -> Finding:
        """As what a rule tells."""
        return Finding(self.place, self.message, level, rule=rule, suggestion=self.suggestion)


@dataclass(frozen=True, slots=True)
class LanguageRule(Rule):
    """One thing to look for in the texts of one language."""

    find: Callable[[Reading], Iterable[Hit]]

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """What the rule finds, as findings."""
        return (hit.told(self.name, self.level) for hit in self.find(reading))


@dataclass(frozen=True, slots=True)
class EditionRule(Rule):
    """One thing to look for in all languages of an edition together: where they differ, what none of them uses.

    `find` gets the readings of the languages that were asked for, in order.
    """

    find: Callable[[Sequence[Reading]], Iterable[Hit]]
    needs_all_languages: bool = field(default=True, kw_only=True)

    def findings(self, readings: Sequence[Reading]) -> Iterable[Finding]:
        """What the rule finds, as findings."""
        return (hit.told(self.name, self.level) for hit in self.find(readings))


def text_rule(
    name: str, family: str, summary: str, find: Callable[[Text, Lexicon], Iterable[Hit]], level: Level = Level.WARNING
) -> LanguageRule:
    """A rule that looks at one text at a time."""

    def over_all(reading: Reading) -> Iterable[Hit]:
        for text in reading.texts:
            yield from find(text, reading.lexicon)

    return LanguageRule(name, family, summary, over_all, level=level)
