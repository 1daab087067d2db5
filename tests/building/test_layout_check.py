"""Whole editions with faults that only show when their pages are laid out."""

from pathlib import Path

import pytest

from brochure.building.layout_check import check_layout
from brochure.command.main import main
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.excuses import Excused
from tests.support.command import brochure, copy_of, replace_in
from tests.support.projects import EDITION, MENTION, SECTION, TEXT

STYLES = "layouts/styles/brochure.css"
LONG = "Arbeidsmarkedsopplæringsinstitusjonsbygningsadministrasjonssekretæriatsmedarbeiderkontor"
PLANTED = """
.cover-host { font-size: 6.5pt }
.colophon-symbols h2 { margin-bottom: -3mm }
.goals-table { width: 190mm }
.key-section .key-text { height: 4pt; min-height: 0; overflow: hidden }
.section .unit h2 { break-after: page }
.prose { hyphens: manual }
.figure svg { max-width: 140mm }
.figure, .table { break-before: page }
.back-title { color: #FF0000 }
"""


def checked(folder: Path) -> Excused:
    return check_layout(Project(folder.resolve()), "2016", [Language.BOKMAAL]).found


@pytest.fixture(scope="module")
def faulty(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The findings of the small edition with a fault of every kind planted in it, as they are printed."""
    folder = copy_of(small_built, tmp_path_factory.mktemp("faulty") / "project")
    with (folder / STYLES).open("a", encoding="utf-8") as styles:
        styles.write(PLANTED)
    templates = folder / "layouts" / "templates"
    replace_in(templates / "back.html", "</section>", '<svg xmlns="http://www.w3.org/2000/svg" height="9"/></section>')
    replace_in(folder / EDITION / "innledning" / "text.nb.md", "Tallene viser", f"Tallene viser {LONG}")
    return [str(finding) for finding in checked(folder).findings]


@pytest.mark.parametrize(
    ("place", "finding"),
    [
        (f"{EDITION}/innledning/text.nb.md:4", "error: page 4: the text «Arbeids"),
        (
            "layouts/templates/front.html:",
            "error: page 6: a table (table.goals-table) sticks 22.0 mm out of the text area of the page",
        ),
        (f"{TEXT}:5", "error: page 7: the text «av innvandrerne var i arbeid» is cut off"),
        ("layouts/templates/colophon.html:", "error: page 2: the text «Standardtegn i tabeller» is printed over «:"),
        ("layouts/templates/cover.html:", "error: page 1: «Vedlegg til Prop. 1 S (2015–2016)» in p.cover-host is set"),
        (f"{SECTION}/figures.yaml:1", "is set in 6."),
        ("layouts/templates/back.html:", "error: page 15: #FF0000, the colour of text in p.back-title, is not in the"),
        ("layouts/templates/back.html:", "error: page 15: a picture (svg) has no alt text"),
        (f"{TEXT}:9", "warning: page 9: the heading «De fleste innvandrere er i jobb» has nothing below it"),
        ("layouts/templates/sections.html:", "warning: page 8: the lower "),
        (f"{SECTION}/tables.yaml:1", "warning: page 12: the table stands on page 12, its text on page 10; place it"),
    ],
)
def test_a_planted_fault_is_told_with_its_place_and_page(place: str, finding: str, faulty: list[str]) -> None:
    assert any(line.startswith(place) and finding in line for line in faulty), "\n".join(faulty)


def test_what_is_hidden_is_not_told_to_be_over_something(faulty: list[str]) -> None:
    assert [line for line in faulty if "«av innvandrerne var i arbeid» is printed over" in line] == []


def test_sound_pages_have_no_findings(small_built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--layout", "--language", "nb", "--project", str(small_built)]) == 0
    assert capsys.readouterr().out == "2016: no findings\n"


def test_warnings_alone_do_not_fail_the_check(small_built: Path, tmp_path: Path) -> None:
    project = copy_of(small_built, tmp_path / "project")
    replace_in(project / TEXT, MENTION, "")
    done = brochure("check", "--layout", "--language", "nb", "--project", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{TEXT}:16: warning: the text never mentions the table 'sysselsatte-gruppe'; say what it shows, with "
        '{{ ref("sysselsatte-gruppe") }} [figure-not-mentioned]',
        "2016: 1 warning",
    ]


def test_errors_on_pages_fail_the_check_and_write_no_pdf(
    small_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    before = sorted((project / "output").iterdir())
    replace_in(project / STYLES, "{# The page", "h1 { color: #00FF00 }\n{# The page")
    assert main(["check", "--layout", "--language", "nb", "--project", str(project)]) == 1
    assert "#00FF00, the colour of text in h1, is not in the theme" in capsys.readouterr().out
    assert sorted((project / "output").iterdir()) == before


def test_faults_of_the_text_are_told_before_any_page_is_laid_out(small_built: Path, tmp_path: Path) -> None:
    project = copy_of(small_built, tmp_path / "project")
    replace_in(project / TEXT, "endring > 0", "endring > 2")
    (told,) = checked(project).findings
    assert "the claim no longer holds" in told.message
    assert told.page is None
