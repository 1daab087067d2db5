"""`brochure contact-sheet`: what it builds, writes and says."""

from pathlib import Path

import pytest
from PIL import Image

from tests.support.command import brochure, copy_of, replace_in
from tests.support.projects import SECTION
from tests.support.terminal import on_terminal

LANGUAGES = ("nb", "nn", "en")


@pytest.fixture
def project(small_built: Path, tmp_path: Path) -> Path:
    return copy_of(small_built, tmp_path / "project")


def sheet(folder: Path, language: str) -> Path:
    return folder / f"liten-utgave-{language}-contact-sheet.png"


def test_every_language_is_built_and_drawn_the_same_each_time(project: Path) -> None:
    done = brochure("contact-sheet", "--project", project)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == [f"wrote output/liten-utgave-{each}.pdf" for each in LANGUAGES]
    assert lines[3:] == [f"wrote output/liten-utgave-{each}-contact-sheet.png" for each in LANGUAGES]
    before = {each: sheet(project / "output", each).read_bytes() for each in LANGUAGES}
    for each in LANGUAGES:
        with Image.open(sheet(project / "output", each)) as picture:
            assert picture.width > 3000
    again = brochure("contact-sheet", "--project", project)
    assert [line.split(" (")[0] for line in again.stdout.splitlines()[:3]] == [
        f"output/liten-utgave-{each}.pdf is up to date" for each in LANGUAGES
    ]
    assert {each: sheet(project / "output", each).read_bytes() for each in LANGUAGES} == before


def test_one_language_goes_to_another_folder_alone(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "levering"
    done = brochure("contact-sheet", "--project", project, "--language", "nn", "--output", folder)
    assert done.returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "liten-utgave-nn-contact-sheet.png",
        "liten-utgave-nn.pdf",
    ]
    assert done.stdout.endswith(f"\nwrote {sheet(folder, 'nn')}\n")


def test_a_fault_in_one_language_leaves_the_others_to_be_drawn(project: Path) -> None:
    replace_in(project / SECTION / "text.nn.md", "endring > 0", "endring > 2")
    done = brochure("contact-sheet", "--project", project)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{SECTION}/text.nn.md:12:49: error: the claim no longer holds")
    assert "output/liten-utgave-nn.pdf could not be made: 1 error\n" in done.stdout
    assert sorted(path.name for path in (project / "output").glob("*.png")) == [
        sheet(project, each).name for each in ("en", "nb")
    ]


def test_ctrl_c_while_drawing_writes_no_sheet(project: Path) -> None:
    with on_terminal("contact-sheet", "--project", project) as session:
        session.wait_for("drawing contact sheets")
        session.press_ctrl_c()
        assert session.finish() == 130
    told = session.seen.replace("\r\x1b[K", "\n").splitlines()
    assert told[-1] == "brochure: interrupted; the PDFs are finished, but no contact sheet was written"
    assert not list((project / "output").glob("*.png"))
    assert {path.name for path in (project / "output").iterdir()} == {
        ".cache",
        *(f"liten-utgave-{each}.pdf" for each in LANGUAGES),
    }
