"""Rules of terms, for and against, in cases; and the terms that they ship with."""

from pathlib import Path
from typing import Any

import pytest

from brochure.proofreading.rules.terms import RULES
from tests.support.cases import assert_found, assert_suggested, cases, shipped_lexicon
from tests.support.readings import reading_of_case


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases") / "terms.yaml"))
def test_terms(case: dict[str, Any]) -> None:
    reading = reading_of_case(case)
    found = [finding for rule in RULES for finding in rule.findings(reading)]
    assert_found(found, case["finds"])
    assert_suggested(found, case)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_term_says_why(language: str) -> None:
    lexicon = shipped_lexicon(language)
    entries = list(lexicon.table("terms", "avoid"))
    assert entries
    assert not [entry for entry in entries if not lexicon.table("terms", "avoid", entry).get("reason")]
    forms = [form for entry in entries for form in lexicon.table("terms", "avoid", entry, "forms")]
    assert len(forms) == len(set(forms))
