"""From a file and its metadata to a checked `Statistic`.

Checks columns, values, standard symbols, units, doubled cells, the order of years, and shares outside 0–100; all
faults of a file are told at once.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from brochure.findings import Faults, Finding, Level, Place, near
from brochure.languages import Translations
from brochure.sources.document import Document, read_toml
from brochure.sources.files import is_there
from brochure.sources.project import Project
from brochure.statistics.metadata import DimensionMetadata, MemberMetadata, StatisticMetadata
from brochure.statistics.readers import RawTable, has_semicolons, read_json_stat, read_semicolon_csv, read_tidy_csv
from brochure.statistics.table import SYMBOLS, Dimension, Key, Observation, Statistic
from brochure.statistics.times import fault_of_break, faults_of_times
from brochure.statistics.units import Unit

ENDINGS = (".csv", ".json")
METADATA = ".toml"
_OTHER_FORMS = (".px", ".xlsx", ".xls", ".ods", ".tsv")
_LONGEST_MEMBER = 300
_LARGEST = 18
"""A value has at most so many digits on either side of its point."""


@dataclass(slots=True)
class StatisticStore:
    """The statistics of a project, loaded when first asked for."""

    project: Project
    _loaded: dict[str, Statistic | Faults] = field(default_factory=dict)
    _names: list[str] | None = None

    def names(self) -> list[str]:
        """Names of all statistics, sorted."""
        if self._names is None:
            self._names = self._find_names()
        return self._names

    def _find_names(self) -> list[str]:
        """Statistics are known by their cells or by their metadata; what lacks the other is told when it is loaded."""
        folder = self.project.statistics
        named = (path for path in self.project.files_in(folder) if path.suffix in (*ENDINGS, METADATA))
        return sorted({path.relative_to(folder).with_suffix("").as_posix() for path in named})

    def unread(self) -> list[Finding]:
        """Findings for files that look like statistics and are not read: `.CSV`, `.xlsx`."""
        found: list[Finding] = []
        for path in self.project.files_in(self.project.statistics):
            ending = path.suffix.lower()
            if ending in (*ENDINGS, METADATA) and ending != path.suffix:
                message = f"this file is not read; write its ending in small letters, {path.stem}{ending}"
                found.append(Finding(self.project.place(path), message))
            elif ending in _OTHER_FORMS:
                message = f"this file is not read; save it as CSV, {path.stem}.csv, or move it out of this folder"
                found.append(Finding(self.project.place(path), message, Level.WARNING))
        return found

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
            raise found
        return found

    def loaded(self) -> dict[str, Statistic]:
        """The statistics that have been asked for and are sound, by name."""
        return {name: found for name, found in self._loaded.items() if isinstance(found, Statistic)}


def load_statistic(project: Project, name: str) -> Statistic:
    """Read and check one statistic; raises `Faults` with all that is wrong in it."""
    stem = project.statistics / name
    described = stem.with_name(stem.name + METADATA)
    if not is_there(described):
        lonely = next(path for ending in ENDINGS if is_there(path := stem.with_name(stem.name + ending)))
        why = f"which says what {lonely.name} holds; take {lonely.name} away, if it is a copy"
        raise Faults.one(project.place(described), f"the file {project.name(described)} is missing, {why}")
    document = read_toml(project, described)
    metadata = document.read_as(StatisticMetadata)
    found = [path for ending in ENDINGS if is_there(path := stem.with_name(stem.name + ending))]
    if not found:
        message = f"there are no cells for this statistic: the file {stem.name}.csv or {stem.name}.json is missing"
        raise Faults.one(document.place(), message)
    if len(found) > 1:
        raise Faults.one(document.place(), f"'{name}' has two files of cells, .csv and .json; keep one of them")
    path = found[0]
    raw = _read(project, path, metadata)
    metadata = _with_labels(metadata, raw)
    _check_columns(raw, metadata, document, project.name(path))
    cells = _cells(raw, project.name(path))
    dimensions = tuple(
        Dimension(column, tuple(dict.fromkeys(key[i] for key in cells)), metadata.dimensions[column])
        for i, column in enumerate(raw.dimensions)
    )
    statistic = Statistic(name, project.name(path), metadata, dimensions, cells)
    _check_metadata(statistic, document)
    _check_values(statistic)
    return statistic


def _read(project: Project, path: Path, metadata: StatisticMetadata) -> RawTable:
    text = project.read_text(path, encoding=metadata.encoding)
    name = project.name(path)
    if path.suffix == ".json":
        return read_json_stat(text, name)
    if has_semicolons(text):
        return read_semicolon_csv(text, name, metadata)
    return read_tidy_csv(text, name)


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


def _cells(raw: RawTable, path: str) -> Mapping[Key, Observation]:
    cells: dict[Key, Observation] = {}
    faults: list[Finding] = []
    columns = [raw.frame[column].tolist() for column in (*raw.dimensions, "value", "line")]
    for *members, text, line in zip(*columns, strict=True):
        key = tuple(str(member) for member in members)
        faults += [
            Finding(Place(path, int(line)), f"'{dimension}' is empty, or begins or ends with a space: '{member}'")
            for dimension, member in zip(raw.dimensions, key, strict=True)
            if not member or member != member.strip()
        ]
        if longest := next((member for member in key if len(member) > _LONGEST_MEMBER), ""):
            message = f"'{longest[:40]}…' has {len(longest):,} letters, which is more than a name has"
            faults.append(Finding(Place(path, int(line)), message))
            continue
        try:
            observation = _observation(str(text).strip(), int(line))
        except ValueError as error:
            faults.append(Finding(Place(path, int(line)), f"{', '.join(key)}: {error}"))
            continue
        if key in cells:
            where = f"line {cells[key].line}"
            faults.append(Finding(Place(path, int(line)), f"the cell {', '.join(key)} stands on {where} already"))
        cells[key] = observation
    if not cells and not faults:
        faults.append(Finding(Place(path, 1), "the file has a header but no rows"))
    if faults:
        raise Faults(faults)
    return cells


def _observation(text: str, line: int) -> Observation:
    if text in SYMBOLS:
        return Observation(None, text, line)
    try:
        if "_" in text or not text.isascii():
            raise InvalidOperation  # what Python takes for a number, but nobody else
        value = Decimal(text)
    except InvalidOperation:
        if re.fullmatch(r"-?\d+,\d+", text):
            raise ValueError(f"'{text}' has a decimal comma; this form of file takes a decimal point") from None
        if re.search(r"\d", text):
            raise ValueError(f"'{text}' is not a number; write it without grouping or unit") from None
        raise ValueError(f"'{text}' is not a number nor a standard symbol.{near(text, SYMBOLS)}") from None
    if not value.is_finite():
        raise ValueError(f"'{text}' is not a number; use a standard symbol such as '..' for what is missing")
    if value and (abs(value.adjusted()) > _LARGEST or len(value.as_tuple().digits) > 2 * _LARGEST):
        raise ValueError(f"'{text[:40]}' has more digits than a statistic can have; look whether it is what was meant")
    return Observation(value, None, line)


def _check_metadata(statistic: Statistic, document: Document) -> None:
    """Members that the metadata name must be in the table."""
    faults: list[Finding] = []

    def check(member: str, dimension: Dimension, *keys: str | int) -> None:
        if member not in dimension.members:
            hint = near(member, dimension.members)
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
    for i, doubt in enumerate(statistic.metadata.uncertain):
        for name, members in doubt.select.items():
            where = ("uncertain", i, "select", name)
            check_all(members, name, document.place(*where), *where)
    if faults:
        raise Faults(faults)


def _check_values(statistic: Statistic) -> None:
    faults = [
        Finding(Place(statistic.path, cell.line), f"{', '.join(key)}: {cell.value} per cent lies outside 0–100")
        for key, cell in statistic.cells.items()
        if cell.value is not None and statistic.unit(key) is Unit.PERCENT and not 0 <= cell.value <= 100
    ]
    faults += [
        Finding(
            Place(statistic.path, cell.line),
            f"{', '.join(key)}: {cell.value} {statistic.unit(key)} is not a whole number, or is negative; "
            "check the unit in the metadata",
        )
        for key, cell in statistic.cells.items()
        if cell.value is not None
        and statistic.unit(key) in (Unit.PERSONS, Unit.COUNT)
        and (cell.value < 0 or cell.value != cell.value.to_integral_value())
    ]
    faults += faults_of_times(statistic)
    if faults:
        raise Faults(faults)
