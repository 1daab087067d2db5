"""What readers take in at one go: sentences, and what the page sets together though it was written apart.

A key figure and its words, a large number of the side column and what stands below it, and the cells of a row are one
passage each. A passage is a `Text` of its own, whose letters know where they were written. Knows no rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.sentences import sentences
from brochure.proofreading.text import Kind, Text

_JOINT = " "
_HEADINGS = frozenset({Kind.HEADING, Kind.TITLE})


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, and those before it from which it may take its time, the nearest last.

    These are the sentences before it in its text and the heading above, for the change of a key figure the key figure,
    for a row the first row of its table. `after` are the sentences that follow in its text.
    """

    text: Text
    before: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()


def passages(texts: Sequence[Text], lexicon: Lexicon) -> Iterator[Passage]:
    """The passages of an edition's texts, in their order."""
    above: tuple[Text, ...] = ()
    for group in _groups(texts):
        first = group[0]
        if first.kind is Kind.CELL:
            yield from _rows(group, above)
            continue
        if first.kind is Kind.VALUE:
            told = [text for text in group if text.kind is not Kind.CHANGE]
            yield Passage(joined(told))
            yield from (Passage(text, (joined(told),)) for text in group if text.kind is Kind.CHANGE)
            continue
        text = joined(group)
        begun = above if above and above[0].part == text.part else ()
        found = tuple(cut(text, each.start, each.end) for each in sentences(text.content, lexicon))
        for at, sentence in enumerate(found):
            yield Passage(sentence, (*begun, *found[:at]), found[at + 1 :])
        if first.kind in _HEADINGS:
            above = (text,)


def cut(text: Text, start: int, end: int) -> Text:
    """The letters of a text from `start` to `end`, as a text; spans that reach over an end are cut there."""
    spans = (
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in text.spans
        if span.start < end and start < span.end
    )
    return replace(text, content=text.content[start:end], places=text.places[start:end], spans=tuple(spans))


def joined(texts: Sequence[Text]) -> Text:
    """Texts of one file as one, with a space between them; its kind is that of the first."""
    if len(texts) == 1:
        return texts[0]
    begins = accumulate((len(text.content) + len(_JOINT) for text in texts[:-1]), initial=0)
    placed = list(zip(texts, begins, strict=True))
    return replace(
        texts[0],
        content=_JOINT.join(text.content for text in texts),
        places=tuple(place for text in texts for place in (*text.places, *text.places[-1:]))[:-1],
        spans=tuple(
            replace(span, start=span.start + begin, end=span.end + begin)
            for text, begin in placed
            for span in text.spans
        ),
    )


def _groups(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """Texts in their order, those that belong together in one list."""
    group: list[Text] = []
    for text in texts:
        if group and not _belongs(text, group):
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _belongs(text: Text, group: Sequence[Text]) -> bool:
    last = group[-1]
    if text.path != last.path or text.part != last.part:
        return False
    if text.kind is Kind.CELL:
        return last.kind is Kind.CELL and _line(text) - _line(last) <= _LINES_BETWEEN_ROWS
    if group[0].kind is Kind.VALUE:
        return text.kind in (Kind.KEY_TEXT, Kind.CHANGE)
    return text.kind is last.kind is Kind.SIDE_NOTE and len(group) == 1 and _is_number(last)


_LINES_BETWEEN_ROWS = 2
"""Between the head of a Markdown table and its first row stands the line of dashes."""


def _rows(cells: Sequence[Text], above: tuple[Text, ...]) -> Iterator[Passage]:
    """The rows of a table: each may take its time from the first one."""
    rows: dict[int, list[Text]] = {}
    for cell in cells:
        rows.setdefault(_line(cell), []).append(cell)
    head, *others = (joined(row) for row in rows.values())
    yield Passage(head, above)
    yield from (Passage(row, (*above, head)) for row in others)


def _line(text: Text) -> int:
    return text.place(0).line or 0


def _is_number(text: Text) -> bool:
    """Whether a text is nothing but a number."""
    return any(span.start == 0 and span.end == len(text.content) for span in text.bound)
