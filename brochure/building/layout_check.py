"""What `brochure check --layout` does: the ordinary findings, and those on pages that are laid out but not written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from brochure.building.check import check_edition
from brochure.building.making import compose_from, without_garbage_collection
from brochure.building.merging import merged
from brochure.findings import Faults, Finding, Place, Report
from brochure.making.figures.rendering import Desk
from brochure.making.laid_out.model import LaidOutPage
from brochure.making.parts.crew import Alone
from brochure.making.parts.keeping import shelf_of
from brochure.making.placing.placing import set_placed
from brochure.making.request import Request, request
from brochure.making.stages import Common, gather_common
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import import_weasyprint
from brochure.project.languages import Language
from brochure.project.processes import Done, Pool, Tell, cores, run_jobs
from brochure.project.signals import recall_ends
from brochure.project.sources.project import Project
from brochure.project.timing import Timings
from brochure.proofreading.excuses import Excused
from brochure.proofreading.inspection.emptiness import emptiness
from brochure.proofreading.inspection.inspecting import inspect

Emptiness = tuple[tuple[str, float], ...]
"""The number of each page as printed, and the share of it that is empty; blank pages are left out."""


@dataclass(frozen=True, slots=True)
class LayoutChecked:
    """What was found in an edition and on its pages, and how empty they are; none where they were not laid out."""

    found: Excused
    emptiness: Mapping[Language, Emptiness]


@without_garbage_collection()
def check_layout(project: Project, name: str, languages: Sequence[Language]) -> LayoutChecked:
    """All findings of an edition, with those on its pages when everything before them is sound in every language."""
    shares: dict[Language, Emptiness] = {}
    found = check_edition(project, name, languages, partial(_on_pages, project, name, languages, shares))
    return LayoutChecked(found, shares)


def _on_pages(
    project: Project, name: str, languages: Sequence[Language], shares: dict[Language, Emptiness]
) -> Sequence[Finding]:
    """The findings on the pages of all languages, whose emptiness is put into `shares`.

    Raises `Faults` when one of them cannot be laid out.
    """
    wanted = {language: request(project, name, language, None) for language in languages}
    restrict_fonts(project)
    at_once = len(wanted) if cores() > 1 else 1
    with Pool(at_once, ("brochure.building.libraries",)) as pool:
        common = gather_common(project, name, with_look=True)
        jobs = {language: partial(_findings, common, each) for language, each in wanted.items()}
        ended = run_jobs(jobs, at_once, lambda language, stage: None, pool)
    recall_ends()
    looked = {language: _result(ended[language], wanted[language]) for language in languages}
    shares.update({language: each.emptiness for language, each in looked.items()})
    return merged({language: each.findings for language, each in looked.items()}).findings


def look_at(common: Common, wanted: Request) -> tuple[tuple[LaidOutPage, ...], tuple[Finding, ...]]:
    """The pages of one language, and the findings on them; raises `Faults` when they cannot be laid out."""
    composed = compose_from(common, wanted, Report(), Timings(), lambda stage: None, Desk())
    sheets = set_placed(composed, wanted.profile, Alone(wanted.project), shelf_of(wanted.project)).sheets
    return sheets.pages, tuple(inspect(sheets))


@dataclass(frozen=True, slots=True)
class _LookedAt:
    findings: tuple[Finding, ...]
    emptiness: Emptiness = ()


def _findings(common: Common, wanted: Request, tell: Tell) -> _LookedAt:
    """The findings on the pages of one language, or what keeps it from having any, in a process of its own."""
    try:
        restrict_fonts(wanted.project)
        import_weasyprint()
        with without_garbage_collection():
            pages, findings = look_at(common, wanted)
            shares = tuple((page.label, emptiness(page)) for page in pages if not page.is_blank)
            return _LookedAt(findings, shares)
    except Faults as faults:
        return _LookedAt(tuple(faults.findings))


def _result(ended: "Done[_LookedAt] | object", wanted: Request) -> _LookedAt:
    if isinstance(ended, Done):
        return ended.result
    message = "the process that laid out the pages was ended, perhaps for want of memory; check --language one by one"
    raise Faults.one(Place(str(wanted.target)), message)
