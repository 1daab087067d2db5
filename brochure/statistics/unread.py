"""Files among the statistics that are not read: other forms, which are named, and metadata without any cells."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from brochure.findings import Finding, Level, Place
from brochure.sources.project import Project

READ = (".csv", ".json")
RULE = "unread-file"
_METADATA = ".toml"
_FORMS: Mapping[str, str] = MappingProxyType(
    {
        ".px": "PC-Axis",
        ".xlsx": "a workbook of Excel",
        ".xls": "a workbook of Excel",
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


def unread_files(project: Project) -> Iterator[Finding]:
    """An error for metadata whose cells are missing or in another form, a warning for any other file not read."""
    files = sorted(path for path in project.statistics.rglob("*") if path.is_file() and not _is_hidden(path))
    by_stem: dict[Path, list[Path]] = {}
    for path in files:
        by_stem.setdefault(path.with_suffix(""), []).append(path)
    for beside in by_stem.values():
        metadata = next((path for path in beside if path.suffix == _METADATA), None)
        others = [path for path in beside if path.suffix not in (*READ, _METADATA)]
        if metadata is not None and not any(path.suffix in READ for path in beside):
            if not others:
                message = f"there are no cells beside these metadata; put {metadata.stem}.csv or .json there"
                yield Finding(Place(project.name(metadata), 1), message)
            for path in others:
                yield Finding(Place(project.name(path), 1), f"{_form(path)}; save it as CSV, or as JSON-stat 2.0")
        else:
            for path in others:
                if path.suffix.lower() not in _NOTES or metadata is not None:
                    message = f"{_form(path)}, so this file is passed over"
                    yield Finding(Place(project.name(path), 1), message, Level.WARNING, rule=RULE)


def _form(path: Path) -> str:
    """What form a file has, and that it is not read."""
    ending = path.suffix.lower()
    if ending in (*READ, _METADATA):
        return f"the ending '{path.suffix}' is not read; write it in small letters, '{ending}'"
    form = _FORMS.get(ending)
    return f"{form} is not read ('{path.suffix}')" if form else f"files that end in '{path.suffix}' are not read"


def _is_hidden(path: Path) -> bool:
    """What systems and programs leave behind: .DS_Store, lock files, backups."""
    return path.name.startswith((".", "~", "#")) or path.name.endswith(("~", ".bak", ".swp", ".tmp"))
