"""What has changed in the drawings of figures: where its values are seen, and what they were and are.

A place in a drawing is a share of its width and height, so that it is found wherever the drawing stands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import accumulate

from brochure.drafts.comparison.cells import cells_at
from brochure.drafts.comparison.listing import more_cells, value_shown
from brochure.drafts.comparison.model import CellChange, Comparison, ExhibitChange
from brochure.manifest.model import Area, Manifest
from brochure.statistics.numbers.formats import Formatter

Place = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of a drawing."""
Marks = Mapping[str, Sequence[tuple[int, Place]]]
"""Where in the drawing of each figure, by its name, which cells are seen."""
_ROUND = 3.0
"""So far around a place, in points, its ring goes."""


@dataclass(frozen=True, slots=True)
class Room:
    """The margin beside a drawing: the height of a line in points, and how many lines a text takes there."""

    line: float
    lines_of: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class ChangedDrawing:
    """Where in a drawing values have changed, and what is to be said of each; `more` says how many have no room."""

    places: tuple[Place, ...]
    lines: tuple[str, ...]
    room: Room
    more: Callable[[int], str]

    def lines_in(self, area: Area) -> tuple[str, ...]:
        """As many of its lines as stand beside it, when it stands in an area of a page."""
        left = int((area.bottom - area.top) / self.room.line)
        heights = [self.room.lines_of(line) for line in self.lines]
        if sum(heights) <= left:
            return self.lines
        shown = sum(height <= left - 1 for height in accumulate(heights))
        return (*self.lines[:shown], self.more(len(self.lines) - shown))

    def points_in(self, area: Area) -> Iterator[Area]:
        """The rings around its places, when it stands in an area of a page."""
        across, down = area.right - area.left, area.bottom - area.top
        for left, top, right, bottom in self.places:
            yield Area(
                left=round(area.left + left * across - _ROUND, 2),
                top=round(area.top + top * down - _ROUND, 2),
                right=round(area.left + right * across + _ROUND, 2),
                bottom=round(area.top + bottom * down + _ROUND, 2),
            )


@dataclass(frozen=True, slots=True)
class DrawingLister:
    """Says what has changed in the drawings of a draft, in its language."""

    manifest: Manifest
    formatter: Formatter
    room: Room

    def changed(self, comparison: Comparison, marks: Marks) -> dict[int, ChangedDrawing]:
        """What has changed in each drawing of a figure, by the position of its exhibit."""
        return {
            change.new: ChangedDrawing(
                tuple(self._places(change, marks)),
                tuple(self._lines(change)),
                self.room,
                partial(more_cells, self.formatter.words),
            )
            for change in comparison.exhibits
            if change.new is not None and change.what == "figure" and change.cells and change.old is not None
        }

    def _places(self, change: ExhibitChange, marks: Marks) -> Iterator[Place]:
        changed = {(cell.statistic, cell.members) for cell in change.cells if cell.new is not None}
        for position, place in marks.get(change.name, ()):
            cell = self.manifest.cells[position]
            if (cell.statistic, tuple(cell.members.items())) in changed:
                yield place

    def _lines(self, change: ExhibitChange) -> Iterator[str]:
        """A line for each value, named by the dimensions in which what the figure shows differs."""
        assert change.new is not None, "a figure that has gone has no drawing"
        shown = list(cells_at(self.manifest, self.manifest.exhibits[change.new].cells))
        several: dict[str, set[str]] = {}
        for _, members in [*shown, *((cell.statistic, cell.members) for cell in change.cells)]:
            for dimension, member in members:
                several.setdefault(dimension, set()).add(member)
        for cell in change.cells:
            names = [self._label(cell, *member) for member in cell.members if len(several[member[0]]) > 1]
            told = ", ".join(names) or change.title
            yield f"{told}: {self._shown(change, cell.old)} → {self._shown(change, cell.new)}"

    def _label(self, cell: CellChange, dimension: str, member: str) -> str:
        for statistic in self.manifest.statistics:
            if statistic.name == cell.statistic:
                labels = next((each.labels for each in statistic.dimensions if each.name == dimension), {})
                return labels.get(member, member)
        return member

    def _shown(self, change: ExhibitChange, value: str | None) -> str:
        """A value as the figure prints it; a symbol as it stands."""
        if value is None:
            return "–"
        decimals = self.manifest.exhibits[change.new or 0].decimals
        try:
            exact = Decimal(value)
        except InvalidOperation:
            return value
        if decimals is None or decimals < -int(exact.as_tuple().exponent):
            return value_shown(self.formatter, value)
        return self.formatter.plain(exact, decimals)
