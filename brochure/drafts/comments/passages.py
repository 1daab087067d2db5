"""Marked words as a stretch of the text of their block: whole, without the hyphens and line ends of the page."""

from collections.abc import Iterable, Sequence

from brochure.drafts.comments.model import MarkedText, Point
from brochure.drafts.comments.words import Word, is_within
from brochure.manifest.model import Area, BlockRecord, SourcePlace
from brochure.pdf.letters import HYPHENS, is_folded

_CARET = "\u2038"
_GAP = " … "
"""Between marked stretches of one block."""
_INSIDE = 1.0
"""A caret that stands so far inside a word, in points, stands between two of its letters."""


def passage_of(
    position: int, block: BlockRecord, words: Sequence[Word], areas: Sequence[Area], source: SourcePlace
) -> MarkedText:
    """What is marked of a block: its words, in order; with `areas`, the marked letters of a word in brackets.

    `source` is where the printed line was written in which the first of them stands.
    """
    text = block.text
    spans = [span for word in words if (span := word.span) is not None]
    if not spans:  # words that are shown as removed are printed, and belong to no text
        return MarkedText(_printed(words), source, position, 0, len(text))
    if areas:
        glyphs = [g for word in words for g in word.glyphs if g.offset is not None and is_within(g.centre, areas)]
        marked = [glyph.offset for glyph in glyphs if glyph.offset is not None] or [spans[0][0]]
        first, last = min(marked), max(marked) + 1
        start, end = whole_words(text, first, last)
        told = f"{text[start:first]}[{text[first:last]}]{text[last:end]}"
        return MarkedText(shown(told), _written(block, start, source), position, start, end)
    stretches = _joined(text, [whole_words(text, *span) for span in spans])
    told = _GAP.join(text[start:end] for start, end in stretches)
    start, end = stretches[0][0], stretches[-1][1]
    return MarkedText(shown(told), _written(block, start, source), position, start, end)


def exact_stretch(text: str, words: Sequence[Word], areas: Sequence[Area]) -> tuple[int, int] | None:
    """From the first to after the last letter of a block that areas cover, where they cover all between.

    A word of which they leave out one letter is covered, since some programs measure words too short; so is each of
    several that is covered by half. The signs beside a word are not with it.
    """
    marked: set[int] = set()
    for word in words:
        letters = [glyph for glyph in word.glyphs if glyph.offset is not None]
        inside = {glyph.offset for glyph in letters if is_within(glyph.centre, areas)}
        core = {glyph.offset for glyph in letters if glyph.letter.text.isalnum()}
        covered = len(inside & core)
        if core and (len(words) > 1 or len(core) - covered == 1 < covered):
            inside = (inside - core) | (core if covered * 2 >= len(core) else set())
        marked |= {offset for offset in inside if offset is not None}
    if not marked:
        return None
    start, end = min(marked), max(marked) + 1
    is_whole = all(i in marked or is_folded(text[i]) or text[i] in HYPHENS for i in range(start, end))
    return (start, end) if is_whole else None


def caret_between(
    position: int, block: BlockRecord, line: Sequence[Word], point: Point, source: SourcePlace
) -> MarkedText:
    """Where something is to be put in: the words of the line on both sides of a point, or the word around it."""
    around = next((w for w in line if w.area.left + _INSIDE < point.x < w.area.right - _INSIDE), None)
    if around is not None and around.span is not None:
        start, end = around.span
        before = [g.offset + 1 for g in around.glyphs if g.offset is not None and g.centre.x < point.x]
        at = max(before, default=start)
        if start < at < end:
            start, end = whole_words(block.text, start, end)
            told = f"{block.text[start:at]}{_CARET}{block.text[at:end]}"
            return MarkedText(shown(told), _written(block, at, source), position, start, end, (at, at))
    sides = (
        [w for w in line if (w.area.left + w.area.right) / 2 <= point.x][-1:],
        [w for w in line if (w.area.left + w.area.right) / 2 > point.x][:1],
    )
    spans = [whole_words(block.text, *w.span) for side in sides for w in side if w.span is not None]
    if not spans:
        return MarkedText("", source, position, 0, len(block.text))
    told = f" {_CARET} ".join(
        " ".join(block.text[slice(*whole_words(block.text, *w.span))] for w in side if w.span) for side in sides
    )
    start, end = spans[0][0], spans[-1][1]
    exact = _gap(block.text, *(whole_words(block.text, *w.span) if w.span else None for w in (*sides[0], *sides[1])))
    if len(sides[0]) + len(sides[1]) == 1:
        exact = _gap_beside(block.text, spans[0], is_before=bool(sides[1]))
    return MarkedText(shown(told), _written(block, spans[-1][0], source), position, start, end, exact)


def _gap(text: str, *sides: tuple[int, int] | None) -> tuple[int, int] | None:
    """What stands between two words that follow one another."""
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        return None
    start, end = sides[0][1], sides[1][0]
    return (start, end) if start <= end and not text[start:end].strip() else None


def _gap_beside(text: str, word: tuple[int, int], *, is_before: bool) -> tuple[int, int]:
    """The spaces before or after a word at the edge of its line."""
    start, end = (word[0], word[0]) if is_before else (word[1], word[1])
    while is_before and start > 0 and text[start - 1].isspace():
        start -= 1
    while not is_before and end < len(text) and text[end].isspace():
        end += 1
    return start, end


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch made longer on both sides until it begins and ends with a whole word."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def shown(text: str) -> str:
    """A stretch of a text as a person reads it: without joints and hyphens that have no width."""
    return " ".join("".join(letter for letter in text if letter.isspace() or not is_folded(letter)).split())


def _written(block: BlockRecord, offset: int, line: SourcePlace) -> SourcePlace:
    """Where a letter of a block was written, which is not before the beginning of its printed line."""
    return max(line, block.source_at(offset), key=lambda place: place.line)


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, with those that have nothing but spaces between them made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _printed(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)
