"""Rules of mixing, for and against, in cases; and the words that they ship with."""

from pathlib import Path
from typing import Any

import pytest

from brochure.proofreading.rules.mixing import RULES
from tests.support.cases import assert_found, assert_suggested, cases, shipped_lexicon
from tests.support.readings import reading_of_case


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases") / "mixing.yaml"))
def test_mixing(case: dict[str, Any]) -> None:
    reading = reading_of_case(case)
    found = [finding for rule in RULES for finding in rule.findings(reading)]
    assert_found(found, case["finds"])
    assert_suggested(found, case)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_each_standard_has_its_list_of_forms(language: str) -> None:
    forms = shipped_lexicon(language).table("mixing", "other_standard", "forms")
    assert len(forms) >= 150
    assert not [form for form, instead in forms.items() if form.lower() == instead.lower()]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_form_stands_in_one_pair_only(language: str) -> None:
    pairs = shipped_lexicon(language).table("mixing", "two_forms")
    forms = [*pairs, *pairs.values()]
    assert len(forms) == len(set(forms))
