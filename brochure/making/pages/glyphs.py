"""What the typefaces cannot show, found before the page is set and traced to the file it comes from."""

import re
from html import unescape

from markupsafe import Markup

from brochure.findings import Place, Report, near
from brochure.project.sources.project import Project
from brochure.project.typefaces import Typefaces

_FONT = re.compile(r"\bfont(-family)?\s*:\s*([^;}]+)")
_NAME = re.compile(r"""["']([^"']+)["']""")
_KEPT = ("inherit", "initial", "unset")


def check_glyphs(project: Project, edition: str, html: str, typefaces: Typefaces, report: Report) -> None:
    """Report every character of the document that a typeface lacks, at the first place it is found in a source."""
    folders = (project.editions / edition, project.statistics, project.layouts / "words", project.layouts / "templates")
    for character in typefaces.missing(unescape(Markup(html).striptags())):
        name = f"U+{ord(character):04X}"
        message = f"the typefaces in fonts/ have no glyph for '{character}' ({name}); write it another way"
        place = project.first_place(character, *folders)
        report.error(place or project.place(project.editions / edition / "edition.toml"), message)


def check_style_families(project: Project, styles: str, typefaces: Typefaces, report: Report) -> None:
    """Report every family that the style sheet asks for and `fonts/` does not have."""
    folder = project.layouts / "styles"
    for name in dict.fromkeys(_families(styles)):
        if name not in typefaces.families:
            place = project.first_place(name, folder) or Place(project.name(folder / "brochure.css"))
            report.error(place, f"there is no typeface '{name}' in fonts/.{near(name, typefaces.families)}")


def _families(styles: str) -> list[str]:
    """The families named in a style sheet: those in quotation marks, and the bare ones of `font-family`."""
    found: list[str] = []
    for match in _FONT.finditer(styles):
        found += _NAME.findall(match[2])
        bare = _NAME.sub("", match[2]).split(",") if match[1] else ()
        found += [name for item in bare if (name := item.strip()) and name not in _KEPT]
    return found
