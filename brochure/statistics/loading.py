"""From a file and its metadata to a checked `Statistic`.

Checks columns, values, standard symbols, units, doubled cells, the order of years, and shares outside 0–100; all
faults of a file are told at once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from brochure.findings import Faults, Finding, Place, near
from brochure.project.languages import Translations
from brochure.project.sources.document import Document, read_toml
from brochure.project.sources.files import is_there
from brochure.project.sources.project import Project
from brochure.statistics.cells import observations
from brochure.statistics.doubts import doubts_of, other_units
from brochure.statistics.floods import MOST_OF_A_KIND, summed_up
from brochure.statistics.forms import READ, form_of
from brochure.statistics.metadata import DimensionMetadata, MemberMetadata, StatisticMetadata
from brochure.statistics.readers import RawTable
from brochure.statistics.selection import SelectionError, members_of
from brochure.statistics.table import Dimension, Key, Statistic
from brochure.statistics.times import fault_of_break, faults_of_times
from brochure.statistics.units import Unit
from brochure.statistics.unread import METADATA, files_of_statistics, without_cells
from brochure.statistics.worded_years import odd_years


@dataclass(slots=True)
class StatisticStore:
    """The statistics of a project, loaded when first asked for."""

    project: Project
    _loaded: dict[str, Statistic | Faults] = field(default_factory=dict)
    _names: list[str] | None = None
    _told: set[str] = field(default_factory=set)

    def names(self) -> list[str]:
        """Names of all statistics, sorted."""
        if self._names is None:
            self._names = self._find_names()
        return self._names

    def _find_names(self) -> list[str]:
        """Statistics are known by their cells or by their metadata; what lacks the other is told when it is loaded."""
        folder = self.project.statistics
        named = (path for path in files_of_statistics(self.project) if path.suffix in (*READ, METADATA))
        return sorted({path.relative_to(folder).with_suffix("").as_posix() for path in named})

    def get(self, name: str, asked_at: Place) -> Statistic:
        """The statistic called `name`; raises `Faults` at `asked_at` when there is none, or its own faults."""
        if name not in self._loaded:
            names = self.names()
            if name not in names:
                raise Faults.one(asked_at, f"there is no statistic '{name}'.{near(name, names)}")
            try:
                self._loaded[name] = load_statistic(self.project, name)
            except Faults as faults:
                self._loaded[name] = faults
        found = self._loaded[name]
        if isinstance(found, Faults):
            if name in self._told:
                raise Faults(found.findings[:1])  # enough to stop what uses it; the others have been raised once
            self._told.add(name)
            raise found
        return found

    def loaded(self) -> dict[str, Statistic]:
        """The statistics that have been asked for and are sound, by name."""
        return {name: found for name, found in self._loaded.items() if isinstance(found, Statistic)}


def load_statistic(project: Project, name: str) -> Statistic:
    """Read and check one statistic; raises `Faults` with all that is wrong in it."""
    stem = project.statistics / name
    described = stem.with_name(stem.name + METADATA)
    found = [path for ending in READ if is_there(path := stem.with_name(stem.name + ending))]
    if found and not is_there(described):
        why = f"which says what {found[0].name} holds; take {found[0].name} away, if it is a copy"
        raise Faults.one(project.place(described), f"the file {project.name(described)} is missing, {why}")
    document = read_toml(project, described)
    metadata = document.read_as(StatisticMetadata)
    if not found and metadata.fetch is not None:
        raise Faults.one(
            document.place("fetch"), f"the cells are not here yet; fetch them with «brochure fetch {name}»"
        )
    if not found:
        raise Faults(without_cells(project, described))
    if len(found) > 1:
        endings = " and ".join(path.suffix for path in found)
        raise Faults.one(document.place(), f"'{name}' has several files of cells, {endings}; keep one of them")
    path = found[0]
    raw = _read(project, path, metadata)
    metadata = _with_labels(metadata, raw)
    _check_columns(raw, metadata, document, project.name(path))
    cells = observations(raw, project.name(path))
    dimensions = tuple(
        Dimension(column, tuple(dict.fromkeys(key[i] for key in cells)), metadata.dimensions[column])
        for i, column in enumerate(raw.dimensions)
    )
    statistic = Statistic(name, project.name(path), metadata, dimensions, cells, raw.meanings, raw.language)
    _check_metadata(statistic, document)
    _check_values(statistic)
    findings = (*doubts_of(statistic, document), *other_units(statistic, raw.units, document))
    return replace(statistic, findings=(*findings, *odd_years(statistic, document)))


def _read(project: Project, path: Path, metadata: StatisticMetadata) -> RawTable:
    form = form_of(path.suffix)
    name = project.name(path)
    text = project.read_text(path, encoding=form.encoding(project.read_bytes(path), name, metadata))
    if not (begin := text.lstrip()[:200]):
        raise Faults.one(Place(name, 1), "the file is empty; fetch it again")
    if begin.startswith("<"):
        kind = (
            "XML"
            if begin.startswith("<?xml") and "html" not in begin.lower()
            else "a web page, perhaps an error message"
        )
        raise Faults.one(Place(name, 1), f"this is {kind}, not the table; fetch it again")
    return form.read(text, name, metadata)


def _with_labels(metadata: StatisticMetadata, raw: RawTable) -> StatisticMetadata:
    """The metadata, with the bokmål names that the file itself gives to members filled in where none stands."""
    if not raw.labels:
        return metadata
    dimensions: dict[str, DimensionMetadata] = {}
    for name, dimension in metadata.dimensions.items():
        members = dict(dimension.members)
        for code, label in raw.labels.get(name, {}).items():
            known = members.get(code, MemberMetadata())
            if known.label is None:
                members[code] = known.model_copy(update={"label": Translations(nb=label)})
        dimensions[name] = dimension.model_copy(update={"members": members})
    return metadata.model_copy(update={"dimensions": dimensions})


def _check_columns(raw: RawTable, metadata: StatisticMetadata, document: Document, path: str) -> None:
    faults = [
        Finding(
            Place(path, 1),
            f"column '{column}' is not described in {document.path}.{near(column, metadata.dimensions)}",
        )
        for column in raw.dimensions
        if column not in metadata.dimensions
    ]
    faults += [
        Finding(
            document.place("dimensions", column),
            f"{path} has no column '{column}'.{near(column, raw.dimensions)}",
        )
        for column in metadata.dimensions
        if column not in raw.dimensions
    ]
    if faults:
        raise Faults(faults)


def _check_metadata(statistic: Statistic, document: Document) -> None:
    """Members that the metadata name must be in the table, and an index must say when it is 100."""
    faults = list(_without_base(statistic, document))

    def check(member: str, dimension: Dimension, *keys: str | int) -> None:
        if member not in dimension.positions:
            hint = near(member, dimension.members) if len(faults) < MOST_OF_A_KIND else ""
            message = f"'{member}' is not a member of '{dimension.name}' in {statistic.path}.{hint}"
            faults.append(Finding(document.place(*keys), message))

    for dimension in statistic.dimensions:
        keys = ("dimensions", dimension.name)
        if dimension.metadata.elimination is not None:
            check(dimension.metadata.elimination, dimension, *keys, "elimination")
        for member in dimension.metadata.members:
            check(member, dimension, *keys, "members", member)

    def check_all(members: Iterable[str], name: str, named_at: Place, *keys: str | int) -> None:
        names = [dimension.name for dimension in statistic.dimensions]
        if name not in names:
            faults.append(Finding(named_at, f"there is no dimension '{name}'.{near(name, names)}"))
            return
        for member in members:
            check(member, statistic.dimension(name), *keys)

    for i, item in enumerate(statistic.metadata.breaks):
        key, message = fault_of_break(statistic, item)
        if message:
            faults.append(Finding(document.place("breaks", i, key), message))
    for i, table in enumerate(statistic.metadata.tables):
        try:
            members_of(statistic, table.cells)
        except SelectionError as error:
            faults.append(Finding(document.place("tables", i, "covers"), str(error)))
    for i, doubt in enumerate(statistic.metadata.uncertain):
        for name, members in doubt.select.items():
            where = ("uncertain", i, "select", name)
            check_all(members, name, document.place(*where), *where)
    if faults:
        raise Faults(summed_up(faults))


def _without_base(statistic: Statistic, document: Document) -> Iterator[Finding]:
    """Each place that gives the unit "index", where no base is given for it."""
    message = 'an index says little without its base: the time at which it is 100, for instance base = "2015"'
    if statistic.metadata.base:
        return
    if statistic.metadata.unit is Unit.INDEX:
        yield Finding(document.place("unit"), message)
    for dimension in statistic.dimensions:
        for name, member in dimension.metadata.members.items():
            if member.unit is Unit.INDEX and not member.base:
                yield Finding(document.place("dimensions", dimension.name, "members", name, "unit"), message)


def _check_values(statistic: Statistic) -> None:
    """Values that their unit does not allow, and rows that are not in the order of time."""
    faults: list[Finding] = []
    own_unit = _reader_of_units(statistic)
    for key, cell in statistic.cells.items():
        if cell.value is not None and (message := _misfit(cell.value, own_unit(key))) is not None:
            faults.append(Finding(Place(statistic.path, cell.line), f"{', '.join(key)}: {message}"))
    faults += faults_of_times(statistic)
    if faults:
        raise Faults(summed_up(faults))


def _reader_of_units(statistic: Statistic) -> Callable[[Key], Unit]:
    """What gives the unit of a cell; most statistics have one for all."""
    if any(member.unit for dimension in statistic.dimensions for member in dimension.metadata.members.values()):
        return statistic.unit
    return lambda key: statistic.metadata.unit


def _misfit(value: Decimal, unit: Unit) -> str | None:
    """Why a value cannot be of its unit; None where it can."""
    if unit is Unit.PERCENT and not 0 <= value <= 100:
        return (
            f"{value} per cent lies outside 0–100; a change in per cent has the unit 'percent_change', "
            "a difference of shares 'percentage_points', an index the unit 'index' with its 'base'"
        )
    if unit in (Unit.PERSONS, Unit.COUNT) and (value < 0 or value != value.to_integral_value()):
        return (
            f"{value} {unit} is not a whole number, or is negative; check the unit in the metadata "
            "(thousands are 'thousands', a change in persons is 'persons_change')"
        )
    return None
