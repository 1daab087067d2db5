"""Words and pictures that a style sheet keeps from being seen."""

import pytest

from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.reading import read_pages
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import lay_out
from brochure.project.sources.project import Project
from brochure.proofreading.inspection.hidden import find_hidden
from tests.support.laid_out import LAYOUTS, STYLES, said, svg
from tests.support.projects import ROOT

BODY = f"""<p data-place="text.md:3" class="a">Innvandrere er i arbeid, 63,7 <b>prosent</b> av dem.</p>
<div data-place="text.md:7">{svg("<path d='M0 0h9v9z'/>")}<p class="b">Resten av befolkningen</p></div>
<table data-place="tables.yaml:1"><tr><th>Gruppe</th><td class="c">..</td></tr></table>"""


def hidden(styles: str, body: str = BODY) -> list[str]:
    project = Project(ROOT)
    restrict_fonts(project)
    html = f'<html lang="nb"><head><title>Prøve</title></head><body>{body}</body></html>'
    laid = lay_out(project, html, STYLES + styles)
    elements = Elements(laid.root, LAYOUTS)
    return said(find_hidden(read_pages(laid.document, elements), elements))


@pytest.mark.parametrize(
    "styles",
    [
        "",
        "p { text-transform: uppercase }",
        "p { width: 9mm; hyphens: auto; hyphenate-character: '-' }",
        ".b { color: #FFFFFF; background: #1A1A1A }",
        ".b { color: #FFFFFF; position: relative } div { background: #004B6B }",
        "b { float: left } .c { position: absolute; top: 0 }",
        ".b { transform: rotate(90deg); opacity: .5 }",
        "@page { @top-left { content: element(b) } } .b { position: running(b) }",
    ],
)
def test_what_is_seen_is_not_told(styles: str) -> None:
    assert hidden(styles) == []


def test_white_words_on_a_band_of_colour_that_they_do_not_stand_in_are_seen() -> None:
    band = "<div style='position: absolute; top: 0; left: 0; width: 60mm; height: 20mm; background: #004B6B'></div>"
    assert hidden("p { color: #FFFFFF; position: relative }", f"{band}<p>Tittel</p>") == []


@pytest.mark.parametrize(
    "hiding",
    [
        "display: none",
        "visibility: hidden",
        "font-size: 0",
        "font-size: 1pt",
        "color: #FFFFFF",
        "color: #FDFDFD",
        "color: transparent",
        "color: #1A1A1A08",
        "opacity: 0",
        "transform: scale(0.01)",
        "position: absolute; clip: rect(0, 0, 0, 0)",
    ],
)
def test_hidden_words_are_told_where_they_were_written(hiding: str) -> None:
    (told,) = hidden(f".b {{ {hiding} }}")
    assert told.startswith("text.md:7: error: the text «Resten av befolkningen» cannot be seen on any page; the style")


BAND = "content: ' '; position: absolute; top: 0; left: 0; width: 100%; height: 100%; background: #FFFFFF"
PLACED = "div { position: relative }"


@pytest.mark.parametrize(
    "covering",
    [
        f"{PLACED} div::after {{ {BAND} }}",
        f"{PLACED} div::after {{ {BAND}; background: linear-gradient(#FFFFFF, #FFFFFF) }}",
        "table { position: relative; margin-top: -40mm; border-top: 40mm solid #FFFFFF }",
        f"{PLACED} .b {{ position: relative; z-index: -1 }} div::before {{ {BAND} }}",
    ],
)
def test_words_that_a_box_is_painted_over_are_told(covering: str) -> None:
    assert any(told.startswith("text.md:7: error: ") and "painted over it" in told for told in hidden(covering))


@pytest.mark.parametrize(
    "behind",
    [
        f"{PLACED} .b, svg {{ position: relative }} div::before {{ {BAND} }}",
        f"{PLACED} div {{ z-index: 1 }} div::after {{ {BAND}; z-index: -1 }}",
        f"{PLACED} div::after {{ {BAND}; background: #FFFFFF40 }}",
        "p { position: relative; background: #FFFFFF } b { position: relative; background: #FFFFFF }",
    ],
)
def test_words_that_are_painted_over_a_box_are_seen(behind: str) -> None:
    assert hidden(behind) == []


def test_words_inside_hidden_boxes_are_told_once_for_a_place() -> None:
    (told,) = hidden(".a { opacity: 0 }")
    assert told.startswith("text.md:3: error: the text «Innvandrere er i arbeid, 63,7 av dem.» cannot be seen on any p")
    assert "(here and at one other place)" in told


def test_a_symbol_in_a_cell_is_told() -> None:
    (told,) = hidden(".c { color: #FFFFFF }")
    assert told.startswith("tables.yaml:1: error: the text «..» cannot be seen")


@pytest.mark.parametrize(
    "hiding", ["display: none", "visibility: hidden", "width: 0", "opacity: 0; width: 20mm", "height: 0.1mm"]
)
def test_hidden_pictures_are_told(hiding: str) -> None:
    (told,) = hidden(f"svg {{ {hiding} }}")
    assert told.startswith("text.md:7: error: a picture cannot be seen on any page")


def test_words_that_two_elements_show_may_be_hidden_in_one() -> None:
    twice = '<p data-place="text.md:5">63,7 prosent</p><h2 class="b" data-place="text.md:5">63,7 prosent</h2>'
    assert hidden(".b { display: none }", twice) == []
    assert len(hidden("p, h2 { display: none }", twice)) == 1


def test_words_without_a_place_are_told_at_their_template() -> None:
    (told,) = hidden(".small p { display: none }", '<div class="small"><p>Kilde</p></div>')
    assert told.startswith("layouts/templates/brochure.html:2: error: the text «Kilde» cannot be seen")
