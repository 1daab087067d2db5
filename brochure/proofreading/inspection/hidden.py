"""Words and pictures of the document that a style sheet keeps from being seen.

Compares the document with what stands on its pages, element by element. What sticks out of its box or its page is
told by `overflow`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from brochure.findings import Finding, Place
from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.model import Area, Kind, LaidOutBox, LaidOutPage, Run, Standing, Turn, Use
from brochure.project.contrast import contrast
from brochure.proofreading.inspection.wording import excerpt, others

LEAST_SIZE = 2.0
"""Points below which letters are dots."""
LEAST_CONTRAST = 1.2
"""Contrast with what is behind them below which letters are paper."""
LEAST_SIDE = 0.2
"""Millimetres below which a picture is a dot."""
_PAPER = "#FFFFFF"
_UNCOUNTED = re.compile("[\\s\u00ad\u200b\u2060\u2010-]+")
"""What is added or lost where lines are broken."""
_FAINT = re.compile(r" at (\d+)(?:\.\d+)? %$")
_MEND = (
    "the style sheet hides it (display, visibility, size, colour, opacity, or another box painted over it); "
    "show it, or take it out of the template"
)


def find_hidden(pages: Sequence[LaidOutPage], elements: Elements) -> Iterator[Finding]:
    """Words and pictures that stand on no page or cannot be seen there; once for each place they come from."""
    seen, shown = _seen(pages)
    hidden: dict[Place, list[str]] = defaultdict(list)
    for element in _printed(elements.in_order):
        number = elements.number(element)
        words = _own_words(element)
        if len(_bare(seen.get(number, ""))) < len(_bare(words)) and not _told_elsewhere(words, element, elements, seen):
            hidden[elements.place(element)].append(f"the text {excerpt(words)}")
        if _is_picture(element) and number not in shown:
            hidden[elements.place(element)].append("a picture")
    for place, names in hidden.items():
        yield Finding(place, f"{names[0]} cannot be seen on any page{others(len(names))}; {_MEND}")


def _seen(pages: Sequence[LaidOutPage]) -> tuple[dict[int, str], set[int]]:
    """The text that can be seen, by the number of its element, and the numbers of pictures that can."""
    words: dict[int, str] = defaultdict(str)
    pictures: set[int] = set()
    for page in pages:
        covers = [(item.box, item.seen(ground)) for item in page.standing() for ground in item.box.grounds]
        for item in page.standing():
            if any(box.is_unseen for box in item.chain):
                continue
            if _is_large(item.box) and not _is_covered(item, item.box.content, item.box.turn, covers):
                pictures.add(item.box.element)
            for run in (run for line in item.box.lines for run in line.runs if not run.generated):
                if _is_visible(run, item, page) and not _is_covered(item, run.area, run.turn, covers):
                    words[run.element] += run.text
    return words, pictures


def _is_large(box: LaidOutBox) -> bool:
    """Whether this is a picture of some size."""
    return box.kind is Kind.PICTURE and min(box.content.width, box.content.height) > LEAST_SIDE


def _is_covered(item: Standing, area: Area, turn: Turn, covers: Iterable[tuple[LaidOutBox, Area]]) -> bool:
    """Whether a box in which it does not stand is painted over a good part of it later."""
    least = min(area.width, area.height)
    for box, ground in covers:
        if box.turn > turn and all(box is not own for own in item.chain):
            shared = area.shared(ground)
            if shared.height > area.height / 2 and shared.width >= least:
                return True
    return False


def _is_visible(run: Run, item: Standing, page: LaidOutPage) -> bool:
    faint = _FAINT.search(run.colour)
    if run.size < LEAST_SIZE or run.colour == "transparent" or (faint and int(faint[1]) < 10):
        return False
    behind = next((colour for box in item.chain if (colour := _background(box))), _PAPER)
    return _differ(run.colour, behind) or _lies_on_another(run, page)


def _differ(ink: str, behind: str) -> bool:
    is_known = len(ink) == len(behind) == len(_PAPER)
    return contrast(ink, behind) >= LEAST_CONTRAST if is_known else ink != behind


def _lies_on_another(run: Run, page: LaidOutPage) -> bool:
    """Whether a box that it does not stand in lies behind it, such as a band of colour."""
    return any(
        _covers(item.box.area, run.area)
        and (item.box.kind is Kind.PICTURE or _differ(run.colour, _background(item.box) or run.colour))
        for item in page.standing()
    )


def _covers(area: Area, other: Area) -> bool:
    shared = area.shared(other)
    return shared.width * shared.height >= 0.5 * other.width * other.height > 0


def _background(box: LaidOutBox) -> str:
    return next((paint.colour for paint in box.paints if paint.use is Use.BACKGROUND), "")


def _printed(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements of the body, without what is inside drawings and what tells that a table goes on."""
    passed: set[Element] = set()
    for element in elements:
        tag = str(element.tag)
        if element in passed or tag == "head" or "again" in element.get("class", "").split():
            passed.update(element)
            continue
        if tag.startswith("{"):
            passed.update(element)
        yield element


def _own_words(element: Element) -> str:
    """The text directly inside an element; none in a drawing."""
    if str(element.tag).startswith("{"):
        return ""
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _told_elsewhere(words: str, element: Element, elements: Elements, seen: Mapping[int, str]) -> bool:
    """Whether words of the same place in the sources, which a page may show twice, can be seen in another element."""
    place, bare = elements.place(element), _bare(words)
    return any(
        bare in _bare(seen.get(elements.number(other), ""))
        for other in elements.in_order
        if other is not element and other.get("data-place") == str(place)
    )


def _bare(text: str) -> str:
    return _UNCOUNTED.sub("", text)


def _is_picture(element: Element) -> bool:
    is_drawn = str(element.tag).rsplit("}", 1)[-1] in ("svg", "img")
    return is_drawn and element.get("aria-hidden") != "true" and element.get("role") not in ("none", "presentation")
