"""Pictures that say nothing, or nothing new, to someone who cannot see them."""

from collections.abc import Iterator, Sequence

from brochure.findings import Finding, Level
from brochure.making.laid_out.model import LaidOutPage, Standing
from brochure.proofreading.inspection.wording import excerpt, finding_about


def find_missing_alt_texts(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Pictures without an alt text, or with one that is only the title; figures without a picture.

    Pictures marked `aria-hidden="true"` or `role="presentation"` are ornament and need none (WAI-ARIA 1.2).
    """
    figures: dict[int, Standing] = {}
    filled: set[int] = set()
    for page in pages:
        for item in page.standing():
            if "figure" in item.box.classes:
                figures.setdefault(item.box.element, item)
            if item.box.picture is not None:
                filled |= {box.element for box in item.around}
                yield from _faults(item)
    for element, item in figures.items():
        if element not in filled:
            yield finding_about(item, "this figure shows no picture; its template must place the drawing", Level.ERROR)


def _faults(item: Standing) -> Iterator[Finding]:
    picture = item.box.picture
    if picture is None or picture.decorative:
        return
    alt = " ".join((picture.alt or "").split())
    if not alt:
        message = f'a picture ({item.box.tag}) has no alt text; write one, or mark it role="presentation"'
        yield finding_about(item, message, Level.ERROR)
    elif alt.rstrip(".").casefold() == picture.title.rstrip(".").casefold():
        message = f"the alt text is only the title again, {excerpt(alt)}; say what the picture shows"
        yield finding_about(item, message, Level.ERROR)
