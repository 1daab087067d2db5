"""Headings that are left behind at the foot of a page."""

import pytest

from brochure.proofreading.inspection.headings import find_stranded_headings
from tests.support.laid_out import laid_out, lines, paragraph, said

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='90' height='60'><title>A</title></svg>"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<div>{lines(15)}<h2>Om arbeid</h2></div>{paragraph(4)}", "nothing"),
        (f"{lines(14)}<div><h2>Om arbeid</h2>{paragraph(4)}</div>", "one line"),
        (f"{lines(13)}<div><h2>Om arbeid</h2><div class='side'><p>Note</p></div>{paragraph(4)}</div>", "one line"),
    ],
)
def test_a_heading_at_the_foot_is_told(body: str, count: str) -> None:
    (told,) = said(find_stranded_headings(laid_out(body, "p { orphans: 1; widows: 1 }")))
    assert told == (
        f"text.md:1: warning: page 1: the heading «Om arbeid» has {count} below it on its page;"
        " keep it with its text, or change what stands before it"
    )


@pytest.mark.parametrize(
    "body",
    [
        f"{lines(13)}<div><h2>Om arbeid</h2>{paragraph(4)}</div>",
        f"{lines(14)}<div><h2>Om arbeid</h2><p>Bare én linje.</p></div>{paragraph(4)}",
        f"{lines(8)}<div><h2>Om arbeid</h2>{SVG.replace('60', '120')}{paragraph(4)}</div>",
        f"{lines(13)}<div><h1>Arbeid</h1><h2>Om arbeid</h2></div>",
        f"{lines(13)}<div><h1>Arbeid</h1>{paragraph(2)}</div>",
    ],
    ids=["two lines", "a text of one line", "a picture", "the end of all", "the end of a part"],
)
def test_a_heading_with_what_it_announces_is_not(body: str) -> None:
    assert said(find_stranded_headings(laid_out(body, "p { orphans: 1; widows: 1 }"))) == []
