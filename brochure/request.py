"""What is asked of a build: an edition in a language, and where the PDF goes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from brochure.edition.reading import choose_language, read_settings
from brochure.edition.settings import EditionSettings
from brochure.languages import Language
from brochure.sources.project import Project


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: an edition in a language, written to a folder."""

    project: Project
    edition: str
    language: Language
    settings: EditionSettings
    output: Path
    force: bool = False

    @property
    def target(self) -> Path:
        """The file to be made."""
        return self.output / f"{self.settings.file_name}-{self.language}.pdf"

    @property
    def record(self) -> Path:
        """Where the fingerprint of the last build of this file is kept."""
        name = hashlib.sha256(str(self.target.absolute()).encode()).hexdigest()[:16]
        return self.project.cache / "builds" / f"{name}.json"


def request(
    project: Project, edition: str, language: str | None, output: Path | None, *, force: bool = False
) -> Request:
    """A request for an edition; raises `UsageError` for an edition or language that does not exist."""
    settings, _ = read_settings(project, edition)
    return Request(project, edition, choose_language(settings, language), settings, output or project.output, force)


def request_all(project: Project, edition: str, output: Path | None, *, force: bool = False) -> tuple[Request, ...]:
    """Requests for every language of an edition, in its own order; raises `UsageError` when there is no edition."""
    settings, _ = read_settings(project, edition)
    languages = dict.fromkeys(settings.languages)
    return tuple(Request(project, edition, each, settings, output or project.output, force) for each in languages)
