"""Digits in a text, marked or typed by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.making.text.commonmark import numbered_items
from brochure.making.text.digits import typed_digits, without_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ingen", []),
        ("5", [("5", 0)]),
        ("a 1\nb 2 3\n\nc 4", [("1", 2), ("2 3", 6), ("4", 13)]),
        ("1,5 og 2.", [("1,5", 0), ("2", 7)]),
        ("10\u00a0000", [("10\u00a0000", 0)]),
        ("{2014} og 2015 og {2016}", [("2015", 10)]),
        ("{to\nlinjer 5}", [("5", 11)]),
        ("a]( 5)", [("5", 4)]),
        ("1. en\n   2. to 3\n", [("2", 9), ("3", 15)]),
        ("1) en\n1) to\n\n1. tre\n2. fire\n", []),
        ("Det var i\n2014. Så kom\n", [("2014", 10)]),
        ("2014. Så kom\n", [("2014", 0)]),
        ("CO2 og G20, K2. Så PM10-målet i «Prøve csvpx2» (B12)", []),
        ("CO2 14 g", [("14", 4)]),
        ("5km", [("5", 0)]),
        ("12prosent", [("12", 0)]),
        ("2014K2", [("2014", 0), ("2", 5)]),
        ("og12prosent", [("12", 2)]),
        ("i2014", [("2014", 1)]),
        ("om1,5 og om10 000", [("1,5", 2), ("10 000", 11)]),
        ("COVID-19", [("19", 6)]),
        ("a½2 m²5", [("½", 1), ("2", 2), ("5", 6)]),
        ("CO2@eksempel2.no", []),
        ("1. en\n3. tre\n", []),
        ("Tekst.\n\n4. kvartal var best.\n", [("4", 8)]),
    ],
)
def test_typed_digits_are_found_with_their_place(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(typed_digits(text, numbered_items(text))) == expected


@given(st.text(st.sampled_from("§ 0123456789,.\n"), max_size=60))
def test_no_digit_but_that_of_a_list_is_overlooked_or_told_twice(text: str) -> None:
    found = "".join(re.sub(r"\D", "", digits) for digits, _ in typed_digits(text))
    lists = re.sub(r"^ {0,3}\d+\.[ \t]", "", text, flags=re.MULTILINE)

    assert len(re.sub(r"\D", "", lists)) <= len(found) <= len(re.sub(r"\D", "", text))


@given(st.text(st.sampled_from("abc 0123456789,.\n"), max_size=60))
def test_marked_digits_are_never_told(text: str) -> None:
    marked = re.sub(r"\d+", lambda match: f"{{{match[0]}}}", text)

    assert list(typed_digits(marked)) == []


def test_marks_are_taken_away_and_what_they_held_never_breaks() -> None:
    assert without_marks("Personer {15–74 år} i {2014}") == "Personer 15–74\u00a0år i 2014"


def test_history_is_printed_without_the_word() -> None:
    assert without_marks("Kroatia kom i {historie 1. juli 2013}") == "Kroatia kom i 1.\u00a0juli\u00a02013"
