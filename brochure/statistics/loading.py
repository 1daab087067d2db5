"""From a file and its metadata to a checked `Statistic`.

Checks columns, values, standard symbols, units, doubled cells, the order of years, and shares outside 0–100; all
faults of a file are told at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from brochure.findings import Faults, Finding, Place, near
from brochure.project.sources.document import Document, read_toml
from brochure.project.sources.files import is_there
from brochure.project.sources.project import Project
from brochure.statistics.cells import observations
from brochure.statistics.doubts import contradictions, doubts_of
from brochure.statistics.file_formats import READ, WORKBOOK, format_of
from brochure.statistics.filling import filled, refuse_open
from brochure.statistics.floods import MOST_OF_A_KIND, summed_up
from brochure.statistics.metadata import FileOptions, StatisticMetadata
from brochure.statistics.number_signs import AmbiguousError, plain_numbers
from brochure.statistics.period import PeriodError
from brochure.statistics.raw_table import RawTable
from brochure.statistics.selection import SelectionError, members_of
from brochure.statistics.statuses import CODES, parts_of
from brochure.statistics.table import Dimension, Key, Observation, Statistic
from brochure.statistics.times import fault_of_break, faults_of_times, ordered
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
        endings = {*READ, METADATA} - {WORKBOOK}
        named = (path for path in files_of_statistics(self.project) if path.suffix in endings)
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
    found = [path for path in found if path.suffix != WORKBOOK] or found
    if found and not is_there(described):
        why = f"which says what {found[0].name} holds; take {found[0].name} away, if it is a copy"
        raise Faults.one(project.place(described), f"the file {project.name(described)} is missing, {why}")
    document = read_toml(project, described)
    if not found and document.values.get("fetch") is not None:
        refuse_open(document)
        not_here = f"the cells are not here yet; fetch them with «brochure fetch {name}»"
        raise Faults(lasting_faults(document) or [Finding(document.place("fetch"), not_here)])
    if not found:
        raise Faults(without_cells(project, described))
    if len(found) > 1:
        endings = " and ".join(path.suffix for path in found)
        raise Faults.one(document.place(), f"'{name}' has several files of cells, {endings}; keep one of them")
    path = found[0]
    name_of_file = project.name(path)
    refuse_open(document)
    raw, metadata = _read(project, path, document)
    _check_columns(raw, metadata, document, name_of_file)
    raw = _with_plain_numbers(raw, metadata, document)
    cells = observations(raw, name_of_file)
    dimensions = tuple(
        ordered(column, dict.fromkeys(key[i] for key in cells), metadata.dimensions[column])
        for i, column in enumerate(raw.dimensions)
    )
    statistic = Statistic(
        name,
        name_of_file,
        metadata,
        dimensions,
        cells,
        raw.meanings,
        raw.said.language,
        _marked("break", cells, raw, metadata),
        _marked("definition", cells, raw, metadata),
    )
    _check_metadata(statistic, document)
    _check_values(statistic)
    findings = (*doubts_of(statistic, document), *contradictions(statistic, raw.said, document))
    findings = (*findings, *odd_years(statistic, document))
    return replace(
        statistic, findings=findings, note_places=_note_places(document), label_places=_label_places(document)
    )


def _note_places(document: Document) -> dict[str, tuple[Place, ...]]:
    """Where the notes stand that the metadata themselves have, by language."""
    return {
        language: tuple(document.text_place("notes", language, i) for i in range(len(notes)))
        for language, notes in document.values.get("notes", {}).items()
    }


def _label_places(document: Document) -> dict[tuple[str, str], Place]:
    """Where the metadata name the members, by dimension."""
    return {
        (name, member): document.place("dimensions", name, "members", member)
        for name, dimension in document.values.get("dimensions", {}).items()
        for member in dimension.get("members", {})
    }


def _read(project: Project, path: Path, document: Document) -> tuple[RawTable, StatisticMetadata]:
    """The table, and the metadata filled in with what its file says; raises `Faults` with what is wrong in either."""
    try:
        options = document.read_as(FileOptions)
    except Faults:
        raise Faults(_faults_in(document)) from None
    try:
        raw = format_of(path.suffix).read(project.read_bytes(path), project.name(path), options)
    except Faults as faults:
        raise Faults((*faults.findings, *lasting_faults(document))) from None
    return raw, filled(document, raw).read_as(StatisticMetadata)


def lasting_faults(document: Document) -> tuple[Finding, ...]:
    """What is wrong with metadata whatever the file says of itself; what is missing in them it may have."""
    return tuple(each for each in _faults_in(document) if not each.message.endswith(" is missing"))


def _faults_in(document: Document) -> tuple[Finding, ...]:
    try:
        document.read_as(StatisticMetadata)
    except Faults as faults:
        return faults.findings
    return ()


def _with_plain_numbers(raw: RawTable, metadata: StatisticMetadata, document: Document) -> RawTable:
    """The table with numbers that have a decimal point and no grouping; raises `Faults` where nobody can tell."""
    if not raw.decimal_sign:
        return raw
    found: dict[str, int] = {}

    def decimals(text: str) -> int:
        if not found:
            for key, value in zip(raw.keys, raw.values, strict=True):
                found[value] = max(found.get(value, 0), _published_decimals(raw.dimensions, key, metadata))
        return found[text]

    try:
        values = plain_numbers(raw.values, raw.decimal_sign, metadata.decimal_sign, decimals)
    except AmbiguousError as error:
        raise Faults.one(document.place("decimal_sign"), str(error)) from None
    return replace(raw, values=values)


def _published_decimals(names: Sequence[str], key: Key, metadata: StatisticMetadata) -> int:
    """The decimals of a cell; none for what is counted in ones."""
    members = [metadata.dimensions[name].members.get(member) for name, member in zip(names, key, strict=True)]
    unit = next((member.unit for member in members if member and member.unit), metadata.unit)
    own = next((member.decimals for member in members if member and member.decimals is not None), metadata.decimals)
    return 0 if unit.whole else max(1, own)


def _marked(
    meaning: str, cells: Mapping[Key, Observation], raw: RawTable, metadata: StatisticMetadata
) -> frozenset[Key]:
    """The cells whose status has a meaning: "break", that the series breaks before them, "definition"."""
    own = {*metadata.statuses, *raw.meanings} - CODES.keys()
    says = {
        status: any(CODES.get(part) == meaning for part in parts_of(status, own))
        for status in {cell.status for cell in cells.values()}
    }
    if not any(says.values()):
        return frozenset()
    return frozenset(key for key, cell in cells.items() if says[cell.status])


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
            strangers = [each for each in dimension.members if each not in dimension.metadata.members]
            hint = near(member, strangers) if len(faults) < MOST_OF_A_KIND else ""
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
        except PeriodError:
            continue  # a member that is no period is told with the times
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
    """Values that their unit does not allow, each unit told once, and what is wrong with times."""
    misfits: dict[Unit, list[tuple[Key, Observation, str]]] = {}
    own_unit = _reader_of_units(statistic)
    for key, cell in statistic.cells.items():
        if cell.value is not None and (message := _misfit(cell.value, unit := own_unit(key))) is not None:
            misfits.setdefault(unit, []).append((key, cell, message))
    faults = [_told_once(statistic, found) for found in misfits.values()]
    faults += faults_of_times(statistic)
    if faults:
        raise Faults(summed_up(faults))


def _told_once(statistic: Statistic, misfits: Sequence[tuple[Key, Observation, str]]) -> Finding:
    """What is wrong with the first of some cells of one unit, and how many more there are."""
    key, cell, message = misfits[0]
    count, last = len(misfits) - 1, misfits[-1][1].line
    until = f", the last on line {last}" if last and last != cell.line else ""
    more = f" ({count:,} more cells of this unit{until})" if count else ""
    return Finding(Place(statistic.path, cell.line), f"{', '.join(key)}: {message}{more}")


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
            "a rate that may be above 100 'percent_rate', "
            "a difference of shares 'percentage_points', an index the unit 'index' with its 'base'"
        )
    if unit in (Unit.PERSONS, Unit.COUNT) and (value < 0 or value != value.to_integral_value()):
        return (
            f"{value} {unit} is not a whole number, or is negative; check the unit in the metadata "
            "(thousands are 'thousands', a change in persons is 'persons_change')"
        )
    return None
