"""A system that lacks what others have, as Windows does: the program starts, and says what cannot be done."""

import subprocess
import sys
from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.projects import EDITION, ROOT, make_project, small_edition, small_file

_WITHOUT = """
import builtins, multiprocessing, multiprocessing.context, os, signal, sys
for module, names in (
    (os, "fork forkpty register_at_fork mkfifo umask getuid geteuid fchmod killpg O_NONBLOCK".split()),
    (signal, "SIGHUP SIGKILL SIGXCPU pthread_sigmask".split()),
    (multiprocessing.context, "ForkProcess ForkServerProcess ForkContext ForkServerContext".split()),
):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
signal.Signals._member_map_.pop("SIGHUP")
multiprocessing.get_all_start_methods = lambda: ["spawn"]
multiprocessing.context._concrete_contexts = {"spawn": multiprocessing.context._concrete_contexts["spawn"]}
for name in "fcntl pwd grp termios resource multiprocessing.forkserver multiprocessing.popen_fork".split():
    sys.modules[name] = None
from brochure.command.main import run
run()
"""
"""The program on a system without any of these."""


def without(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", _WITHOUT, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_a_pdf_is_limited_in_size_alone_and_that_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 of which nothing is left")
    done = without("verify", tmp_path / "a.pdf")
    first, *rest = done.stderr.splitlines()
    assert "limited in size only" in first
    assert "a.pdf:1: error: " in rest[0]
    assert (done.returncode, done.stderr.count("limited in size only")) == (1, 1), done.stderr


@pytest.mark.slow
def test_languages_are_made_one_after_the_other_and_that_is_said_once(tmp_path: Path) -> None:
    settings = f"{EDITION}/edition.toml"
    two = {settings: small_file(settings).replace('["nb", "nn", "en"]', '["nb", "nn"]')}
    make_project(tmp_path, small_edition(two), layouts=True, fonts=True)
    done = without("build", "--all", "--project", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("languages are made one after the other") == 1
    assert len(list((tmp_path / "output").glob("*.pdf"))) == 2


def test_nothing_is_said_where_nothing_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 of which nothing is left")
    assert main(["verify", str(tmp_path / "a.pdf")]) == 1
    assert "this system" not in capsys.readouterr().err
