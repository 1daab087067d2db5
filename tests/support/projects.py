"""Projects in temporary folders, made from a dictionary of files.

`small_edition()` is the dictionary of a whole little project: one section with four numbers, a claim, a figure and a
table, over one statistic, in all three languages. A test changes in it what the test is about.
"""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from brochure.findings import Report
from brochure.making.stages import Gathered
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from tests.support.gathering import gather

ROOT = Path(__file__).parents[2]
"""The repository."""

EDITION = "data/editions/2016"
SECTION = f"{EDITION}/arbeid"
TEXT = f"{SECTION}/text.nb.md"
_REFERENCE = ' {{ ref("sysselsatte-gruppe", capital=true) }} '
MENTIONS = {
    "nb": f"{_REFERENCE}viser gruppene.",
    "nn": f"{_REFERENCE}viser gruppene.",
    "en": f"{_REFERENCE}shows the groups.",
}
"""The sentence of the section that speaks of the table, by language."""
MENTION = MENTIONS["nb"]
STATISTIC = "data/statistics/arbeid/sysselsatte"

LANGUAGES = (Language.BOKMAAL, Language.NYNORSK, Language.ENGLISH)
"""The languages of the shipped edition and of the small project."""

Files = Mapping[str, str | bytes]


def make_project(folder: Path, files: Files, *, layouts: bool = False, fonts: bool = False) -> Project:
    """A project in `folder` with `files`, by their path inside it; with copies of the repository's own where asked."""
    for name, wanted in (("layouts", layouts), ("fonts", fonts)):
        if wanted:
            shutil.copytree(ROOT / name, folder / name)
        else:
            (folder / name).mkdir(parents=True)
    for language in LANGUAGES:
        (folder / "data" / "proofreading" / language).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Project(folder.resolve())


def small_edition(changes: Files | None = None, *, without: str | None = None) -> dict[str, str | bytes]:
    """The files of the small project with `changes` laid over it, and the file or folder `without` left out."""
    files: dict[str, str | bytes] = {**_small_files(), **(changes or {})}
    return {name: text for name, text in files.items() if without is None or not name.startswith(without)}


def small_file(name: str) -> str:
    """The text of one file of the small project."""
    return _small_files()[name]


def gathered(folder: Path, files: Files, language: str = "nb") -> tuple[Gathered, list[str]]:
    """The edition 2016 of a project made of `files`, ready to be drawn, and the findings on the way.

    A finding reads `file:line: level: message`.
    """
    report = Report()
    project = make_project(folder, files, layouts=True)
    edition = gather(project, "2016", Language(language), report)
    return edition, [str(finding) for finding in report.in_order()]


@cache
def _small_files() -> Mapping[str, str]:
    folder = Path(__file__).with_name("project")
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }
