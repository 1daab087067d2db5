"""The sheet of all pages: which page stands where."""

import io

import pytest
from PIL import Image, ImageColor

from brochure.building.contact_sheet import contact_sheet
from brochure.making.writing.pictures import PagePicture
from brochure.project.theme import Colour, ContactSheetStyle
from brochure.project.typefaces import Typeface
from tests.support.charts import typefaces

GROUND, INK = "#D0D0D0", "#202020"
STYLE = ContactSheetStyle(
    page=40,
    spreads=2,
    spine=2,
    gap=10,
    label=12,
    ground=Colour(rgb=GROUND, cmyk=(0, 0, 0, 20)),
    ink=Colour(rgb=INK, cmyk=(0, 0, 0, 90)),
)
HEIGHT = 60
SPREAD, ROW = 2 * 40 + 2 + 10, HEIGHT + 2 * 12 + 10
COLOURS = ("red", "green", "blue", "purple", "teal", "navy")


def face() -> Typeface:
    return typefaces().regular("Source Sans 3")


def sheet(count: int) -> Image.Image:
    """The sheet of so many pages, each of a colour of its own."""
    pages = [PagePicture(str(i + 1), Image.new("RGB", (40, HEIGHT), COLOURS[i])) for i in range(count)]
    return Image.open(io.BytesIO(contact_sheet(pages, STYLE, face())))


def middle(spread: int, side: int, row: int) -> tuple[int, int]:
    """The middle of a page, by its place."""
    return 10 + spread * SPREAD + side * 42 + 20, 10 + row * ROW + HEIGHT // 2


def test_pages_stand_as_spreads_with_the_first_alone_on_the_right() -> None:
    found = sheet(6)
    places = [(0, 1, 0), (1, 0, 0), (1, 1, 0), (0, 0, 1), (0, 1, 1), (1, 0, 1)]
    assert [found.getpixel(middle(*place)) for place in places] == [ImageColor.getrgb(colour) for colour in COLOURS]
    for empty in ((0, 0, 0), (1, 1, 1)):
        assert found.getpixel(middle(*empty)) == ImageColor.getrgb(GROUND)


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (3, 1), (4, 2), (6, 2)])
def test_the_sheet_is_as_large_as_its_rows(count: int, rows: int) -> None:
    assert sheet(count).size == (2 * SPREAD + 10, rows * ROW + 10)


def test_a_spread_is_parted_by_its_spine() -> None:
    left, height = middle(1, 0, 0)
    assert sheet(3).getpixel((left + 20, height)) == ImageColor.getrgb(GROUND)


def test_each_page_has_its_label_below() -> None:
    found = sheet(2)
    for spread, side in ((0, 1), (1, 0)):
        left, height = middle(spread, side, 0)
        below = found.crop((left - 20, height + HEIGHT // 2, left + 20, height + HEIGHT // 2 + 24))
        assert min(below.convert("L").tobytes()) < 100
    empty = found.crop((10, 10 + HEIGHT, 50, 10 + HEIGHT + 24))
    assert empty.convert("L").getextrema() == (208, 208)


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = [PagePicture("i", Image.new("RGB", (40, HEIGHT), "red"))]
    assert contact_sheet(pages, STYLE, face()) == contact_sheet(pages, STYLE, face())
