"""What rules of proofreading read, made of texts or of a gathered edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from brochure.making.stages import Gathered
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.lexicon import read_lexicon
from brochure.proofreading.rule import Reading
from brochure.proofreading.text import Kind, Text
from tests.support.projects import ROOT
from tests.support.shipped import gather_shipped
from tests.support.texts import text_of


def reading_of(gathered: Gathered, texts: Sequence[Text] = ()) -> Reading:
    """The reading of a gathered edition with the words that the project ships, in which `texts` are the only ones."""
    return Reading(
        gathered.edition,
        gathered.words,
        gathered.formatter,
        gathered.numbers,
        gathered.text,
        gathered.figures,
        tuple(texts),
        read_lexicon(Project(ROOT), gathered.edition.language),
        gathered.statistics,
    )


def reading_with(texts: Sequence[Text], language: str) -> Reading:
    """The shipped edition in a language with `texts` in place of its own."""
    return reading_of(gather_shipped(Language(language)), texts)


def reading_of_case(case: Mapping[str, Any]) -> Reading:
    """The shipped edition in the language of a case, with the texts of the case, all of its kind."""
    kind = Kind(case.get("kind", Kind.PARAGRAPH))
    return reading_with([text_of(content, case["language"], kind) for content in case["texts"]], case["language"])
