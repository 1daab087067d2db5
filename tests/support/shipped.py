"""The edition in `data/`, built by the command in each of its languages, and what it was built from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from brochure.building.making import figures_of
from brochure.findings import Report
from brochure.making.figures.rendering import Drawn, Look, render_figures
from brochure.making.stages import Common, Gathered, gather_common, gather_language
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from tests.support.command import brochure
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT

YEAR = "2016"
FOLDER = ROOT / "data" / "editions" / YEAR


@dataclass(frozen=True)
class Shipped:
    """The edition in one language: its finished file, and what the file says."""

    language: Language
    path: Path

    @cached_property
    def pdf(self) -> ReadPdf:
        """The file, read back."""
        return ReadPdf(self.path)

    @property
    def gathered(self) -> Gathered:
        """All that the edition says and shows, before drawing."""
        return gather_shipped(self.language)

    def __str__(self) -> str:
        return str(self.language)


def languages() -> list[Language]:
    """The languages that the edition says it has."""
    settings = tomllib.loads((FOLDER / "edition.toml").read_text("utf-8"))
    return [Language(code) for code in settings["languages"]]


def build_shipped(output: Path) -> None:
    """Build the edition in all its languages into the folder `output`."""
    done = brochure("build", YEAR, "--all", "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr


def shipped_in(output: Path) -> Mapping[Language, Shipped]:
    """The edition in all its languages, as it was built into the folder `output`."""
    found = {language: list(output.glob(f"*-{language}.pdf")) for language in languages()}
    return {language: Shipped(language, path) for language, (path,) in found.items()}


@cache
def gather_shipped(language: Language) -> Gathered:
    """All that the edition says and shows in a language, worked out once for all tests."""
    report = Report()
    found = gather_language(_common(), language, report)
    assert not report.errors, report.errors
    return found


def drawn_shipped(language: Language) -> dict[str, Drawn]:
    """Every figure of the edition in a language, as a build of it has drawn them."""
    gathered, look = gather_shipped(language), _common().look
    assert look is not None
    theme, typefaces = look
    seen = Look(theme, gathered.words, gathered.edition.settings.thousands_from.get(language), typefaces)
    charts = {name: figure.chart for name, figure in gathered.figures.items()}
    return render_figures(charts, seen, figures_of(Project(ROOT)))


@cache
def _common() -> Common:
    return gather_common(Project(ROOT), YEAR, with_look=True)
