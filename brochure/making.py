"""The making of one PDF from an edition, from reading to bytes, all in memory."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from brochure.edition.reading import read_settings
from brochure.figures.rendering import FigureCache, Look, Studio, render_figures
from brochure.findings import Finding, Report
from brochure.pages.content import Brochure
from brochure.pages.document import compose
from brochure.pdf.attachments import DataFile, csv_of_cells
from brochure.pdf.fontconfig import restrict_fonts
from brochure.pdf.writing import Written, write_pdf
from brochure.request import Request
from brochure.stages import Gathered, gather, read_look
from brochure.timing import Timings


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in memory, the number of figures that had to be drawn, and the warnings on the way."""

    written: Written
    drawn: int
    warnings: tuple[Finding, ...]


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """A build makes many objects that live to its end; looking for garbage among them is wasted time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@without_garbage_collection()
def make(wanted: Request, timings: Timings, tell: Callable[[str], None]) -> Made:
    """Make the PDF of an edition; raises `Faults` with every finding when something is wrong."""
    project = wanted.project
    cache = FigureCache(project.cache / "figures")
    studio = Studio() if cache.is_empty() else None
    try:
        tell("reading statistics and text")
        report = Report()
        with timings.stage("typefaces and theme"):
            look_read = read_look(project, wanted.settings, read_settings(project, wanted.edition)[1], report)
        gathered = gather(project, wanted.edition, wanted.language, report, timings)
        report.stop_on_errors()
        assert look_read is not None, "an unreadable look is an error"
        theme, typefaces = look_read
        tell("drawing figures")
        with timings.stage("figures"):
            look = Look(theme, gathered.words, wanted.settings.thousands_from, typefaces)
            shown = (*gathered.text.numbered, *gathered.text.sparklines)
            charts = {name: gathered.figures[name].chart for name in shown if name in gathered.figures}
            drawings, drawn = render_figures(charts, look, cache, studio)
    finally:
        if studio is not None:
            studio.close()
    with timings.stage("pages"):
        document = compose(project, gathered, theme, typefaces, drawings, report)
        report.stop_on_errors()
    tell("setting pages")
    restrict_fonts(project)
    attachments = data_files(gathered, document.brochure)
    written = write_pdf(project, document.html, document.styles, attachments, wanted.settings.date, timings)
    return Made(written, drawn, report.in_order())


def data_files(gathered: Gathered, brochure: Brochure) -> list[DataFile]:
    """The CSV behind each figure, in the order of the figures, and behind each sparkline."""
    words = gathered.words
    files: list[DataFile] = []
    for figure in brochure.figures:
        shown = gathered.figures[figure.name]
        name = f"{words('figure.inline')}-{figure.number:02d}-{figure.name}.csv"
        description = words("attachment.figure", number=figure.number, title=figure.title)
        files.append(DataFile(name, description, csv_of_cells(shown.cells, words, shown.shares)))
    for spark in gathered.text.sparklines:
        shown = gathered.figures[spark]
        name = f"{words('key_figure.file')}-{spark}.csv"
        description = words("attachment.key_figure", subtitle=gathered.text.words_of[spark].subtitle)
        files.append(DataFile(name, description, csv_of_cells(shown.cells, words, shown.shares)))
    return files
