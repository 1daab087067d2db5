"""What `brochure check` does: every fault of data, numbers, claims, text and layouts, without drawing anything."""

from collections.abc import Sequence

from brochure.edition.reading import Edition, read_settings
from brochure.findings import Report
from brochure.languages import Language
from brochure.merging import merged
from brochure.pages.document import compose
from brochure.sources.project import Project
from brochure.stages import gather_common, gather_language, read_look
from brochure.text.comparing import compare_languages


def check_edition(project: Project, name: str, languages: Sequence[Language]) -> Report:
    """All findings of an edition in some of its languages; with several, also what one lacks that another has.

    The pages are put together only when everything before them is sound, as they show what would be printed.
    """
    shared = Report()
    with shared.collecting():
        settings, document = read_settings(project, name)
        look = read_look(project, settings, document, shared)
        common = gather_common(project, name)
        reports: dict[Language, Report] = {}
        editions: list[Edition] = []
        for language in languages:
            report = reports[language] = Report(list(shared.findings))
            with report.collecting():
                gathered = gather_language(common, language, report)
                editions.append(gathered.edition)
                if look is not None and not report.errors:
                    compose(project, gathered, *look, {}, report)
        together = merged({language: report.findings for language, report in reports.items()})
        for finding in compare_languages(editions):
            together.add(finding)
        return together
    return shared
