"""A small edition up to the point where templates are rendered, shared by all cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from brochure.findings import Place, Report
from brochure.making.pages.assembling import put_together
from brochure.making.pages.measuring import Measure
from brochure.making.stages import Gathered
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from tests.support.charts import theme, typefaces
from tests.support.gathering import gather
from tests.support.projects import make_project, small_edition


@dataclass(frozen=True)
class Stage:
    """A project, what has been gathered of it, and what its templates are given."""

    project: Project
    gathered: Gathered
    context: Mapping[str, Any]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The small edition in bokmål, with links that lead out of the project."""
    folder = tmp_path_factory.mktemp("hostile") / "project"
    project = make_project(folder, small_edition(), layouts=True, fonts=True)
    (project.layouts / "templates" / "outside.html").symlink_to("/etc/hostname")
    for name, target in (("outside.png", "/etc/hostname"), ("circle.png", "circle.png")):
        (project.root / name).symlink_to(target)
    report = Report()
    gathered = gather(project, "2016", Language("nb"), report)
    assert not report.errors
    brochure = put_together(gathered, theme(), dict.fromkeys(gathered.figures, "<svg></svg>"))
    context = {
        "theme": theme(),
        "brochure": brochure,
        "words": gathered.words,
        "measure": Measure(theme(), typefaces()),
    }
    return Stage(project, gathered, context)


def line_of(place: Place) -> int:
    """The line of a place, which must be known."""
    assert place.line is not None
    return place.line
