"""Whether text is text and not a picture of it.

What a picture shows cannot be read here. Told is what gives pages of pictured text away: a picture over much of a page
that has hardly any text that can be read, and text that is there but not painted, as programs lay it over scanned
pages.
"""

from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit
from brochure.attaching.validation.content import Box, Kind, PageContent, Piece
from brochure.attaching.validation.opened import OpenedPdf

_MUCH = 0.5
"""A picture that covers as much of a page is looked at."""
_FEW_LETTERS = 20
_PAINTED_OVER = 0.5
"""So much of the letters must be unpainted for a page to count as scanned."""


def _pictured(opened: OpenedPdf) -> Iterator[Hit]:
    for number, page in enumerate(opened.pages):
        seen = sum(_letters(piece) for piece in page.pieces if not piece.is_unseen)
        unseen = sum(_letters(piece) for piece in page.pieces if piece.is_unseen)
        largest = max((_share(piece.box, page) for piece in page.pieces if piece.kind is Kind.IMAGE), default=0.0)
        if largest < _MUCH:
            continue
        told = f"a picture covers {largest:.0%} of the page"
        if unseen > _PAINTED_OVER * (seen + unseen):
            yield Hit(
                f"{told}, and its text is laid over it unseen, as on a scanned page; set the text as text", number
            )
        elif seen < _FEW_LETTERS:
            few = f"{seen} letters of text" if seen else "no text"
            yield Hit(f"{told}, which has {few}; if the picture shows text, set it as text", number)


def _letters(piece: Piece) -> int:
    return sum(letter.isalnum() for letter in piece.text)


def _share(box: Box, page: PageContent) -> float:
    whole = Box(0.0, 0.0, page.width, page.height)
    return whole.shared(box).area / whole.area if whole.area else 0.0


CHECKS = (
    Check(
        "pdf-text-in-image",
        f"A picture covers {_MUCH:.0%} or more of a page with fewer than {_FEW_LETTERS} letters, or with unseen text.",
        _pictured,
        needs_pages=True,
    ),
)
