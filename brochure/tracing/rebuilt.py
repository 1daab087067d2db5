"""Statistics, fixed words and formats made again from a manifest, as far as it holds them.

A statistic made so has only the cells that the edition uses; the formulas of the edition find in it what they found
when it was made, and no more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from babel.core import Locale

from brochure.findings import Faults, Place, near
from brochure.manifest.model import CellRecord, Manifest, NumberRecord, PrintingRecord, SourcePlace, StatisticRecord
from brochure.project.edition.naming import Definition
from brochure.project.languages import Language, Translations
from brochure.project.words import Words
from brochure.statistics.metadata import DimensionMetadata, MemberMetadata, PublishedTable, StatisticMetadata
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension, Key, Observation, Statistic
from brochure.statistics.units import Unit

_NO_ADDRESS = "https://unknown.invalid/"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedStatistic(Statistic):
    """A statistic whose cells each bring their unit, base and decimals, and their positions in the manifest."""

    units: Mapping[Key, Unit]
    bases: Mapping[Key, str | None]
    published_decimals: Mapping[Key, int]
    positions: Mapping[Key, int]

    def unit(self, key: Key) -> Unit:
        """The unit of a cell."""
        return self.units[key]

    def base(self, key: Key) -> str | None:
        """The time at which the index in a cell is 100."""
        return self.bases[key]

    def decimals(self, key: Key) -> int:
        """The number of decimals with which a cell is published."""
        return self.published_decimals[key]


class RecordedStatistics:
    """The statistics of a manifest."""

    def __init__(self, manifest: Manifest) -> None:
        cells: dict[str, dict[int, CellRecord]] = {}
        for position, cell in enumerate(manifest.cells):
            cells.setdefault(cell.statistic, {})[position] = cell
        language = Language(manifest.language)
        self._found = {
            record.name: _statistic(record, cells.get(record.name, {}), language) for record in manifest.statistics
        }
        self._cells = {
            position: Cell(statistic, key, statistic.cells[key])
            for statistic in self._found.values()
            for key, position in statistic.positions.items()
        }

    def get(self, name: str, asked_at: Place) -> RecordedStatistic:
        """The statistic called `name`; raises `Faults` at `asked_at` when the manifest has none."""
        if name not in self._found:
            raise Faults.one(asked_at, f"the manifest holds no statistic '{name}'.{near(name, self._found)}")
        return self._found[name]

    def cells(self, positions: Iterable[int]) -> list[Cell]:
        """The cells at some positions of the manifest's list."""
        return [self._cells[position] for position in positions]


@dataclass(frozen=True)
class Printing:
    """The formats of an edition, made again."""

    record: PrintingRecord
    language: Language

    @cached_property
    def words(self) -> Words:
        """The fixed words that formats print."""
        return Words(self.language, Locale.parse(self.record.locale), "manifest", self.record.words)

    @cached_property
    def formatter(self) -> Formatter:
        """The formats."""
        return Formatter(self.words, self.record.thousands_from)


def definition(record: NumberRecord) -> Definition:
    """A number as its author defined it."""
    return Definition(record.name, record.formula, place(record.source))


def place(source: SourcePlace) -> Place:
    """A place in a source as findings have it."""
    return Place(source.file, source.line, source.column)


def _statistic(record: StatisticRecord, cells: Mapping[int, CellRecord], language: Language) -> RecordedStatistic:
    names = [dimension.name for dimension in record.dimensions]
    keys = {position: tuple(cell.members[name] for name in names) for position, cell in cells.items()}
    described = {
        each.name: DimensionMetadata.model_validate(
            {
                "label": {str(language): each.name},
                "role": each.role,
                "elimination": each.elimination,
                "members": {
                    member: MemberMetadata(
                        label=Translations.model_validate({str(language): each.labels.get(member, member)})
                    )
                    for member in each.members
                },
            }
        )
        for each in record.dimensions
    }
    dimensions = tuple(Dimension(each.name, each.members, described[each.name]) for each in record.dimensions)
    return RecordedStatistic(
        record.name,
        record.file,
        _metadata(record, described),
        dimensions,
        {keys[position]: _observation(cell) for position, cell in cells.items()},
        units={keys[position]: Unit(cell.unit) for position, cell in cells.items()},
        bases={keys[position]: cell.base for position, cell in cells.items()},
        published_decimals={keys[position]: cell.decimals for position, cell in cells.items()},
        positions={key: position for position, key in keys.items()},
    )


def _metadata(record: StatisticRecord, dimensions: Mapping[str, DimensionMetadata]) -> StatisticMetadata:
    told = record.title or record.name
    return StatisticMetadata(
        title=Translations.model_validate({"*": told}),
        unit=Unit.RATIO,
        decimals=0,
        population=Translations.model_validate({"*": record.population or told}),
        reference=Translations.model_validate({"*": record.reference or told}),
        publisher=Translations.model_validate({"*": record.publisher or told}),
        tables=(PublishedTable(address=_NO_ADDRESS),),
        dimensions=dict(dimensions),
    )


def _observation(cell: CellRecord) -> Observation:
    return Observation(None if cell.value is None else Decimal(cell.value), cell.symbol, cell.line, cell.status)
