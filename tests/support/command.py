"""The command in a process of its own, as a shell runs it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from brochure.project.gate import PROGRAM_FAULT, TRACEBACK
from tests.support.projects import ROOT


def brochure(
    *arguments: str | Path,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    before: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run `brochure` with `arguments` in `folder`; `before` is what the shell does first.

    A fault of the program fails the test, whatever it expected.
    """
    command = ["sh", "-c", f'{before}exec "$@"', "-", sys.executable, "-m", "brochure", *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), TRACEBACK: "1", **(environment or {})}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode != PROGRAM_FAULT, done.stderr
    return done


def copy_of(project: Path, target: Path) -> Path:
    """A copy of a whole project folder."""
    shutil.copytree(project, target)
    return target


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a file that a person edits; `old` must stand in it."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} does not stand in {path}"
    path.write_text(text.replace(old, new), "utf-8")
