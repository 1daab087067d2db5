"""Characters that the typefaces cannot show, found before the page is set and traced to the file they come from."""

from html import unescape
from pathlib import Path

from markupsafe import Markup

from brochure.findings import Place, Report
from brochure.sources.project import Project
from brochure.typefaces import Typefaces


def check_glyphs(project: Project, edition: str, html: str, typefaces: Typefaces, report: Report) -> None:
    """Report every character of the document that a typeface lacks, at the first place it is found in a source."""
    for character in typefaces.missing(unescape(Markup(html).striptags())):
        name = f"U+{ord(character):04X}"
        message = f"the typefaces in fonts/ have no glyph for '{character}' ({name}); write it another way"
        report.error(_first_place(project, edition, character), message)


def _first_place(project: Project, edition: str, character: str) -> Place:
    folders = (project.editions / edition, project.statistics, project.layouts / "words", project.layouts / "templates")
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (line := _line_of(path, character)):
                return project.place(path, line)
    return project.place(project.editions / edition / "edition.toml")


def _line_of(path: Path, character: str) -> int | None:
    text = path.read_text("utf-8", errors="ignore")
    position = text.find(character)
    return text.count("\n", 0, position) + 1 if position >= 0 else None
