"""Pictures are judged before pages are set, where an author names them."""

from pathlib import Path

import pytest
from PIL import Image

from brochure.making.pages.pictures import NUMBERS_IN_A_PICTURE, as_printed
from tests.support.pages import composed
from tests.support.picture_files import drawing, picture, saved, sound_pictures
from tests.support.projects import EDITION, SECTION, TEXT, small_file

OUTSIDE = drawing('<image href="file:///etc/passwd"/>')
LINES = small_file(TEXT).count("\n") + 2
"""The line of a text that is added to the section."""


def found(folder: Path, changes: dict[str, str | bytes]) -> list[str]:
    return [str(finding) for finding in composed(folder, changes)[1].errors]


def shown(source: str) -> dict[str, str | bytes]:
    return {TEXT: f"{small_file(TEXT)}\n![Et bilde]({source})\n"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("logo.svg", OUTSIDE, "the picture logo.svg shows 'file:///etc/passwd', which lies outside it; embed it"),
        ("foto.jpg", saved(picture("CMYK"), "JPEG"), "the picture foto.jpg is in CMYK without a colour profile"),
        ("foto.png", b"", "the picture foto.png is empty"),
        (
            "long.png",
            saved(picture("RGB", 2000, 3), "PNG"),
            "the picture long.png has 2000 × 3 pixels, and is too flat",
        ),
        ("dot.png", saved(picture("RGB", 1, 1), "PNG"), "the picture dot.png has 1 × 1 pixels, which is too small to"),
        ("clear.png", saved(Image.new("RGBA", (90, 90)), "PNG"), "the picture clear.png is transparent all over, so"),
        ("white.svg", drawing('<text y="9" fill="#FFF">Ja</text>'), "the picture white.svg writes «Ja» in white with"),
        ("out.svg", drawing('<text x="401" y="9">Ja</text>'), "the picture out.svg writes «Ja» outside its viewBox"),
        ("foto.heic", b"\0\0\0\x18ftypheic", "the picture foto.heic is of a kind that is not known here; save it as"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_told_in_the_text(
    name: str, content: bytes, told: str, tmp_path: Path
) -> None:
    (error,) = found(tmp_path, {**shown(name), f"{SECTION}/{name}": content})
    assert error.startswith(f"{TEXT}:{LINES}: error: {told}")


def test_numbers_in_a_drawing_are_told_since_no_statistic_has_them(tmp_path: Path) -> None:
    drawn = drawing('<text x="9" y="60">Ledigheten er <tspan>99 prosent</tspan></text><text x="9" y="90">CO2</text>')
    report = composed(tmp_path, {**shown("tall.svg"), f"{SECTION}/tall.svg": drawn})[1]
    (warning,) = (str(each) for each in report.findings if each.rule == NUMBERS_IN_A_PICTURE.name)
    assert warning.startswith(f"{TEXT}:{LINES}: warning: the picture tall.svg prints '99', and no statistic says where")


def test_a_logo_is_told_where_the_edition_names_it(tmp_path: Path) -> None:
    settings = f"{EDITION}/edition.toml"
    (error,) = found(tmp_path, {settings: f'logo = "merke.svg"\n{small_file(settings)}', "merke.svg": OUTSIDE})
    assert error.startswith(f"{settings}:1: error: the picture merke.svg shows 'file:///etc/passwd'")


def test_a_drawing_is_printed_as_it_is_written() -> None:
    assert as_printed(sound_pictures()["use.svg"]) == sound_pictures()["use.svg"]
