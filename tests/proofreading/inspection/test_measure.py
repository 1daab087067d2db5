"""Lines of running text that are too long or too short."""

import pytest

from brochure.proofreading.inspection.measure import find_uneasy_measures
from tests.support.laid_out import laid_out, said

TEXT = "Innvandrere og norskfødte med innvandrerforeldre er med i tallene for arbeid og utdanning. " * 12


def prose(inside: str, kind: str = "section") -> str:
    return f'<section class="part {kind}" data-place="text.md:1"><div class="prose">{inside}</div></section>'


@pytest.mark.parametrize(("size", "told"), [("6pt", "the mean, more than 75"), ("16pt", "fewer than 45")])
def test_a_column_that_is_too_wide_or_too_narrow_for_its_type_is_told(size: str, told: str) -> None:
    found = said(find_uneasy_measures(laid_out(prose(f"<p>{TEXT * 2}</p>"), f"p {{ font-size: {size} }}")))[-1]
    assert found.startswith("text.md:1: warning: page 1: ")
    assert told in found


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (prose(f"<p>{TEXT}</p>"), ""),
        (prose(f"<p>{TEXT}</p>", "colophon"), "p { font-size: 7pt }"),
        (prose("") + f'<section class="part"><p class="source">{TEXT}</p></section>', "p { font-size: 7pt }"),
        (prose("<p>Kort.</p>" * 12), ""),
    ],
    ids=["an easy measure", "a colophon", "what is not running text", "short paragraphs"],
)
def test_an_easy_measure_is_not(body: str, styles: str) -> None:
    assert said(find_uneasy_measures(laid_out(body, styles))) == []


def test_many_long_lines_of_a_part_are_told_once() -> None:
    told = said(find_uneasy_measures(laid_out(prose(f"<p>{TEXT}</p>" * 2), "p { font-size: 6pt }")))
    assert sum(" lines of this part have more than 85 characters" in line for line in told) == 1
