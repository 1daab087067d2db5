"""Lines that stand alone."""

import pytest

from brochure.proofreading.inspection.paragraphs import find_holes, find_lonely_lines, find_scraps
from tests.support.laid_out import laid_out, lines, paragraph, said


@pytest.mark.parametrize(
    ("before", "count", "told"),
    [
        (15, 4, ["page 1: the first line of a paragraph, «Linje 1 av avsnittet», stands alone at the foot"]),
        (13, 4, ["page 2: the last line of a paragraph, «Linje 4 av avsnittet», stands alone at the head"]),
        (14, 4, []),
        (15, 2, []),
    ],
)
def test_lonely_lines_are_told_of_paragraphs_of_three_lines_or_more(before: int, count: int, told: list[str]) -> None:
    found = said(find_lonely_lines(laid_out(lines(before) + paragraph(count), "p { orphans: 1; widows: 1 }")))
    assert [line.split(" of the page;")[0] for line in found] == [f"text.md:1: warning: {line}" for line in told]


@pytest.mark.parametrize(("last", "count"), [("år.", 1), ("året", 0)])
def test_a_scrap_at_the_end_of_a_paragraph_is_told(last: str, count: int) -> None:
    body = f"<div class='prose'><p>En linje som er lang nok<br/>{last}</p><p>Ja.</p></div>"
    found = said(find_scraps(laid_out(body)))
    assert len(found) == count
    assert all("the last line of a paragraph is only «år.»" in line for line in found)


def test_a_line_that_ends_far_from_the_margin_is_told() -> None:
    body = "<div class='prose'><p>En linje som er lang<br/>kort<br/>og en linje til<br/>slutt</p></div>"
    (found,) = said(find_holes(laid_out(body)))
    assert "the line «kort» ends far from the margin" in found
