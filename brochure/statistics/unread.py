"""Files among the statistics that are not read: other forms, which are named, and metadata without any cells."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from brochure.findings import Finding, Level, Rule, Subject
from brochure.project.sources.project import Project
from brochure.statistics.file_formats import READ, WORKBOOK

RULE = Rule(
    "unread-file",
    "statistics",
    "A file among the statistics is not read.",
    looks_at=Subject.DATA,
    has_place=False,
)
METADATA = ".toml"
_FORMS: Mapping[str, str] = MappingProxyType(
    {
        ".xls": "a workbook of an old Excel",
        ".xlsb": "a workbook of Excel in binary form",
        ".xlsm": "a workbook of Excel with macros",
        ".numbers": "a workbook of Numbers",
        ".ods": "a workbook of LibreOffice",
        ".tsv": "text with tabs",
        ".tab": "text with tabs",
        ".txt": "plain text",
        ".xml": "XML (perhaps SDMX)",
        ".parquet": "Parquet",
        ".html": "a web page",
        ".htm": "a web page",
        ".zip": "a packed file",
        ".gz": "a packed file",
        ".sav": "a file of SPSS",
        ".dta": "a file of Stata",
    }
)
_NOTES = frozenset({".md", ".txt", ".pdf", ""})
"""Endings of what may lie beside the data without being data, unless metadata of its name stand there."""


def files_of_statistics(project: Project) -> list[Path]:
    """All files among the statistics, sorted, but for what systems and programs leave behind.

    Raises `Faults` for a folder that cannot be read.
    """
    return [path for path in project.files_in(project.statistics) if not _is_hidden(path)]


def unread_files(project: Project) -> Iterator[Finding]:
    """A finding for each file that is not read, but for those that metadata without cells wait for.

    Those are for `without_cells`, which is told when the statistic is loaded. Raises `Faults` for a folder that cannot
    be read.
    """
    for stem, beside in _by_stem(files_of_statistics(project)).items():
        endings = {path.suffix for path in beside}
        described = METADATA in endings
        if described and not endings & {*READ}:
            continue
        for path in beside:
            if path.suffix in {*READ, METADATA} - {WORKBOOK} or (path.suffix.lower() in _NOTES and not described):
                continue
            if path.suffix == WORKBOOK and (endings == {WORKBOOK} or endings & {*READ} - {WORKBOOK}):
                yield Finding(project.place(path, 1), _of_workbook(path, endings), Level.WARNING, rule=RULE.name)
            elif path.suffix in READ:
                continue
            elif _is_misspelt(path):
                yield Finding(project.place(path, 1), _not_read(path))
            else:
                message = f"{_not_read(path)}; save it as CSV, {stem.name}.csv, or move it out of this folder"
                yield Finding(project.place(path, 1), message, Level.WARNING, rule=RULE.name)


def without_cells(project: Project, metadata: Path) -> list[Finding]:
    """What is wrong where no file of cells belongs to `metadata`: they are in a form that is not read, or missing."""
    stem = metadata.with_suffix("")
    others = [path for path in _by_stem(files_of_statistics(project)).get(stem, ()) if path != metadata]
    if not others:
        names = " or ".join(f"{stem.name}{ending}" for ending in READ)
        message = f"there are no cells for this statistic: the file {names} is missing"
        return [Finding(project.place(metadata, 1), message)]
    return [
        Finding(
            project.place(path, 1),
            _not_read(path) if _is_misspelt(path) else f"{_not_read(path)}; save it as CSV, or as JSON-stat 2.0",
        )
        for path in others
    ]


def _by_stem(paths: Iterable[Path]) -> Mapping[Path, list[Path]]:
    found: dict[Path, list[Path]] = {}
    for path in paths:
        found.setdefault(path.with_suffix(""), []).append(path)
    return found


def _is_misspelt(path: Path) -> bool:
    """Whether an ending would be read, were it in small letters."""
    return path.suffix.lower() in (*READ, METADATA)


def _not_read(path: Path) -> str:
    """That a file is not read, by its form where that is known."""
    if _is_misspelt(path):
        return f"this file is not read; write its ending in small letters, {path.stem}{path.suffix.lower()}"
    form = _FORMS.get(path.suffix.lower())
    return f"{form} is not read ('{path.suffix}')" if form else f"files that end in '{path.suffix}' are not read"


def _of_workbook(path: Path, endings: set[str]) -> str:
    """Why a workbook is not read: others have the cells, or nothing describes it."""
    cells = next((ending for ending in READ if ending in endings and ending != WORKBOOK), None)
    if cells is not None:
        return f"this workbook is not read, since {path.stem}{cells} has the cells; move it out of this folder"
    return "this workbook is not read, as nothing describes it; «brochure new statistic» writes its metadata"


def _is_hidden(path: Path) -> bool:
    """What systems and programs leave behind: .DS_Store, lock files, backups."""
    return path.name.startswith((".", "~", "#")) or path.name.endswith(("~", ".bak", ".swp", ".tmp"))
