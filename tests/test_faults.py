"""Every fault, through the command that a person types.

Each ends with exit status 1 and a message that names file and line, without a traceback; the last good PDF stays,
and nothing else is left in its folder.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brochure.command.main import main
from tests.support.cases import read_yaml
from tests.support.command import brochure
from tests.support.projects import EDITION, SECTION
from tests.support.terminal import on_terminal

Content = str | bytes | dict[str, str] | None
CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("cases") / "faults.yaml")
PDF = "liten-utgave-nb.pdf"


@pytest.fixture
def project(small_built: Path, tmp_path: Path) -> Iterator[Path]:
    """A project with a finished PDF, which must be there unharmed when the test is over."""
    folder = tmp_path / "project"
    shutil.copytree(small_built, folder)
    before = outputs(folder)
    assert list(before) == [PDF]
    yield folder
    assert outputs(folder) == before


def outputs(folder: Path) -> dict[str, bytes]:
    """What stands in the output folder, hidden files too; only the cache is passed over."""
    found = (path for path in (folder / "output").rglob("*") if ".cache" not in path.parts)
    return {path.relative_to(folder / "output").as_posix(): path.read_bytes() for path in found if path.is_file()}


def change(path: Path, content: Content) -> None:
    """Lay a change over a file: new text or bytes, replacements in what is there, or None to take it away."""
    if content is None:
        path.unlink()
    elif isinstance(content, dict):
        text = path.read_text("utf-8")
        for old, new in content.items():
            assert text.count(old) >= 1, f"{old!r} does not stand in {path}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def line_of(project: Path, name: str, changes: dict[str, Any]) -> str:
    """The place of the first replacement in a file."""
    new = next(iter(changes[name].values()))
    text = (project / name).read_text("utf-8")
    return f"{name}:{text.count(chr(10), 0, text.index(new)) + 1}"


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_fault_is_told_with_its_place(
    case: dict[str, Any], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in case["change"].items():
        change(project / name, content)
    place = case["at"] if ":" in case["at"] else line_of(project, case["at"], case["change"])
    assert main(["build", "--project", str(project)]) == 1
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    told = [line for line in printed.err.splitlines() if re.match(rf"{re.escape(place)}(?::\d+)?: error: ", line)]
    assert any(case["says"] in line for line in told), printed.err
    assert printed.out == ""


def test_faults_of_all_files_are_told_at_once_and_what_follows_from_them_is_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project / SECTION / "numbers.yaml", {"alle: arbeid": "alle: arbied"})
    change(project / SECTION / "figures.yaml", {"kind: lines": "kind: line"})
    change(project / EDITION / "innledning" / "text.nb.md", {"Tallene": "Tallene fra 2014"})
    change(project / EDITION / "kilder" / "text.nb.md", None)
    assert main(["build", "--project", str(project)]) == 1
    files = [line.split(": error: ")[0] for line in capsys.readouterr().err.splitlines()]
    assert files == [
        f"{SECTION}/figures.yaml:2",
        f"{SECTION}/numbers.yaml:2",
        f"{EDITION}/edition.toml:9",
        f"{EDITION}/innledning/text.nb.md:4:13",
    ]


def test_a_changed_font_file_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "fonts" / "source-sans-3" / "SourceSans3-Regular.ttf").open("ab") as file:
        file.write(b"\0")
    assert main(["build", "--project", str(project)]) == 1
    told = capsys.readouterr().err
    assert re.match(r"fonts/fonts\.toml:\d+: error: fonts/source-sans-3/SourceSans3-Regular\.ttf is not the file", told)
    assert told.count("\n") == 1


def test_a_disk_that_fills_up_leaves_the_last_good_file(project: Path) -> None:
    change(project / EDITION / "innledning" / "text.nb.md", {"Tallene viser": "Disse tallene viser"})
    smaller_than_the_pdf = (project / "output" / PDF).stat().st_size // 2
    done = brochure("build", "--project", project, largest_file=smaller_than_the_pdf)
    assert done.returncode == 1
    mend = "free some space, or choose another folder with --output"
    assert done.stderr == f"{project / 'output' / PDF}:1: error: File too large; {mend}\n"
    assert done.stdout == ""


@pytest.mark.parametrize("output", ["taken", "taken/below"])
def test_an_output_folder_that_cannot_be_written_is_told_before_the_work(
    output: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "taken").write_text("a file stands where the folder should be")
    assert main(["build", "--project", str(project), "--output", str(project / output)]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{project / output}:1: error: cannot write to this folder: ")
    assert printed.err.endswith("or choose another folder with --output\n")
    assert (project / "taken").read_text() == "a file stands where the folder should be"


def test_missing_pango_is_told_with_the_command_that_installs_it(project: Path, tmp_path: Path) -> None:
    """The loader meets a broken library of that name first, as on a system where its package is damaged."""
    (tmp_path / "libraries").mkdir()
    (tmp_path / "libraries" / "libpango-1.0.so.0").write_bytes(b"no library\n")
    done = brochure("build", "--project", project, environment={"LD_LIBRARY_PATH": str(tmp_path / "libraries")})
    assert done.returncode == 1
    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("stage", ["drawing figures", "setting pages"])
def test_ctrl_c_ends_the_build_at_once_with_all_its_processes(stage: str, project: Path) -> None:
    shutil.rmtree(project / "output" / ".cache")  # so that there are figures to draw
    with on_terminal("build", "--project", project) as session:
        session.wait_for(stage)
        session.press_ctrl_c()
        assert session.finish() == 130
    lines = session.seen.replace("\r\x1b[K", "\n").split("\n")
    assert [line.strip() for line in lines if line.strip() and "…" not in line] == [
        "brochure: interrupted; nothing was changed"
    ]
