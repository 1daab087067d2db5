"""What an edition prints of cells: the named numbers that are worked out from them, places in texts, figures, tables.

Knows the edition as `making.stages` gathers it; does not know what has become of the cells.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from brochure.findings import Faults, Place, Report, UsageError
from brochure.making.stages import Gathered, gather_common, gather_language
from brochure.project.edition.reading import newest_edition
from brochure.project.sources.project import Project
from brochure.statistics.numbers.definitions import Numbers
from brochure.statistics.selection import Cell
from brochure.statistics.table import Key

T = TypeVar("T")
_OF_MEMBERS = frozenset(
    {"tid", "periode", "aar", "fra", "til", "medlem", "alder", "befolkning", "enhetsord", "utgiver"}
)
"""Formats that print what a cell is of, and not its value."""
CellKey = tuple[str, Key]
"""A statistic by its name, and the members of a cell."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Words in a text that are printed from a cell, or the condition of a claim, and where the author wrote them."""

    place: Place
    text: str


@dataclass(slots=True)
class Uses:
    """What is made of one cell or several; each list in the order of the edition, nothing twice."""

    numbers: list[str] = field(default_factory=list)
    places: list[Printed] = field(default_factory=list)
    claims: list[Printed] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    @property
    def in_words(self) -> bool:
        """Whether a number, and so a sentence, depends on it; else it stands in figures and tables alone."""
        return bool(self.numbers or self.places or self.claims)

    def __bool__(self) -> bool:
        return bool(self.numbers or self.places or self.claims or self.figures or self.tables)


@dataclass(slots=True)
class PrintedCells:
    """The edition `edition`, "" where there is none, and what it makes of each cell.

    `is_whole` is whether it could be read without a fault; what had one is not known.
    """

    edition: str = ""
    is_whole: bool = True
    _uses: dict[CellKey, Uses] = field(default_factory=dict)

    def of(self, cells: Iterable[CellKey]) -> Uses:
        """What is made of some cells together."""
        found = [uses for cell in cells if (uses := self._uses.get(cell)) is not None]
        return Uses(
            _once(uses.numbers for uses in found),
            _once(uses.places for uses in found),
            _once(uses.claims for uses in found),
            _once(uses.figures for uses in found),
            _once(uses.tables for uses in found),
        )

    def add_numbers(self, numbers: Numbers) -> None:
        """Note the named numbers, those too that only others are worked out from."""
        for name, number in numbers.values.items():
            for uses in self._all(number.cells):
                uses.numbers.append(name)

    def add_language(self, gathered: Gathered) -> None:
        """Note the places in the texts of one language."""
        for use in gathered.text.ledger.uses:
            if use.format in _OF_MEMBERS and not any(number.picked for number in use.numbers):
                continue  # the same whatever the value; not so of a maximum, which may become another cell's
            printed = Printed(use.place, use.printed)
            for uses in self._all(cell for number in use.numbers for cell in number.cells):
                uses.places.append(printed)
        values = gathered.numbers.values
        for claim in gathered.text.ledger.claims:
            printed = Printed(claim.place, claim.condition)
            for uses in self._all(cell for name, _ in claim.values if name in values for cell in values[name].cells):
                uses.claims.append(printed)

    def add_drawn(self, gathered: Gathered) -> None:
        """Note the figures and tables, which all languages share."""
        for name, figure in gathered.figures.items():
            for uses in self._all(figure.cells):
                uses.figures.append(name)
        for name, table in gathered.tables.items():
            for uses in self._all(table.cells):
                uses.tables.append(name)

    def _all(self, cells: Iterable[Cell]) -> Iterable[Uses]:
        for cell in dict.fromkeys(cells):
            yield self._uses.setdefault((cell.statistic.name, cell.key), Uses())


def _once(lists: Iterable[Iterable[T]]) -> list[T]:
    return list(dict.fromkeys(itertools.chain.from_iterable(lists)))


def printed_cells(project: Project) -> PrintedCells:
    """What the newest edition prints of each cell, as the statistics stand on disk; nothing where it cannot be read."""
    try:
        name = newest_edition(project)
    except UsageError:
        return PrintedCells()
    found, report = PrintedCells(name), Report()
    try:
        common = gather_common(project, name)
        found.add_numbers(common.numbers)
        for language in common.shared.settings.languages:
            gathered = gather_language(common, language, report)
            found.add_language(gathered)
            if language == common.shared.settings.languages[0]:
                found.add_drawn(gathered)
    except Faults as faults:
        report.add(faults.findings[0])
    found.is_whole = not report.errors
    return found
