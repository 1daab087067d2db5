"""Words that name what numbers are of, and words of claims against their conditions, for and against, in cases."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from brochure.proofreading.rules import claim_words, naming_words
from tests.proofreading.rules.test_numbers import assert_finds
from tests.support.cases import cases

_CASES = Path(__file__).with_name("cases")
_RIGHT: dict[str, list[str]] = yaml.safe_load((_CASES / "right_words.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", cases(_CASES / "naming_words.yaml"))
def test_naming_words(case: dict[str, Any]) -> None:
    assert_finds(naming_words.RULES, case)


@pytest.mark.parametrize("case", cases(_CASES / "claim_words.yaml"))
def test_claim_words(case: dict[str, Any]) -> None:
    assert_finds(claim_words.RULES, case)


@pytest.mark.parametrize("language", _RIGHT)
def test_nothing_is_told_of_right_sentences_of_many_phrasings(language: str) -> None:
    for sentence in _RIGHT[language]:
        case = {"language": language, "texts": [sentence], "finds": []}
        assert_finds([*naming_words.RULES, *claim_words.RULES], case)
