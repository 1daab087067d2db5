"""From the metadata of a statistic to a table that is sound and may take the place of the file on disk.

Nothing is written before the whole table has been read as a file of the project is read. Knows nothing of HTTP, and
nothing of what an edition does with the cells.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from brochure.findings import Faults, Finding, Report, UsageError, near
from brochure.project.advice import advice
from brochure.project.output import temporary_folder, write_whole
from brochure.project.signals import without_interrupts
from brochure.project.sources.document import Document, read_toml
from brochure.project.sources.files import is_there
from brochure.project.sources.project import Project
from brochure.statistics.fetch_metadata import FetchMetadata
from brochure.statistics.file_formats import READ
from brochure.statistics.filling import refuse_open
from brochure.statistics.json_stat_datasets import chosen_dataset
from brochure.statistics.json_stat_said import TableDescription, describe
from brochure.statistics.loading import StatisticStore, lasting_faults, load_statistic
from brochure.statistics.table import Statistic
from brochure.statistics.unread import METADATA
from brochure.updating.pxwebapi.client import FetchedTable
from brochure.updating.pxwebapi.faults import ServiceError
from brochure.updating.pxwebapi.query import ALL, Query

ENDING = ".json"


class Source(Protocol):
    """Where tables come from."""

    def table(self, query: Query) -> FetchedTable:
        """The cells that a query selects; raises `ServiceError`."""

    def close(self) -> None:
        """Give up what it holds."""


Open = Callable[[str], Source]
"""Gives the service with a base address."""


@dataclass(frozen=True, slots=True)
class Version:
    """A table at one time: its cells, and what its file says of it."""

    statistic: Statistic
    description: TableDescription


@dataclass(frozen=True, slots=True)
class Fetched:
    """A table that was fetched and is sound; `old` is what stands on disk, None where nothing does that can be read.

    `content` is for `path`, where it has not been written yet.
    """

    name: str
    path: Path
    content: bytes
    new: Version
    old: Version | None
    is_same: bool
    """Whether the file on disk has the same bytes."""
    is_first: bool
    """Whether no file stands on disk."""


def statistics_with_source(project: Project, report: Report) -> list[str]:
    """Names of the statistics whose metadata say where they are fetched; metadata that cannot be read are reported."""
    found = []
    for name in StatisticStore(project).names():
        path = _metadata_path(project, name)
        if is_there(path):
            with report.collecting():
                if "fetch" in read_toml(project, path).values:
                    found.append(name)
    return found


def require_sources(project: Project, names: Iterable[str]) -> None:
    """Raise `UsageError` for a name that no statistic has, or `Faults` for one that is not fetched."""
    known = StatisticStore(project).names()
    for name in names:
        if name not in known:
            raise UsageError(f"there is no statistic '{name}'.{near(name, known)}")
        path = _metadata_path(project, name)
        if "fetch" not in read_toml(project, path).values:
            message = "these metadata do not say where the table is fetched; add [fetch] with its table"
            raise Faults.one(project.place(path, 1), message)


def fetch_all(project: Project, names: Iterable[str], open_service: Open, report: Report) -> list[Fetched]:
    """The tables of `names` that could be fetched and are sound, in order; faults of the others go to `report`."""
    found: list[Fetched] = []
    with ExitStack() as stack:
        opened: dict[str, Source] = {}

        def service(address: str) -> Source:
            if address not in opened:
                opened[address] = open_service(address)
                stack.callback(opened[address].close)
            return opened[address]

        for name in names:
            with report.collecting():
                found.append(_fetch(project, name, service))
    return found


def write_all(project: Project, fetched: Iterable[Fetched], report: Report) -> None:
    """Put the fetched tables in their places, each by a rename; what cannot be written goes to `report`.

    Ctrl-C is heard when all are there, and then says so.
    """
    are_written = False
    try:
        with without_interrupts():
            for each in fetched:
                with report.collecting():
                    _write(project, each)
            are_written = True
    except KeyboardInterrupt:
        raise KeyboardInterrupt("all tables have been written" if are_written else "") from None


def _write(project: Project, each: Fetched) -> None:
    if each.is_same:
        return
    try:
        write_whole(each.path, each.content)
    except OSError as error:
        message = f"the fetched table cannot be written: {advice(error, writing=False)}; what stood there is unchanged"
        raise Faults.one(project.place(each.path), message) from None


def _fetch(project: Project, name: str, service: Open) -> Fetched:
    """Fetch one table and try it out; raises `Faults` with all that is wrong, and changes nothing on disk."""
    document = read_toml(project, _metadata_path(project, name))
    refuse_open(document)
    if faults := lasting_faults(document):
        raise Faults(faults)
    fetch = document.read_as(FetchMetadata, "fetch")
    path = project.statistics / f"{name}{ENDING}"
    _refuse_other_cells(project, name, document)
    try:
        table = service(fetch.service).table(_query(fetch, document.values.get("dimensions", {})))
    except ServiceError as error:
        raise Faults.one(document.place("fetch", *error.keys), f"{error}; nothing was changed") from None
    new = Version(_tried(project, name, document, table.content), describe(table.data))
    before = project.read_bytes(path) if is_there(path) else None
    return Fetched(
        name, path, table.content, new, _on_disk(project, name, before), before == table.content, before is None
    )


def _query(fetch: FetchMetadata, dimensions: Iterable[str]) -> Query:
    """What is asked for: of dimensions that are described and not selected from all members."""
    if fetch.saved_query is not None:
        return Query(saved_query=fetch.saved_query, language=fetch.language)
    described_ones = {name: (ALL,) for name in dimensions if name not in fetch.select}
    return Query(fetch.table, None, fetch.language, {**fetch.select, **described_ones}, fetch.codelists)


def _refuse_other_cells(project: Project, name: str, document: Document) -> None:
    for ending in READ:
        if ending != ENDING and is_there(project.statistics / f"{name}{ending}"):
            stem = Path(name).name
            message = (
                f"the cells of this statistic stand in {stem}{ending}, and what is fetched goes into {stem}{ENDING}; "
                f"move {stem}{ending} away first, or take [fetch] away"
            )
            raise Faults.one(document.place("fetch"), message)


def _tried(project: Project, name: str, document: Document, content: bytes) -> Statistic:
    """The statistic, were `content` its file: read by the same reader, in a folder that holds nothing else."""
    with temporary_folder() as folder:
        apart = Project(folder)
        for ending, text in ((METADATA, document.text.encode()), (ENDING, content)):
            path = apart.statistics / f"{name}{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        try:
            return load_statistic(apart, name)
        except Faults as faults:
            message = "the table that the service gave does not fit its metadata, as told; nothing was changed"
            raise Faults([*faults.findings, Finding(document.place("fetch"), message)]) from None


def _on_disk(project: Project, name: str, content: bytes | None) -> Version | None:
    """What stands there now; None when that is nothing, or cannot be read."""
    if content is None:
        return None
    try:
        statistic = load_statistic(project, name)
    except Faults:
        return None
    data = chosen_dataset(json.loads(content), statistic.metadata.dataset)
    assert isinstance(data, Mapping), "it has been read as a statistic"
    return Version(statistic, describe(data))


def _metadata_path(project: Project, name: str) -> Path:
    return project.statistics / f"{name}{METADATA}"
