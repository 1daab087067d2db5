"""Settings of all tests, and what is made once for many of them."""

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from brochure.making.stages import Gathered
from brochure.manifest.model import Manifest
from brochure.project import gate
from brochure.project.languages import Language
from tests.support.annexes import build_annex
from tests.support.command import brochure, copy_of
from tests.support.drafts import build_draft, redraft
from tests.support.manifests import small_manifest
from tests.support.once import made_once
from tests.support.pdf import ReadPdf
from tests.support.projects import make_project, small_edition
from tests.support.shipped import Shipped, build_shipped, gather_shipped, languages, shipped_in

# Hundreds of processes begin in these tests; where no bytecode is kept each would compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

gc.disable()  # until the tests are collected

settings.register_profile(
    "brochure",
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("brochure")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that at the end no process waits for another that has just begun one."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Thousands of tests and the libraries live to the end: looking for garbage among them again and again is waste."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


@pytest.fixture(autouse=True)
def _no_fault_of_the_program(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program is raised in the test that reached it; a test of the gate itself is marked `gate`."""

    def fail(error: BaseException) -> str:
        raise error

    if request.node.get_closest_marker("gate") is None:
        monkeypatch.setattr(gate, "report", fail)


@pytest.fixture(scope="session")
def shipped_editions(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language, Shipped]:
    """The edition in `data/` in all its languages, made by the command."""
    return shipped_in(made_once(tmp_path_factory, "shipped", build_shipped))


@pytest.fixture(params=languages(), ids=str)
def edition(request: pytest.FixtureRequest, shipped_editions: Mapping[Language, Shipped]) -> Shipped:
    """The edition in `data/` in each of its languages, one after the other."""
    return shipped_editions[request.param]


@pytest.fixture(scope="session")
def shipped_pdf(shipped_editions: Mapping[Language, Shipped]) -> ReadPdf:
    """The shipped PDF in bokmål, read back."""
    return shipped_editions[Language.BOKMAAL].pdf


@pytest.fixture(scope="session")
def gathered() -> Gathered:
    """All that the shipped edition says and shows in bokmål, before drawing."""
    return gather_shipped(Language.BOKMAAL)


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small project after a build; to be copied, never changed."""

    def make(folder: Path) -> None:
        make_project(folder, small_edition(), layouts=True, fonts=True)
        done = brochure("build", "--project", folder)
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "small", make)


@pytest.fixture(scope="session")
def small_annex(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small project with its annex, number 3 of its host, whose pages go on from 58."""

    def make(folder: Path) -> None:
        build_annex(copy_of(small_built, folder / "project"))

    return made_once(tmp_path_factory, "annex", make) / "project"


@pytest.fixture(scope="session")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """What the small edition says and shows in bokmål."""
    return small_manifest(tmp_path_factory.mktemp("manifest") / "project")


@pytest.fixture(scope="session")
def drafted(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its first draft; to be copied, never changed."""

    def make(folder: Path) -> None:
        build_draft(copy_of(small_built, folder / "project"))

    return made_once(tmp_path_factory, "drafts", make) / "project"


@pytest.fixture(scope="session")
def redrafted(drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project with other words and other data, and a second draft that shows it; never changed."""

    def make(folder: Path) -> None:
        redraft(copy_of(drafted, folder / "project"))

    return made_once(tmp_path_factory, "changed", make) / "project"
