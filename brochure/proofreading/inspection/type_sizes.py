"""Text that is smaller than the theme allows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from brochure.findings import Finding, Level
from brochure.making.laid_out.model import LaidOutPage, Standing
from brochure.project.theme import Type
from brochure.proofreading.inspection.wording import excerpt, finding_about, others

_TOLERANCE = 0.01


def find_small_text(pages: Sequence[LaidOutPage], limits: Type) -> Iterator[Finding]:
    """Text on the page under the size of notes, and text in drawings under the smallest size; once a style."""
    small: dict[tuple[str, float, float], list[tuple[Standing, str]]] = defaultdict(list)
    for page in pages:
        for item in page.standing():
            for name, text, size, least in _texts(item, limits):
                if text.strip() and size < least - _TOLERANCE:
                    small[name, round(size, 2), least].append((item, text))
    for (name, size, least), found in small.items():
        item, text = found[0]
        message = f"{excerpt(text)} in {name} is set in {size:g} pt, and {least:g} pt is the least; set it larger"
        yield finding_about(item, message + others(len(found)), Level.ERROR)


def _texts(item: Standing, limits: Type) -> Iterator[tuple[str, str, float, float]]:
    """Where a text stands, the text, its size, and the least that is allowed there."""
    for line in item.box.lines:
        for run in line.runs:
            yield item.box.name, run.text, run.size, limits.note
    if item.box.picture is not None:
        for drawn in item.box.picture.texts:
            yield f"the drawing {excerpt(item.box.picture.title)}", drawn.text, drawn.size, limits.smallest
