"""What is asked of a build: an edition in a language, and where the PDF goes."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from brochure.project.edition.reading import choose_language, read_settings
from brochure.project.edition.settings import EditionSettings
from brochure.project.languages import Language
from brochure.project.profiles import SCREEN, Profile
from brochure.project.sources.project import Project


@dataclass(frozen=True, slots=True)
class Details:
    """What is asked of some profiles alone.

    Of a draft: its number or date, None for the next number, what to compare it with, double spacing, and whether it is
    for somebody who reads the language alone. Of an annex, besides what the edition says: its number, and that of its
    first page.
    """

    draft: str | None = None
    against: str | None = None
    double_spaced: bool = False
    annex: int | None = None
    first_page: int | None = None
    for_language: bool = False


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: an edition in a language for a purpose, written to a folder."""

    project: Project
    edition: str
    language: Language
    settings: EditionSettings
    output: Path
    force: bool = False
    profile: Profile = SCREEN
    details: Details = NO_DETAILS

    @property
    def target(self) -> Path:
        """The file to be made; of a draft, the name without what it is called."""
        return self.output / f"{self.settings.file_name}-{self.language}{self.profile.suffix}.pdf"

    @property
    def drafts(self) -> Path:
        """The folder that drafts are kept in, to be compared with later."""
        return self.output / "drafts"

    def target_of(self, draft: str | None) -> Path:
        """The file to be made, of a draft that is called so."""
        if draft is None:
            return self.target
        safe = "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in draft)
        reader = "-language" if self.details.for_language else ""
        return self.target.with_stem(f"{self.target.stem}-{safe}{reader}")

    @property
    def highest_draft(self) -> int:
        """The highest number of a draft whose file stands in the output folder, 0 where there is none."""
        named = re.compile(rf"{re.escape(self.target.stem)}-([0-9]+)\.pdf")
        found = [match for path in self.output.glob("*.pdf") if (match := named.fullmatch(path.name))]
        return max((int(match[1]) for match in found), default=0)

    def record_of(self, target: Path) -> Path:
        """Where the fingerprint of the last build of a file is kept."""
        name = hashlib.sha256(os.fsencode(target.absolute())).hexdigest()[:16]
        return self.project.cache / "builds" / f"{name}.json"


def request(
    project: Project,
    edition: str,
    language: str | None,
    output: Path | None,
    *,
    force: bool = False,
    profile: Profile = SCREEN,
    details: Details = NO_DETAILS,
) -> Request:
    """A request for an edition; raises `UsageError` for an edition or language that does not exist."""
    settings, _ = read_settings(project, edition)
    chosen = choose_language(settings, language)
    return Request(project, edition, chosen, settings, output or project.output, force, profile, details)


def request_all(
    project: Project,
    edition: str,
    output: Path | None,
    *,
    force: bool = False,
    profile: Profile = SCREEN,
    details: Details = NO_DETAILS,
) -> tuple[Request, ...]:
    """Requests for every language of an edition, in its own order; raises `UsageError` when there is no edition."""
    settings, _ = read_settings(project, edition)
    languages = dict.fromkeys(settings.languages)
    folder = output or project.output
    return tuple(Request(project, edition, each, settings, folder, force, profile, details) for each in languages)
