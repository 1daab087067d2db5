"""Rules of numbers, for and against, in cases over made-up statistics that can be read at sight."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.proofreading.rule import LanguageRule
from brochure.proofreading.rules import directions, marked, number_words, percent, share_words, shares, years
from brochure.proofreading.text import Kind
from brochure.statistics.numbers.definitions import Numbers
from tests.support.cases import assert_found, cases
from tests.support.readings import reading_with
from tests.support.reckoned import reckoned_numbers
from tests.support.texts import text_of

_CASES = Path(__file__).with_name("cases")


def assert_finds(rules: Sequence[LanguageRule], case: dict[str, Any]) -> None:
    """The rules find in the texts of a case what it says; a text with a kind of its own is written as a table."""
    numbers = reckoned_numbers()
    texts = [
        text_of(
            written["text"] if isinstance(written, dict) else written,
            case["language"],
            Kind(written["kind"] if isinstance(written, dict) else case.get("kind", "paragraph")),
            line=written.get("line", line) if isinstance(written, dict) else line,
            numbers=numbers,
        )
        for line, written in enumerate(case["texts"], start=1)
    ]
    reading = replace(reading_with(texts, case["language"]), numbers=Numbers(dict(numbers)))
    assert_found((found for rule in rules for found in rule.findings(reading)), case["finds"])


@pytest.mark.parametrize("case", cases(_CASES / "number_words.yaml"))
def test_number_words(case: dict[str, Any]) -> None:
    assert_finds(number_words.RULES, case)


@pytest.mark.parametrize("case", cases(_CASES / "marked.yaml"))
def test_marked(case: dict[str, Any]) -> None:
    assert_finds(marked.RULES, case)


@pytest.mark.parametrize("case", cases(_CASES / "share_words.yaml"))
def test_share_words(case: dict[str, Any]) -> None:
    assert_finds(share_words.RULES, case)


@pytest.mark.parametrize("case", cases(_CASES / "directions.yaml"))
def test_directions(case: dict[str, Any]) -> None:
    assert_finds(directions.RULES[:1], case)


@pytest.mark.parametrize("case", cases(_CASES / "directions_against.yaml"))
def test_directions_against_values(case: dict[str, Any]) -> None:
    assert_finds(directions.RULES[1:], case)


@pytest.mark.parametrize("case", cases(_CASES / "percent.yaml"))
def test_percent(case: dict[str, Any]) -> None:
    assert_finds(percent.RULES, case)


@pytest.mark.parametrize("case", cases(_CASES / "years.yaml"))
def test_years(case: dict[str, Any]) -> None:
    assert_finds(years.RULES, case)


@pytest.mark.parametrize("case", cases(_CASES / "shares.yaml"))
def test_shares(case: dict[str, Any]) -> None:
    assert_finds(shares.RULES, case)
