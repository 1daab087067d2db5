"""The last look at laid-out pages before a PDF is written of them: what may not be published stops it."""

from brochure.findings import Finding, Level, Registry, Report
from brochure.making.laid_out.elements import Sheets
from brochure.making.pages.document import Composed
from brochure.proofreading.inspection.inspecting import BEFORE_PRINT, LOW_RESOLUTION, inspect
from brochure.proofreading.proofread import Looked, excused_alone


def refuse_unfit(sheets: Sheets, composed: Composed, *, force: bool) -> tuple[Finding, ...]:
    """Raise `Faults` with the errors on laid-out pages, those of `check --layout`; give them back with `force`.

    Of the warnings, those are given back that no other check before print would tell, unless they are excused.
    """
    edition = composed.gathered.edition
    found = list(inspect(sheets, BEFORE_PRINT))
    report = Report([finding for finding in found if finding.level is Level.ERROR])
    if not force:
        report.stop_on_errors()
    if warnings := [finding for finding in found if finding.rule == LOW_RESOLUTION.name]:
        looked = Looked(edition.name, [edition.language], edition.settings.languages)
        report.findings += excused_alone(composed.project, looked, warnings, Registry(BEFORE_PRINT)).findings
    return report.in_order()
