"""Pictures made of pixels: which of them can be printed, and the plain form that stands in the PDF.

PDF/A knows grey and RGB of eight bits under the sRGB output intent (ISO 19005-3, 6.2.4); what a file holds besides
(sixteen bits, palettes, other colour spaces, a camera's turn) is turned into that here. What is not known, such as the
colours of CMYK without a profile, is refused. Pages and places are no concern of this module.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

KINDS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "JPEG2000")
"""The formats that are read, as Pillow names them; what some cameras call MPO is read as JPEG."""
MOST_PIXELS = 50_000_000
"""More than any page shows, and about what can be unpacked without harm; A4 in 300 pixels an inch has nine million."""
LEAST_PIXELS, MOST_TIMES = 8, 500
"""Pixels across or down below which nothing can be made out, and times that a picture may be longer than broad."""
_QUALITY = 92
_FAINT = 13
"""Of 255: opacity below which nothing is seen, a twentieth."""
_ORIENTATION = 0x0112
_AS_IT_IS = {"JPEG": ("L", "RGB"), "PNG": ("L", "LA", "RGB", "RGBA")}
_OF_A_PROFILE = ("CMYK", "LAB")
"""Modes whose colours are known by a profile alone."""
_SRGB = "save it as sRGB"


class UnfitPicture(Exception):
    """A picture that cannot be printed; its text goes on from "the picture …"."""


def check_raster(content: bytes) -> None:
    """Raise `UnfitPicture` for pixels that cannot be printed, with the way out."""
    plain_raster(content)


def plain_raster(content: bytes) -> bytes:
    """The same picture as grey or RGB PNG or JPEG, upright and in sRGB; as it is when it is that already.

    Raises `UnfitPicture` when it cannot be printed.
    """
    with _opened(content) as image:
        _refuse(image)
        if _is_plain(image):
            return content
        kind = "JPEG" if image.format in ("JPEG", "MPO") else "PNG"
        output = io.BytesIO()
        _plain(image).save(output, format=kind, **({"quality": _QUALITY} if kind == "JPEG" else {}))
        return output.getvalue()


@contextmanager
def _opened(content: bytes) -> "Iterator[Image.Image]":
    """The picture, all of whose pixels are there."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint takes what there is
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=KINDS)
            if image.width * image.height > MOST_PIXELS:
                raise UnfitPicture(_too_large(image.width, image.height))
            image.load()
            yield image
    except UnidentifiedImageError:
        raise UnfitPicture("is of a kind that is not known here; save it as PNG, JPEG or SVG") from None
    except Image.DecompressionBombError:
        raise UnfitPicture("has too many pixels to be unpacked; save it with fewer") from None
    except UnfitPicture:
        raise
    except Exception as error:  # decoders of damaged files raise what they like
        raise UnfitPicture(f"is damaged and cannot be read ({error}); save it anew from its original") from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _too_large(width: int, height: int) -> str:
    return f"is {width} × {height} pixels large; save it with fewer, 2,500 across are enough for a whole page"


def _refuse(image: "Image.Image") -> None:
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and image.format != "MPO":
        raise UnfitPicture(f"holds {frames} pictures, which paper cannot show; save the one that is to be printed")
    least, most = sorted((image.width, image.height))
    size = f"{image.width} × {image.height} pixels"
    if most < LEAST_PIXELS:
        raise UnfitPicture(f"has {size}, which is too small to be a picture; take another file")
    if most > MOST_TIMES * least:
        raise UnfitPicture(f"has {size}, and is too flat to be seen on a page; cut it, or draw a rule in the template")
    if _is_clear(image):
        raise UnfitPicture("is transparent all over, so that nothing of it would be seen; save it with its colours")
    if not image.info.get("icc_profile", True):
        del image.info["icc_profile"]
    if image.mode in _OF_A_PROFILE and not image.info.get("icc_profile"):
        raise UnfitPicture(f"is in {image.mode} without a colour profile, so that its colours are not known; {_SRGB}")
    if image.mode == "F":
        raise UnfitPicture("has broken numbers for pixels, not colours; save it as PNG with 8 bits a channel")


def _is_clear(image: "Image.Image") -> bool:
    """Whether no pixel of it would leave a trace."""
    if image.mode not in ("LA", "La", "PA", "RGBA", "RGBa") and "transparency" not in image.info:
        return False
    alpha = image.convert("RGBA").getchannel("A")
    return int(alpha.getextrema()[1]) < _FAINT  # type: ignore[arg-type]  # one channel has one pair


def _is_plain(image: "Image.Image") -> bool:
    """Whether it can go into the PDF as it is."""
    is_known = image.mode in _AS_IT_IS.get(image.format or "", ())
    return is_known and _turn(image) == 1 and "transparency" not in image.info and not _is_foreign(image)


def _turn(image: "Image.Image") -> int:
    return int(image.getexif().get(_ORIENTATION, 1) or 1)


def _is_foreign(image: "Image.Image") -> bool:
    """Whether its colours are in another space than sRGB."""
    profile = image.info.get("icc_profile")
    return profile is not None and "srgb" not in _description(profile).casefold()


def _description(profile: bytes) -> str:
    from PIL import ImageCms

    try:
        return str(ImageCms.getProfileDescription(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        raise UnfitPicture(f"has a colour profile that cannot be read; {_SRGB}") from None


def _plain(image: "Image.Image") -> "Image.Image":
    """Grey or RGB of eight bits, with an alpha channel where something shows through, upright and in sRGB."""
    from PIL import ImageOps

    profile = image.info.get("icc_profile") if _is_foreign(image) else None
    upright: Image.Image = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    clear = upright.mode in ("LA", "PA", "La", "RGBA", "RGBa") or "transparency" in upright.info
    if clear:
        upright = upright.convert("LA" if upright.mode in ("LA", "La") else "RGBA")
    elif upright.mode not in ("L", "RGB") and not (upright.mode in _OF_A_PROFILE and profile):
        upright = upright.convert("L" if upright.mode == "1" else "RGB")
    if profile is not None:
        upright = _in_srgb(upright, profile)
    bare = upright.copy()
    bare.info.clear()
    return bare


def _in_srgb(image: "Image.Image", profile: bytes) -> "Image.Image":
    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colours = image.convert(image.mode[:-1]) if alpha else image
    source: Any = io.BytesIO(profile)
    try:
        turned = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        raise UnfitPicture(f"has a colour profile that does not fit its pixels; {_SRGB}") from None
    assert turned is not None, "a picture that is not changed in place is given back"
    if alpha:
        turned.putalpha(alpha)
    return turned
