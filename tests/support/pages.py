"""The HTML document of the small edition, before pages are set."""

from pathlib import Path
from xml.etree import ElementTree

from brochure.findings import Faults, Report
from brochure.making.figures.rendering import Drawn
from brochure.making.pages.content import Brochure
from brochure.making.pages.document import Composed, compose
from brochure.project.languages import Language
from tests.support.charts import theme, typefaces
from tests.support.gathering import gather
from tests.support.projects import Files, make_project, small_edition


def composed(folder: Path, changes: Files | None = None, language: str = "nb") -> tuple[Composed, Report]:
    """The document of the small edition with `changes`, and what there is to say about it."""
    project = make_project(folder, small_edition(), layouts=True, fonts=True)
    for name, content in (changes or {}).items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    report = Report()
    gathered = gather(project, "2016", Language(language), report)
    drawings = dict.fromkeys(gathered.figures, Drawn("<svg></svg>"))
    with report.collecting():
        return compose(project, gathered, theme(), typefaces(), report, drawings), report
    raise Faults(report.findings)


def brochure_of(folder: Path, changes: Files | None = None, language: str = "nb") -> Brochure:
    """What the templates are given; there must be no faults."""
    document, report = composed(folder, changes, language)
    assert not report.errors, report.errors
    return document.brochure


def page_of(folder: Path, changes: Files | None = None, language: str = "nb") -> ElementTree.Element:
    """The document as a tree; there must be no faults."""
    document, report = composed(folder, changes, language)
    assert not report.errors, report.errors
    return ElementTree.fromstring(document.html)
