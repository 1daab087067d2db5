"""Texts in sheets for people, and names of attached files in plain letters."""

import pytest

from brochure.project.file_names import plain_name
from brochure.project.sheets import as_written, harmless

FORMULAS = ["=1+1", "+47", "-2+3", "@SUM(A1)", "\tx", "\rx", "'=1", "'", "\uff1d1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_worked_out_is_not(text: str) -> None:
    assert harmless(text)[0] == "'"


@pytest.mark.parametrize("text", [*FORMULAS, "Asia", "", "0–9 år", "1-4"])
def test_the_true_text_can_be_had_back(text: str) -> None:
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("figur-01-søk.csv", "figur-01-sok.csv"),
        ("nøkkeltall-blåbær.csv", "nokkeltall-blabaer.csv"),
        ("gov\u0161\u0167\u014b\u0111.csv", "govstnd.csv"),
        ("a\u030a b/c.csv", "a-b-c.csv"),
        ("tall.csv", "tall.csv"),
    ],
)
def test_a_name_is_folded_to_ascii(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_two_names_that_fold_to_one_do_not_collide() -> None:
    assert plain_name("så.csv", {"sa.csv", "sa-2.csv"}) == "sa-3.csv"
