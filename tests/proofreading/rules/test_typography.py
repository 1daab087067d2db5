"""Rules of typography, for and against, in cases: nb, nn and en."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.findings import Faults
from brochure.project.languages import Language
from brochure.proofreading.lexicon import read_lexicon
from brochure.proofreading.rule import LanguageRule
from brochure.proofreading.rules import typography_dashes, typography_numbers, typography_signs
from brochure.proofreading.text import Kind
from tests.support.cases import read_yaml
from tests.support.projects import make_project
from tests.support.readings import reading_with
from tests.support.texts import text_of

FAMILIES: dict[str, tuple[LanguageRule, ...]] = {
    "typography_dashes": typography_dashes.RULES,
    "typography_numbers": typography_numbers.RULES,
    "typography_signs": typography_signs.RULES,
}


def found_cases() -> Iterator[Any]:
    for rule, language, each in _by_rule():
        times = each.get("times", 1)
        for text, suggestion in each["found"].items():
            wanted = times.get(text, 1) if isinstance(times, dict) else times
            yield pytest.param(rule, language, text, suggestion, wanted, id=f"{rule}-{language}-{text}")


def right_cases() -> Iterator[Any]:
    for rule, language, each in _by_rule():
        for text in each["right"]:
            yield pytest.param(language, text, id=f"{rule}-{language}-{text}")


def _by_rule() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for family in FAMILIES:
        file = Path(__file__).with_name("cases") / f"{family}.yaml"
        for rule, languages in read_yaml(file).items():
            for language, each in languages.items():
                yield rule, language, each


def found_in(content: str, language: str, kind: Kind = Kind.PARAGRAPH) -> list[tuple[str, str]]:
    """Rule and suggestion of all that the families find in a text."""
    reading = reading_with([text_of(content, language, kind)], language)
    rules = [rule for family in FAMILIES.values() for rule in family]
    return [(hit.rule, hit.suggestion) for rule in rules for hit in rule.findings(reading)]


@pytest.mark.parametrize(("rule", "language", "text", "suggestion", "times"), list(found_cases()))
def test_what_is_wrong_is_found_by_its_rule_alone(
    rule: str, language: str, text: str, suggestion: str | None, times: int
) -> None:
    found = found_in(text, language)
    assert [name for name, _ in found] == [rule] * times
    assert suggestion is None or suggestion in found[0][1]


@pytest.mark.parametrize(("language", "text"), list(right_cases()))
def test_what_is_right_is_passed_over(language: str, text: str) -> None:
    assert found_in(text, language) == []


def test_every_rule_has_cases_for_and_against_in_both_written_standards() -> None:
    known = {(rule.name, language) for rules in FAMILIES.values() for rule in rules for language in ("nb", "nn")}
    assert {(rule, language) for rule, language, each in _by_rule() if each["found"] and each["right"]} >= known


@pytest.mark.parametrize("kind", [Kind.CELL, Kind.VALUE, Kind.HEADING, Kind.SIDE_NOTE, Kind.NOTE])
def test_signs_of_per_cent_are_right_where_numbers_are_told_in_short(kind: Kind) -> None:
    assert found_in("Rundt [[63,4\u00a0%]] i arbeid", "nb", kind) == []


def test_a_heading_may_begin_with_a_figure() -> None:
    assert found_in("[[63,4 prosent]] er i arbeid.", "nb", Kind.HEADING) == []


def test_a_finding_stands_where_the_fault_was_typed() -> None:
    text = text_of("I årene {2005-2008} steg tallet.", "nb", line=7)
    (found,) = [hit for rule in typography_dashes.RULES for hit in rule.findings(reading_with([text], "nb"))]
    assert (found.place.line, found.place.column) == (7, 10)
    assert found.message == "'2005-2008' is a range; write it with an en dash (–)"


def test_a_style_that_lacks_something_is_told_with_its_file(tmp_path: Path) -> None:
    written = {"data/proofreading/nb/typography.toml": 'rules = ["double-point"]\n'}
    lexicon = read_lexicon(make_project(tmp_path, written), Language.BOKMAAL)
    reading = replace(reading_with([text_of("Slik..")], "nb"), lexicon=lexicon)
    with pytest.raises(Faults, match=r"data/proofreading/nb/typography.toml:1: error: "):
        list(typography_signs.RULES[0].findings(reading))


def test_a_language_without_a_style_has_no_rules(tmp_path: Path) -> None:
    lexicon = read_lexicon(make_project(tmp_path, {}), Language.BOKMAAL)
    reading = replace(reading_with([text_of("Slik.. og  slik")], "nb"), lexicon=lexicon)
    assert [found for rules in FAMILIES.values() for rule in rules for found in rule.findings(reading)] == []
