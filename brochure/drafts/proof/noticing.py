"""Puts notices of what has been removed or moved into the tree of a document, each a small line where it stood.

A notice stands outside the frames of figures, tables, notes and key figures; a removed row stands in its table, a
removed item in its list. Works on the tree whose traces have been taken out; notices are no part of any block, and say
their number in `data-notice`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from brochure.drafts.comparison.notices import Gone, Notice, Piece
from brochure.drafts.proof.marking import element_of, struck
from brochure.drafts.seen import written_at
from brochure.making.pages.traces import Traced
from brochure.making.recording.positions import NOTICE
from brochure.manifest.model import BlockRecord
from brochure.project.words import Words

_OPEN = ("section", "nav", "header")
_OPEN_CLASSES = frozenset({"prose", "key-section"})
"""What has room for a further line in it: elements by their tags, and by their classes."""
_WHOLE_PAGE = frozenset({"cover", "back"})
"""Classes of what is composed as one page, where a notice would stand over something."""
_IN_TABLE = ("tr", "tbody", "thead")
_CELLS = ("td", "th")


Pages = Callable[[Notice], str]
"""The number of the page that a notice tells of: where something has gone, or where it came from; may be empty."""


@dataclass(frozen=True, slots=True)
class NoticeWriter:
    """Writes notices in the language of a draft; `against` is what the earlier state is called, `pages` tells pages."""

    words: Words
    against: str
    old: Sequence[BlockRecord]
    pages: Pages

    def put_in(self, root: Element, traced: Traced, notices: Iterable[Notice]) -> None:
        """Put notices, numbered from 1, where they belong; one that has no place is told in the lists alone."""
        parents = {child: parent for parent in root.iter() for child in parent}
        for number, notice in enumerate(notices, start=1):
            self._put(_Site(traced, parents), notice, number)

    def _put(self, site: "_Site", notice: Notice, number: int) -> None:
        if notice.piece is Piece.ROW and (row := site.row(notice)) is not None:
            beside, is_before = row
            line = self._row(beside, notice)
        elif (found := site.beside(notice)) is not None:
            beside, is_before = found
            line = self._line(notice, "li" if beside.tag == "li" else "p")
        else:
            return
        line.set(NOTICE, str(number))
        parent = site.parents[beside]
        at = list(parent).index(beside) + (0 if is_before else 1)
        while not is_before and at < len(parent) and NOTICE in parent[at].attrib:
            at += 1
        parent.insert(at, line)
        site.parents |= {line: parent}

    def told(self, notice: Notice) -> tuple[str, str]:
        """What is said before and after the words of a notice."""
        if notice.kind is Gone.REMOVED:
            lead = "" if notice.piece in (Piece.TEXT, Piece.ROW) else f"{self.words(f'proof.removed.{notice.piece}')}: "
            return lead, ""
        page = self.pages(notice)
        key = f"proof.moved.{notice.kind}" if page else f"proof.moved.{notice.kind}.unknown"
        return "", self.words(key, page=page, draft=self.against)

    def _line(self, notice: Notice, tag: str) -> Element:
        before, after = self.told(notice)
        place = self._place(notice)
        if notice.kind is Gone.HERE:
            line = element_of(tag, after)
        elif notice.kind is Gone.AWAY:
            line = element_of(tag, f"{before}«{' '.join(notice.words)}» {after}")
        else:
            line = element_of(tag, before)
            _strike(line, " ".join(notice.words), place)
        line.set("class", "removed" if notice.kind is Gone.REMOVED else "moved")
        line.set("data-marked", "removed" if notice.kind is Gone.REMOVED else "moved")
        if place:
            line.set("data-place", place)
        return line

    def _row(self, beside: Element, notice: Notice) -> Element:
        """A removed row, cell below cell where the table is as wide as it was."""
        cells = [child for child in beside if child.tag in _CELLS and not child.get("rowspan")]
        across = sum(int(cell.get("colspan", "1")) for cell in cells)
        row = Element("tr", {"class": "removed", "data-marked": "removed", "data-place": self._place(notice)})
        words = notice.words if len(notice.words) == across else (" · ".join(notice.words),)
        for i, text in enumerate(words):
            cell = SubElement(row, "th" if i == 0 and cells[0].tag == "th" else "td")
            if cell.tag == "th":
                cell.set("scope", "row")
            if len(words) != across:
                cell.set("colspan", str(across))
            _strike(cell, text, self._place(notice))
        return row

    def _place(self, notice: Notice) -> str:
        source = self.old[notice.blocks[0]].source
        return written_at(source) if source.file else ""


@dataclass(slots=True)
class _Site:
    """Where in the tree a notice can stand."""

    traced: Traced
    parents: dict[Element, Element]

    def row(self, notice: Notice) -> tuple[Element, bool] | None:
        """The row of a table beside which a removed row stood, and whether it stood before it."""
        found = [(self._around(element, "tr"), is_before) for element, is_before in self._near(notice, _CELLS)]
        rows = [(row, is_before) for row, is_before in found if row is not None]
        heads = [any(cell.get("rowspan") for cell in row) for row, _ in rows]
        if not rows:
            return None
        row, is_before = rows[1] if len(rows) > 1 and heads[0] else rows[0]
        body = self.parents[row]
        if body.tag == "thead":
            return None
        spanning = [cell for cell in body.iter() if cell.get("rowspan")]
        for cell in spanning:
            cell.set("rowspan", str(int(cell.get("rowspan", "1")) + 1))
        return row, is_before and not any(cell.get("rowspan") for cell in row)

    def beside(self, notice: Notice) -> tuple[Element, bool] | None:
        """The element beside which a line can stand, outside of every frame, and whether before it."""
        for element, is_before in self._near(notice, ()):
            if notice.element == "li" and element.tag == "li" and element in self.parents:
                return element, is_before
            while (parent := self.parents.get(element)) is not None:
                classes = set(parent.get("class", "").split())
                if classes & _WHOLE_PAGE:
                    break
                if parent.tag in _OPEN or classes & _OPEN_CLASSES:
                    return element, is_before and notice.piece is not Piece.COLUMN
                element = parent
        return None

    def _near(self, notice: Notice, tags: Sequence[str]) -> list[tuple[Element, bool]]:
        """The blocks after and before the place of a notice, of some tags alone; for a part, only that before."""
        blocks = self.traced.blocks
        found = [(notice.at, True), (notice.at - 1, False)]
        if notice.piece is Piece.PART:
            found = [(notice.at - 1, False)]
        elif notice.kind is Gone.HERE:
            found = [(notice.at, True)]
        return [
            (blocks[at].element, is_before)
            for at, is_before in found
            if 0 <= at < len(blocks)
            and (blocks[at].part == notice.part or notice.piece is Piece.PART)
            and (not tags or blocks[at].element.tag in tags)
        ]

    def _around(self, element: Element | None, tag: str) -> Element | None:
        while element is not None and element.tag != tag:
            element = self.parents.get(element)
        return element


def _strike(parent: Element, words: str, place: str) -> None:
    """Add words, each struck by itself so that lines can break between them."""
    for word in filter(None, words.split(" ")):
        mark = struck(word, place)
        mark.tail = " "
        parent.append(mark)
