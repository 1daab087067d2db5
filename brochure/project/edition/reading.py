"""Reading an edition from its folder; every fault of shape is told with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypeVar

from brochure.findings import Faults, Place, Report, UsageError, near
from brochure.project.advice import advice
from brochure.project.edition.descriptions import FigureDescription, FrontMatter, TableDescription
from brochure.project.edition.file_names import check_file_names
from brochure.project.edition.naming import Definition, Named, check_unique, mapping_of, read_named, read_names
from brochure.project.edition.settings import EditionSettings
from brochure.project.languages import Language
from brochure.project.sources.document import Document, parse_yaml, read_toml
from brochure.project.sources.files import is_folder, is_there
from brochure.project.sources.project import Project

SETTINGS = "edition.toml"
"""The file that makes a folder an edition."""
_NOTHING = re.compile(r"(?:\s+|\{#.*?#\}|<!--.*?-->)*+", re.DOTALL)
DescriptionT = TypeVar("DescriptionT", FigureDescription, TableDescription)


@dataclass(frozen=True, slots=True)
class Described:
    """A figure or table as the author described it, and the document that can place its keys."""

    name: str
    description: FigureDescription | TableDescription
    document: Document

    def place(self, *keys: str | int) -> Place:
        """Where the description, or one key of it, stands."""
        return self.document.place(self.name, *keys)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an edition: its front matter, and its text that begins at line `first_line` of `path`."""

    name: str
    path: str
    front: FrontMatter
    front_document: Document
    text: str
    first_line: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What the languages of an edition share: settings, and its periods, numbers, claims, figures and tables.

    `unreadable` are names of numbers, claims, figures and tables whose definitions are at fault; that has been
    reported, and what uses them need not be.
    """

    name: str
    settings: EditionSettings
    document: Document
    definitions: tuple[Definition, ...]
    figures: Mapping[str, Described]
    tables: Mapping[str, Described]
    unreadable: frozenset[str] = frozenset()
    periods: tuple[Definition, ...] = ()
    claims: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition(Shared):
    """An edition in one language, as written: nothing in it has been computed yet."""

    language: Language = field(kw_only=True)
    parts: tuple[Part, ...] = field(kw_only=True)

    def part(self, name: str) -> Part | None:
        """The part called `name`, unless its text could not be read."""
        return next((part for part in self.parts if part.name == name), None)


def edition_names(project: Project) -> list[str]:
    """Names of the editions, oldest first."""
    return sorted(path.name for path in _listed(project, project.editions) if is_there(path / SETTINGS))


def newest_edition(project: Project) -> str:
    """The edition whose name sorts last; raises `UsageError` when there is none."""
    names = edition_names(project)
    if not names:
        raise UsageError(f"there is no edition in {project.name(project.editions)}/")
    return names[-1]


def _hint_at_language(name: str) -> str:
    """What to say to one who gives a language where an edition is asked for; empty for any other name."""
    languages = (Language.BOKMAAL, Language.NYNORSK, Language.ENGLISH)
    return f" To choose a language, write --language {name}." if name in languages else ""


def read_settings(project: Project, name: str) -> tuple[EditionSettings, Document]:
    """The settings of an edition; raises `UsageError` when there is no such edition, `Faults` when they are broken."""
    names = edition_names(project)
    if name not in names:
        folder = next((path for path in _listed(project, project.editions) if path.name == name), None)
        if folder is not None and is_folder(folder):
            message = f"the edition '{name}' has no settings; put a file {SETTINGS} into {project.name(folder)}/"
            raise UsageError(message)
        raise UsageError(f"there is no edition '{name}'.{_hint_at_language(name) or near(name, names)}")
    document = read_toml(project, project.editions / name / SETTINGS)
    return document.read_as(EditionSettings), document


def choose_language(settings: EditionSettings, asked: str | None) -> Language:
    """The language asked for, or the edition's first; raises `UsageError` when the edition lacks it."""
    if asked is None:
        return settings.languages[0]
    if asked not in settings.languages:
        raise UsageError(f"this edition has no language '{asked}'.{near(asked, settings.languages)}")
    return Language(asked)


def read_shared(project: Project, name: str, report: Report) -> Shared:
    """Read what no language has for itself; what is broken goes to `report` and is left out of the result."""
    settings, document = read_settings(project, name)
    if settings.logo is not None:
        with report.collecting():
            project.read_bytes(project.root / settings.logo, document.place("logo"))
    named = Named()
    figures: dict[str, Described] = {}
    tables: dict[str, Described] = {}
    unreadable: set[str] = set()
    read_named(project, project.editions / name, named, unreadable, report)
    for part_name in settings.parts:
        folder = project.editions / name / part_name
        with report.collecting():
            check_file_names(project, folder, report)
        read_named(project, folder, named, unreadable, report)
        _read_described(project, folder / "figures.yaml", FigureDescription, figures, unreadable, report)
        _read_described(project, folder / "tables.yaml", TableDescription, tables, unreadable, report)
    check_unique(named, report)
    for doubled in figures.keys() & tables.keys():
        report.error(tables[doubled].place(), f"'{doubled}' is the name of a figure too; give the table another")
    return Shared(
        name,
        settings,
        document,
        tuple(named.numbers),
        figures,
        tables,
        frozenset(unreadable),
        tuple(named.periods),
        tuple(named.claims),
    )


def read_in_language(project: Project, shared: Shared, language: Language, report: Report) -> Edition:
    """Read the texts of one language; what is broken goes to `report` and is left out of the result."""
    parts: list[Part] = []
    for name in shared.settings.parts:
        in_sections = name in shared.settings.sections
        asked_at = shared.document.place("sections") if in_sections else _place_of(shared.document, name)
        with report.collecting():
            part = _read_part(project, project.editions / shared.name / name, language, asked_at)
            parts.append(part)
            if _NOTHING.fullmatch(part.text):
                message = "this part has no text below its front matter; write it here"
                report.error(Place(part.path, part.first_line), message)
    common = {item.name: getattr(shared, item.name) for item in fields(Shared)}
    return Edition(**common, language=language, parts=tuple(parts))


def _listed(project: Project, folder: Path) -> list[Path]:
    """What stands in a folder; nothing where there is no folder. Raises `Faults` when it cannot be read."""
    try:
        return list(folder.iterdir()) if is_folder(folder) else []
    except OSError as error:
        message = f"the folder {project.name(folder)} cannot be read: {advice(error, writing=False)}"
        raise Faults.one(project.place(folder), message) from None


def _place_of(document: Document, part_name: str) -> Place:
    keys = (key for key, value in document.values.items() if value == part_name)
    return document.place(*keys)


def _read_part(project: Project, folder: Path, language: Language, asked_at: Place) -> Part:
    path = folder / f"text.{language}.md"
    if not is_folder(folder):
        siblings = [item.name for item in _listed(project, folder.parent) if is_folder(item)]
        raise Faults.one(asked_at, f"the folder {project.name(folder)} is missing.{near(folder.name, siblings)}")
    source = project.read_text(path, asked_at)
    name = project.name(path)
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", source, re.DOTALL | re.MULTILINE)
    if not match:
        message = "the file must begin with front matter: a line '---', 'title: …', and a line '---'"
        raise Faults.one(Place(name, 1), message)
    front_document = parse_yaml(match[1], name, first_line=2)
    front = front_document.read_as(FrontMatter)
    first_line = source.count("\n", 0, match.end()) + 1
    return Part(folder.name, name, front, front_document, source[match.end() :], first_line)


def _read_described(
    project: Project,
    path: Path,
    model: type[DescriptionT],
    described: dict[str, Described],
    unreadable: set[str],
    report: Report,
) -> None:
    if not is_there(path):
        return
    with report.collecting():
        document = mapping_of(read_names(project, path, unreadable))
        for name in document.values:
            if name in described:
                earlier = described[name].place()
                report.error(document.place(name), f"the name '{name}' is taken already, at {earlier}")
                continue
            unreadable.add(name)
            with report.collecting():
                described[name] = Described(name, document.read_as(model, name), document)
                unreadable.discard(name)
