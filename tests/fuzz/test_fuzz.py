"""Five hundred damaged inputs, the same in every run, each answered in words: `python -m tests.fuzz` in small.

A case fails with the exception that the program has no answer to, or when it takes too long. `python -m tests.fuzz
--count 1 --kind KIND --seed SEED` shows the same case through the command.
"""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import pytest

from brochure.findings import Faults, Report
from brochure.manifest.reading import read_manifest
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from tests.fuzz.cases import Case, Sound
from tests.support.gathering import gather

_BATCH = 20
_SECONDS = 20
"""Seconds of a processor that a case may take."""


class TooLongError(Exception):
    """A case took longer than any may."""


@pytest.fixture(scope="module")
def sound(small_built: Path) -> Sound:
    pdf = small_built / "output" / "liten-utgave-nb.pdf"
    return Sound(small_built, pdf, pdf, pdf, (pdf,))


@pytest.fixture(scope="module")
def project(sound: Sound, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("fuzz") / "project"
    shutil.copytree(sound.project, folder, ignore=shutil.ignore_patterns("output"))
    return Project(folder)


def batches(count: int) -> list[range]:
    return [range(first, first + _BATCH) for first in range(0, count, _BATCH)]


@contextmanager
def bounded(case: Case) -> Iterator[None]:
    """Stop a case that takes too long, and say of one that fails which it is."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError(f"{_SECONDS} s")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        with suppress(Faults):
            yield
    except Exception as error:
        error.add_note(f"{case.kind}, seed {case.seed}")
        raise
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@pytest.mark.parametrize("seeds", batches(60), ids=str)
def test_a_damaged_project_is_answered_in_words(seeds: range, sound: Sound, project: Project) -> None:
    for seed in seeds:
        case = Case("projects", seed)
        files = {name: content for name, content in case.files(sound).items() if not name.startswith("layouts/styles")}
        for name, content in files.items():
            (project.root / name).write_bytes(content)
        try:
            with bounded(case):
                gather(project, "2016", Language.BOKMAAL, Report())
        finally:
            for name in files:
                shutil.copy(sound.project / name, project.root / name)


@pytest.mark.parametrize(
    ("kind", "seeds"),
    [*(("manifests", seeds) for seeds in batches(100)), *(("pdfs", seeds) for seeds in batches(340))],
    ids=str,
)
def test_a_damaged_pdf_is_answered_in_words(kind: str, seeds: range, sound: Sound, tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    for seed in seeds:
        case = Case(kind, seed)
        path.write_bytes(case.files(sound)["damaged.pdf"])
        with bounded(case):
            read_manifest(path)
