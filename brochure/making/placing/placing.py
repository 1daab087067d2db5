"""Sections whose figures and text are shared out among pages anew where that fills them better.

A section is laid out once by itself; what its pieces then take is planned, and the plan is kept: the same section, in
the same styles, is placed in the same way each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from brochure.making.finishing import sheets_of
from brochure.making.laid_out.elements import Sheets
from brochure.making.laid_out.model import LaidOutPage, parts_of
from brochure.making.pages.content import Brochure, PartOnPage
from brochure.making.pages.document import Composed
from brochure.making.pages.templates import render_pages
from brochure.making.parts.crew import Alone, Crew
from brochure.making.parts.keeping import Shelf, printed
from brochure.making.parts.whole import Divided, InParts, divided, set_all
from brochure.making.placing.measuring import Measured, measure_section
from brochure.making.placing.pieces import Piece, Stretch, in_order, piece_of
from brochure.making.placing.plan import cost_of, plan
from brochure.making.writing.writing import LaidOut, lay_out
from brochure.project.profiles import Profile

_BETTER = 5.0
"""By how much another sharing out must be better to be worth a second setting."""
_TOLERANCE = 0.05
_MM = 25.4 / 72

Plan = list[list[Stretch]]
"""The pieces of each page of a section; none where it stands well as it is written."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An edition as it is set at one go, its pages, and these read once for all that is asked of them."""

    composed: Composed
    laid: LaidOut
    sheets: Sheets


def set_placed(composed: Composed, profile: Profile, crew: Crew, shelf: Shelf) -> InParts:
    """The pages of an edition in parts, whose sections are placed anew where that fills them better.

    A section that does not come out as planned stays as it is written. Raises `Faults` as `set_all` does.
    """
    plans = Plans(composed, profile, crew, shelf)
    found = set_all(plans.document, crew, shelf)
    return set_all(plans.document, crew, shelf) if plans.give_up(found.sheets.pages) else found


def lay_out_placed(composed: Composed, profile: Profile, shelf: Shelf) -> Placed:
    """The same pages laid out at one go, so that more can be laid over them; raises `Faults` as `lay_out` does."""
    plans = Plans(composed, profile, Alone(composed.project), shelf)
    placed = _set(plans.document.composed, profile)
    return _set(plans.document.composed, profile) if plans.give_up(placed.sheets.pages) else placed


def placed_as_kept(written: Brochure, styles: str, profile: Profile, shelf: Shelf) -> Brochure:
    """A brochure whose sections are placed as their kept plans say; those without a plan stay as they are written."""
    plans = _Kept(shelf, profile, styles)
    return replace(written, sections=tuple(plans.placed(section) or section for section in written.sections))


class _Kept:
    """The plans that are kept for sections in a style sheet."""

    def __init__(self, shelf: Shelf, profile: Profile, styles: str) -> None:
        self._shelf, self._told = shelf, ("plan", profile.variant, styles)

    def placed(self, section: PartOnPage) -> PartOnPage | None:
        """A section as its plan says; None where there is no plan."""
        kept = self._shelf.fact(self._key(section))
        if not isinstance(kept, list):
            return None
        try:
            pages = [[piece_of(section, tuple(stretch)) for stretch in page] for page in kept]
        except (IndexError, TypeError, ValueError):
            return None
        return in_order(section, pages) if pages else section

    def keep(self, section: PartOnPage, plan: Plan) -> None:
        """Keep the plan of a section."""
        self._shelf.note(self._key(section), plan)

    def _key(self, section: PartOnPage) -> str:
        return self._shelf.checksum(*self._told, printed(repr(section)))


class Plans:
    """How the sections of an edition are placed; what is not known is found out at once."""

    def __init__(self, composed: Composed, profile: Profile, crew: Crew, shelf: Shelf) -> None:
        self._composed, self._profile, self._crew, self._shelf = composed, profile, crew, shelf
        self._kept = _Kept(shelf, profile, composed.styles)
        found = {section.name: self._kept.placed(section) for section in composed.written.sections}
        self._sections = {name: section for name, section in found.items() if section is not None}
        if missing := [section for section in composed.written.sections if section.name not in self._sections]:
            self._make(missing)
        self.document = self._placed()

    def give_up(self, pages: Sequence[LaidOutPage]) -> bool:
        """Leave the sections that have not come out as planned as they are written; returns whether there were any."""
        bad = [each for each in self._composed.written.sections if self._has_failed(each, pages)]
        for section in bad:
            self._kept.keep(section, [])
            self._sections[section.name] = section
        if bad:
            self.document = self._placed()
        return bool(bad)

    def _has_failed(self, section: PartOnPage, pages: Sequence[LaidOutPage]) -> bool:
        placed = self._sections[section.name]
        return placed is not section and not _as_planned(placed, pages)

    def _make(self, sections: Sequence[PartOnPage]) -> None:
        """Plan sections by what they take when they are set as they are written."""
        document = self._divided(_with(self._composed, self._profile, {each.name: each for each in sections}))
        tasks = {part.identity: task for part, task in zip(document.parts, document.tasks, strict=True)}
        apart = [section for section in sections if section.anchor in tasks]
        self._sections |= {section.name: section for section in sections}
        set_apart = self._crew.run([replace(tasks[section.anchor], first=1) for section in apart])
        plans: dict[str, list[list[Piece]]] = {}
        for section, piece in zip(apart, set_apart, strict=True):
            self._shelf.note_pages(tasks[section.anchor], len(piece.pages))
            plans[section.name] = _planned(section, piece.pages, self._composed)
            if pages := plans[section.name]:
                self._sections[section.name] = in_order(section, pages)
        self._try([section for section in apart if plans[section.name]])
        for section in apart:
            kept = plans[section.name] if self._sections[section.name] is not section else []
            self._kept.keep(section, [[(each.block, each.start, each.end) for each in page] for page in kept])

    def _try(self, planned: Sequence[PartOnPage]) -> None:
        """Set the sections that are to be placed anew, and leave those as they are written that do not come out so."""
        if not planned:
            return
        document = self._divided(_with(self._composed, self._profile, self._sections))
        tasks = {part.identity: task for part, task in zip(document.parts, document.tasks, strict=True)}
        apart = [section for section in planned if section.anchor in tasks]
        pieces = self._crew.run([replace(tasks[section.anchor], first=1) for section in apart])
        for section, piece in zip(apart, pieces, strict=True):
            if self._has_failed(section, piece.pages):
                self._sections[section.name] = section

    def _divided(self, composed: Composed) -> Divided:
        return divided(composed, self._profile, self._crew, self._shelf)

    def _placed(self) -> Divided:
        """The edition in parts, with its sections as they are placed, and the pages that these are to have."""
        document = self._divided(_with(self._composed, self._profile, self._sections))
        moved = {
            placed.anchor: placed
            for written in self._composed.written.sections
            if (placed := self._sections[written.name]) is not written
        }
        for part, task in zip(document.parts, document.tasks, strict=True):
            if part.identity in moved and self._shelf.pages_of(task) is None:
                self._shelf.note_pages(task, _pages_planned(moved[part.identity]))
        return document


def _set(composed: Composed, profile: Profile) -> Placed:
    laid = lay_out(composed.project, composed.html, composed.styles, profile.variant)
    return Placed(composed, laid, sheets_of(laid, composed))


def _planned(section: PartOnPage, pages: Sequence[LaidOutPage], composed: Composed) -> list[list[Piece]]:
    """The pieces of each page of a section; none where they stand well."""
    sides = [composed.measure.side_height(block.side) * _MM if block.side else 0.0 for block in section.blocks]
    measured = measure_section(section, pages, sides)
    if measured is None:
        return []
    orders = plan(measured.items, measured.room + _TOLERANCE)
    if orders is None or _cost(measured, measured.pages) - _cost(measured, orders) < _BETTER:
        return []
    return [[measured.pieces[i - 1] for i in page if i] for page in orders]


def _cost(measured: Measured, pages: Sequence[tuple[int, ...]]) -> float:
    return cost_of(measured.items, pages, measured.room + _TOLERANCE)


def _with(composed: Composed, profile: Profile, placed: dict[str, PartOnPage]) -> Composed:
    """An edition with some of its sections placed anew."""
    sections = tuple(placed.get(each.name, each) for each in composed.written.sections)
    if sections == composed.brochure.sections:
        return composed
    brochure = replace(composed.brochure, sections=sections)
    words = composed.gathered.words
    html = render_pages(composed.project, profile.template, composed.theme, brochure, words, composed.measure)
    return replace(composed, brochure=brochure, html=html)


def _as_planned(section: PartOnPage, pages: Sequence[LaidOutPage]) -> bool:
    """Whether a section stands on as many pages as was planned."""
    return sum(part.identity == section.anchor for page in pages for part in parts_of(page)) == _pages_planned(section)


def _pages_planned(section: PartOnPage) -> int:
    return 1 + sum(block.opens_page for block in section.blocks)
