"""Text over text, text over pictures, and labels that meet in a drawing."""

import pytest

from brochure.proofreading.inspection.collisions import find_collisions, find_meeting_labels
from tests.support.laid_out import laid_out, said

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='90' height='60'/>"


@pytest.mark.parametrize(
    ("body", "styles", "over"),
    [
        ("<h1>Tittel</h1><p>Ingress</p>", "h1 { margin-bottom: -4mm }", "«Tittel» is printed over «Ingress»"),
        ("<p>En linje<br/>og en til</p>", "p { line-height: 1mm }", "«En linje» is printed over «og en til»"),
        ("<h1>Til side</h1><p>Brødtekst</p>", "h1 { position: absolute; top: 1mm }", "is printed over"),
        (f"<p>Tekst</p>{SVG}", "svg { display: block; width: 30mm; height: 20mm; margin-top: -4mm }", "over a picture"),
    ],
)
def test_text_over_something_else_is_told(body: str, styles: str, over: str) -> None:
    (told,) = said(find_collisions(laid_out(body, styles)))
    assert told.startswith("text.md:1: error: page 1: the text «")
    assert over in told
    assert told.endswith("; move one of them, or shorten the text")


def test_numbers_of_a_table_that_meet_are_told_what_mends_a_table() -> None:
    body = "<table><tr><td>1 234 567</td><td>1 234 568</td></tr></table>"
    styles = "table { table-layout: fixed; width: 12mm } td { padding: 0; white-space: nowrap }"
    (told,) = said(find_collisions(laid_out(body, styles)))
    assert "the text «1 234 567» is printed over «1 234 568»; give the table fewer columns" in told
    assert "turn its rows and columns" in told


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ("<h1>Tittel</h1><p>Ingress</p>", "h1, p { line-height: 3.6mm }"),
        ("<h1>Til side</h1><p>Brødtekst</p>", "h1 { position: absolute; width: 30mm } p { margin-left: 40mm }"),
        (f"<p>Før {SVG} etter</p>", "svg { width: 3mm; height: 3mm }"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", "table { border-spacing: 0 }"),
    ],
)
def test_text_with_room_around_it_is_not(body: str, styles: str) -> None:
    assert said(find_collisions(laid_out(body, styles))) == []


def test_what_a_drawing_could_not_keep_apart_is_told_at_its_figure() -> None:
    pages = laid_out(f"<p>A</p><figure id='figure-arbeid' class='figure' data-place='figures.yaml:7'>{SVG}</figure>")
    problems = {"arbeid": ["the labels «2012» and «2013» overlap"], "en annen": ["not shown here"]}
    assert said(find_meeting_labels(pages, problems)) == [
        "figures.yaml:7: warning: page 1: the labels «2012» and «2013» overlap; give the figure more height, "
        "or its rows and lines shorter names"
    ]
    assert said(find_meeting_labels(pages, {})) == []


def test_text_that_a_drawing_cuts_off_is_an_error_told_once() -> None:
    pages = laid_out("<figure id='figure-a' data-place='figures.yaml:7'><p>Figur</p></figure>")
    problems = {"a": [f"the text '{text}' reaches over the edge of the drawing" for text in ("63,6", "Norden")]}
    (found,) = said(find_meeting_labels(pages, problems))
    assert found.startswith(
        "figures.yaml:7: error: page 1: the text '63,6' reaches over the edge of the drawing (here and"
    )
