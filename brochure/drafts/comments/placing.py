"""Where marks belong: the words they cover, the printed line, the block, and its place in the project's files.

From the words of a page and a manifest to placed comments. Knows nothing of PDFs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from brochure.drafts.comments.model import OVER_WORDS, Anchor, Annotation, AnnotationKind, MarkedText, Point
from brochure.drafts.comments.passages import caret_between, exact_stretch, passage_of
from brochure.drafts.comments.strokes import line_typed_over, read_strokes
from brochure.drafts.comments.words import Word, centre_of, is_within
from brochure.manifest.model import Account, Area, LineRecord, Manifest, PageRecord, SourcePlace
from brochure.manifest.where import stretch_of, texts_on
from brochure.pdf.letters import squeezed

_SAME_PAGE = 0.7
"""The share of its words that a page must have kept to be taken for the recorded one."""
_BESIDE, _ABOVE = 14.0, 5.0
"""How far from a line, in points, a note may stand that belongs to its words: about half of its picture."""
_OVERLAID = ("line number", "reference to the lists", "draft line")
_ON_WORDS = (*OVER_WORDS, AnnotationKind.REPLACEMENT)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a mark belongs; `line` is a printed line number, `left` the point from which it counts in its line.

    `exhibit` is the position of the figure that it stands in. `kind` is what the mark turns out to be.
    """

    standing: Anchor
    line: int | None
    left: float
    passages: tuple[MarkedText, ...]
    exhibit: int | None = None
    kind: AnnotationKind | None = None


def find_record(manifest: Manifest, sheet: int, words: Iterable[str]) -> int | None:
    """The position of the recorded page that a page with these words is; None when it is none of them.

    It is looked for at `sheet` first: pages may have been taken out or put in.
    """
    printed = Counter(words)
    if sheet < len(manifest.pages) and _likeness(manifest.pages[sheet], printed) >= _SAME_PAGE:
        return sheet
    likeness = [_likeness(page, printed) for page in manifest.pages]
    best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= _SAME_PAGE else None


class Placer:
    """Places the marks of one page."""

    def __init__(self, manifest: Manifest, page: PageRecord, words: Sequence[Word]) -> None:
        self.manifest, self.page, self.words = manifest, page, words
        self.drawings = [token for token in page.tokens if token.account is Account.DRAWING]
        overlaid = [token.area for token in page.tokens if token.what in _OVERLAID]
        self.overlaid = {
            i
            for i, line in enumerate(page.lines)
            if line.block is None and any(_share_corner(line, a) for a in overlaid)
        }

    def place(self, mark: Annotation) -> Placed:
        """Where a mark belongs: to the words it covers, or else to those nearest to its point."""
        drawn = read_strokes(mark.strokes, self.page.lines)
        if drawn is not None and drawn.lines:
            covered = [word for word in self.words if word.line in drawn.lines]
            if covered:
                return self._on_words(covered, mark.point)
        elif drawn is not None:
            placed = self._place(replace(mark, kind=drawn.kind, areas=drawn.areas))
            if placed.standing is Anchor.TEXT:
                return replace(placed, kind=drawn.kind)
        if mark.kind is AnnotationKind.INSERTION and mark.box is not None:
            nearest = self._nearest(mark.point)
            at = mark.point if nearest is None else self._gap_near(nearest, mark.point.x)
            return self._at_point(at, mark.kind)
        over = line_typed_over(mark.box, self.page.lines) if mark.box is not None and mark.text else None
        if over is not None and mark.box is not None:
            point = self._gap_near(over, mark.box.left)
            return replace(self._at_point(point, AnnotationKind.INSERTION), kind=AnnotationKind.INSERTION)
        return self._place(mark)

    def _gap_near(self, line: int, left: float) -> Point:
        """The middle of the space between two words of a line that is nearest to where a text begins."""
        area = self.page.lines[line].area
        words = sorted((word.area for word in self.words if word.line == line), key=lambda word: word.left)
        gaps = [(one.right + other.left) / 2 for one, other in pairwise(words)]
        ends = [area.left, *gaps, area.right]
        return Point(min(ends, key=lambda x: abs(x - left)), (area.top + area.bottom) / 2)

    def _place(self, mark: Annotation) -> Placed:
        point = mark.point if mark.kind not in _ON_WORDS or not mark.areas else centre_of(mark.areas[0])
        if mark.areas:
            covered = [word for word in self.words if is_within(centre_of(word.area), mark.areas)]
            covered = [word for word in covered if word.line not in self.overlaid] or covered
            if covered:
                return self._exact(self._on_words(covered, point), mark.areas)
            parts = [word for word in self.words if any(is_within(g.centre, mark.areas) for g in word.glyphs)]
            if parts:
                return self._exact(self._on_words(parts, point, mark.areas), mark.areas)
        return self._at_point(point, mark.kind)

    def _exact(self, placed: Placed, areas: Sequence[Area]) -> Placed:
        """The same, with the letters that are marked in each block."""
        passages = []
        for passage in placed.passages:
            if passage.block is not None:
                words = [
                    word
                    for word in self.words
                    if self._block(word) == passage.block and any(is_within(g.centre, areas) for g in word.glyphs)
                ]
                exact = exact_stretch(self.manifest.blocks[passage.block].text, words, areas)
                passage = replace(passage, exact=exact)
            passages.append(passage)
        return replace(placed, passages=tuple(passages))

    def _on_words(self, covered: Sequence[Word], point: Point, areas: Sequence[Area] = ()) -> Placed:
        """On words; when only parts of them are marked, `areas` say which."""
        blocks: dict[int, list[Word]] = {}
        others: dict[int | None, list[Word]] = {}
        for word in covered:
            block = self._block(word)
            if block is not None:
                blocks.setdefault(block, []).append(word)
            else:
                others.setdefault(self._drawing_at(centre_of(word.area)) if word.line is None else -1, []).append(word)
        passages = [
            passage_of(block, self.manifest.blocks[block], words, areas, self._source(words))
            for block, words in sorted(blocks.items())
        ]
        for drawing, words in others.items():
            passages.append(self._of_no_block(words, drawing))
        if blocks:
            first = min((w for words in blocks.values() for w in words), key=self._order)
            return Placed(Anchor.TEXT, self._number(first), first.area.left, tuple(passages))
        told = next((word for word in covered if self._is_notice(word.line)), None)
        if told is not None:
            return Placed(Anchor.TEXT, self._number(told), told.area.left, tuple(passages))
        nearest = self._nearest(point)
        drawing = next((at for at in others if at is not None and at >= 0), None)
        standing, exhibit = (Anchor.OUTSIDE, None) if drawing is None else (Anchor.FIGURE, self.drawings[drawing].of)
        line = self.page.lines[nearest].number if nearest is not None else None
        return Placed(standing, line, covered[0].area.left, tuple(passages), exhibit)

    def _at_point(self, point: Point, kind: AnnotationKind) -> Placed:
        """At the words nearest to a point, in the figure around it, or outside of both."""
        nearest = self._nearest(point)
        if nearest is not None:
            record = self.page.lines[nearest]
            across, down = _gaps(record.area, point)
            words = sorted((w for w in self.words if w.line == nearest), key=lambda w: w.area.left)
            is_near = bool(words) and across <= _BESIDE and down <= _ABOVE
            if is_near and record.notice is not None:
                word = min(words, key=lambda w: _gaps(w.area, point)[0])
                return Placed(Anchor.TEXT, record.number, point.x, (self._of_no_block([word], None),))
            if is_near and record.block is not None:
                block = self.manifest.blocks[record.block]
                if kind is AnnotationKind.INSERTION:
                    passage = caret_between(record.block, block, words, point, self._source(words[:1]))
                else:
                    word = min(words, key=lambda w: _gaps(w.area, point)[0])
                    passage = passage_of(record.block, block, [word], (), self._source([word]))
                return Placed(Anchor.TEXT, record.number, point.x, (passage,))
        line = self.page.lines[nearest].number if nearest is not None else None
        drawing = self._drawing_at(point)
        if drawing is not None:
            return Placed(Anchor.FIGURE, line, point.x, (self._of_no_block([], drawing),), self.drawings[drawing].of)
        return Placed(Anchor.OUTSIDE, line, point.x, tuple(self._beside(nearest)))

    def _beside(self, nearest: int | None) -> Iterator[MarkedText]:
        """The whole of the nearest line, no word of which is marked."""
        record = None if nearest is None else self.page.lines[nearest]
        if record is not None and record.block is not None:
            yield MarkedText("", record.source, record.block, *stretch_of(self.manifest.blocks[record.block], record))

    def _of_no_block(self, words: Sequence[Word], drawing: int | None) -> MarkedText:
        """Words in a drawing, a running head or the lists of a draft."""
        text = " ".join(word.text for word in words)
        if drawing is not None and drawing >= 0:
            of = self.drawings[drawing].of
            return MarkedText(text, self.manifest.exhibits[of].source if of is not None else None)
        lines = [word.line for word in words if word.line is not None and word.line not in self.overlaid]
        return MarkedText(text, self.page.lines[lines[0]].source if lines else None)

    def _source(self, words: Sequence[Word]) -> SourcePlace:
        """Where the printed line was written in which some words of a block begin."""
        first = min(words, key=self._order)
        assert first.line is not None, "a word of a block stands in a line"
        return self.page.lines[first.line].source

    def _is_notice(self, line: int | None) -> bool:
        """Whether a draft tells in a line of something that has gone or moved."""
        return line is not None and self.page.lines[line].notice is not None

    def _block(self, word: Word) -> int | None:
        return self.page.lines[word.line].block if word.line is not None else None

    def _number(self, word: Word) -> int | None:
        return self.page.lines[word.line].number if word.line is not None else None

    def _order(self, word: Word) -> tuple[int, float]:
        return self._number(word) or 0, word.area.left

    def _nearest(self, point: Point) -> int | None:
        """The position of the numbered line that is nearest to a point: in height first, then to the side."""
        gaps = [
            (round(down), across, i)
            for i, line in enumerate(self.page.lines)
            if line.is_numbered
            for across, down in [_gaps(line.area, point)]
        ]
        return min(gaps)[2] if gaps else None

    def _drawing_at(self, point: Point) -> int | None:
        return next((i for i, token in enumerate(self.drawings) if is_within(point, [token.area])), None)


def _gaps(area: Area, point: Point) -> tuple[float, float]:
    """How far a point is from an area, to the side and in height; 0 inside."""
    across = max(area.left - point.x, point.x - area.right, 0.0)
    return across, max(area.top - point.y, point.y - area.bottom, 0.0)


def _share_corner(line: LineRecord, area: Area) -> bool:
    return line.area.top == area.top and line.area.left - 1 <= area.left <= line.area.right


def _likeness(page: PageRecord, printed: Counter[str]) -> float:
    """From 0 to 1, how many of their words a recorded and a printed page have in common."""
    recorded = Counter(squeezed(word) for text in texts_on(page) for word in text.split())
    most = max(recorded.total(), printed.total())
    return (recorded & printed).total() / most if most else 1.0
