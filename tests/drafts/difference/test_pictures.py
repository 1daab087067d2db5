"""Where two pictures of a page differ."""

import base64
import io

from PIL import Image, ImageDraw

from brochure.drafts.difference.pictures import as_address, differing


def page(*boxes: tuple[int, int, int, int]) -> Image.Image:
    picture = Image.new("RGB", (205, 301), "white")
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        draw.rectangle(box, fill="black")
    return picture


def test_the_same_pictures_do_not_differ() -> None:
    assert differing(page((10, 10, 40, 40)), page((10, 10, 40, 40)), []) == []


def test_each_place_that_differs_is_one_rectangle_around_it() -> None:
    found = differing(page(), page((20, 20, 60, 30), (150, 200, 170, 210)), [])

    assert len(found) == 2
    for (left, top, right, bottom), (x, y, to_x, to_y) in zip(
        found, [(20, 20, 60, 30), (150, 200, 170, 210)], strict=True
    ):
        assert left <= x
        assert top <= y
        assert to_x < right <= to_x + 16
        assert to_y < bottom <= to_y + 16


def test_a_difference_at_the_edge_is_seen() -> None:
    assert len(differing(page(), page((204, 300, 204, 300)), [])) == 1


def test_what_is_left_out_does_not_count() -> None:
    assert differing(page(), page((20, 20, 60, 30)), [(19.5, 19.5, 60.5, 30.5)]) == []


def test_an_address_holds_the_picture() -> None:
    kind, content = as_address(page((20, 20, 60, 30))).split(",")

    assert kind == "data:image/png;base64"
    picture = Image.open(io.BytesIO(base64.b64decode(content)))
    assert picture.size == (205, 301)
    assert picture.convert("L").getpixel((30, 25)) == 0
