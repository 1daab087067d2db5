"""One theme file is enough to change the whole look: another set of colours, another trim size."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from brochure.building.layout_check import look_at
from brochure.building.making import without_garbage_collection
from brochure.findings import Level
from brochure.making.request import request
from brochure.making.stages import gather_common
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from tests.support.command import brochure, replace_in
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT, make_project, small_edition
from tests.support.themes import GREY, SMALLER, choose, write_smaller

PAINTING = {"rg": 3, "RG": 3, "g": 1, "G": 1, "k": 4, "K": 4}
"""The operators that set a colour (ISO 32000-1, table 74), and how many numbers each takes."""


def layout_errors(folder: Path, language: Language) -> list[str]:
    """What is wrong with the pages in a language."""
    project = Project(folder.resolve())
    restrict_fonts(project)
    with without_garbage_collection():
        common = gather_common(project, "2016", with_look=True)
        _, found = look_at(common, request(project, "2016", language, None))
    return [str(finding) for finding in found if finding.level is Level.ERROR]


def painted(pdf: pikepdf.Pdf) -> Iterator[tuple[float, ...]]:
    """The parts of every colour that a PDF sets, on pages and in the forms they show."""
    forms: list[Any] = [
        item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
    ]
    for owner in [*(page.obj for page in pdf.pages), *forms]:
        for instruction in pikepdf.parse_content_stream(owner):
            name, operands = str(instruction.operator), list(instruction.operands)
            assert name != "sh", "a gradient, whose colours are not read here"
            if name in ("sc", "SC", "scn", "SCN") or name in PAINTING:
                assert len(operands) == PAINTING.get(name, len(operands))
                yield tuple(float(number) for number in operands)


@pytest.fixture(scope="module")
def looks(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of the small edition in the standard theme, the grey one, and on a smaller page."""
    made = {"standard": next((small_built / "output").glob("*.pdf"))}
    for name in ("grey", "smaller"):
        folder = tmp_path_factory.mktemp(name)
        make_project(folder, small_edition(), layouts=True, fonts=True)
        write_smaller(folder)
        choose(folder, name)
        done = brochure("build", "--project", folder)  # which refuses errors on the pages
        assert (done.returncode, done.stderr) == (0, "")
        made[name] = next((folder / "output").glob("*.pdf"))
    return made


def test_the_standard_look_is_coloured(looks: dict[str, Path]) -> None:
    colours = set(painted(ReadPdf(looks["standard"]).pdf))
    assert any(len(set(colour)) > 1 for colour in colours)


def test_the_grey_look_paints_nothing_but_grey(looks: dict[str, Path]) -> None:
    pdf = ReadPdf(looks["grey"]).pdf
    colours = set(painted(pdf))
    assert len(colours) >= 5
    assert {colour for colour in colours if len(set(colour)) > 1} == set()
    assert [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"] == []


def test_the_grey_look_says_the_same_on_the_same_pages(looks: dict[str, Path]) -> None:
    standard, grey = ReadPdf(looks["standard"]), ReadPdf(looks["grey"])
    assert grey.pages == standard.pages


def test_every_page_of_the_smaller_look_has_the_trim_size(looks: dict[str, Path]) -> None:
    pdf = ReadPdf(looks["smaller"]).pdf
    sizes = {tuple(round(float(side) / 72 * 25.4, 1) for side in page.mediabox) for page in pdf.pages}
    assert sizes == {(0, 0, SMALLER.width, SMALLER.height)}


def test_the_smaller_look_keeps_its_margins(looks: dict[str, Path]) -> None:
    """No text begins outside the margins that the theme gives, on right-hand pages as on left-hand ones."""
    for number, runs in enumerate(ReadPdf(looks["smaller"]).pages):
        left, right = (SMALLER.outer, SMALLER.inner) if number % 2 else (SMALLER.inner, SMALLER.outer)
        places = [run.x / 72 * 25.4 for run in runs if run.text.strip()]
        assert all(left - 0.1 <= place <= SMALLER.width - right for place in places), f"page {number + 1}"


def test_a_page_whose_figures_do_not_fill_it_is_told(tmp_path: Path) -> None:
    make_project(tmp_path, small_edition(), layouts=True, fonts=True)
    name = write_smaller(tmp_path)
    replace_in(tmp_path / "layouts" / "themes" / "smaller.toml", "width = 141", "width = 168")
    choose(tmp_path, name)
    done = brochure("check", "--language", "nb", "--project", tmp_path)
    assert done.returncode == 1
    assert "figures.width must be the page without its margins, 141 mm" in done.stdout + done.stderr


@pytest.mark.slow
def test_the_shipped_edition_has_no_layout_errors_in_another_look(tmp_path: Path) -> None:
    """In grey, and in English, which runs longest, on the smaller page."""
    for part in ("data", "layouts", "fonts"):
        shutil.copytree(ROOT / part, tmp_path / part)
    choose(tmp_path, write_smaller(tmp_path, GREY))
    assert layout_errors(tmp_path, Language.ENGLISH) == []
