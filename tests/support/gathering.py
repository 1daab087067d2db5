"""An edition in one language, before anything is drawn."""

from brochure.findings import Report
from brochure.making.stages import Gathered, gather_common, gather_language
from brochure.project.languages import Language
from brochure.project.sources.project import Project


def gather(project: Project, name: str, language: Language, report: Report) -> Gathered:
    """Read and work out the edition `name` in one language; faults go to `report`."""
    return gather_language(gather_common(project, name), language, report)
