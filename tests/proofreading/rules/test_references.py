"""References: right and wrong sentences, rule by rule and language by language."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from brochure.making.text.document import Linked
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.rule import LanguageRule, Reading
from brochure.proofreading.rules.references import RULES
from brochure.proofreading.text import Text
from tests.support.projects import ROOT
from tests.support.shipped import gather_shipped
from tests.support.texts import text_of

_CASES: dict[str, Any] = yaml.safe_load((Path(__file__).with_name("cases") / "references.yaml").read_text("utf-8"))
_RULES: dict[str, LanguageRule] = {rule.name: rule for rule in RULES}
_PRINTED = "igur 1"


def _text(case: str | dict[str, str], reading: Reading) -> Text:
    """A sentence of a case; one that refers to a figure is a mapping, and prints "figur 1" for it."""
    language = reading.edition.language
    if isinstance(case, str):
        return text_of(case, language)
    text = text_of(case["text"], language, numbers=reading.numbers.values)
    start = text.content.index(_PRINTED) - 1
    link = Linked(start, start + len(_PRINTED) + 1, f"#figure-{case['ref']}")
    return replace(text, spans=(*text.spans, link))


@pytest.mark.parametrize(("rule", "language"), [(rule, language) for rule in _CASES for language in _CASES[rule]])
def test_references(rule: str, language: str) -> None:
    shipped = read_edition_texts(Project(ROOT), gather_shipped(Language(language)))
    words_of_figures = tuple(text for text in shipped.texts if text.part in shipped.shown)
    told = {
        kind: {
            str(case): [
                finding.message
                for finding in _RULES[rule].findings(replace(shipped, texts=(_text(case, shipped), *words_of_figures)))
                if finding.place.path == "text.nb.md"
            ]
            for case in _CASES[rule][language][kind]
        }
        for kind in ("wrong", "right")
    }
    assert [case for case, found in told["wrong"].items() if len(found) != 1] == []
    assert {case: found for case, found in told["right"].items() if found} == {}
