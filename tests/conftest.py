"""Settings of all tests, and what is made once for many of them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from brochure.findings import Report
from brochure.languages import Language
from brochure.sources.project import Project
from brochure.stages import Gathered, gather
from tests.support.command import brochure
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT, make_project, small_edition

settings.register_profile(
    "brochure",
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("brochure")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the edition in `data/`, made by the command."""
    output = tmp_path_factory.mktemp("shipped")
    done = brochure("build", "2016", "--language", "nb", "--output", output)
    assert done.returncode == 0, done.stderr
    return next(output.glob("*.pdf"))


@pytest.fixture(scope="session")
def shipped_pdf(shipped: Path) -> ReadPdf:
    """The shipped PDF, read back."""
    return ReadPdf(shipped)


@pytest.fixture(scope="session")
def gathered() -> Gathered:
    """All that the shipped edition says and shows, before drawing."""
    report = Report()
    found = gather(Project(ROOT), "2016", Language.BOKMAAL, report)
    assert not report.errors, report.errors
    return found


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small project after a build; to be copied, never changed."""
    folder = tmp_path_factory.mktemp("small")
    make_project(folder, small_edition(), layouts=True, fonts=True)
    done = brochure("build", "--project", folder)
    assert done.returncode == 0, done.stderr
    return folder
