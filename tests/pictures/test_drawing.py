"""Drawings: which are whole in themselves and can be drawn, and what is told of the others."""

import pytest

from brochure.making.pictures.drawing import check_drawing
from brochure.making.pictures.raster import UnfitPicture
from tests.support.charts import typefaces
from tests.support.picture_files import drawing, held, picture, saved, sound_pictures

DEEP = drawing("<g>" * 300 + "</g>" * 300)
LAUGHS = drawing(
    '<path id="a0" d="M0 0h9"/>'
    + "".join(f'<g id="a{i}">{f"""<use href="#a{i - 1}"/>""" * 10}</g>' for i in range(1, 7))
)


@pytest.mark.parametrize("name", [name for name in sound_pictures() if name.endswith(".svg")])
def test_a_whole_drawing_is_sound(name: str) -> None:
    check_drawing(sound_pictures()[name], typefaces())


@pytest.mark.parametrize(
    "inner",
    [
        '<a href="https://ssb.no"><path d="M0 0h9"/></a>',
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="#fff"/>',
        "<text style=\"font-family: Arial, 'Source Sans 3'\">Ord</text>",
        '<path font-family="Arial" d="M0 0h9"/>',
        "<style>.a { fill: #123456 }</style>",
    ],
)
def test_what_a_drawing_program_adds_does_no_harm(inner: str) -> None:
    check_drawing(drawing(inner), typefaces())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<svg><g></svg>", "is not well-formed XML"),
        (b"<html></html>", "is not a drawing: it begins with <html>"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "declares entities"),
        (
            drawing('<image href="http://example.com/a.png"/>'),
            "shows 'http://example.com/a.png', which lies outside it",
        ),
        (drawing('<image href="file:///etc/passwd"/>'), "shows 'file:///etc/passwd', which lies outside it; embed it"),
        (drawing('<image href="foto.jpg"/>'), "shows 'foto.jpg', which lies outside it"),
        (drawing('<use xlink:href="andre.svg#a"/>'), "shows 'andre.svg#a', which lies outside it"),
        (drawing('<use href="#a"/>'), "refers to '#a', which is not in it"),
        (drawing('<rect fill="url(#a)"/>'), "refers to '#a', which is not in it"),
        (drawing('<rect style="fill: url(http://example.com/a)"/>'), "shows 'http://example.com/a'"),
        (drawing("<style>@import 'a.css';</style>"), "has a style sheet with @import"),
        (drawing("<style>@font-face { src: url(a.ttf) }</style>"), "has a style sheet with @font-face"),
        (drawing("<script>alert(1)</script>"), "holds <script>, which cannot be drawn here"),
        (drawing("<foreignObject/>"), "holds <foreignObject>, which cannot be drawn here; draw it in another way, or"),
        (drawing('<filter><feGaussianBlur stdDeviation="2"/></filter>'), "holds <feGaussianBlur>"),
        (
            drawing('<text font-family="Comic Sans MS">Ord</text>'),
            "asks for the typeface 'Comic Sans MS', which is not",
        ),
        (drawing('<text style="font: 12px Arial">Ord</text>'), "asks for the typeface 'Arial'"),
        (drawing("<text>汉</text>"), "writes '汉' (U+6C49), for which no typeface in fonts/ has a glyph"),
        (drawing(f'<image href="{held(saved(picture("CMYK"), "JPEG"))}"/>'), "holds a picture that is in CMYK"),
        (
            drawing("<linearGradient/>"),
            'leave empty; save it with gradientUnits="userSpaceOnUse", or the picture as PNG',
        ),
        (drawing("", 'viewBox="0 0 a b"'), "has the viewBox '0 0 a b'"),
        (drawing("", 'width="bred"'), "has the width 'bred'"),
        (drawing('<g id="a"><use href="#a"/></g>'), "uses 'a' inside itself"),
        (LAUGHS, "holds more than 50,000 shapes"),
        (DEEP, "is nested more than 200 deep"),
    ],
    ids=range(25),
)
def test_what_would_not_be_printed_as_it_is_meant_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(UnfitPicture) as refused:
        check_drawing(content, typefaces())
    assert told in str(refused.value)
