"""Words that name what numbers are of, and words of claims against their conditions, for and against, in cases."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.proofreading.rules import claim_words, naming_words
from brochure.proofreading.text import Kind
from tests.proofreading.rules.test_numbers import assert_finds
from tests.support.cases import assert_found, cases, read_yaml
from tests.support.readings import reading_with
from tests.support.reckoned import reckoned_numbers
from tests.support.texts import text_of

_CASES = Path(__file__).with_name("cases")
_RIGHT: dict[str, list[str]] = read_yaml(_CASES / "right_words.yaml")


@pytest.mark.parametrize("case", cases(_CASES / "naming_words.yaml"))
def test_naming_words(case: dict[str, Any]) -> None:
    assert_finds(naming_words.RULES, case)


@pytest.mark.parametrize("case", cases(_CASES / "naming_exhibits.yaml"))
def test_names_in_the_words_of_figures(case: dict[str, Any]) -> None:
    numbers = reckoned_numbers()
    shown = {"arbeid": [cell for name in case["shows"] for cell in numbers[name].cells]}
    text = text_of(case["text"], case["language"], Kind(case["kind"]))
    reading = replace(reading_with([text], case["language"]), shown=shown)
    assert_found(naming_words.RULES[0].findings(reading), case["finds"])


@pytest.mark.parametrize("case", cases(_CASES / "claim_words.yaml"))
def test_claim_words(case: dict[str, Any]) -> None:
    assert_finds(claim_words.RULES, case)


@pytest.mark.parametrize("language", _RIGHT)
def test_nothing_is_told_of_right_sentences_of_many_phrasings(language: str) -> None:
    for sentence in _RIGHT[language]:
        case = {"language": language, "texts": [sentence], "finds": []}
        assert_finds([*naming_words.RULES, *claim_words.RULES], case)
