"""Sections set again where another order of their figures fills the pages better.

An edition is laid out once; what its sections then take is shared out anew, and what comes out better is set again.
The same edition is placed in the same way each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from brochure.making.finishing import sheets_of
from brochure.making.laid_out.elements import Sheets
from brochure.making.laid_out.model import LaidOutPage, parts_of
from brochure.making.pages.content import PartOnPage
from brochure.making.pages.document import Composed
from brochure.making.pages.templates import render_pages
from brochure.making.placing.measuring import Measured, measure_section
from brochure.making.placing.pieces import in_order
from brochure.making.placing.plan import cost_of, plan
from brochure.making.writing.writing import LaidOut, lay_out
from brochure.project.profiles import Profile

_BETTER = 5.0
"""By how much another sharing out must be better to be worth a second setting."""
_TOLERANCE = 0.05
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Placed:
    """An edition as it is set, its pages, and these read once for all that is asked of them."""

    composed: Composed
    laid: LaidOut
    sheets: Sheets


def lay_out_placed(composed: Composed, profile: Profile) -> Placed:
    """The pages of an edition, whose sections are placed anew where that fills them better.

    Set at most three times: as it is written, as planned, and without what has not come out as planned. Raises
    `Faults` as `lay_out` does.
    """
    first = _set(composed, profile)
    found = {s.name: new for s in composed.brochure.sections if (new := _placed(s, first.sheets.pages, composed))}
    if not found:
        return first
    second = _set(_with(composed, profile, found), profile)
    kept = _as_planned(found, second.sheets.pages)
    if len(kept) == len(found):
        return second
    return _set(_with(composed, profile, kept), profile) if kept else first


def _set(composed: Composed, profile: Profile) -> Placed:
    laid = lay_out(composed.project, composed.html, composed.styles, profile.variant)
    return Placed(composed, laid, sheets_of(laid, composed))


def _placed(section: PartOnPage, pages: Sequence[LaidOutPage], composed: Composed) -> PartOnPage | None:
    """A section with its blocks on other pages; None where they stand well."""
    sides = [composed.measure.side_height(block.side) * _MM if block.side else 0.0 for block in section.blocks]
    measured = measure_section(section, pages, sides)
    if measured is None:
        return None
    orders = plan(measured.items, measured.room + _TOLERANCE)
    if orders is None or _cost(measured, measured.pages) - _cost(measured, orders) < _BETTER:
        return None
    return in_order(section, [[measured.pieces[i - 1] for i in page if i] for page in orders])


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


def _as_planned(placed: dict[str, PartOnPage], pages: Sequence[LaidOutPage]) -> dict[str, PartOnPage]:
    """The sections that stand on as many pages as was planned."""
    kept = {}
    for name, section in placed.items():
        wanted = 1 + sum(block.opens_page for block in section.blocks)
        if sum(part.identity == section.anchor for page in pages for part in parts_of(page)) == wanted:
            kept[name] = section
    return kept
