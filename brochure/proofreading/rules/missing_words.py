"""A language without a folder of words in `data/proofreading/`: its texts are not proofread, which is told."""

from collections.abc import Iterator, Sequence

from brochure.proofreading.rule import EditionRule, Hit, Reading

FAMILY = "lexicon"


def _missing(readings: Sequence[Reading]) -> Iterator[Hit]:
    for reading in readings:
        if not reading.lexicon.is_there:
            language = reading.lexicon.language
            folder = f"data/proofreading/{language}"
            mend = "copy it from another project, or make an empty one if they are not to be"
            message = f"there is no folder {folder}, so texts in {language} are not proofread; {mend}"
            yield Hit(reading.edition.document.place("languages"), message)


RULES = (
    EditionRule(
        "proofreading-unavailable",
        FAMILY,
        "Texts are not proofread: the folder of a language's words is missing.",
        _missing,
    ),
)
