"""Splitting texts into sentences and words, and where these stand."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.lexicon import Lexicon, read_lexicon
from brochure.proofreading.sentences import sentences, words
from tests.support.cases import read_yaml
from tests.support.projects import ROOT

CASES = Path(__file__).with_name("cases")


def cases(name: str) -> list[Any]:
    found = read_yaml(CASES / f"{name}.yaml")
    return [pytest.param(case, id=case["title"]) for case in found]


@cache
def lexicon(language: str) -> Lexicon:
    return read_lexicon(Project(ROOT), Language(language))


@pytest.mark.parametrize("case", cases("sentences"))
def test_a_text_is_split_into_its_sentences(case: dict[str, Any]) -> None:
    found = sentences(case["content"], lexicon(case["language"]))
    assert [sentence.content for sentence in found] == case["sentences"]


@pytest.mark.parametrize("case", cases("words"))
def test_a_text_is_split_into_its_words(case: dict[str, Any]) -> None:
    assert [word.content for word in words(case["content"])] == case["words"]


def test_a_language_without_abbreviations_is_split_at_points() -> None:
    found = sentences("Fra bl.a. Polen. Flest er menn.", Lexicon(Language("se")))
    assert [sentence.content for sentence in found] == ["Fra bl.a.", "Polen.", "Flest er menn."]


@given(st.text(alphabet="aA1 .,?!«»()–\u00a0"))
def test_offsets_lead_back_to_the_text_and_nothing_is_lost(content: str) -> None:
    end = 0
    for sentence in sentences(content, lexicon("nb")):
        assert content[end : sentence.start].strip() == ""
        assert content[sentence.start : sentence.end] == sentence.content != ""
        assert all(content[word.start : word.end] == word.content for word in sentence.words)
        end = sentence.end
    assert content[end:].strip() == ""
