"""What `brochure check` does: finds faults of data, numbers, claims, text and layouts, without drawing anything."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from brochure.building.merging import merged
from brochure.building.rules import registry
from brochure.findings import Finding, Report, Subject
from brochure.making.pages.annex import annex_of, can_be_annexed
from brochure.making.pages.document import Setting, compose
from brochure.making.stages import Gathered, gather_common, gather_language
from brochure.making.text.comparing import compare_languages
from brochure.project.edition.reading import read_settings
from brochure.project.languages import Language
from brochure.project.profiles import PROFILES
from brochure.project.sources.project import Project
from brochure.proofreading.excuses import Excused
from brochure.proofreading.proofread import Looked, less_excused, proofread

LookAtPages = Callable[[], Iterable[Finding]]
_BEFORE_PAGES = frozenset({Subject.PROJECT, Subject.DATA, Subject.TEXTS})


def check_edition(
    project: Project, name: str, languages: Sequence[Language], look_at_pages: LookAtPages | None = None
) -> Excused:
    """All findings of an edition in some of its languages, in order, those of proofreading too.

    With several languages, it tells what one lacks that another has. The pages are put together only when everything
    before them is sound, as they show what would be printed; `look_at_pages` adds its findings when they are sound too.
    """
    report = Report()
    with report.collecting():
        settings, _ = read_settings(project, name)
        found, gathered = _found(project, name, languages)
        told = Report(list(found))
        with told.collecting():
            for finding in (*compare_languages([each.edition for each in gathered]), *proofread(project, gathered)):
                told.add(finding)
        looks = look_at_pages is not None and not told.errors
        if look_at_pages is not None and looks:
            with told.collecting():
                for finding in look_at_pages():
                    told.add(finding)
        subjects = _BEFORE_PAGES | {Subject.PAGES} if looks else _BEFORE_PAGES
        looked = Looked(name, languages, settings.languages, subjects)
        return less_excused(project, looked, told.findings, registry())
    return Excused(report.in_order())


def _found(project: Project, name: str, languages: Sequence[Language]) -> tuple[list[Finding], list[Gathered]]:
    """What keeps languages from being made, and what could be gathered of them; raises `Faults` for broken settings."""
    common = gather_common(project, name, with_look=True)
    reports: dict[Language, Report] = {}
    found: list[Gathered] = []
    for language in languages:
        report = reports[language] = Report()
        with report.collecting():
            gathered = gather_language(common, language, report)
            found.append(gathered)
            if common.look is not None and not report.errors:
                for setting in _settings(gathered):
                    compose(project, gathered, *common.look, report, setting=setting)
    return merged({language: report.findings for language, report in reports.items()}).findings, found


def _settings(gathered: Gathered) -> Iterator[Setting]:
    """What the pages can be set for; not drafts, which are the pages of another profile on wider paper."""
    edition = gathered.edition
    for profile in PROFILES.values():
        if profile.is_annex and can_be_annexed(edition, edition.language):
            yield Setting(profile, annex_of(edition, edition.language, gathered.words))
        elif not profile.is_annex and not profile.is_draft:
            yield Setting(profile)
