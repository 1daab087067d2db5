"""The making of a PDF from an edition, from reading to bytes, all in memory.

What the languages of an edition share is read once (`read_basis`); each PDF is made from it (`make_from`).
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from brochure.edition.reading import read_settings
from brochure.figures.rendering import Desk, FigureCache, Look, Rendered, Studio, render_figures
from brochure.findings import Finding, Report
from brochure.inspection.elements import Elements
from brochure.inspection.laid_out import Run
from brochure.inspection.reading import read_pages
from brochure.manifest.model import FILE_NAME
from brochure.manifest.positions import read_positions
from brochure.manifest.recording import record
from brochure.pages.content import Brochure
from brochure.pages.document import Document, compose
from brochure.pages.measuring import Measure
from brochure.pages.templates import layout_texts
from brochure.pdf.attachments import DataFile, csv_of_cells, csv_of_several
from brochure.pdf.fontconfig import restrict_fonts
from brochure.pdf.writing import LaidOut, Written, identifier_of, import_weasyprint, lay_out, write_pdf
from brochure.request import Request
from brochure.sources.project import Project
from brochure.stages import Common, Gathered, gather_common, gather_language, read_look
from brochure.theme import Theme
from brochure.timing import Timings
from brochure.typefaces import Typefaces


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


@dataclass(frozen=True, slots=True)
class Basis:
    """What the PDFs of an edition's languages are made from alike; None for a look that could not be read."""

    common: Common
    look: tuple[Theme, Typefaces] | None
    findings: tuple[Finding, ...]
    """Those of the look; the common part has its own."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps every language from being made."""
        return Report([*self.findings, *self.common.findings]).errors


@dataclass(frozen=True)
class Composed:
    """A whole edition in one language just before its pages are set, and its drawings."""

    gathered: Gathered
    theme: Theme
    document: Document
    rendered: Rendered
    typefaces: Typefaces

    @cached_property
    def measure(self) -> Measure:
        """Measures letters in the typefaces of the theme."""
        return Measure(self.theme, self.typefaces)

    def width(self, run: Run, text: str) -> float:
        """How wide some letters of a run are, in shares of their size."""
        return self.measure.width_in(run.family, strong=run.is_strong, text=text)


@without_garbage_collection()
def make(wanted: Request, timings: Timings, tell: Callable[[str], None]) -> Made:
    """Make the PDF of an edition in one language; raises `Faults` with every finding when something is wrong."""
    studio = Studio() if figures_of(wanted.project).is_empty() else None
    try:
        tell("reading statistics and text")
        basis = read_basis(wanted, timings)
        return make_from(basis, wanted, timings, tell, studio)
    finally:
        if studio is not None:
            studio.close()


def figures_of(project: Project) -> FigureCache:
    """Where a project keeps its drawn figures."""
    return FigureCache(project.cache / "figures")


def read_basis(wanted: Request, timings: Timings) -> Basis:
    """Read and work out what the languages of an edition share; raises `Faults` for broken settings."""
    report = Report()
    with timings.stage("typefaces and theme"):
        look = read_look(wanted.project, wanted.settings, read_settings(wanted.project, wanted.edition)[1], report)
    common = gather_common(wanted.project, wanted.edition, timings)
    return Basis(common, look, tuple(report.findings))


def make_from(
    basis: Basis, wanted: Request, timings: Timings, tell: Callable[[str], None], studio: Studio | Desk | None
) -> Made:
    """Make the PDF of one language; the `studio` that draws its figures is closed when they are drawn.

    Raises `Faults` with every finding when something is wrong, those of the basis too.
    """
    report = Report(list(basis.findings))
    composed = compose_from(basis, wanted, report, timings, tell, studio)
    document = composed.document
    tell("setting pages")
    restrict_fonts(wanted.project)
    with timings.stage("import of WeasyPrint"):
        import_weasyprint()
    with timings.stage("layout"):
        laid = lay_out(wanted.project, document.html, document.styles)
    with timings.stage("manifest"):
        attachments = attachments_of(wanted.project, composed, laid, report)
    tell("writing the PDF")
    with timings.stage("writing"):
        identifier = identifier_of(document.html, document.styles, attachments)
        written = write_pdf(wanted.project, laid, attachments, wanted.settings.date, identifier)
    return Made(written, composed.rendered.drawn, report.in_order())


def attachments_of(project: Project, composed: Composed, laid: LaidOut, report: Report) -> list[DataFile]:
    """The data behind figures and numbers, and the manifest that says where everything comes from and stands."""
    gathered, brochure = composed.gathered, composed.document.brochure
    data = data_files(gathered, brochure)
    behind_text = data_of_text(gathered)
    recorded = record(project, gathered, brochure, laid.traced, data, [behind_text])
    elements = Elements(laid.root, layout_texts(project))
    pages = read_positions(read_pages(laid.document, elements), elements, laid.traced, recorded.shown, composed.width)
    findings = tuple(str(finding) for finding in report.in_order())
    manifest = recorded.manifest.model_copy(update={"pages": pages, "findings": findings})
    described = DataFile(FILE_NAME, gathered.words("attachment.manifest"), manifest.to_json(), "Supplement")
    return [*data.values(), behind_text, described]


def compose_from(
    basis: Basis,
    wanted: Request,
    report: Report,
    timings: Timings,
    tell: Callable[[str], None],
    studio: Studio | Desk | None,
) -> Composed:
    """Everything up to the pages of one language; raises `Faults` with every finding when something is wrong."""
    gathered = None
    with report.collecting():
        gathered = gather_language(basis.common, wanted.language, report, timings)
    report.stop_on_errors()
    assert gathered is not None, "what cannot be gathered is an error"
    assert basis.look is not None, "an unreadable look is an error"
    theme, typefaces = basis.look
    tell("drawing figures")
    with timings.stage("figures"):
        look = Look(theme, gathered.words, wanted.settings.thousands_from.get(wanted.language), typefaces)
        shown = (*gathered.text.numbered, *gathered.text.sparklines)
        charts = {name: gathered.figures[name].chart for name in shown if name in gathered.figures}
        rendered = render_figures(charts, look, figures_of(wanted.project), studio)
        if studio is not None:
            studio.close()
    with timings.stage("pages"):
        document = compose(wanted.project, gathered, theme, typefaces, rendered.svgs, report)
        report.stop_on_errors()
    return Composed(gathered, theme, document, rendered, typefaces)


def data_files(gathered: Gathered, brochure: Brochure) -> dict[str, DataFile]:
    """The CSV behind each figure, by its name in the order of the figures, and behind each sparkline."""
    words = gathered.words
    files: dict[str, DataFile] = {}
    for figure in brochure.figures:
        shown = gathered.figures[figure.name]
        name = f"{words('figure.inline')}-{figure.number:02d}-{figure.name}.csv"
        description = words("attachment.figure", number=figure.number, title=figure.title)
        files[figure.name] = DataFile(name, description, csv_of_cells(shown.cells, words, shown.shares))
    for spark in gathered.text.sparklines:
        shown = gathered.figures[spark]
        name = f"{words('key_figure.file')}-{spark}.csv"
        description = words("attachment.key_figure", subtitle=gathered.text.words_of[spark].subtitle)
        files[spark] = DataFile(name, description, csv_of_cells(shown.cells, words, shown.shares))
    return files


def data_of_text(gathered: Gathered) -> DataFile:
    """The CSV of all cells that numbers in the text and cells of tables are taken or computed from."""
    words = gathered.words
    cells = [cell for use in gathered.text.ledger.uses for number in use.numbers for cell in number.cells]
    cells += [cell for table in gathered.tables.values() for cell in table.cells]
    content = csv_of_several(dict.fromkeys(cells), words)
    return DataFile(f"{words('attachment.text_file')}.csv", words("attachment.text"), content)
