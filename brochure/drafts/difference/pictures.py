"""The pages of a PDF as small pictures for a report, and where two such pictures differ.

PDFium draws the pages, and Pillow compares them. Knows nothing of manifests beyond areas on a page.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from brochure.findings import Faults, Place
from brochure.manifest.model import Area
from brochure.pdf.letters import Letter
from brochure.tracing.printed import letters_on

_INCH = 72.0
_COLOURS = 64
_TILE = 8
"""Pixels along the side of a square in which differences count as one."""
_FAINT = 48
"""Differences of lightness, of 255, that come from drawing the same thing again."""


class Pages:
    """The pages of an open PDF, drawn and read when they are asked for."""

    def __init__(self, document: pypdfium2.PdfDocument, place: Place, resolution: float) -> None:
        self._document, self._place, self._scale = document, place, resolution / _INCH
        self._letters: dict[int, Sequence[Letter]] = {}

    def __len__(self) -> int:
        return len(self._document)

    def letters(self, page: int) -> Sequence[Letter]:
        """The printed letters of a page, by its position; raises `Faults` when it cannot be read."""
        if page not in self._letters:
            with self._telling():
                self._letters[page] = tuple(letters_on(self._document[page]))
        return self._letters[page]

    def picture(self, page: int) -> Image.Image:
        """A page as one sees it, on white paper; raises `Faults` when it cannot be drawn."""
        with self._telling():
            drawn: Image.Image = self._document[page].render(scale=self._scale).to_pil()
        return drawn.convert("RGB")

    def to_points(self, area: tuple[int, int, int, int]) -> Area:
        """A rectangle of a picture as one of the page."""
        left, top, right, bottom = (round(edge / self._scale, 1) for edge in area)
        return Area(left=left, top=top, right=right, bottom=bottom)

    def to_pixels(self, area: Area) -> tuple[float, float, float, float]:
        """A rectangle of the page as one of a picture."""
        left, top, right, bottom = area.left, area.top, area.right, area.bottom
        return left * self._scale, top * self._scale, right * self._scale, bottom * self._scale

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except pypdfium2.PdfiumError as error:
            message = f"its pages cannot be drawn ({error}); fetch the file again, or take --format text"
            raise Faults.one(self._place, message) from None


@contextmanager
def open_pages(path: Path, resolution: float) -> Iterator[Pages]:
    """The pages of the PDF at `path`, drawn at so many pixels an inch; raises `Faults` when it cannot be opened."""
    place = Place(str(path))
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, FileNotFoundError) as error:
        raise Faults.one(place, f"its pages cannot be drawn ({error}); fetch the file again") from None
    try:
        yield Pages(document, place, resolution)
    finally:
        document.close()


def as_address(picture: Image.Image) -> str:
    """A picture as an address that holds it ("data:image/png;base64,…"); the same picture gives the same text."""
    buffer = io.BytesIO()
    picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(buffer, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"


def differing(
    old: Image.Image, new: Image.Image, left_out: Iterable[tuple[float, float, float, float]]
) -> list[tuple[int, int, int, int]]:
    """Rectangles in which two pictures of the same size differ, in pixels, but for those `left_out`."""
    difference = ImageChops.difference(old, new).convert("L").point(lambda value: 255 if value > _FAINT else 0)
    draw = ImageDraw.Draw(difference)
    for left, top, right, bottom in left_out:
        draw.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=0)
    width, height = -(-difference.width // _TILE), -(-difference.height // _TILE)
    spread = Image.new("L", (width * _TILE, height * _TILE))
    spread.paste(difference)
    tiles = spread.reduce(_TILE)
    filled = {(i % width, i // width) for i, value in enumerate(tiles.tobytes()) if value}
    return sorted(
        (left * _TILE, top * _TILE, (right + 1) * _TILE, (bottom + 1) * _TILE)
        for left, top, right, bottom in _islands(filled)
    )


def _islands(filled: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The bounds of each group of squares that touch, or nearly do."""
    left = set(filled)
    reach = [(x, y) for x in range(-2, 3) for y in range(-2, 3)]
    while left:
        queue = [left.pop()]
        island = set(queue)
        while queue:
            x, y = queue.pop()
            near = {(x + across, y + down) for across, down in reach} & left
            left -= near
            island |= near
            queue += near
        columns, rows = zip(*island, strict=True)
        yield min(columns), min(rows), max(columns), max(rows)
