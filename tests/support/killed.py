"""What a process that is killed leaves behind."""

import os
import signal
import tempfile
from pathlib import Path

from brochure.project.output import temporary_folder, write_whole


def left_by_a_killed_process(folder: Path) -> None:
    """Write a file in a process that is killed before it is whole, and leave a temporary folder there."""
    process = os.fork()
    if not process:
        os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
        tempfile.tempdir = str(folder)
        with temporary_folder():
            write_whole(folder / "heftet.pdf", b"hele heftet")
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
