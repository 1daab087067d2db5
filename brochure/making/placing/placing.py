"""Sections whose figures and text are shared out among pages anew where that fills them better.

A section is laid out once by itself; what its pieces then take is planned, and the plan is kept: the same section, in
the same styles, is placed in the same way each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from brochure.making.finishing import sheets_of
from brochure.making.laid_out.elements import Sheets
from brochure.making.laid_out.model import LaidOutPage, parts_of
from brochure.making.pages.content import PartOnPage
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


class Plans:
    """How the sections of an edition are placed."""

    def __init__(self, composed: Composed, profile: Profile, crew: Crew, shelf: Shelf) -> None:
        self._composed, self._profile, self._crew, self._shelf = composed, profile, crew, shelf
        self._keys = {
            section.name: shelf.checksum("plan", profile.variant, composed.styles, printed(repr(section)))
            for section in composed.brochure.sections
        }
        self._sections: dict[str, PartOnPage] = {}
        missing = [section for section in composed.brochure.sections if not self._take(section)]
        self.document = self._divided(composed)
        if missing:
            self._make(missing)
        self._placed()

    def give_up(self, pages: Sequence[LaidOutPage]) -> bool:
        """Leave the sections that have not come out as planned as they are written; returns whether there were any."""
        bad = [name for name, section in self._sections.items() if not _as_planned(section, pages)]
        for name in bad:
            self._note(name, [])
            del self._sections[name]
        if bad:
            self._placed()
        return bool(bad)

    def _take(self, section: PartOnPage) -> bool:
        """Place a section as its plan says; returns whether there is one."""
        kept = self._shelf.fact(self._keys[section.name])
        try:
            if isinstance(kept, list) and kept:
                pages = [[piece_of(section, tuple(stretch)) for stretch in page] for page in kept]
                self._sections[section.name] = in_order(section, pages)
        except (IndexError, TypeError, ValueError):
            return False
        return kept is not None

    def _make(self, sections: Sequence[PartOnPage]) -> None:
        """Plan sections by what they take when they are set as they are written."""
        tasks = {part.identity: task for part, task in zip(self.document.parts, self.document.tasks, strict=True)}
        apart = [section for section in sections if section.anchor in tasks]
        set_apart = self._crew.run([replace(tasks[section.anchor], first=1) for section in apart])
        for section, piece in zip(apart, set_apart, strict=True):
            self._shelf.note_pages(tasks[section.anchor], len(piece.pages))
            pages = _planned(section, piece.pages, self._composed)
            self._note(section.name, [[(each.block, each.start, each.end) for each in page] for page in pages])
            if pages:
                self._sections[section.name] = in_order(section, pages)

    def _note(self, name: str, plan: Plan) -> None:
        self._shelf.note(self._keys[name], plan)

    def _divided(self, composed: Composed) -> Divided:
        return divided(composed, self._profile, self._crew, self._shelf)

    def _placed(self) -> None:
        if self._sections or self.document.composed is not self._composed:
            self.document = self._divided(_with(self._composed, self._profile, self._sections))
            for part, task in zip(self.document.parts, self.document.tasks, strict=True):
                for section in self._sections.values():
                    if section.anchor == part.identity and self._shelf.pages_of(task) is None:
                        self._shelf.note_pages(task, _pages_planned(section))


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
    brochure = replace(
        composed.brochure, sections=tuple(placed.get(each.name, each) for each in composed.brochure.sections)
    )
    words = composed.gathered.words
    html = render_pages(composed.project, profile.template, composed.theme, brochure, words, composed.measure)
    return replace(composed, brochure=brochure, html=html)


def _as_planned(section: PartOnPage, pages: Sequence[LaidOutPage]) -> bool:
    """Whether a section stands on as many pages as was planned."""
    return sum(part.identity == section.anchor for page in pages for part in parts_of(page)) == _pages_planned(section)


def _pages_planned(section: PartOnPage) -> int:
    return 1 + sum(block.opens_page for block in section.blocks)
