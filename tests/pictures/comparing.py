"""Whether two pictures of print show the same: blind to how edges are smoothed, not to what is drawn.

Both are blurred by a pixel, and a pixel differs by as much as it lies outside the range of its neighbours in the
other picture. So an edge may lie a fraction of a pixel elsewhere, but not a millimetre.

Measured at 100 dots an inch on a figure of each kind: other smoothing, or a shift of a fifth of a pixel, makes at most
0.2 in the mean and nothing that differs strongly. The shortest label moved by a millimetre, one digit, makes 1.8 mm²
and more; another colour of a series or a missing bar far more. Not seen are a single hairline of the grid that is
missing, and a lone colon that moves.
"""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from tests.pictures.printing import DPI

STRONG = 20
"""A difference of this much, of 255, is seen at once."""

AREA_MOST = 1.0
"""Square millimetres that may differ strongly."""

MEAN_MOST = 0.3
"""How much the pixels may differ in the mean, of 255; catches what is faint but wide."""

_BLUR = 1.0
_NEIGHBOURS = 3
_INCH = 25.4
_LEVELS = 256
_FAINT = (232, 232, 232)
_LOUD = (214, 0, 50)


@dataclass(frozen=True, slots=True)
class Difference:
    """How two pictures differ: the mean, of 255, and the square millimetres that differ strongly.

    `why` says what makes them different, and is empty when they show the same; `picture` shows where.
    """

    mean: float
    area: float
    why: str
    picture: Image.Image


def compare(actual: Image.Image, expected: Image.Image) -> Difference:
    """The difference of two pictures in RGB."""
    if actual.size != expected.size:
        sizes = " instead of ".join(f"{width} × {height} pixels" for width, height in (actual.size, expected.size))
        return Difference(255, _square_millimetres(actual.width * actual.height), f"it has {sizes}", actual)
    one, other = (picture.filter(ImageFilter.GaussianBlur(_BLUR)) for picture in (actual, expected))
    beyond = _strongest(ImageChops.lighter(_outside(one, other), _outside(other, one)))
    counts = beyond.histogram()
    mean = sum(level * count for level, count in enumerate(counts)) / sum(counts)
    area = _square_millimetres(sum(counts[STRONG:]))
    return Difference(mean, area, _why(mean, area), _shown(actual, beyond))


def _why(mean: float, area: float) -> str:
    reasons = []
    if area > AREA_MOST:
        reasons.append(f"{area:.1f} mm² differ strongly, more than {AREA_MOST:g}")
    if mean > MEAN_MOST:
        reasons.append(f"it differs by {mean:.2f} of 255 in the mean, more than {MEAN_MOST:g}")
    return "; ".join(reasons)


def _outside(one: Image.Image, other: Image.Image) -> Image.Image:
    """By how much each pixel of `one` lies outside the range of its neighbours in `other`."""
    darkest, lightest = (kind(_NEIGHBOURS) for kind in (ImageFilter.MinFilter, ImageFilter.MaxFilter))
    above = ImageChops.subtract(one, other.filter(lightest))
    below = ImageChops.subtract(other.filter(darkest), one)
    return ImageChops.lighter(above, below)


def _strongest(picture: Image.Image) -> Image.Image:
    """The largest of the three colours of each pixel."""
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _shown(actual: Image.Image, beyond: Image.Image) -> Image.Image:
    """The picture in faint grey, with what differs strongly in red."""
    pale = Image.blend(actual.convert("L").convert("RGB"), Image.new("RGB", actual.size, _FAINT), 0.7)
    strong = beyond.point([_LEVELS - 1 if level >= STRONG else 0 for level in range(_LEVELS)])
    return Image.composite(Image.new("RGB", actual.size, _LOUD), pale, strong.filter(ImageFilter.MaxFilter(3)))


def _square_millimetres(pixels: int) -> float:
    return pixels * (_INCH / DPI) ** 2
