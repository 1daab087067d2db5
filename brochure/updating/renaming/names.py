"""The names that editions give, and the statistics of a project; what a new name may be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from brochure.findings import Faults, Place, UsageError
from brochure.project.edition.naming import FILE
from brochure.project.edition.reading import SETTINGS, read_settings
from brochure.project.sources.document import read_yaml
from brochure.project.sources.files import is_there
from brochure.project.sources.project import Project
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.definitions import RESERVED
from brochure.updating.editing import GROUPS
from brochure.updating.written_periods import typed_period

_OF_NAMES = re.compile(r"[a-zæøå][a-zæøå0-9_]*")
_OF_EXHIBITS = re.compile(r"\w[\w-]*")
_OF_STATISTICS = re.compile(r"[a-z0-9][\w-]*(?:/[a-z0-9][\w-]*)+")


class Kind(StrEnum):
    """What has a name."""

    NUMBER = "number"
    PERIOD = "period"
    CLAIM = "claim"
    FIGURE = "figure"
    TABLE = "table"
    STATISTIC = "statistic"

    @property
    def shares_names_with(self) -> tuple["Kind", ...]:
        """The kinds of which no two may have one name."""
        for family in _FAMILIES:
            if self in family:
                return family
        return (self,)


_FAMILIES = ((Kind.NUMBER, Kind.PERIOD, Kind.CLAIM), (Kind.FIGURE, Kind.TABLE))


@dataclass(slots=True)
class NamesOf:
    """The names of an edition: for each its kind and the folders in which it is defined. `files` are those it reads."""

    edition: str
    files: tuple[Path, ...]
    found: dict[str, dict[Kind, set[Path]]] = field(default_factory=dict)

    def kinds(self, name: str) -> Mapping[Kind, set[Path]]:
        """What has the name, and where it is defined."""
        return self.found.get(name, {})


def names_of(project: Project, edition: str) -> NamesOf:
    """The names that an edition gives; raises `Faults` for a file that cannot be read."""
    settings, _ = read_settings(project, edition)
    top = project.editions / edition
    folders = (top, *(top / part for part in settings.parts))
    files = [top / SETTINGS]
    for folder in folders:
        files += [path for name in (FILE, "figures.yaml", "tables.yaml") if is_there(path := folder / name)]
        files += sorted(folder.glob("text.*.md"))
    names = NamesOf(edition, tuple(files))
    for path in files:
        for kind, name in _defined(project, path):
            names.found.setdefault(name, {}).setdefault(kind, set()).add(path.parent)
    return names


def _defined(project: Project, path: Path) -> Iterator[tuple[Kind, str]]:
    kind = {"figures.yaml": Kind.FIGURE, "tables.yaml": Kind.TABLE, FILE: Kind.NUMBER}.get(path.name)
    if kind is None:
        return
    values = read_yaml(project, path).values
    if not isinstance(values, dict):
        return
    if kind is Kind.NUMBER and set(values) <= set(GROUPS) and any(isinstance(below, dict) for below in values.values()):
        for of in (Kind.PERIOD, Kind.NUMBER, Kind.CLAIM):
            below = values.get(f"{of}s")
            yield from ((of, name) for name in (below if isinstance(below, dict) else ()))
    else:
        yield from ((kind, name) for name in values)


def refuse_new_name(new: str, kind: Kind, editions: list[NamesOf], store: StatisticStore) -> None:
    """Raise `UsageError` for a name that cannot be given: of another form, reserved, or taken."""
    form, told = _form(kind)
    if not form.fullmatch(new):
        raise UsageError(f"'{new}' cannot be the name of a {kind}; {told}")
    if kind in _FAMILIES[0]:
        if new in RESERVED:
            raise UsageError(f"'{new}' has a meaning of its own; choose another name")
        if kind is Kind.PERIOD:
            _refuse_as_period(new, store)
    for names in editions:
        taken = [each for each in kind.shares_names_with if each in names.kinds(new)]
        if taken:
            raise UsageError(f"'{new}' is the name of a {taken[0]} of the edition '{names.edition}'; choose another")
    if kind is Kind.STATISTIC and new in store.names():
        raise UsageError(f"there is a statistic '{new}' already; choose another name")


def _form(kind: Kind) -> tuple[re.Pattern[str], str]:
    if kind is Kind.STATISTIC:
        return _OF_STATISTICS, "write its domain and name, such as arbeid/sysselsatte"
    if kind in _FAMILIES[1]:
        return _OF_EXHIBITS, "use letters, digits and -"
    return _OF_NAMES, "use small letters, digits and _"


def _refuse_as_period(new: str, store: StatisticStore) -> None:
    if typed_period(new) is not None:
        raise UsageError(f"'{new}' can be read as a period itself; choose another name")
    for name in store.names():
        try:
            statistic = store.get(name, Place(""))
        except Faults:
            continue
        for dimension in statistic.dimensions:
            if new in dimension.positions:
                raise UsageError(f"'{new}' is a member of '{dimension.name}' in {name}; choose another name")
