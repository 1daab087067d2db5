"""The manifest of a project as it stands, without drawing anything or setting a page."""

from brochure.findings import Report
from brochure.making.finishing import data_files, data_of_text
from brochure.making.pages.document import compose
from brochure.making.pages.templates import parse_page
from brochure.making.pages.traces import take_out
from brochure.making.recording.recording import record
from brochure.making.stages import gather_common, gather_language
from brochure.manifest.model import Manifest
from brochure.project.edition.reading import choose_language, read_settings
from brochure.project.sources.project import Project


def manifest_of(project: Project, edition: str, language: str | None) -> Manifest:
    """What an edition says and shows in one language, None for its first; pages are not known.

    Raises `Faults` with everything that keeps the edition from being built, `UsageError` for an edition or language
    that is not there.
    """
    report = Report()
    settings, _ = read_settings(project, edition)
    common = gather_common(project, edition, with_look=True)
    gathered = gather_language(common, choose_language(settings, language), report)
    report.stop_on_errors()
    assert common.look is not None, "an unreadable look is an error"
    composed = compose(project, gathered, *common.look, report)
    report.stop_on_errors()
    traced = take_out(parse_page(project, composed.html))
    behind, text = data_files(gathered, composed.brochure), data_of_text(gathered)
    return record(project, gathered, composed.brochure, traced, behind, text)[0]
