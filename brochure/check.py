"""What `brochure check` does: every fault of data, numbers, claims and text, without drawing anything."""

from brochure.findings import Faults, Report
from brochure.languages import Language
from brochure.sources.project import Project
from brochure.stages import gather


def check_edition(project: Project, name: str, language: Language) -> Report:
    """All findings of an edition in one language."""
    report = Report()
    try:
        gather(project, name, language, report)
    except Faults as faults:
        for finding in faults.findings:
            report.add(finding)
    return report
