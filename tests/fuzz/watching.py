"""A command in a process that is watched: how it ends, how long it takes, how much memory, and what it leaves."""

import contextlib
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.project.gate import PROGRAM_FAULT

SECONDS = 20
"""Seconds of a processor that a command may take."""
MEMORY = 1000
"""MB (10⁶ bytes) that a command may take."""
_PATIENCE = 30 * SECONDS
"""By the clock a command may take so long: on a busy machine it waits for others, and its processes end themselves."""
_AT = re.compile(r"a fault of the program at (\S+) \((.*?)[:)]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: what was wrong with that, empty where nothing was; and where in the program."""

    wrong: str
    where: str
    status: int
    seconds: float
    memory: float
    printed: str

    @property
    def name(self) -> str:
        """What makes two failures the same."""
        return f"{self.wrong} {self.where}".strip()


def watch(arguments: Sequence[str], folder: Path) -> Outcome:
    """Run `brochure` with `arguments` in a process that is forked from this one, which has one thread."""
    printed = folder / "printed.txt"
    began = time.monotonic()
    process = os.fork()
    if not process:
        _run(arguments, folder, printed)
    status, used = _wait(process, began)
    seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6
    text = printed.read_text("utf-8", "replace") if printed.exists() else ""
    wrong, where = _wrong(status, seconds, memory, text)
    return Outcome(wrong, where, status, seconds, memory, text)


def _wait(process: int, began: float) -> tuple[int, resource.struct_rusage]:
    while True:
        found, status, used = os.wait4(process, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), used
        if time.monotonic() - began > _PATIENCE:
            os.kill(process, signal.SIGKILL)
            _, _, used = os.wait4(process, 0)
            return -signal.SIGXCPU, used
        time.sleep(0.002)


def _wrong(status: int, seconds: float, memory: float, text: str) -> tuple[str, str]:
    if status == PROGRAM_FAULT:
        match = _AT.search(text)
        return "traceback", f"{match[1]} {match[2]}" if match else text[-200:]
    if status in (-signal.SIGXCPU, -signal.SIGKILL) or seconds > SECONDS:
        return "hang", ""
    if status < 0:
        return "crash", signal.Signals(-status).name
    if memory > MEMORY:
        return "memory", ""
    if status not in (0, 1, 2):
        return "status", str(status)
    return ("traceback", "printed") if "Traceback (most recent call last)" in text else ("", "")


def _run(arguments: Sequence[str], folder: Path, printed: Path) -> None:
    """What the process does; it never returns."""
    status = 99
    try:
        with printed.open("w", encoding="utf-8", errors="backslashreplace") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            sys.stdout = sys.stderr = out
            os.chdir(folder)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 2, SECONDS + 5))
            resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            from brochure.command.main import main
            from brochure.project.surroundings import shut_out

            shut_out()  # as the program does when it is started
            try:
                status = main(arguments)
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 98
            out.flush()
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
        os._exit(status)
