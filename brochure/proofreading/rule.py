"""What a rule is: a name, a family, a level, and a function from a reading to what it finds.

Knows no rule; each family is a module of `brochure/proofreading/rules/` that ends in a tuple `RULES`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from brochure.edition.reading import Edition
from brochure.figures.extract import Extracted
from brochure.findings import Finding, Level, Place
from brochure.numbers.definitions import Numbers
from brochure.numbers.formats import Formatter
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.text import Text
from brochure.text.rendering import RenderedText
from brochure.words import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition in one language, as rules read it: its texts in the order of the pages, and what stands behind them.

    `lexicon` has the words and patterns of the language.
    """

    edition: Edition
    words: Words
    formatter: Formatter
    numbers: Numbers
    rendered: RenderedText
    figures: Mapping[str, Extracted]
    texts: tuple[Text, ...]
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule has found, before it has the rule's name and level: where, what, and what could stand there."""

    place: Place
    message: str
    suggestion: str = ""


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
        for hit in self.find(reading):
            yield Finding(hit.place, hit.message, self.level, rule=self.name, suggestion=hit.suggestion)


def text_rule(
    name: str, family: str, summary: str, find: Callable[[Text, Lexicon], Iterable[Hit]], level: Level = Level.WARNING
) -> Rule:
    """A rule that looks at one text at a time."""

    def over_all(reading: Reading) -> Iterable[Hit]:
        for text in reading.texts:
            yield from find(text, reading.lexicon)

    return Rule(name, family, summary, over_all, level)
