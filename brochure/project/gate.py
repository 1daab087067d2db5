"""The last gate: whatever no other part of the program has an answer to becomes one sentence that can be reported.

Such an error is always a fault of the program, never of its users. It is told with the place in the program and with
the file that was read last, by which it can mostly be repeated. Knows nothing of what the program does.
"""

import os
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path

PROGRAM_FAULT = 70
"""Exit status of a fault of the program (EX_SOFTWARE of sysexits.h)."""

TRACEBACK = "BROCHURE_TRACEBACK"
"""The environment variable that asks for the whole traceback."""

_LONGEST = 300
"""Longer causes are cut; some libraries put a whole document into the text of an error."""

_PACKAGE = Path(__file__).parents[1]
_last_read: ContextVar[str | None] = ContextVar("last_read", default=None)


class ProgramError(Exception):
    """An error that nothing in the program has an answer to; it can be handed from one process to another.

    `where` is the module and line of the program, `cause` what was raised, `file` the file that was read last, None
    where none was, and `trace` the whole traceback.
    """

    def __init__(self, where: str, cause: str, file: str | None, trace: str) -> None:
        super().__init__(where, cause, file, trace)
        self.where, self.cause, self.file, self.trace = where, cause, file, trace

    def __str__(self) -> str:
        return f"{self.where} ({self.cause})"


def note_reading(path: object) -> None:
    """Remember the file that is read now, as the most likely reason for what goes wrong next."""
    _last_read.set(str(path))


def last_read() -> str | None:
    """The file that was read last, None when none was."""
    return _last_read.get()


def program_error(error: BaseException) -> ProgramError:
    """What is to be told of an error that nothing else has an answer to."""
    if isinstance(error, ProgramError):
        return error
    cause = " ".join(f"{type(error).__name__}: {error}".removesuffix(": ").split())
    if len(cause) > _LONGEST:
        cause = f"{cause[:_LONGEST]} …"
    return ProgramError(_where(error), cause, last_read(), "".join(traceback.format_exception(error)))


def report(error: BaseException, environment: Mapping[str, str] = os.environ) -> str:
    """The message about an error that nothing else has an answer to, with its traceback where that is asked for."""
    found = program_error(error)
    file = f"; the last file read was {found.file}" if found.file is not None else ""
    message = (
        f"brochure: a fault of the program at {found.where} ({found.cause}){file}; please report it, with this message "
        "and, if you may share it, the file"
    )
    if environment.get(TRACEBACK):
        return f"{found.trace}{message}"
    return f"{message} ({TRACEBACK}=1 shows more)"


def _where(error: BaseException) -> str:
    """The innermost line of the program in the trace of an error, or the innermost of all."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    own = [(name, line) for name, line in frames if Path(name).is_relative_to(_PACKAGE)]
    if own:
        name, line = own[-1]
        parts = Path(name).relative_to(_PACKAGE.parent).with_suffix("").parts
        return f"{'.'.join(parts)}:{line}"
    return f"{Path(frames[-1][0]).name}:{frames[-1][1]}" if frames else "an unknown place"
