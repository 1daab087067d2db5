"""Pages of a PDF as pictures."""

import io

import pikepdf
import pytest
from PIL import ImageColor

from brochure.making.writing.pictures import PagePicture, page_pictures

RED, BLUE = "#c00000", "#0000c0"
SMALL, WIDE = (200, 300), (400, 300)


def pdf(*pages: tuple[tuple[int, int], str], labels: tuple[str, ...] = ()) -> bytes:
    """A PDF of pages of a size in points, the lower half of each filled with a colour."""
    document = pikepdf.new()
    for (width, height), colour in pages:
        red, green, blue = (channel / 255 for channel in ImageColor.getrgb(colour)[:3])
        page = document.add_blank_page(page_size=(width, height))
        drawing = f"{red:.3f} {green:.3f} {blue:.3f} rg 0 0 {width} {height / 2} re f"
        page.obj.Contents = document.make_stream(drawing.encode())
    if labels:
        numbers = [item for i, label in enumerate(labels) for item in (i, pikepdf.Dictionary(P=label))]
        document.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pictures(content: bytes, width: int = 100) -> list[PagePicture]:
    return list(page_pictures(content, width))


def test_each_page_becomes_a_picture_of_that_width_in_its_own_proportions() -> None:
    found = pictures(pdf((SMALL, RED), (WIDE, BLUE)))
    assert [page.picture.size for page in found] == [(100, 150), (100, 75)]


def test_paper_is_white_and_colours_are_those_of_the_page() -> None:
    (page,) = pictures(pdf((SMALL, RED)))
    assert page.picture.mode == "RGB"
    assert page.picture.getpixel((50, 20)) == (255, 255, 255)
    assert page.picture.getpixel((50, 130)) == ImageColor.getrgb(RED)


@pytest.mark.parametrize(("labels", "told"), [((), ["1", "2"]), (("i", "ii"), ["i", "ii"])])
def test_pages_are_labelled_as_readers_see_them(labels: tuple[str, ...], told: list[str]) -> None:
    assert [page.label for page in pictures(pdf((SMALL, RED), (SMALL, BLUE), labels=labels))] == told
