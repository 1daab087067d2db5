"""Typed times against the cells they speak of, in cases; and that what fits by the numbers fits by the words."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.proofreading.rules import typed_times
from brochure.proofreading.text import Kind
from brochure.statistics.numbers.definitions import Numbers
from tests.support.cases import assert_found, cases
from tests.support.readings import reading_with
from tests.support.reckoned import reckoned_numbers
from tests.support.texts import text_of

_CASES = Path(__file__).with_name("cases")


def found_in(case: dict[str, Any]) -> list[Any]:
    """What the rule finds in the texts of a case, of which a figure shows the cells of some numbers."""
    numbers = reckoned_numbers()
    kind = Kind(case.get("kind", "paragraph"))
    texts = [
        text_of(written, case.get("language", "nb"), kind, line=line, numbers=numbers)
        for line, written in enumerate(case["texts"], start=1)
    ]
    shown = {"arbeid": [cell for name in case.get("shows", ()) for cell in numbers[name].cells]}
    reading = replace(
        reading_with(texts, case.get("language", "nb")),
        numbers=Numbers(dict(numbers)),
        shown=shown if "shows" in case else {},
        placed={"arbeid": (texts[0].path, case["placed"])} if "placed" in case else {},
    )
    return list(typed_times.RULES[0].findings(reading))


@pytest.mark.parametrize("case", cases(_CASES / "typed_times.yaml"))
def test_typed_times(case: dict[str, Any]) -> None:
    assert_found(found_in(case), case["finds"])


_OTHERS = ("the year of those who are counted", "the year of the sentence before", "two numbers and their years")
"""Cases with a time that the statistics have not: a year that is none of theirs, a quarter where they have a date."""


def _of_years() -> list[Any]:
    """The cases of the rule that looks from the numbers."""
    found = cases(_CASES / "years.yaml")
    plain = (one for one in found if all(isinstance(text, str) for text in one.values[0]["texts"]))
    return [one for one in plain if not any(title in one.values[0]["title"] for title in _OTHERS)]


@pytest.mark.parametrize("case", _of_years())
def test_what_is_told_at_a_number_is_not_told_again_and_what_fits_there_fits(case: dict[str, Any]) -> None:
    assert not found_in(case)
