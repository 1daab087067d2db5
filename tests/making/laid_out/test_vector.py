"""What an inline SVG paints."""

from xml.etree import ElementTree

import pytest

from brochure.making.laid_out.vector import Drawn, read_drawing, title_of


def drawn(inside: str, width: float = 100, box: str = "0 0 100 50") -> Drawn:
    source = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{box}">'
    return read_drawing(ElementTree.fromstring(f"{source}{inside}</svg>"), width, width / 2)


@pytest.mark.parametrize(
    ("text", "width", "size"),
    [
        ('<text font-size="8px">A</text>', 100, 6),
        ('<text font-size="8">A</text>', 200, 12),
        ('<text font-size="8pt">A</text>', 100, 8),
        ('<text style="font-size: 8px" font-size="20">A</text>', 100, 6),
        ('<text style="font: 600 8px Sans">A</text>', 100, 6),
        ('<g font-size="8px"><text>A</text></g>', 100, 6),
        ('<g font-size="8px"><text font-size="150%">A</text></g>', 100, 9),
        ('<text font-size="8px"><tspan font-size="0.5em">A</tspan></text>', 100, 3),
        ('<g transform="translate(2 3) scale(0.5)"><text font-size="8px">A</text></g>', 100, 3),
        ('<text transform="matrix(0 2 -2 0 9 9)" font-size="8px">A</text>', 100, 12),
        ('<text transform="rotate(-90 1 1)" font-size="8px">A</text>', 100, 6),
    ],
)
def test_text_has_its_final_size_in_points(text: str, width: float, size: float) -> None:
    (found,) = drawn(text, width).texts
    assert found.text == "A"
    assert found.size == pytest.approx(size)


@pytest.mark.parametrize(
    ("inside", "colours"),
    [
        ('<path d="M0 0h9" fill="#abcdef"/>', ("#ABCDEF",)),
        ('<path d="M0 0h9"/>', ("#000000",)),
        ('<line x2="9"/>', ()),
        ('<path d="M0 0h9" fill="none" stroke="#123"/>', ("#112233",)),
        ('<path d="M0 0h9" fill="none" stroke="#123" stroke-width="0"/>', ()),
        ('<rect style="fill: rgb(255, 0, 16); stroke: none" fill="#123456"/>', ("#FF0010",)),
        ('<g fill="white"><circle r="2"/><text fill="tomato">A</text></g>', ("#FFFFFF", "tomato")),
        ('<g fill="#123456"><rect fill="inherit"/><rect/></g>', ("#123456",)),
        ('<rect fill="currentColor"/>', ("#000000",)),
        ('<g color="#654321"><rect fill="currentColor"/></g>', ("#654321",)),
        ('<rect fill="#123456" display="none"/>', ()),
        ('<g visibility="hidden"><rect fill="#123456"/></g>', ()),
        ('<defs><path id="m" d="M0 0h9"/></defs><use xlink:href="#m" fill="#123456"/>', ("#123456",)),
        ('<defs><g id="m"><use href="#m"/><path d="M0 0h9"/></g></defs><use href="#m" fill="#123456"/>', ("#123456",)),
        ('<clipPath id="c"><rect fill="#123456"/></clipPath>', ()),
        (
            '<linearGradient id="g"><stop stop-color="#123456"/><stop style="stop-color: #654321"/></linearGradient>'
            '<rect fill="url(#g)"/>',
            ("#123456", "#654321"),
        ),
    ],
)
def test_the_colours_are_those_that_are_painted(inside: str, colours: tuple[str, ...]) -> None:
    assert drawn(inside).colours == colours


def test_the_title_is_the_first_child() -> None:
    assert title_of(ElementTree.fromstring("<svg><title> To\n linjer </title></svg>")) == "To linjer"
    assert title_of(ElementTree.fromstring("<svg><g/><title>Sent</title></svg>")) is None
    assert title_of(ElementTree.fromstring("<svg/>")) is None
