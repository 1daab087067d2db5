"""Which words and drawings of a page are hidden by something that lies over them."""

from collections.abc import Iterator, Sequence

from brochure.manifest.model import Area, LineRecord, Manifest
from brochure.pdf.letters import Letter, in_words
from brochure.tracing.discrepancy import Discrepancy, account_of
from brochure.tracing.matching import Matched
from brochure.tracing.overlays import Bounds, Cover, hides

_LETTER = 3.0
"""About the width of a letter, of which only the left side is known, in points."""


def check_covers(manifest: Manifest, matched: Matched, covers: Sequence[Cover]) -> Iterator[Discrepancy]:
    """What lies over lines and drawings of a page, each line told once for each kind of cover.

    In a draft, annotations are the marks of its readers, for whom the margin is kept free: there they hide nothing.
    """
    if not covers:
        return
    page, is_draft = matched.record, manifest.draft is not None
    for kind in dict.fromkeys(cover.annotation for cover in covers):
        over = [cover for cover in covers if cover.annotation == kind]
        told = _told(kind, is_draft=is_draft)
        for line, letters in zip(page.lines, matched.lines, strict=True):
            if kind and is_draft and line.block is None:
                continue
            if lying := [cover.area for cover in over if _lies_over(cover, line)]:
                words = " ".join(_words_under(letters, lying)) or line.text
                yield Discrepancy(f"{told} lies over «{words}»", page.label, line.number or None)
        for token, _ in matched.drawings:
            if any(hides(_bounds(cover.area), _inner(cover.area, token.area)) for cover in over):
                yield Discrepancy(f"{told} lies over {account_of(manifest, token)}", page.label)


def _told(kind: str, *, is_draft: bool) -> str:
    if not kind:
        return "something that was painted later"
    return f"a mark of a reader ({kind})" if is_draft else f"an annotation ({kind})"


def _lies_over(cover: Cover, line: LineRecord) -> bool:
    """Whether a cover hides letters of a line; of what a page paints it is known that it hides some."""
    area, foot = line.area, line.area.foot
    body = (area.left, foot - (area.bottom - area.top) / 2, area.right, foot)
    over = _bounds(cover.area)
    if cover.annotation:
        return hides(over, body) is not None
    return over[0] < body[2] and body[0] < over[2] and body[1] <= (over[1] + over[3]) / 2 <= body[3] + 1


def _words_under(letters: Sequence[Letter], areas: Sequence[Area]) -> Iterator[str]:
    """The words of a line that begin or go on under one of the areas."""
    for word in in_words(letters):
        if any(area.left < word[-1].x + _LETTER and word[0].x < area.right for area in areas):
            yield "".join(letter.text for letter in word)


def _inner(over: Area, drawing: Area) -> Bounds:
    """The part of a drawing at the height of a cover: it need not be as high as the drawing to hide a number of it."""
    return drawing.left, max(drawing.top, over.top), drawing.right, min(drawing.bottom, over.bottom)


def _bounds(area: Area) -> Bounds:
    return area.left, area.top, area.right, area.bottom
