"""Rules of titles, for and against, in cases; and old data told as if they were of now."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.proofreading.rules.titles import RULES
from brochure.proofreading.text import Kind
from tests.support.cases import assert_found, cases
from tests.support.readings import reading_of_case, reading_with
from tests.support.shipped import gather_shipped
from tests.support.texts import text_of

OLD, NEW = "arbeid-sysselsetting-kjonn-alder", "arbeid-sysselsetting-gruppe"
"""Figures with data of 2004, and of the year before the edition."""


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases") / "titles.yaml"))
def test_titles(case: dict[str, Any]) -> None:
    reading = reading_of_case(case)
    assert_found([finding for rule in RULES for finding in rule.findings(reading)], case["finds"])


@pytest.mark.parametrize(
    ("language", "title", "figure", "found"),
    [
        ("nb", "Forskjellen er størst blant de yngste", OLD, "«er»"),
        ("nb", "Forskjellen var størst blant de yngste", OLD, ""),
        ("nb", "Forskjellen er størst blant de yngste", NEW, ""),
        ("nn", "Skilnaden varierer med alderen", OLD, "«varierer»"),
        ("en", "The gap is widest among the youngest", OLD, "«is»"),
    ],
)
def test_old_data_are_told_in_the_past_tense(language: str, title: str, figure: str, found: str) -> None:
    text = replace(text_of(title, language, Kind.TITLE), part=figure)
    reading = reading_with([text], language)
    shown = {name: each.cells for name, each in gather_shipped(reading.edition.language).figures.items()}
    told = [each for rule in RULES for each in rule.findings(replace(reading, shown=shown))]
    assert [each.rule for each in told] == (["told-as-now"] if found else [])
    assert all(found in each.message for each in told)
