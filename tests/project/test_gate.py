"""The last gate: one sentence with the place in the program and the file, and an exit status of its own."""

import pickle
import re
from pathlib import Path

import pytest

from brochure.command import check, main
from brochure.project import gate
from tests.support.projects import make_project, small_edition

pytestmark = pytest.mark.gate


class Panic(BaseException):
    """As a library written in another language raises it: not even an Exception."""


def too_deep() -> None:
    too_deep()


def raised(error: type[BaseException]) -> None:
    if error is RecursionError:
        too_deep()
    raise error("kapittel 4")


@pytest.mark.parametrize("error", [AssertionError, IndexError, MemoryError, RecursionError, Panic, LookupError])
def test_whatever_is_raised_is_told_with_the_place_and_the_last_file(
    error: type[BaseException], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path, small_edition(), layouts=True)
    monkeypatch.setattr(check, "summary", lambda *_: raised(error))
    assert main.main(["check", "--language", "nb", "--project", str(project.root)]) == gate.PROGRAM_FAULT
    printed = capsys.readouterr()
    assert re.fullmatch(
        rf"brochure: a fault of the program at brochure\.command\.check:\d+ \({error.__name__}: [^)]+\); "
        r"the last file read was \S+; please report it, with this message and, if you may share it, the file "
        r"\(BROCHURE_TRACEBACK=1 shows more\)\n",
        printed.err,
    )


def test_the_traceback_is_shown_where_it_is_asked_for() -> None:
    try:
        raised(IndexError)
    except IndexError as error:
        told = gate.report(error, {gate.TRACEBACK: "1"})
    assert told.startswith("Traceback (most recent call last):\n")
    assert "in raised\n" in told


def test_a_long_cause_is_cut() -> None:
    assert len(gate.report(ValueError("ord " * 10_000), {})) < 700


def test_a_fault_of_another_process_is_told_as_it_was_there() -> None:
    try:
        raised(IndexError)
    except IndexError as error:
        there = gate.program_error(error)
    here = pickle.loads(pickle.dumps(there))
    assert gate.report(here, {}) == gate.report(there, {})
