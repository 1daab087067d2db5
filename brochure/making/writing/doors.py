"""Links around numbers, laid over pages whose lines are set: no line breaks otherwise for them.

A text is parted where the number stands, each part where its letters stood, and the number is put into a link, as
if it had been written so. Knows the boxes of WeasyPrint 70.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from brochure.making.recording.doors import Door

_RUNNING = frozenset({"prose", "side", "lead"})
"""The classes of what holds running text."""
_PIXELS = 96 / 72
_NEAR = 1.0
"""By how much a number may stand beside where it was recorded, in pixels."""


def open_doors(document: Any, doors: Sequence[Door]) -> None:
    """Let numbers in the running text of laid-out pages lead where their doors do."""
    of_page: dict[int, list[Door]] = defaultdict(list)
    for door in doors:
        of_page[door.page].append(door)
    for number, wanted in of_page.items():
        page = document.pages[number]
        texts = list(_texts(page._page_box, is_running=False))
        for door in wanted:
            _open(page, texts, door)


def _open(page: Any, texts: list[tuple[Any, Any]], door: Door) -> None:
    """Put the text of a door into a link, where running text says it there; `texts` then know its new parts."""
    x, y = (door.area.left * _PIXELS, (door.area.top + door.area.bottom) / 2 * _PIXELS)
    for at, (line, text) in enumerate(texts):
        is_here = text.position_y <= y <= text.position_y + text.height and door.text in text.text
        if not is_here or not text.position_x - _NEAR <= x <= text.position_x + text.width:
            continue
        starts = _starts(text.text, door.text)
        start = min(starts, key=lambda start: abs(text.position_x + _width(text, text.text[:start]) - x))
        before, number, after = _parted(text, start, start + len(door.text))
        link = _link(line, number, door)
        place = next(i for i, child in enumerate(line.children) if child is text)
        line.children = [*line.children[:place], *filter(None, (before, link, after)), *line.children[place + 1 :]]
        texts[at : at + 1] = [(line, part) for part in (before, after) if part]
        area = (number.position_x, number.position_y, number.position_x + number.width, number.position_y + text.height)
        page.links.append(("internal", door.target, area, link))
        return


def _texts(box: Any, *, is_running: bool) -> Iterator[tuple[Any, Any]]:
    """Each text of what runs and is in no link yet, with the box it stands in."""
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    if box.link and not isinstance(box, boxes.LineBox):
        return
    element = box.element
    is_running = is_running or (element is not None and bool(_RUNNING.intersection(element.get("class", "").split())))
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            if is_running and isinstance(box, boxes.LineBox | boxes.InlineBox):
                yield box, child
        else:
            yield from _texts(child, is_running=is_running)


def _parted(text: Any, start: int, end: int) -> tuple[Any, Any, Any]:
    """What stands before a stretch, it, and what stands after it, each where it stood; None where nothing does."""
    found = []
    for begin, finish in ((0, start), (start, end), (end, len(text.text))):
        words = text.text[begin:finish]
        part = None
        if words:
            part = text.copy_with_text(words)
            left = _width(text, text.text[:begin])
            part.position_x += left
            part.width = text.width - left if finish == len(text.text) else _width(text, text.text[:finish]) - left
            part.pango_layout = _layout(text, words)
            part.pango_layout.deactivate()
        found.append(part)
    before, number, after = found
    return before, number, after


def _layout(text: Any, words: str) -> Any:
    from weasyprint.text.line_break import create_layout

    return create_layout(words, text.style, None, None, text.justification_spacing)


def _width(text: Any, words: str) -> float:
    """How wide some letters are, set as a text is, in pixels."""
    from weasyprint.text.line_break import line_size

    if not words:
        return 0.0
    layout = _layout(text, words)
    width: float = line_size(layout.get_first_line()[0], text.style)[0]
    layout.deactivate()
    return width


def _starts(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def _link(line: Any, number: Any, door: Door) -> Any:
    """A link around a text, which looks as the text does."""
    from weasyprint.formatting_structure import boxes

    link = boxes.InlineBox.anonymous_from(line, [number])
    link.element = Element("a", {"href": f"#{door.target}", "title": door.told})
    link.element_tag = "a"
    link.link, link.background = ("url", ("internal", door.target)), None
    for name in ("position_x", "position_y", "width", "height", "baseline"):
        setattr(link, name, getattr(number, name))
    for side in ("top", "right", "bottom", "left"):
        for edge in (f"border_{side}_width", f"padding_{side}", f"margin_{side}"):
            setattr(link, edge, 0)
    return link
