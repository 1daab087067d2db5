"""Picture files of every kind, made of the same few colours; no file of anybody's is needed."""

import base64
import io
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from PIL import Image, ImageCms

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def picture(mode: str = "RGB", width: int = 800, height: int = 400) -> Image.Image:
    """Bands of colour, from clear to solid where the mode knows that."""
    image = Image.new("RGBA", (width, height))
    image.paste((0, 90, 140, 255), (0, 0, width // 2, height))
    image.paste((200, 60, 20, 128), (width // 2, 0, width, height // 2 or 1))
    return image if mode == "RGBA" else image.convert("RGB").convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture as the bytes of a file."""
    output = io.BytesIO()
    image.save(output, format=kind, **options)
    return output.getvalue()


def turned(kind: str = "JPEG") -> bytes:
    """A picture that a camera has laid on its side, and says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(picture(), kind, exif=exif)


def profile(space: Literal["sRGB", "LAB"]) -> bytes:
    """A colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


def sixteen_bits() -> bytes:
    """A grey ramp of 16 bits."""
    ramp = Image.new("I;16", (700, 350))
    ramp.putdata([column * 93 for _ in range(350) for column in range(700)])
    return saved(ramp, "PNG")


def drawing(inner: str, attributes: str = 'width="400" height="200" viewBox="0 0 400 200"') -> bytes:
    """An SVG file."""
    return f"<svg {SVG} {attributes}>{inner}</svg>".encode()


def held(content: bytes, kind: str = "png") -> str:
    """A picture as an address that holds it."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


@cache
def sound_pictures() -> Mapping[str, bytes]:
    """A file of each kind that can be printed, by its name."""
    palette = picture().quantize(16)
    clear_palette = palette.copy()
    clear_palette.info["transparency"] = 0
    return {
        "alpha.png": saved(picture("RGBA"), "PNG"),
        "grey.png": saved(picture("L"), "PNG"),
        "grey-alpha.png": saved(picture("RGBA").convert("LA"), "PNG"),
        "black.png": saved(picture("1"), "PNG"),
        "palette.png": saved(palette, "PNG"),
        "clear-palette.png": saved(clear_palette, "PNG", transparency=0),
        "sixteen.png": sixteen_bits(),
        "profile.png": saved(picture(), "PNG", icc_profile=profile("sRGB")),
        "tiny.png": saved(picture(width=8, height=8), "PNG"),
        "wide.png": saved(picture(width=6000, height=40), "PNG"),
        "photo.jpg": saved(picture(width=3000, height=2000), "JPEG"),
        "grey.jpg": saved(picture("L"), "JPEG"),
        "progressive.jpg": saved(picture(), "JPEG", progressive=True),
        "turned.jpg": turned(),
        "turned.png": turned("PNG"),
        "still.gif": saved(palette, "GIF"),
        "lossy.webp": saved(picture(), "WEBP"),
        "clear.webp": saved(picture("RGBA"), "WEBP", lossless=True),
        "scan.tif": saved(picture(), "TIFF", compression="tiff_lzw"),
        "paint.bmp": saved(picture(), "BMP"),
        "scan.jp2": saved(picture(), "JPEG2000"),
        "text.svg": drawing('<text x="9" y="60" font-family="Source Sans 3" font-size="40">Logo ŋ æøå</text>'),
        "shades.svg": drawing(
            '<defs><linearGradient id="g" gradientUnits="userSpaceOnUse" x2="400">'
            '<stop stop-color="#123456"/><stop offset="1" stop-color="#fff"/></linearGradient>'
            '<mask id="m"><rect width="300" height="200" fill="#fff"/></mask>'
            '<clipPath id="c"><circle cx="200" cy="100" r="90"/></clipPath>'
            '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><circle cx="9" cy="9" r="5"/>'
            '</pattern><filter id="f"><feOffset dx="5" dy="5"/></filter></defs>'
            '<rect width="400" height="200" fill="url(#g)" mask="url(#m)"/>'
            '<rect width="400" height="200" fill="url(#p)" clip-path="url(#c)" opacity=".5" filter="url(#f)"/>'
        ),
        "use.svg": drawing('<defs><path id="a" d="M0 0h90v90z"/></defs><use xlink:href="#a"/><use href="#a" x="99"/>'),
        "holds.svg": drawing(f'<image width="90" height="45" href="{held(saved(picture("RGBA"), "PNG"))}"/>'),
        "no-size.svg": drawing('<path d="M0 0h90v90z"/>', 'viewBox="0 0 100 100"'),
    }
