"""Texts given in several languages."""

import pytest
from pydantic import ValidationError

from brochure.project.languages import TranslatedLists, Translations
from tests.support.projects import LANGUAGES


def test_a_text_is_there_in_the_languages_it_was_written_in() -> None:
    text = Translations(nb="Arbeid", en="Work")

    assert [text.get(language) for language in LANGUAGES] == ["Arbeid", None, "Work"]


def test_a_text_in_no_language_is_refused() -> None:
    with pytest.raises(ValidationError, match="give the text in at least one language"):
        Translations()


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_a_text_that_is_blank_is_refused(blank: str) -> None:
    with pytest.raises(ValidationError, match="it is empty; write the words"):
        Translations(nb=blank, nn="Arbeid")


def test_lists_are_empty_in_the_languages_they_were_not_written_in() -> None:
    texts = TranslatedLists(nn=("ein", "to"))

    assert [texts.get(language) for language in LANGUAGES] == [(), ("ein", "to"), ()]
