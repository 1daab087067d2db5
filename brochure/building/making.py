"""The making of a PDF from an edition, from reading to bytes, all in memory.

What the languages of an edition share is read once; each PDF is made from it (`make_from`).
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from brochure.attaching.validation.registry import check_built
from brochure.building.rules import registry
from brochure.findings import Finding, Report, Subject
from brochure.making.figures.rendering import Desk, FigureCache, Look, Studio, render_figures
from brochure.making.finishing import Pages, positions_on, recorded_content
from brochure.making.pages.annex import Annex, annex_of
from brochure.making.pages.document import Composed, Setting, compose
from brochure.making.parts.crew import Crew, Together
from brochure.making.parts.keeping import shelf_of
from brochure.making.placing.placing import placed_as_kept, set_placed
from brochure.making.recording.doors import Door, doors_of
from brochure.making.request import Request
from brochure.making.stages import Common, Gathered, gather_common, gather_language
from brochure.making.writing.attachments import DataFile
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import Filed, identifier_of, import_weasyprint
from brochure.manifest.model import FILE_NAME, Manifest
from brochure.project.processes import cores
from brochure.project.signals import recall_ends
from brochure.project.sources.project import Project
from brochure.project.theme import Theme
from brochure.project.timing import Timings
from brochure.proofreading.inspection.before_print import refuse_unfit
from brochure.proofreading.proofread import Looked, excused_alone, less_excused, proofread


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in memory, its manifest, the number of figures that had to be drawn, and the warnings on the way."""

    content: bytes
    manifest: Manifest
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
    """Make the PDF of an edition in one language; raises `Faults` with every finding when something is wrong."""
    with Studio() if figures_of(wanted.project).is_empty() else nullcontext() as studio:
        tell("reading statistics and text")
        common = gather_common(wanted.project, wanted.edition, timings, with_look=True)
        return make_from(common, wanted, timings, tell, studio)


def figures_of(project: Project) -> FigureCache:
    """Where a project keeps its drawn figures."""
    return FigureCache(project.cache / "figures")


def make_from(
    common: Common, wanted: Request, timings: Timings, tell: Callable[[str], None], studio: Studio | Desk | None
) -> Made:
    """Make the PDF of one language; the `studio` that draws its figures is closed when they are drawn.

    Raises `Faults` with every finding when something is wrong, those of the common part too.
    """
    report = Report()
    composed = compose_from(common, wanted, report, timings, tell, studio)
    tell("setting pages")
    restrict_fonts(wanted.project)
    with timings.stage("import of WeasyPrint"):
        import_weasyprint()
    findings = _open_findings(composed.gathered, wanted, report)
    with Together(wanted.project, 1 if isinstance(studio, Desk) else cores()) as crew:
        if wanted.profile.is_draft:
            from brochure.drafts.proof.drafting import draft_pages  # only drafts need it

            pages = draft_pages(composed, wanted, findings, timings, tell)
        else:
            composed, pages = _finished_pages(composed, wanted, findings, timings, crew)
        recall_ends()
        tell("writing the PDF")
        with timings.stage("writing"):
            content = pages.write(_filed(composed, wanted, pages))
    with timings.stage("validation"):
        findings = (*pages.findings, *findings, *_unfit(wanted, content, pages.manifest))
    drawn = sum(not drawing.is_kept for drawing in composed.drawings.values())
    return Made(content, pages.manifest, drawn, findings)


def _filed(composed: Composed, wanted: Request, pages: Pages) -> Filed:
    """What the file holds besides its pages."""
    told = composed.gathered.words("attachment.manifest")
    described = DataFile(FILE_NAME, told, pages.manifest.to_json(), "Supplement")
    attachments = (*pages.attachments, described)
    identifier = identifier_of(composed.html, composed.styles, attachments)
    return Filed(attachments, wanted.settings.date, identifier, tuple(page.label for page in pages.manifest.pages))


def _unfit(wanted: Request, content: bytes, manifest: Manifest) -> tuple[Finding, ...]:
    """Warnings of the finished file that are not excused; raises `Faults` for one that is not fit for its readers."""
    target = Path(wanted.project.name(wanted.target_of(manifest.draft)))
    found = check_built(target, content, manifest)
    Report(list(found)).stop_on_errors()
    looked = Looked(wanted.edition, [wanted.language], wanted.settings.languages)
    return excused_alone(wanted.project, looked, found, registry()).findings if found else ()


def _open_findings(gathered: Gathered, wanted: Request, report: Report) -> tuple[Finding, ...]:
    """What is told of an edition that can be built; a draft is proofread for it."""
    found, subjects = list(report.findings), frozenset[Subject]()
    if wanted.profile.is_draft:
        found += proofread(wanted.project, [gathered])
        subjects = frozenset({Subject.PROJECT, Subject.DATA, Subject.TEXTS})
    looked = Looked(wanted.edition, [wanted.language], wanted.settings.languages, subjects)
    return less_excused(wanted.project, looked, found, registry()).findings


def _finished_pages(
    composed: Composed, wanted: Request, findings: Sequence[Finding], timings: Timings, crew: Crew
) -> tuple[Composed, Pages]:
    """The pages of the brochure as it is published, by itself or as an annex, and the edition as it stands on them."""
    with timings.stage("layout"):
        found = set_placed(composed, wanted.profile, crew, shelf_of(wanted.project))
        composed, traced, sheets = found.divided.composed, found.divided.traced, found.sheets
    with timings.stage("inspection"):
        seen = refuse_unfit(sheets, composed, force=wanted.force)
    with timings.stage("manifest"):
        manifest, shown, attachments = recorded_content(composed, traced, (*seen, *findings))
        annex = composed.brochure.annex
        told = {
            "profile": wanted.profile.name,
            "annex": annex.name if annex else None,
            "pages": positions_on(sheets, traced, shown, composed),
        }
        manifest = manifest.model_copy(update=told)
        doors: tuple[Door, ...] = ()
        if wanted.profile.has_doors:
            anchors = {name: source.anchor for name, source in composed.brochure.source_of.items()}
            doors = doors_of(manifest, shown, anchors, composed.gathered.words)
    return composed, Pages(partial(found.write, doors), manifest, attachments, seen)


def compose_from(
    common: Common,
    wanted: Request,
    report: Report,
    timings: Timings,
    tell: Callable[[str], None],
    studio: Studio | Desk | None,
) -> Composed:
    """Everything up to the pages of one language; raises `Faults` with every finding when something is wrong."""
    gathered = None
    with report.collecting():
        gathered = gather_language(common, wanted.language, report, timings)
    report.stop_on_errors()
    assert gathered is not None, "what cannot be gathered is an error"
    assert common.look is not None, "an unreadable look is an error"
    theme, typefaces = common.look
    annex, paged = _as_annex(wanted, gathered, theme) if wanted.profile.is_annex else (None, theme)
    tell("drawing figures")
    with timings.stage("figures"):
        look = Look(theme, gathered.words, wanted.settings.thousands_from.get(wanted.language), typefaces)
        shown = (*gathered.text.numbered, *gathered.text.sparklines)
        charts = {name: gathered.figures[name].chart for name in shown if name in gathered.figures}
        drawings = render_figures(charts, look, figures_of(wanted.project), studio)
        if studio is not None:
            studio.close()
    with timings.stage("pages"):
        set_in = Setting(wanted.profile, annex, double_spaced=wanted.details.double_spaced)
        placed = partial(placed_as_kept, profile=wanted.profile, shelf=shelf_of(wanted.project))
        composed = compose(wanted.project, gathered, paged, typefaces, report, drawings, set_in, placed)
        report.stop_on_errors()
    return composed


def _as_annex(wanted: Request, gathered: Gathered, theme: Theme) -> tuple[Annex, Theme]:
    """The annex that is asked for, and the theme on its paper; raises `Faults` when it cannot be one."""
    edition, report = gathered.edition, Report()
    annex, paged = None, theme
    with report.collecting():
        annex = annex_of(edition, wanted.language, gathered.words, wanted.details.annex, wanted.details.first_page)
    with report.collecting():
        paged = theme.on_a4(edition.document.place("theme"))
    report.stop_on_errors()
    assert annex is not None, "what it is called is an error where it is not known"
    return annex, paged
