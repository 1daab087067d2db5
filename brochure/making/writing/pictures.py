"""The pages of a finished PDF as pictures, drawn by PDFium; knows nothing of how the PDF was made."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

_ROUNDING = 0.5


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as one sees it, and the number that a reader of the PDF is shown for it."""

    label: str
    picture: Image.Image


def page_pictures(content: bytes, width: int) -> Iterator[PagePicture]:
    """Each page of a PDF in turn, `width` pixels wide, on white paper."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        for i, page in enumerate(document):
            bitmap = page.render(scale=width / page.get_width())
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            height = int(page.get_height() * width / page.get_width() + _ROUNDING)
            label: str = document.get_page_label(i) or str(i + 1)
            yield PagePicture(label, picture.resize((width, height)) if picture.size != (width, height) else picture)
            page.close()
    finally:
        document.close()
