"""Runs the command as often as tests ask for it, each time in a process of its own that has the libraries loaded.

Loading them takes a second or two; a process that is forked from one that has them begins at once. A request is a
line of JSON on standard input, the answer the number that the process ended with, on a line of standard output.
"""

import gc
import json
import os
import re
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from multiprocessing import util
from pathlib import Path

from brochure.command.main import COMMANDS
from brochure.findings import Report
from tests.support.projects import LANGUAGES, make_project, small_edition


@dataclass(frozen=True, slots=True)
class Request:
    """What is run where, the files that get what it prints, and what the process may use.

    No file that it writes may have more bytes than `largest_file`; 0 is for any number.
    """

    arguments: list[str]
    folder: str
    output: str
    errors: str
    largest_file: int = 0
    one_processor: bool = False

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
    for name in COMMANDS:
        import_module(f"brochure.command.{name}")
    for name in ("brochure.building.libraries", "brochure.drafts.difference.report", "brochure.tracing.verifying"):
        import_module(name)
    read_layouts()
    util.spawnv_passfds = fork_with  # type: ignore[assignment]
    gc.freeze()


def read_layouts() -> None:
    """Read what every command reads again in a process of its own: layouts, typefaces, words, rules of hyphenation."""
    import pyphen  # type: ignore[import-untyped]
    import weasyprint
    from weasyprint.text.ffi import ffi

    from brochure.making.pages.document import compose
    from brochure.making.stages import gather_common, gather_language

    with tempfile.TemporaryDirectory() as folder:
        common = gather_common(
            make_project(Path(folder), small_edition(), layouts=True, fonts=True), "2016", with_look=True
        )
        assert common.look is not None
        for language in LANGUAGES:
            pyphen.Pyphen(lang=language)
            compose(common.project, gather_language(common, language, Report()), *common.look, Report())
    for module in Path(weasyprint.__file__).parent.rglob("*.py"):
        for name in re.findall(r"ffi\.new\(\s*'([^']+)'", module.read_text("utf-8")):
            ffi.typeof(name)  # parses a declaration in C, in Python


def fork_with(path: str, arguments: Sequence[str], kept: Sequence[int]) -> int:
    """Begin what multiprocessing runs beside a command, without loading the libraries again; takes what it gives.

    What is begun is code on a command line of Python; as in a new process, only the files `kept` are open to it.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if process := os.fork():
        return process
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        close_all_but(kept)
        exec(arguments[-1], {})
        status = 0
    except SystemExit:
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def close_all_but(kept: Sequence[int]) -> None:
    """Close every file but the standard streams and those that are kept."""
    low = 3
    for number in (*sorted(kept), os.sysconf("SC_OPEN_MAX")):
        os.closerange(low, number)
        low = number + 1


def run(request: Request) -> int:
    """Be the command."""
    from brochure.command.main import run

    for number, path in enumerate((os.devnull, request.output, request.errors)):
        file = os.open(path, os.O_RDWR | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    if request.largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request.largest_file, request.largest_file))
    if request.one_processor:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.chdir(request.folder)
    sys.argv[:] = ["brochure", *request.arguments]
    run()
    raise AssertionError("it exits")


if __name__ == "__main__":
    sys.exit(serve())
