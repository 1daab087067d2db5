"""Laid-out pages as values: what stands where."""

import pytest

from brochure.findings import Place
from brochure.making.laid_out.model import Kind, LaidOutBox, LaidOutPage, Paint, Standing, Use
from tests.support.laid_out import NEXT, laid_out, lines

TEMPLATES = {
    "layouts/templates/brochure.html": "<html>\n<body>\n",
    "layouts/templates/front.html": '<section class="part front">\n\n<p class="note">\n',
    "layouts/templates/parts.html": '<p class="{{ kind }} note small grey">\n',
    "layouts/styles/brochure.css": "html {}\n@page { @bottom-right { } }\n",
}


def boxes(pages: tuple[LaidOutPage, ...], tag: str) -> list[Standing]:
    return [item for page in pages for item in page.standing() if item.box.tag == tag]


def box(pages: tuple[LaidOutPage, ...], tag: str) -> LaidOutBox:
    (found,) = boxes(pages, tag)
    return found.box


def test_boxes_and_lines_stand_in_millimetres_from_the_corner_of_the_paper() -> None:
    (page,) = laid_out("<p>Én</p><p style='margin: 3mm 0 0 7mm; padding: 1mm; border: 1mm solid'>To</p>")
    assert (page.paper.width, page.area.left, page.area.bottom) == pytest.approx((100, 10, 90))
    first, second = (item.box for item in boxes((page,), "p"))
    assert (first.area.left, first.area.top, first.area.bottom) == pytest.approx((10, 10, 15))
    assert (second.area.left, second.area.top, second.area.right) == pytest.approx((17, 18, 90))
    assert (second.content.left, second.content.top) == pytest.approx((19, 20))
    (line,) = second.lines
    assert line.area.left == pytest.approx(19)
    assert 20 < line.area.top < line.area.bottom < 25
    assert line.area.height == pytest.approx(10 * 0.9 * 25.4 / 72)


def test_a_line_knows_its_runs_links_and_pictures() -> None:
    pages = laid_out(
        "<p>Se <a href='#figure-x'>figur <b style='font-size: 12pt; color: #FF0000'>1</b></a>"
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' viewBox='0 0 9 9'><title>Nøkkel</title></svg>"
        "<a href='https://example.org'>ute</a></p><p id='figure-x'>Her</p>"
    )
    line = boxes(pages, "p")[0].box.lines[0]
    assert line.text == "Se figur 1ute"
    (one,) = (run for run in line.runs if run.text == "1")
    assert one.size == pytest.approx(12)
    assert one.colour == "#FF0000"
    assert line.links == ("figure-x",)
    (picture,) = line.boxes
    assert picture.kind is Kind.PICTURE
    assert picture.picture is not None
    assert picture.picture.alt == "Nøkkel"


def test_what_is_placed_absolutely_or_floats_is_not_in_the_flow() -> None:
    pages = laid_out(
        "<h1 style='position: absolute; left: 5mm'>Til side</h1><h2 style='float: left'>Flyter</h2><p>I</p>"
    )
    assert [box(pages, tag).flows for tag in ("h1", "h2", "p")] == [False, False, True]
    assert box(pages, "h1").lines[0].text == "Til side"


def test_pieces_of_one_element_share_its_number() -> None:
    pages = laid_out(f"<div>{lines(20)}</div>")
    first, second = boxes(pages, "div")
    assert (first.page.position, second.page.position) == (0, 1)
    assert first.box.element == second.box.element
    assert len({item.box.element for item in boxes(pages, "p")}) == 20


def test_colours_are_those_that_are_seen() -> None:
    pages = laid_out(
        "<p style='border-left: 1pt solid #123456; border-right: 0 solid #FF0000; border-top: 1pt none #FF0000;"
        " background: rgb(0 0 255 / 0.5)'>A</p><h1 style='background: transparent'>B</h1>"
    )
    assert box(pages, "p").paints == (Paint(Use.BACKGROUND, "#0000FF at 50 %"), Paint(Use.RULE, "#123456"))
    assert box(pages, "h1").paints == ()


def test_the_label_is_the_printed_number_or_the_position() -> None:
    parts = '<section class="part cover"><p>A</p></section><section class="part"><p>B</p></section>'
    pages = laid_out(parts, ".cover { page: bare } @page bare { @bottom-right { content: 'Omslag' } }")
    shifted = laid_out(lines(20), "@page { counter-increment: page 10 }")
    assert [page.label for page in pages] == ["1", "2"]
    assert [page.label for page in shifted] == ["10", "20"]


@pytest.mark.parametrize(
    ("first", "bare", "expected"),
    [
        (57, ":first", ["57", "58", "59"]),
        (57, ":nth(2)", ["57", "58", "59"]),
        (57, ":nth(3)", ["57", "58", "59"]),
        (57, "", ["1", "2", "3"]),
    ],
)
def test_a_page_that_prints_no_number_is_counted_with_those_around_it(
    first: int, bare: str, expected: list[str]
) -> None:
    styles = f"@page :first {{ counter-reset: page {first} }} @page {bare} {{ @bottom-right {{ content: none }} }}"
    pages = laid_out("<p>En</p>" + 2 * NEXT, styles)
    assert [page.label for page in pages] == expected


def test_blank_pages_are_known() -> None:
    pages = laid_out("<p>En</p><p style='break-before: right'>Tre</p>")
    assert [page.is_blank for page in pages] == [False, True, False]


def test_a_box_comes_from_the_nearest_place_that_is_named() -> None:
    pages = laid_out("<div data-place='data/x/text.nb.md:12'><p>Tekst</p></div>")
    assert box(pages, "p").place == Place("data/x/text.nb.md", 12)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('<section class="part front"><p class="note">A</p></section>', "layouts/templates/front.html:3"),
        ('<section class="part"><p class="note small grey">A</p></section>', "layouts/templates/parts.html:1"),
        ('<section class="part"><p class="unknown">A</p></section>', "layouts/templates/front.html:1"),
    ],
)
def test_a_box_without_a_place_comes_from_the_template_that_writes_its_class(body: str, place: str) -> None:
    assert str(box(laid_out(body, layouts=TEMPLATES), "p").place) == place


def test_a_running_foot_comes_from_the_style_sheet() -> None:
    (page,) = laid_out("<p>A</p>", layouts=TEMPLATES)
    (foot,) = (item.box for item in page.standing() if item.box.kind is Kind.MARGIN)
    assert str(foot.place) == "layouts/styles/brochure.css:2"
