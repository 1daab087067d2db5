"""The pages that differ, of two PDFs, side by side with their marks: plain values for a template.

A page is shown when words or drawings on it differ, or when it looks otherwise though everything it says is the same
and stands where it stood, as in a PDF that another program has changed. Knows nothing of looks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.drafts.comparison.blocks import match_blocks
from brochure.drafts.comparison.model import BlockChange, ExhibitChange, Stretch
from brochure.drafts.difference.marking import Mark, Marks, mark_drawings, mark_words, merged
from brochure.drafts.difference.pairing import Pair, pair_pages
from brochure.drafts.difference.pictures import Pages, as_address, differing, open_pages
from brochure.findings import Faults, Place
from brochure.manifest.model import Account, Manifest, PageRecord
from brochure.pdf.opening import damaged_in
from brochure.project.profiles import PROOF

_RESOLUTION = 90
"""Pixels an inch."""
_TAG = 1.4
"""Per cent of the height of a page that a tag takes."""
_STIRRED = 0.3
"""Points by which the place of a line may differ in two PDFs of the same pages."""


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A mark on a picture: its edges in per cent of the page's width and height."""

    left: float
    top: float
    width: float
    height: float
    kind: str
    entry: int


@dataclass(frozen=True, slots=True)
class Tag:
    """The numbers of the entries that are marked at one height of a page, and that height in per cent of it."""

    top: float
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page as a picture: its printed number, the picture's address, its size in pixels, and its marks."""

    label: str
    address: str
    width: int
    height: int
    marks: tuple[ShownMark, ...]

    @property
    def tags(self) -> tuple[Tag, ...]:
        """What stands beside the marks, from top to bottom; heights that are too near each other share one."""
        tags: list[Tag] = []
        for mark in sorted(self.marks, key=lambda mark: (mark.top, mark.entry)):
            if not mark.entry:
                continue
            if tags and mark.top - tags[-1].top < _TAG:
                tags[-1] = Tag(tags[-1].top, tuple(dict.fromkeys((*tags[-1].entries, mark.entry))))
            else:
                tags.append(Tag(mark.top, (mark.entry,)))
        return tuple(tags)


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A page before and after; None where there is none. `entries` are the numbers of its marks."""

    old: ShownPage | None
    new: ShownPage | None

    @property
    def entries(self) -> tuple[int, ...]:
        """The entries that its marks belong to, each once, without those that have none."""
        marks = [mark for page in (self.old, self.new) if page for mark in page.marks]
        return tuple(sorted({mark.entry for mark in marks} - {0}))

    @property
    def looks_otherwise(self) -> bool:
        """Whether its picture differs though its text does not."""
        return any(mark.kind == "picture" for page in (self.old, self.new) if page for mark in page.marks)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The pages that differ, and the printed numbers of those in which the same stands elsewhere."""

    pairs: tuple[ShownPair, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A PDF, and what it says of itself."""

    path: Path
    manifest: Manifest


def side_by_side(
    old: Book,
    new: Book,
    blocks: Sequence[tuple[int, BlockChange]],
    exhibits: Sequence[tuple[int, ExhibitChange]],
) -> SideBySide:
    """The pages of two PDFs that differ; changes come with the numbers of their entries in the lists.

    Raises `Faults` when a PDF cannot be drawn, or has other pages than it says.
    """
    with (
        damaged_in(Place(f"{old.path} or {new.path}"), "pages"),
        open_pages(old.path, _RESOLUTION) as before,
        open_pages(new.path, _RESOLUTION) as after,
    ):
        for book, pages in ((old, before), (new, after)):
            _require_all_pages(book, pages)
        old_marks = merged(
            mark_words(old.manifest, Stretch.REMOVED, blocks, before.letters),
            mark_drawings(old.manifest, exhibits, lambda change: change.old),
        )
        new_marks = merged(
            mark_words(new.manifest, Stretch.NEW, blocks, after.letters),
            mark_drawings(new.manifest, exhibits, lambda change: change.new),
        )
        pairs = pair_pages(old.manifest, new.manifest, match_blocks(old.manifest, new.manifest))
        return _Shower(old, new, before, after).show(pairs, old_marks, new_marks)


def _require_all_pages(book: Book, pages: Pages) -> None:
    if len(pages) != len(book.manifest.pages):
        message = (
            f"it has {len(pages)} pages, but was built with {len(book.manifest.pages)}; give the file as it was built"
        )
        raise Faults.one(Place(str(book.path)), message)


@dataclass(frozen=True, slots=True)
class _Shower:
    old: Book
    new: Book
    before: Pages
    after: Pages

    def show(self, pairs: Iterable[Pair], old_marks: Marks, new_marks: Marks) -> SideBySide:
        shown: list[ShownPair] = []
        moved: list[str] = []
        for pair in pairs:
            here = old_marks.get(pair.old, []) if pair.old is not None else []
            there = new_marks.get(pair.new, []) if pair.new is not None else []
            if not here and not there and pair.old is not None and pair.new is not None:
                if self._has_moved(pair.old, pair.new):
                    moved.append(self.new.manifest.pages[pair.new].label)
                    continue
                here = there = list(self._picture_marks(pair.old, pair.new))
            if here or there:
                shown.append(
                    ShownPair(
                        _shown(self.old, self.before, pair.old, here), _shown(self.new, self.after, pair.new, there)
                    )
                )
        return SideBySide(tuple(shown), tuple(moved))

    def _has_moved(self, old: int, new: int) -> bool:
        """Whether the same text stands elsewhere, or the same block is continued on another page."""
        before, after = (_lines(book.manifest.pages[i]) for book, i in ((self.old, old), (self.new, new)))
        return len(before) != len(after) or any(
            first != second or any(abs(a - b) > _STIRRED for a, b in zip(places, others, strict=True))
            for (first, places), (second, others) in zip(before, after, strict=True)
        )

    def _picture_marks(self, old: int, new: int) -> Iterator[Mark]:
        """Where two pages with the same text look otherwise; drafts are not looked at, for all that lies over them."""
        if PROOF.name in (self.old.manifest.profile, self.new.manifest.profile):
            return
        before, after = self.before.picture(old), self.after.picture(new)
        if before.size != after.size:
            return
        pages = ((self.old, self.before, old), (self.new, self.after, new))
        left_out = [area for book, drawn, i in pages for area in _running(book.manifest.pages[i], drawn)]
        for area in differing(before, after, left_out):
            yield Mark(self.after.to_points(area), "picture")


def _running(page: PageRecord, pages: Pages) -> Iterator[tuple[float, float, float, float]]:
    """What differs because pages, figures or sources are counted otherwise: running lines, and apparatus."""
    yield from (pages.to_pixels(line.area) for line in page.lines if line.block is None)
    yield from (pages.to_pixels(token.area) for token in page.tokens if token.account is Account.APPARATUS)


def _lines(page: PageRecord) -> list[tuple[str, tuple[float, ...]]]:
    """The lines of the text with their places; digits that only count something are the same."""
    apparatus = {token.text for token in page.tokens if token.account is Account.APPARATUS}
    counted = sorted(apparatus, key=lambda text: (-len(text), text))  # "1" is a part of "12"
    return [
        (_without(line.text, counted), (line.area.left, line.area.top)) for line in page.lines if line.block is not None
    ]


def _without(text: str, counted: Iterable[str]) -> str:
    for token in counted:
        text = text.replace(token, "")
    return text


def _shown(book: Book, pages: Pages, position: int | None, marks: Iterable[Mark]) -> ShownPage | None:
    if position is None:
        return None
    page, picture = book.manifest.pages[position], pages.picture(position)
    return ShownPage(
        page.label, as_address(picture), picture.width, picture.height, tuple(_placed(mark, page) for mark in marks)
    )


def _placed(mark: Mark, page: PageRecord) -> ShownMark:
    area = mark.area
    return ShownMark(
        left=round(100 * area.left / page.width, 2),
        top=round(100 * area.top / page.height, 2),
        width=round(100 * (area.right - area.left) / page.width, 2),
        height=round(100 * (area.bottom - area.top) / page.height, 2),
        kind=mark.kind,
        entry=mark.entry,
    )
