"""Pages with more on them than before keep the numbers that they had."""

from collections.abc import Sequence

import pytest

from brochure.drafts.proof.keeping import keep, renumbering, starts
from brochure.making.laid_out.elements import Elements, Sheets
from brochure.making.laid_out.reading import read_pages
from brochure.making.pages.templates import parse_page
from brochure.making.pages.traces import take_out
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import lay_out_tree
from brochure.project.sources.project import Project
from tests.support.laid_out import LAYOUTS, STYLES, lines
from tests.support.projects import ROOT

BODY = (
    f"<html lang='nb'><head><title>Prøve</title></head><body><section class='part'>{lines(36)}</section></body></html>"
)
"""Three pages: sixteen lines, sixteen, and four."""
NUMBERED = "@page body:left { } @page body:right { } html { page: body }"


HEADS = ["Linje 1.", "Linje 17.", "Linje 33."]


@pytest.mark.parametrize(
    ("added", "labels"),
    [(0, ["1", "2", "3"]), (3, ["1", "1b", "2", "3"]), (20, ["1", "1b", "1c", "2", "3"])],
    ids=["nothing more", "a page more", "two pages more"],
)
def test_a_page_that_goes_on_has_its_number_and_a_letter(added: int, labels: Sequence[str]) -> None:
    found = after(added)

    assert [label for label, _ in found] == labels
    assert [head for label, head in found if label.isdecimal()] == HEADS


def after(added: int) -> Sequence[tuple[str, str]]:
    """Number and first line of each page when so many paragraphs have been put in after the first."""
    project = Project(ROOT)
    restrict_fonts(project)
    root = parse_page(project, BODY)
    traced = take_out(root)

    def lay_out(styles: str = "") -> Sheets:
        laid = lay_out_tree(project, root, traced, f"{STYLES}{NUMBERED}{styles}")
        elements = Elements(laid.root, LAYOUTS)
        return Sheets(read_pages(laid.document, elements), elements, None, {})  # type: ignore[arg-type]

    begin = starts(lay_out())
    section = next(root.iter("section"))
    for number in range(added):
        more = parse_page(project, f"<html><body><p>Nytt {number}.</p></body></html>")
        section.insert(1, next(more.iter("p")))
    keep(begin)
    sheets = lay_out()
    if numbers := renumbering(begin, sheets):
        sheets = lay_out(numbers)
    first = [next(line.text for item in page.standing() for line in item.box.lines) for page in sheets.pages]
    return [(page.label, line) for page, line in zip(sheets.pages, first, strict=True)]
