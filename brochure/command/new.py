"""`brochure new`: begins what an author then fills in; never writes over anything."""

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from brochure.command.arguments import add_project
from brochure.findings import Faults, Place, UsageError, near
from brochure.project.advice import advice
from brochure.project.edition.reading import newest_edition, read_settings
from brochure.project.output import write_new
from brochure.project.sources.files import UnfitError, is_there, read_file
from brochure.project.sources.mismatches import explain
from brochure.project.sources.project import Project, find_project
from brochure.statistics.describing import description, open_values
from brochure.statistics.fetch_metadata import STATISTICS_NORWAY, FetchMetadata
from brochure.statistics.file_formats import READ, format_of
from brochure.statistics.guessing import Undescribed
from brochure.statistics.metadata import FileOptions
from brochure.statistics.raw_table import RawTable
from brochure.statistics.unread import METADATA

_TABLE = re.compile(r"[A-Za-z0-9]+")
_OF_FILES = ("dataset", "sheet", "range", "headings")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)+")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure new`."""
    command.description = "Begin something new, to be filled in by hand."
    kinds = command.add_subparsers(title="kinds", metavar="KIND", required=True)
    statistic = kinds.add_parser(
        "statistic",
        help="the metadata of a table",
        description="Write the metadata file of a table beside it: what the table says of itself is filled in, in the "
        "languages of the newest edition; what is open is marked, and refused by 'check' until somebody fills it in.",
    )
    statistic.add_argument(
        "file",
        type=Path,
        metavar="FILE|TABLE",
        help=f"the table: a file ({', '.join(READ)}), or its id at a statistics office, such as 07459",
    )
    statistic.add_argument(
        "--to", metavar="DOMAIN/NAME", help="copy the table to data/statistics/ under this name (default: it is there)"
    )
    statistic.add_argument(
        "--service",
        metavar="ADDRESS",
        help=f"the office's service (PxWebApi 2), for TABLE (default: {STATISTICS_NORWAY})",
    )
    statistic.add_argument("--dataset", metavar="NAME", help="which of several datasets of a JSON-stat file")
    statistic.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook")
    statistic.add_argument("--range", metavar="A4:H30", help="where in the sheet the table stands")
    statistic.add_argument("--headings", type=int, metavar="N", help="how many heading lines it has")
    add_project(statistic)


def run(options: argparse.Namespace) -> int:
    """Write the metadata file, and with `--to` the copy of the table; prints what was written, returns 0."""
    project = find_project(options.project or Path.cwd())
    if _TABLE.fullmatch(str(options.file)) and not is_there(options.file):
        return _from_service(project, str(options.file), options)
    if options.service is not None:
        raise UsageError("--service goes with the id of a table, such as 07459, not with a file")
    source = options.file.absolute()
    stem = _stem(project, source, options.to)
    ending, metadata = source.suffix.lower(), stem.with_name(stem.name + METADATA)
    cells = stem.with_name(stem.name + ending) if options.to else source
    _refuse_what_is_there(project, metadata, *(stem.with_name(stem.name + each) for each in READ if options.to))
    content = _content(source)
    how, raw = _read(content, project.name(cells), ending, options)
    settings, _ = read_settings(project, newest_edition(project))
    text = description(raw, how, settings.languages)
    _write(project, {**({cells: content} if options.to else {}), metadata: text.encode()})
    print(_open(text), file=sys.stderr)
    return 0


def _from_service(project: Project, table: str, options: argparse.Namespace) -> int:
    """Write the metadata of a table that is to be fetched; nothing is asked before it is known where they go."""
    if given := [key for key in _OF_FILES if getattr(options, key)]:
        raise UsageError(f"--{given[0]} goes with a file, and there is no file '{table}' here")
    if options.to is None:
        raise UsageError(f"there is no file '{table}' here; for the table of that id say --to DOMAIN/NAME")
    stem = _named(project, options.to)
    metadata = stem.with_name(stem.name + METADATA)
    _refuse_what_is_there(project, metadata, *(stem.with_name(stem.name + each) for each in READ))
    settings, _ = read_settings(project, newest_edition(project))
    fetch = _fetch(table, options.service)

    from brochure.command.updating import opened  # loads what speaks with the network
    from brochure.updating.beginning import table_of
    from brochure.updating.pxwebapi.faults import ServiceError

    try:
        with opened(fetch.service) as service:
            raw, fetch = table_of(service, fetch, settings.languages)
    except ServiceError as error:
        raise Faults.one(project.place(metadata), f"{error}; nothing was written") from None
    text = description(raw, FileOptions(), settings.languages, fetch)
    _write(project, {metadata: text.encode()})
    print(f"{_open(text)}, then fetch the cells with «brochure fetch {options.to}»", file=sys.stderr)
    return 0


def _fetch(table: str, service: str | None) -> FetchMetadata:
    try:
        return FetchMetadata(table=table, **({"service": service} if service is not None else {}))
    except ValidationError as error:
        raise UsageError(explain(error.errors(include_url=False)[0], FetchMetadata)) from None


def _refuse_what_is_there(project: Project, *paths: Path) -> None:
    for path in paths:
        if is_there(path):
            raise Faults.one(project.place(path), f"{project.name(path)} is there already, and is left as it is")


def _write(project: Project, contents: Mapping[Path, bytes]) -> None:
    path = project.statistics
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_new(path, content)
            print(project.name(path))
    except OSError as error:
        raise Faults.one(project.place(path), f"it cannot be written: {advice(error, writing=True)}") from None


def _open(text: str) -> str:
    count = open_values(text)
    return f'{count} {"values are" if count != 1 else "value is"} open ("?"): fill them in'


def _named(project: Project, to: str) -> Path:
    if not _NAME.fullmatch(to):
        raise UsageError(f"--to takes a domain and a name in small letters, such as arbeid/sysselsatte; found '{to}'")
    return project.statistics / to


def _stem(project: Project, source: Path, to: str | None) -> Path:
    """Where the statistic lies, without an ending."""
    if source.suffix.lower() not in READ:
        raise UsageError(f"'{source.name}' is not read; a table is one of {', '.join(READ)}")
    if to is not None:
        return _named(project, to)
    inside = source.resolve()
    if not inside.is_relative_to(project.statistics):
        domains = sorted(path.name for path in project.statistics.iterdir() if path.is_dir())
        where = f"say where it goes with --to DOMAIN/NAME.{near('', domains)}"
        raise UsageError(f"{source.name} does not lie in {project.name(project.statistics)}/; {where}")
    if source.suffix not in READ:
        raise UsageError(f"write the ending of {source.name} in small letters, {source.stem}{source.suffix.lower()}")
    return source.with_suffix("")


def _content(source: Path) -> bytes:
    try:
        return read_file(source)
    except UnfitError as error:
        raise Faults.one(Place(source.name), f"{source.name} {error}") from None
    except OSError as error:
        raise UsageError(f"{source.name} cannot be read: {advice(error, writing=False)}") from None


def _read(content: bytes, name: str, ending: str, options: argparse.Namespace) -> tuple[Undescribed, RawTable]:
    given = {key: value for key in _OF_FILES if (value := getattr(options, key))}
    if ending == ".csv" and not content.startswith((b"\xff\xfe", b"\xfe\xff")) and not _is_utf8(content):
        given["encoding"] = "cp1252"
    try:
        how = Undescribed(**given)
    except ValueError:
        raise UsageError("--range takes corners such as A4:H30, --headings a number from 1 to 5") from None
    return how, format_of(ending).read(content, name, how)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
