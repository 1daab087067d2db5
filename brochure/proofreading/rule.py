"""What a rule is: a name, a family, a level, and a function from a reading to what it finds.

A `Rule` looks at an edition in one language, an `EditionRule` at all its languages together. Knows no rule; each family
is a module of `brochure/proofreading/rules/` that ends in a tuple `RULES`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from brochure.findings import Finding, Level, Place
from brochure.making.figures.extract import Extracted
from brochure.making.text.rendering import RenderedText
from brochure.project.edition.reading import Edition
from brochure.project.words import Words
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.text import Text
from brochure.statistics.numbers.definitions import Numbers
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.table import Statistic


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition in one language, as rules read it: its texts in the order of the pages, and what stands behind them.

    `lexicon` has the words and patterns of the language; `statistics` are those of the project, of which other editions
    use those in `used_elsewhere`.
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
class Rule:
    """One thing to look for.

    `name` is written in excuses, in small letters with hyphens ("hyphen-for-dash"); `summary` says in a sentence what
    is wrong when it finds something, for editors that show a list of rules.
    """

    name: str
    family: str
    summary: str
    find: Callable[[Reading], Iterable[Hit]]
    level: Level = Level.WARNING

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """What the rule finds, as findings."""
        return (hit.told(self.name, self.level) for hit in self.find(reading))


@dataclass(frozen=True, slots=True)
class EditionRule:
    """One thing to look for in all languages of an edition together: where they differ, what none of them uses.

    Its fields are those of a `Rule`; `find` gets the readings of the languages that were asked for, in order.
    """

    name: str
    family: str
    summary: str
    find: Callable[[Sequence[Reading]], Iterable[Hit]]
    level: Level = Level.WARNING

    def findings(self, readings: Sequence[Reading]) -> Iterable[Finding]:
        """What the rule finds, as findings."""
        return (hit.told(self.name, self.level) for hit in self.find(readings))


def text_rule(
    name: str, family: str, summary: str, find: Callable[[Text, Lexicon], Iterable[Hit]], level: Level = Level.WARNING
) -> Rule:
    """A rule that looks at one text at a time."""

    def over_all(reading: Reading) -> Iterable[Hit]:
        for text in reading.texts:
            yield from find(text, reading.lexicon)

    return Rule(name, family, summary, over_all, level)
