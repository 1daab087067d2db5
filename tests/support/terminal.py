"""The command as a person runs it: on a terminal of its own, with Ctrl-C at hand."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.projects import ROOT

_PATIENCE = 60.0
"""Seconds after which a command that says nothing more is taken for stuck."""


@dataclass(slots=True)
class Session:
    """A command that runs in a process group of its own, with one terminal for all its output."""

    process: subprocess.Popen[bytes]
    terminal: int
    seen: str = ""

    def wait_for(self, text: str) -> None:
        """Read on until `text` has been printed."""
        while text not in self.seen:
            assert self._read(), f"ended without {text!r}: {self.seen}"

    def press_ctrl_c(self) -> None:
        """What a terminal does on Ctrl-C: every process of the group is interrupted."""
        os.killpg(self.process.pid, signal.SIGINT)

    def finish(self) -> int:
        """Read until no process holds the terminal any more; returns the exit status."""
        while self._read():
            pass
        return self.process.wait(_PATIENCE)

    def _read(self) -> bool:
        """Read what is there, or wait for it; false at the end."""
        deadline = time.monotonic() + _PATIENCE
        ready, _, _ = select.select([self.terminal], [], [], max(0.0, deadline - time.monotonic()))
        assert ready, f"nothing more came after: {self.seen}"
        try:
            content = os.read(self.terminal, 65536)
        except OSError:  # how Linux tells that the other end has been closed by all
            return False
        self.seen += content.decode("utf-8", "replace")
        return bool(content)


def heed_signals() -> None:
    """Let the process that begins heed Ctrl-C and a closed terminal, even where the tests run in the background.

    To be called before it is executed: what a shell or `nohup` shuts off is passed on to all that is started.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@contextmanager
def on_terminal(*arguments: str | Path) -> Iterator[Session]:
    """The command `brochure` with `arguments`, running on a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "brochure", *map(str, arguments)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, preexec_fn=heed_signals
    )
    os.close(slave)
    try:
        yield Session(process, master)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        os.close(master)
