"""The making of one PDF from an edition, from reading to bytes, all in memory."""

from collections.abc import Callable
from dataclasses import dataclass

from brochure.build import Request
from brochure.figures.rendering import FigureCache, Look, Studio, render_figures
from brochure.findings import Finding, Report
from brochure.pages.assembling import put_together
from brochure.pages.content import Brochure
from brochure.pages.glyphs import check_glyphs, check_style_families
from brochure.pages.templates import render_pages, render_styles
from brochure.pdf.attachments import DataFile, csv_of_cells
from brochure.pdf.fontconfig import restrict_fonts
from brochure.pdf.writing import Written, write_pdf
from brochure.stages import Gathered, gather
from brochure.theme import Theme, read_theme
from brochure.timing import Timings
from brochure.typefaces import Typefaces, check_families, read_typefaces


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in memory, the number of figures that had to be drawn, and the warnings on the way."""

    written: Written
    drawn: int
    warnings: tuple[Finding, ...]


def make(wanted: Request, timings: Timings, tell: Callable[[str], None]) -> Made:
    """Make the PDF of an edition; raises `Faults` with every finding when something is wrong."""
    project = wanted.project
    cache = FigureCache(project.cache / "figures")
    studio = Studio() if cache.is_empty() else None
    try:
        tell("reading statistics and text")
        report = Report()
        with timings.stage("typefaces and theme"):
            theme, typefaces = look_of(wanted, report)
        gathered = gather(project, wanted.edition, wanted.language, report, timings)
        report.stop_on_errors()
        tell("drawing figures")
        with timings.stage("figures"):
            look = Look(theme, gathered.words, wanted.settings.thousands_from, typefaces)
            charts = {name: gathered.figures[name].chart for name in gathered.text.numbered if name in gathered.figures}
            drawings, drawn = render_figures(charts, look, cache, studio)
    finally:
        if studio is not None:
            studio.close()
    with timings.stage("pages"):
        brochure = put_together(gathered, theme, drawings)
        html = render_pages(project, theme, brochure, gathered.words)
        styles = render_styles(project, theme, brochure, gathered.words)
        check_style_families(project, styles, typefaces, report)
        check_glyphs(project, wanted.edition, html, typefaces, report)
        report.stop_on_errors()
    tell("setting pages")
    restrict_fonts(project)
    attachments = data_files(gathered, brochure)
    written = write_pdf(project, html, styles, attachments, wanted.settings.date, timings)
    return Made(written, drawn, report.in_order())


def look_of(wanted: Request, report: Report) -> tuple[Theme, Typefaces]:
    """The theme and typefaces of an edition; raises `Faults` when one cannot be had."""
    from brochure.edition.reading import read_settings

    _, document = read_settings(wanted.project, wanted.edition)
    theme = read_theme(wanted.project, wanted.settings.theme, document.place("theme"))
    typefaces = read_typefaces(wanted.project)
    with report.collecting():
        check_families(wanted.project, theme, wanted.settings.theme, typefaces)
    return theme, typefaces


def data_files(gathered: Gathered, brochure: Brochure) -> list[DataFile]:
    """The CSV behind each figure, in the order of the figures."""
    return [
        DataFile(
            name=f"figur-{figure.number:02d}-{figure.name}.csv",
            description=gathered.words("attachment.figure", number=figure.number, title=figure.title),
            content=csv_of_cells(gathered.figures[figure.name].cells),
        )
        for figure in brochure.figures
    ]
