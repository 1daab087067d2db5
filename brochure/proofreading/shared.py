"""What several rules read a language with, made once: `reading.once(passages_of)`."""

from brochure.proofreading.direction_words import DirectionWords
from brochure.proofreading.naming import Naming
from brochure.proofreading.passages import Passage, passages
from brochure.proofreading.rule import Reading
from brochure.proofreading.told_times import ToldTimes


def passages_of(reading: Reading) -> tuple[Passage, ...]:
    """The passages of the texts."""
    return tuple(passages(reading.texts, reading.lexicon))


def directions_of(reading: Reading) -> DirectionWords:
    """The words that say which way numbers go."""
    return DirectionWords(reading.lexicon)


def names_of(reading: Reading) -> Naming:
    """The names of members."""
    return Naming(reading.lexicon, reading.words)


def times_of(reading: Reading) -> ToldTimes:
    """The words for times, for the year in which the edition comes out."""
    return ToldTimes(reading.lexicon, reading.edition.settings.date.year)
