"""Runs the command as often as tests ask for it, each time in a process of its own that has the libraries loaded.

Loading them takes a second or two; a process that is forked from one that has them begins at once. A request is a
line of JSON on standard input, the answer the number that the process ended with, on a line of standard output.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Request:
    """What is run where, and the files that get what it prints."""

    arguments: list[str]
    folder: str
    output: str
    errors: str

    def as_line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def serve() -> int | None:
    """Answer requests until there are no more; in the process of a command, its exit status."""
    load()
    answers = os.dup(1)
    while line := os.fsencode(sys.stdin.readline()):
        request = Request(**json.loads(line))
        if not (process := os.fork()):
            os.close(answers)
            return run(request)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        os.write(answers, b"%d\n" % status)
    return None


def load() -> None:
    """Load what most commands need."""
    for name in ("attaching", "building", "checking", "comments", "comparing", "tracing", "validating"):
        import_module(f"brochure.command.{name}")
    for name in ("brochure.building.libraries", "brochure.drafts.difference.report", "brochure.tracing.verifying"):
        import_module(name)


def run(request: Request) -> int:
    """Be the command."""
    from brochure.command.main import run

    for number, path in enumerate((os.devnull, request.output, request.errors)):
        file = os.open(path, os.O_RDWR | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    os.chdir(request.folder)
    sys.argv[:] = ["brochure", *request.arguments]
    run()
    raise AssertionError("it exits")


if __name__ == "__main__":
    sys.exit(serve())
