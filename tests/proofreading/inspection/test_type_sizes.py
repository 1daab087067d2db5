"""Text that is too small to be read."""

import pytest

from brochure.proofreading.inspection.type_sizes import find_small_text
from tests.support.charts import theme
from tests.support.laid_out import figure, laid_out, said, svg


def test_text_under_the_size_of_notes_is_told_once_a_style() -> None:
    body = "<p class='liten'>Først</p><p class='liten'>Så</p><p>Stor</p>"
    assert said(find_small_text(laid_out(body, ".liten { font-size: 7.5pt }"), theme().type)) == [
        "text.md:1: error: page 1: «Først» in p.liten is set in 7.5 pt, and 8 pt is the least; set it larger"
        " (here and at one other place)"
    ]


def test_text_in_a_running_foot_counts_too() -> None:
    (told,) = said(find_small_text(laid_out("<p>A</p>", "@page { @bottom-right { font-size: 6pt } }"), theme().type))
    assert "«1» in page margin is set in 6 pt" in told


def test_text_of_the_size_of_notes_is_large_enough() -> None:
    assert said(find_small_text(laid_out("<p>Note</p>", "p { font-size: 8pt }"), theme().type)) == []


SMALL = (
    "figures.yaml:3: error: page 1: «1 000» in the drawing «Flere i jobb» is set in 6.9 pt, and 7 pt is the least;"
    " set it larger"
)


@pytest.mark.parametrize(("size", "told"), [("9.2px", [SMALL]), ("9.4px", [])])
def test_text_in_a_drawing_has_a_limit_of_its_own(size: str, told: list[str]) -> None:
    """Seven points are 9.33 pixels."""
    drawing = svg(f"<text font-size='{size}'>1 000</text>")
    assert said(find_small_text(laid_out(figure(drawing)), theme().type)) == told
