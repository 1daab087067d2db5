"""Ages in words that are not those of the number beside them: "i trettiårene" beside the cell of 18–25 years.

Digits are told by `typed_times`. A word is wrong only where no number of its clause is of an age that it says, and no
other number of the sentence is.
"""

from collections.abc import Iterator

from brochure.making.text.cell_words import FORMATS
from brochure.proofreading.age_words import AgeWords
from brochure.proofreading.clauses import Clauses
from brochure.proofreading.naming import cells_named
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.shared import passages_of
from brochure.proofreading.text import Kind, Text

_AT_START = 3
"""So many words may stand before an age that a sentence begins with: "Blant dem i trettiårene, …"."""
_PASSED_OVER = frozenset({Kind.CELL, Kind.NOTE, Kind.SETTING})


def _wrong(text: Text, words: AgeWords, clauses: Clauses) -> Iterator[Hit]:
    told = words.find(text)
    spans = [span for span in text.bound if span.format not in FORMATS and any(n.cells for n in span.numbers)]
    if not told or not spans:
        return
    around = clauses.around(text.content, [(span.start, span.end) for span in spans], [(m.start, m.end) for m in told])
    own = [words.of_cells(cell for number in span.numbers for cell in cells_named(number)) for span in spans]
    for mention in told:
        near = [at for at, (start, end) in enumerate(around) if start <= mention.start < end]
        is_before = mention.start < around[0][0] and len(text.content[: mention.start].split()) <= _AT_START
        near = near or ([0] if is_before else [])
        fits = any(ages is not None and ages & mention.ages for ages in own)
        if near and not fits and all(own[at] is not None for at in near):
            shown = spans[near[0]]
            yield Hit(
                text.place(mention.start),
                f"«{text.content[mention.start : mention.end]}» is another age than "
                f"«{text.content[shown.start : shown.end]}» is of; name that, or bind the number that is meant",
            )


def _find(reading: Reading) -> Iterator[Hit]:
    words, clauses = AgeWords(reading.lexicon, reading.words), Clauses(reading.lexicon)
    for passage in reading.once(passages_of):
        if passage.text.kind not in _PASSED_OVER and passage.text.bound:
            yield from _wrong(passage.text, words, clauses)


RULES: tuple[LanguageRule, ...] = (
    LanguageRule("age-misfit", "numbers", "An age in words is not that of the number beside it.", _find),
)
