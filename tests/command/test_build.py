"""`brochure build`: what it shows while it works, and what it says at the end."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.command import brochure, copy_of, replace_in
from tests.support.projects import MENTION, ROOT, TEXT
from tests.support.terminal import on_terminal

WROTE = r"wrote output/liten-utgave-nb\.pdf: \d+ pages, (no figure drawn anew|1 figure drawn), \d+\.\d s\n"


@pytest.fixture
def project(small_built: Path, tmp_path: Path) -> Path:
    return copy_of(small_built, tmp_path / "project")


def test_a_build_in_a_pipe_says_one_line_on_standard_output_and_nothing_else(project: Path) -> None:
    done = brochure("build", "--project", project)
    assert done.returncode == 0
    assert re.fullmatch(WROTE, done.stdout)
    assert done.stderr == ""


def test_a_warning_goes_to_standard_error_and_does_not_stop_the_build(project: Path) -> None:
    replace_in(project / TEXT, '{{ table("sysselsatte-gruppe") }}\n', "")
    replace_in(project / TEXT, MENTION, "")
    done = brochure("build", "--project", project, "--timings")
    assert done.returncode == 0
    assert done.stderr.endswith(" warning: 'sysselsatte-gruppe' is described, but no text places it [unused-figure]\n")
    assert done.stderr.count("\n") == 1
    result, *timings = done.stdout.splitlines(keepends=True)
    assert re.fullmatch(WROTE, result)
    stages = [line.rsplit(maxsplit=2)[0].strip() for line in timings[:-1]]
    assert {"statistics and numbers", "text", "figures", "layout", "writing", "total"} <= set(stages)
    assert all(re.fullmatch(r"\S.*?  +\d+\.\d\d s\n", line) for line in timings[:-1])
    assert re.fullmatch(r"peak memory +\d+ MB \(largest drawing process: \d+ MB\)\n", timings[-1])


def test_a_terminal_shows_each_stage_and_clears_it_at_the_end(project: Path) -> None:
    with on_terminal("build", "--project", project) as session:
        assert session.finish() == 0
    stages = [part.strip() for part in session.seen.split("\r\x1b[K") if part.strip()]
    assert stages[:-1] == ["reading statistics and text …", "drawing figures …", "setting pages …", "writing the PDF …"]
    assert re.fullmatch(WROTE, stages[-1] + "\n")


def test_another_folder_gets_the_file_and_nothing_else(project: Path, tmp_path: Path) -> None:
    done = brochure("build", "--project", project, "--output", tmp_path / "levering" / "oktober")
    assert done.stdout.startswith(f"wrote {tmp_path}/levering/oktober/liten-utgave-nb.pdf: ")
    assert [path.name for path in (tmp_path / "levering" / "oktober").iterdir()] == ["liten-utgave-nb.pdf"]


def test_faults_are_told_on_standard_error_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(project / TEXT, "endring > 0", "endring > 2")
    assert main(["build", "--project", str(project)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{TEXT}:12:49: error: the claim no longer holds")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_reader_that_has_gone_is_no_reason_for_a_traceback(command: str, small_built: Path) -> None:
    """As when the output is piped into a program that ends first."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "brochure", command, "--project", str(small_built)],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        os.close(writing)
    assert done.stderr == ""
