"""The command in a process of its own, as a shell runs it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from brochure.project.gate import PROGRAM_FAULT, TRACEBACK
from tests.support.projects import ROOT
from tests.support.server import Request

_UNHEEDED = {
    "PYTEST_CURRENT_TEST",
    "PYTHONDONTWRITEBYTECODE",
    # The program sets these itself before it needs them, in the process of the tests too.
    "OPENBLAS_NUM_THREADS",
    "FONTCONFIG_FILE",
    "MPLBACKEND",
    "MATPLOTLIBRC",
    "SOURCE_DATE_EPOCH",
}
"""Variables of the environment that change nothing of what the command does."""


def brochure(
    *arguments: str | Path,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    before: str = "",
    largest_file: int = 0,
    one_processor: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run `brochure` with `arguments` in `folder`; `before` is what the shell does first.

    It can be kept from writing a file of more bytes than `largest_file`, as on a full disk, and to one processor.
    A fault of the program fails the test, whatever it expected.
    """
    surroundings = {**_surroundings(), **(environment or {})}
    if largest_file or one_processor or (not before and _SERVER.serves(surroundings)):
        assert not before
        assert not environment
        done = _SERVER.run(arguments, folder, largest_file, one_processor)
    else:
        done = _run(arguments, folder, surroundings, before)
    assert done.returncode != PROGRAM_FAULT, done.stderr
    return done


def _surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), TRACEBACK: "1"}


def _run(
    arguments: Sequence[str | Path], folder: Path, environment: Mapping[str, str], before: str
) -> subprocess.CompletedProcess[str]:
    command = ["sh", "-c", f'{before}exec "$@"', "-", sys.executable, "-m", "brochure", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")


class _Server:
    """The process that runs commands for the tests of this one; it ends with it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = {**environment, "OPENBLAS_NUM_THREADS": "1"}  # what is forked must have one thread
        self.process: subprocess.Popen[str] | None = None

    def serves(self, environment: Mapping[str, str]) -> bool:
        """Whether it has these surroundings."""
        return not {name for name, _ in {*environment.items()} ^ {*self.environment.items()}} - _UNHEEDED

    def run(
        self, arguments: Sequence[str | Path], folder: Path, largest_file: int, one_processor: bool
    ) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.server"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=self.environment,
                text=True,
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with tempfile.NamedTemporaryFile() as output, tempfile.NamedTemporaryFile() as errors:
            told = [*map(str, arguments)]
            request = Request(told, str(folder), output.name, errors.name, largest_file, one_processor)
            self.process.stdin.write(request.as_line())
            self.process.stdin.flush()
            status = int(self.process.stdout.readline())
            printed = [Path(file.name).read_text("utf-8") for file in (output, errors)]
        return subprocess.CompletedProcess(request.arguments, status, *printed)


_SERVER = _Server(_surroundings())


def copy_of(project: Path, target: Path) -> Path:
    """A copy of a whole project folder."""
    shutil.copytree(project, target)
    return target


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a file that a person edits; `old` must stand in it."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} does not stand in {path}"
    path.write_text(text.replace(old, new), "utf-8")
