"""Grammar: wrong sentences and right ones; slips; and what is told where the analyser is missing."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from brochure.proofreading.analyser import Analyser, find_analyser
from brochure.proofreading.rule import EditionRule, LanguageRule
from brochure.proofreading.rules import grammar, slips
from brochure.proofreading.text import Kind
from tests.support.cases import shipped_lexicon
from tests.support.readings import reading_with
from tests.support.texts import text_of

_CASES: dict[str, Any] = yaml.safe_load((Path(__file__).with_name("cases") / "grammar.yaml").read_text("utf-8"))
_RULES = [rule for rule in grammar.RULES if isinstance(rule, LanguageRule)]
_SLIPS = {rule.name: rule for rule in slips.RULES}


def needs_analyser(language: str) -> None:
    if find_analyser(shipped_lexicon(language).table("grammar", "analyser")["pair"]) is None:
        pytest.skip("Apertium's analyser is not installed")


def told(rule: LanguageRule, sentences: list[str], language: str, kind: Kind = Kind.PARAGRAPH) -> list[str]:
    texts = [text_of(sentence, language, kind, line=line) for line, sentence in enumerate(sentences)]
    found = [each for each in rule.findings(reading_with(texts, language)) if each.place.path == "text.nb.md"]
    return [sentences[each.place.line or 0] for each in found]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_grammar(language: str) -> None:
    needs_analyser(language)
    for rule in _RULES:
        wrong = _CASES["wrong"][rule.name][language]
        assert set(told(rule, wrong, language)) == set(wrong), rule.name
        assert told(rule, _CASES["right"][language], language) == [], rule.name


def test_a_missing_analyser_is_told_once_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    readings = [reading_with([text_of("Et stor forskjell.", each)], each) for each in ("nb", "nn", "en")]
    (unavailable,) = (rule for rule in grammar.RULES if isinstance(rule, EditionRule))
    (found,) = unavailable.findings(readings)
    assert "grammar is not checked in nb and nn" in found.message
    assert "sudo apt-get install apertium-nno-nob" in found.message
    assert [each for reading in readings for rule in _RULES for each in rule.findings(reading)] == []


def test_what_the_analyser_cannot_read_stays_where_it_is() -> None:
    needs_analyser("nb")
    found = find_analyser("nob-nno")
    assert found is not None
    for content in (
        "Et «[stor] ^forskjell$» <nå>/så {x} @y \\ z.",
        f"{'x' * 3000} er et ord.",
        "",
        "En\u00a0gruppe\u00ad.",
    ):
        for words in (*found.told([content]), *found.chosen([content])):
            assert [content[word.start : word.end] for word in words] == [word.content for word in words]


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        (
            "nb",
            ["Andelen er er høy i gruppen og og lav ellers.", "De bor i i Oslo."],
            ["Det det handler om, er tid.", "Duran Duran spilte.", "Dette er langt, langt mer."],
        ),
        (
            "nn",
            ["Dei bur i i Oslo.", "Delen av av gruppa er høg."],
            ["Det det handlar om, er tid.", "Dei dei kjenner."],
        ),
        ("en", ["They live in in Oslo.", "The the share is high."], ["All that that shows is this."]),
    ],
)
def test_doubled_words(language: str, wrong: list[str], right: list[str]) -> None:
    assert set(told(_SLIPS["doubled-word"], wrong, language)) == set(wrong)
    assert told(_SLIPS["doubled-word"], right, language) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_missing_stops(language: str) -> None:
    wrong = ["A b c d. Dette er en setning uten punktum", "A b c d. (Dette er en setning uten punktum)"]
    right = [
        "Dette er en overskrift uten punktum",
        "A b c d. Dette er en setning.",
        "A b c d. Hva er dette her?",
        "A b c. Kilde: SSB",
    ]
    assert told(_SLIPS["missing-stop"], wrong, language) == wrong
    assert told(_SLIPS["missing-stop"], right, language) == []
    assert told(_SLIPS["missing-stop"], wrong, language, Kind.TITLE) == []


def test_an_analyser_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_analyser("nb")
    monkeypatch.setattr(Analyser, "told", lambda *_: ((),))
    (unavailable,) = (rule for rule in grammar.RULES if isinstance(rule, EditionRule))
    (found,) = unavailable.findings([reading_with([text_of("Et stor forskjell.", "nb")], "nb")])
    assert "grammar is not checked in nb: the analyser of Apertium does not answer" in found.message
