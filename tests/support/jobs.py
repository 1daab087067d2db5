"""Jobs for a pool of processes; apart from the tests, so that its processes need not load what tests need."""

import os
import signal
from pathlib import Path

from brochure.findings import Faults, Place
from brochure.project.processes import Tell, cores


def twice(word: str, tell: Tell) -> str:
    tell(f"{word} begins")
    tell(f"{word} ends")
    return word * 2


def after(path: Path, tell: Tell) -> str:
    """Waits until another process has written to a pipe."""
    return path.read_text()


def first(path: Path, tell: Tell) -> str:
    path.write_text("hello")
    return "first"


def killed(tell: Tell) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_once(path: Path, tell: Tell) -> str:
    if not path.exists():
        path.touch()
        killed(tell)
    return "in the end"


def wrong(tell: Tell) -> None:
    raise LookupError("nothing of that name")


def at_fault(tell: Tell) -> None:
    raise Faults.one(Place("text.md", 3), "not so")


def on_one_core(tell: Tell) -> int:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return cores()


def holding(path: Path, tell: Tell) -> None:
    """Keeps a file as long as it lives, which is until it is ended."""
    path.touch()
    try:
        tell(str(os.getpid()))
        signal.pause()
    finally:
        path.unlink()
