"""Figures and tables, and the text that speaks of them."""

from brochure.proofreading.inspection.nearness import find_far_figures
from tests.support.laid_out import NEXT, laid_out, part, said

REF = " (<a href='#figure-x'>figur 1</a>)"


def placed(*, before: str = "", text: str = "", between: str = "", name: str = "figure-x") -> str:
    kind = name.split("-")[0]
    shown = f"<div class='{kind}' id='{name}' data-place='figures.yaml:3'><p>Tegning</p></div>"
    return f"<div class='prose'>{before}<p>Teksten{text}.</p></div>{between}{shown}"


def test_a_figure_far_from_its_first_mention_is_told() -> None:
    assert said(find_far_figures(laid_out(placed(text=REF, between=NEXT + NEXT)))) == [
        "figures.yaml:3: warning: page 3: the figure stands on page 3, its text on page 1; place it nearer to the text"
    ]


def test_without_a_mention_it_is_the_text_before_that_counts() -> None:
    (told,) = said(find_far_figures(laid_out(placed(name="table-x", between=NEXT + NEXT))))
    assert "the table stands on page 3, its text on page 1" in told


def test_a_mention_in_another_part_or_in_a_source_line_does_not_count() -> None:
    elsewhere = part(f"<div class='prose'><p>Se {REF}.</p></div>")
    source = f"<p class='source'>Se{REF}.</p>"
    assert said(find_far_figures(laid_out(elsewhere + NEXT + NEXT + part(placed() + NEXT + NEXT + source)))) == []


def test_a_figure_on_the_next_page_is_near_enough() -> None:
    assert said(find_far_figures(laid_out(placed(text=REF, between=NEXT)))) == []
