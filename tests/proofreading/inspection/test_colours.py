"""Colours that are not of the theme."""

import pytest

from brochure.proofreading.inspection.colours import colours_of, find_strange_colours
from tests.support.charts import theme
from tests.support.laid_out import laid_out, said, svg


@pytest.mark.parametrize(
    ("body", "styles", "said_of_it"),
    [
        ("<p>A</p>", "p { color: #FF0000 }", "#FF0000, the colour of text in p,"),
        ("<p>A</p>", "p { border-bottom: 1pt solid red }", "#FF0000, the colour of a rule in p,"),
        ("<p class='x'>A</p>", "p { background: #FFEEEE }", "#FFEEEE, the colour of a background in p.x,"),
        ("<p>A</p>", "p { color: rgb(18 67 109 / 0.5) }", "#12436D at 50 %, the colour of text in p,"),
        ("<p>A</p>", "@page { background: #EEEEEE }", "#EEEEEE, the colour of a background in page,"),
        (svg("<rect fill='#00ff00'/>"), "", "#00FF00, the colour of a drawing in svg,"),
        (svg("<path d='M0 0h9'/>"), "", "#000000, the colour of a drawing in svg,"),
        (svg("<text fill='teal'>A</text>"), "", "teal, the colour of a drawing in svg,"),
    ],
)
def test_a_colour_that_the_theme_lacks_is_told(body: str, styles: str, said_of_it: str) -> None:
    (told,) = said(find_strange_colours(laid_out(body, styles), theme()))
    assert ": error: page 1: " in told
    assert f"{said_of_it} is not in the theme; take one of the theme's" in told


def test_a_colour_is_told_once_for_all_its_places() -> None:
    (told,) = said(find_strange_colours(laid_out("<p>A</p><p>B</p><p>C</p>", "p { color: #FF0000 }"), theme()))
    assert told.endswith("(here and at 2 other places)")


def test_colours_of_the_theme_and_none_at_all_are_fine() -> None:
    accent = theme().colours["accent"].rgb.lower()
    rect, path = f"<rect fill='{accent}' stroke='none'/>", "<path d='M0 0h9' fill='transparent' stroke='white'/>"
    body = svg(rect + path)
    styles = "p { border: 1pt solid #C8C8C8; background: transparent; color: #555555 }"
    assert said(find_strange_colours(laid_out(f"<p>A</p>{body}", styles), theme())) == []


def test_the_colours_of_a_theme_are_found_wherever_they_stand() -> None:
    known, look = colours_of(theme()), theme()
    assert {look.colours["ink"].rgb, look.figures.grid.rgb, look.series[-1].colour.rgb} <= known
    assert {look.sections[0].accent.rgb, look.groups["resten"].colour.rgb} <= known
