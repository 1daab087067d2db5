"""Words that say which way numbers go: held by no claim, or against the values of the numbers that they speak of.

A direction word near a bound number is true for the data of the day alone; a claim keeps it from outliving them. What
the words are is data (`directions.toml`); what the values say of them is `brochure/proofreading/against.py`.
"""

from collections.abc import Iterator

from brochure.proofreading.against import against_values, naming
from brochure.proofreading.direction_words import DirectionWord, Sort
from brochure.proofreading.proposals import proposed
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import directions_of, names_of, passages_of, times_of
from brochure.proofreading.text import Kind, Text

FAMILY = "numbers"


def _without_claim(reading: Reading) -> Iterator[Hit]:
    """The direction words beside a bound number that no claim holds, but for those that are against the values."""
    words = reading.once(directions_of)
    times = reading.once(times_of)
    for passage in reading.once(passages_of):
        text = passage.text
        if text.kind is Kind.SETTING or not _has_value(text):
            continue
        told = [word for word in words.find(text) if not _is_label(word, text)]
        against = {word.start for word, _ in against_values(passage, words, times, reading.numbers.values)}
        told = [word for word in told if word.start not in against]
        free = [word for word in told if not any(True for _ in text.claims_over(word.start, word.end))]
        if free:
            shown = ", ".join(f"«{word.content}»" for word in free)
            yield Hit(
                text.place(free[0].start),
                f"{shown} says which way numbers go, but no claim holds it; it stays when the data change; "
                "put the sentence in {% claim … %} with a condition that is true as long as the words are"
                f"{proposed(text, (), reading.once(names_of))}",
            )


def _is_label(word: DirectionWord, text: Text) -> bool:
    """Whether a word names what a table's row is about, "høyeste fullførte utdanning", and tells nothing of it."""
    return text.kind is Kind.CELL and word.sort is Sort.EXTREME


def _has_value(text: Text) -> bool:
    return any(not naming(span) for span in text.bound)


def _against_values(reading: Reading) -> Iterator[Hit]:
    words = reading.once(directions_of)
    told = reading.once(times_of)
    for passage in reading.once(passages_of):
        for word, why in against_values(passage, words, told, reading.numbers.values):
            yield Hit(
                passage.text.place(word.start),
                f"«{word.content}» is against the values: {why}; "
                "say it the other way, or bind the numbers that are meant",
            )


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "direction-without-claim",
        FAMILY,
        "A word says which way a bound number goes, and no claim holds it.",
        _without_claim,
    ),
    LanguageRule(
        "direction-against-values",
        FAMILY,
        "A word says that a number goes another way than its value does.",
        _against_values,
    ),
)
