"""What `brochure check` does: every fault of data, numbers, claims, text and layouts, without drawing anything."""

from brochure.edition.reading import read_settings
from brochure.findings import Report
from brochure.languages import Language
from brochure.pages.document import compose
from brochure.sources.project import Project
from brochure.stages import gather, read_look


def check_edition(project: Project, name: str, language: Language) -> Report:
    """All findings of an edition in one language.

    The pages are put together only when everything before them is sound, as they show what would be printed.
    """
    report = Report()
    with report.collecting():
        settings, document = read_settings(project, name)
        look = read_look(project, settings, document, report)
        gathered = gather(project, name, language, report)
        if look is not None and not report.errors:
            compose(project, gathered, *look, {}, report)
    return report
