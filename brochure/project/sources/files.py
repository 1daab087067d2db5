"""Opening files that others wrote: regular files of a bounded size, and nothing that one would wait for.

A pipe or a device in the place of a file would keep its reader waiting for ever; it is refused before it is opened,
and never waited for should it take the file's place meanwhile. Knows nothing of projects and of what files hold.
"""

import os
import stat
from pathlib import Path

MOST_BYTES = 32_000_000
"""The largest file that is read: a statistic of a million cells, a typeface, a picture for a whole page."""
MOST_OF_TEXT = 1_000_000
"""The largest file that a person writes: texts, settings, templates; a whole brochure has about a tenth."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class UnfitError(Exception):
    """What stands at a path is not a file that can be read; the message follows the file's name."""


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """The contents of a regular file of at most `most` bytes.

    Raises `UnfitError` for what is not a file, or is too large, and OSError when it cannot be read.
    """
    _refuse(os.stat(path), most)  # noqa: PTH116 - before it is opened: opening alone has effects on a device
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as file:
        _refuse(os.fstat(file.fileno()), most)
        content = file.read(most + 1)
    if len(content) > most:
        raise UnfitError(_too_large(most))
    return content


def is_there(path: Path) -> bool:
    """Whether anything stands at a path, be it a broken link; never raises."""
    return os.path.lexists(path)


def is_folder(path: Path) -> bool:
    """Whether a folder, or a link to one, stands at a path; never raises, as `Path.is_dir` does for a long name."""
    return os.path.isdir(path)  # noqa: PTH112


def _refuse(found: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((words for fits, words in _KINDS if fits(found.st_mode)), "something else")
        raise UnfitError(f"is {kind}, not a file; put the file itself there")
    if found.st_size > most:
        raise UnfitError(_too_large(most))


def _too_large(most: int) -> str:
    return f"is larger than {most // 1_000_000} MB, which is more than a file of this kind can hold; make it smaller"
