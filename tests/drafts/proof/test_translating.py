"""What rules say is said in the language of a draft: all that the catalogues have, and findings of real rules."""

from functools import cache

import pytest

from brochure.drafts.proof.translating import Translator
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.words import Words, read_words
from tests.recall.measuring import told_of
from tests.recall.planting import family
from tests.support.projects import ROOT

_BEGINNING = "found."
_LEAST = 0.9


@cache
def words_in(language: str) -> Words:
    return read_words(Project(ROOT), Language(language))


def translator(language: str) -> Translator:
    return Translator(words_in(language), words_in("en"))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_each_message_of_the_catalogue_is_known_by_its_english(language: str) -> None:
    for key, (english, _) in words_in("en").entries.items():
        if key.startswith(_BEGINNING):
            assert translator(language)(english) == words_in(language).entries[key][0]


@pytest.mark.parametrize(
    ("message", "nb", "nn"),
    [
        (
            "«økte» is against the values: «0,6 prosentpoeng» is a fall; say it the other way, or bind the numbers "
            "that are meant",
            "«økte» stemmer ikke med verdiene: «0,6 prosentpoeng» er en nedgang; si det omvendt, eller sett inn "
            "tallene det er snakk om",
            "«økte» stemmer ikkje med verdiane: «0,6 prosentpoeng» er ein nedgang; sei det omvendt, eller set inn "
            "tala det er snakk om",
        ),
        (
            "36 words without a full stop, more than 35; make two sentences of them",
            "36 ord uten punktum, flere enn 35; del setningen i to",
            "36 ord utan punktum, fleire enn 35; del setninga i to",
        ),
        ("something that nobody has translated", None, None),
    ],
)
def test_messages_are_said_with_their_values(message: str, nb: str | None, nn: str | None) -> None:
    assert [translator("nb")(message), translator("nn")(message)] == [nb, nn]


def test_what_rules_find_in_planted_faults_is_translated() -> None:
    messages = [found.message for told in told_of(family("ages_quarters_order")).values() for found in told]
    lacking = [message for message in messages if translator("nb")(message) is None]
    assert len(lacking) <= (1 - _LEAST) * len(messages), "\n".join(sorted(set(lacking)))
