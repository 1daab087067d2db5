"""Pages that are left empty."""

import pytest

from brochure.proofreading.inspection.emptiness import emptiness, find_empty_pages
from tests.support.laid_out import NEXT as BREAK
from tests.support.laid_out import laid_out, lines, part, said

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='90' height='60'><title>A</title></svg>"
NEXT = BREAK + lines(9)
"""A page that is full enough for the last."""


def test_a_page_that_is_left_empty_is_told() -> None:
    """Seven lines of sixteen are full: 55 % and a little are empty."""
    assert said(find_empty_pages(laid_out(lines(7) + NEXT))) == [
        "text.md:1: warning: page 1: the lower 57 % of the page is empty, and the part goes on overleaf;"
        " move a text or figure, or let this one break"
    ]


@pytest.mark.parametrize(
    "body",
    [
        lines(12) + NEXT,
        lines(3),
        part(lines(3)) + part(lines(16)),
        lines(7) + "<div style='height: 40mm; background: #12436D'></div>" + NEXT,
        lines(7) + SVG.replace("60", "150") + NEXT,
        lines(16) + "<p style='break-before: left'>Etter en blank side</p>" + lines(9),
    ],
    ids=["nearly full", "the only page", "the only page of a part", "a surface", "a picture", "before a blank page"],
)
def test_a_page_that_is_full_enough_or_ends_a_part_is_not(body: str) -> None:
    assert said(find_empty_pages(laid_out(body))) == []


def test_the_last_page_of_a_part_that_is_more_than_half_empty_is_told() -> None:
    assert said(find_empty_pages(laid_out(lines(14) + BREAK + lines(5)))) == [
        "text.md:1: warning: page 2: the lower 63 % of the page is empty, where the part ends;"
        " shorten or lengthen the part, or a figure of it"
    ]


def test_emptiness_counts_holes_and_the_foot_but_not_air() -> None:
    (page,) = laid_out(lines(2) + "<p style='margin-top: 40mm'>Langt under</p>" + lines(2))
    assert emptiness(page) == pytest.approx((41.5 + 16.5) / 80, abs=0.03)


def test_a_hole_in_the_middle_is_told_even_at_the_end_of_a_part() -> None:
    body = lines(2) + "<p style='margin-top: 40mm'>Langt under</p>"
    (told,) = said(find_empty_pages(laid_out(body)))
    assert "below this 52 % of the page is empty; move what follows up" in told


@pytest.mark.parametrize("kind", ["cover", "colophon", "back"])
def test_covers_are_composed_freely(kind: str) -> None:
    body = lines(2) + "<p style='margin-top: 40mm'>Langt under</p>"
    assert said(find_empty_pages(laid_out(part(body, kind) + part(lines(9))))) == []
