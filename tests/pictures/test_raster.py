"""Pictures of pixels: what they become, and which are refused with what way out."""

import io

import pytest
from PIL import Image

from brochure.making.pictures.raster import MOST_PIXELS, UnfitPicture, check_raster, plain_raster
from tests.support.picture_files import picture, profile, saved, sixteen_bits, sound_pictures, turned

RASTERS = [name for name in sound_pictures() if not name.endswith(".svg")]


def printed(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(plain_raster(content)))


@pytest.mark.parametrize("name", RASTERS)
def test_every_kind_becomes_grey_or_rgb_of_eight_bits(name: str) -> None:
    image = printed(sound_pictures()[name])
    assert image.format in ("PNG", "JPEG")
    assert image.mode in ("L", "LA", "RGB", "RGBA")
    assert not {"icc_profile", "exif", "transparency"} & image.info.keys() or name == "profile.png"


@pytest.mark.parametrize("name", ["alpha.png", "grey.png", "photo.jpg", "grey.jpg", "progressive.jpg"])
def test_what_is_plain_stays_as_it_is(name: str) -> None:
    assert plain_raster(sound_pictures()[name]) == sound_pictures()[name]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_turned_picture_is_set_upright(kind: str) -> None:
    assert printed(turned(kind)).size == (400, 800)


def test_sixteen_bits_keep_their_light_and_dark() -> None:
    image = printed(sixteen_bits())
    assert [image.getpixel((x, 0)) for x in (0, 350, 699)] == [0, 127, 253]


def test_what_shows_through_a_palette_shows_through() -> None:
    assert printed(sound_pictures()["clear-palette.png"]).mode == "RGBA"


def test_colours_of_another_space_are_turned_into_srgb() -> None:
    lab = saved(Image.new("LAB", (9, 9), (128, 200, 128)), "TIFF", icc_profile=profile("LAB"))
    red, _, blue = printed(lab).convert("RGB").getpixel((4, 4))  # type: ignore[misc]  # three channels
    assert red > blue


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is of a kind that is not known here; save it as PNG, JPEG or SVG"),
        (b"%PDF-1.7\n", "is of a kind that is not known here; save it as PNG, JPEG or SVG"),
        (saved(picture(), "PNG")[:900], "is damaged and cannot be read"),
        (saved(picture(), "JPEG")[:900], "is damaged and cannot be read"),
        (
            saved(picture("CMYK"), "JPEG"),
            "is in CMYK without a colour profile, so that its colours are not known; save",
        ),
        (saved(Image.new("F", (9, 9)), "TIFF"), "has broken numbers for pixels"),
        (saved(picture(), "PNG", icc_profile=b"profile"), "has a colour profile that cannot be read; save it as sRGB"),
        (saved(picture("CMYK"), "TIFF", icc_profile=profile("LAB")), "a colour profile that does not fit its pixels"),
        (
            saved(picture(), "GIF", save_all=True, append_images=[picture("L").convert("RGB")]),
            "holds 2 pictures, which paper cannot show; save the one that is to be printed",
        ),
        (saved(Image.new("1", (10_000, MOST_PIXELS // 10_000 + 1)), "PNG"), "is 10000 × 5001 pixels large; save it"),
    ],
    ids=range(10),
)
def test_what_cannot_be_printed_is_refused_with_the_way_out(content: bytes, told: str) -> None:
    with pytest.raises(UnfitPicture, match=told.replace(".", r"\.")):
        check_raster(content)
