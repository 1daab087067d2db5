"""How a command ends: the one place that turns what goes wrong into a message and an exit status.

Exit status: 0 when all is well, 1 when something in the project is wrong, 2 when the command is used wrongly,
70 after a fault of the program itself, 130 after Ctrl-C, 128 + n after another signal.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from brochure.findings import Faults, UsageError, in_lines
from brochure.project import gate
from brochure.project.advice import advice
from brochure.project.signals import Ended, recall_ends

INTERRUPTED = 130


def ended(command: Callable[[], int]) -> int:
    """Run a command; returns its exit status, or that of what it raised, which is told. Lets SystemExit through."""
    try:
        return _recalled(command)
    except UsageError as error:
        return _fail(f"brochure: {error}", 2)
    except Faults as faults:
        return _fail("\n".join(in_lines(faults.findings)), 1)
    except KeyboardInterrupt as error:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return _fail(f"brochure: interrupted; {str(error) or 'nothing was changed'}", INTERRUPTED)
    except Ended as end:
        return _fail(f"brochure: {end}; nothing was changed", end.status)
    except BrokenPipeError:
        _discard(sys.stdout)
        return 1
    except IsADirectoryError as error:
        return _fail(f"brochure: {error.filename} is a folder; give the name of a file in it", 2)
    except OSError as error:
        return _fail(f"{error.filename or 'output'}:1: error: {advice(error, writing=True)}", 1)
    except SystemExit:
        raise
    except BaseException as error:  # whatever is left, a panic of a library in another language too
        return _fail(gate.report(error), gate.PROGRAM_FAULT)


def _recalled(command: Callable[[], int]) -> int:
    """Run a command; an end from outside that a library has swallowed is raised in place of what became of it."""
    try:
        status = command()
        _flush()
    except Exception:
        recall_ends()
        raise
    recall_ends()
    return status


def _fail(message: str, status: int) -> int:
    """Say why nothing came of it, after what has been said already; returns the status."""
    try:
        _flush()
    except OSError:
        _discard(sys.stdout)
    try:
        print(message, file=sys.stderr, flush=True)
    except OSError:
        _discard(sys.stderr)
    return status


def _flush() -> None:
    if sys.stdout is not None:  # it is, where the shell has closed it
        sys.stdout.flush()


def _discard(stream: TextIO | None) -> None:
    """Let what a stream still holds go nowhere, so that Python does not stumble over it when it ends."""
    if stream is not None:
        with suppress(OSError, ValueError), open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
            os.dup2(nowhere.fileno(), stream.fileno())
