"""What `brochure check --layout` does: the ordinary findings, and those on pages that are laid out but not written."""

from collections.abc import Mapping

from brochure.findings import Report
from brochure.inspection.inspecting import inspect
from brochure.inspection.reading import read_pages
from brochure.languages import Language
from brochure.making import draw_and_compose, without_garbage_collection
from brochure.pdf.fontconfig import restrict_fonts
from brochure.pdf.writing import lay_out
from brochure.request import request
from brochure.sources.project import Project
from brochure.timing import Timings


@without_garbage_collection()
def check_layout(project: Project, name: str, language: Language) -> Report:
    """All findings of an edition in one language, with those on its pages when everything before them is sound."""
    report = Report()
    with report.collecting():
        composed = draw_and_compose(request(project, name, language, None), report, Timings(), lambda stage: None)
        restrict_fonts(project)
        document = lay_out(project, composed.document.html, composed.document.styles)
        pages = read_pages(document, layout_texts(project))
        for finding in inspect(pages, composed.theme, composed.rendered.problems):
            report.add(finding)
    return report


def layout_texts(project: Project) -> Mapping[str, str]:
    """The texts of templates and styles by their file, the document's own template first."""
    templates = project.layouts / "templates"
    first = templates / "brochure.html"
    paths = [first, *sorted(path for path in templates.glob("*.html") if path != first)]
    paths += sorted((project.layouts / "styles").glob("*.css"))
    return {project.name(path): project.read_text(path) for path in paths}
