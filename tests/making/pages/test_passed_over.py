"""Remarks and style sheets in a template are blanked letter for letter, and a flood of them is read once."""

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.findings import Report
from brochure.making.pages.ill_formed import find_slips
from brochure.making.pages.passed_over import blanked
from brochure.making.pages.templates import parse_page
from brochure.making.pages.typed import check_typed
from brochure.project.sources.project import Project

FLOODS = {
    "an endless name": "</h1" + "x" * 200_000,
    "remarks without an end": "<!--" * 100_000,
    "CDATA without an end": "<![CDATA[" * 50_000,
    "styles without an end": "<style>" * 100_000,
    "quotation marks without an end": "<a '" * 100_000,
}
LIMIT = 10
"""Seconds of processor time in which a process is ended; what grows with the square would take minutes."""


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("a<!-- b\n -->c", "a      \n    c"),
        ("a<!-- b", "a<!-- b"),
        ("<!DOCTYPE html>a<![CDATA[<b>]]>c", " " * 15 + "a" + " " * 15 + "c"),
        ("<!-- <!-- -->a-->", " " * 13 + "a-->"),
    ],
)
def test_remarks_are_blanked_letter_for_letter(markup: str, left: str) -> None:
    assert blanked(markup) == left


def in_a_process(work: Callable[[], object]) -> int:
    """Whether a process with little time gets through: its exit status."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_in_a_template_is_read_once(flood: str, tmp_path: Path) -> None:
    path = tmp_path / "layouts/templates/front.html"
    path.parent.mkdir(parents=True)
    path.write_text(f"<p>\n{flood}\n</p>", "utf-8")
    project = Project(tmp_path)
    page = parse_page(project, "<html></html>")
    assert in_a_process(lambda: list(find_slips(project))) == 0
    assert in_a_process(lambda: check_typed(project, page, "", Report())) == 0
