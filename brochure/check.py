"""What `brochure check` does: every fault of data, numbers, claims, text and layouts, without drawing anything."""

from brochure.edition.reading import read_settings
from brochure.findings import Faults, Report
from brochure.languages import Language
from brochure.pages.assembling import put_together
from brochure.pages.glyphs import check_glyphs, check_style_families
from brochure.pages.templates import parse_page, render_pages, render_styles
from brochure.sources.project import Project
from brochure.stages import Gathered, gather
from brochure.theme import read_theme
from brochure.typefaces import check_families, read_typefaces


def check_edition(project: Project, name: str, language: Language) -> Report:
    """All findings of an edition in one language.

    The pages are put together only when everything before them is sound, as they show what would be printed.
    """
    report = Report()
    with report.collecting():
        gathered = gather(project, name, language, report)
        check_layouts(project, gathered, report, sound=not report.errors)
    return report


def check_layouts(project: Project, gathered: Gathered, report: Report, *, sound: bool) -> None:
    """Faults of theme, typefaces, templates and styles, and characters that no typeface can show."""
    edition = gathered.edition
    _, document = read_settings(project, edition.name)
    theme = typefaces = None
    with report.collecting():
        theme = read_theme(project, edition.settings.theme, document.place("theme"))
    with report.collecting():
        typefaces = read_typefaces(project)
    if theme is None or typefaces is None:
        return
    with report.collecting():
        check_families(project, theme, edition.settings.theme, typefaces)
    if not sound:
        return
    try:
        brochure = put_together(gathered, theme, {})
    except Faults as faults:
        for finding in faults.findings:
            report.add(finding)
        return
    with report.collecting():
        styles = render_styles(project, theme, brochure, gathered.words)
        check_style_families(project, styles, typefaces, report)
    with report.collecting():
        html = render_pages(project, theme, brochure, gathered.words)
        parse_page(project, html)
        check_glyphs(project, edition.name, html, typefaces, report)
