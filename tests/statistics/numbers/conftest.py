"""Three statistics over which numbers are worked out."""

from collections.abc import Callable

import pytest

from brochure.findings import Place, Report
from brochure.project.edition.naming import Definition
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.definitions import Numbers, resolve_numbers
from tests.support.projects import make_project
from tests.support.statistics import metadata

EMPLOYED = """\
alder,gruppe,aar,verdi
16–74,Alle,2004,69.4
16–74,Alle,2005,69.2
15–74,Alle,2006,70.6
15–74,Alle,2007,71.2
15–74,Alle,2008,71.6
15–74,Alle,2009,69.7
16–74,Afrika,2005,40.5
15–74,Afrika,2006,43.2
15–74,Afrika,2007,46.9
15–74,Afrika,2008,49.8
15–74,Afrika,2009,45.0
15–74,"Asia, Tyrkia",2007,55.0
15–74,"Asia, Tyrkia",2008,57.2
15–74,Oseania,2007,71.5
15–74,Oseania,2008,:
15–74,Norden,2007,76.3
15–74,Norden,2008,76.3
"""
EMPLOYED_DIMENSIONS = """
[dimensions.alder]
role = "definition"
label = { nb = "Alder" }
[dimensions.gruppe]
label = { nb = "Gruppe" }
elimination = "Alle"
[dimensions.aar]
role = "time"
label = { nb = "År" }
[[breaks]]
dimension = "aar"
before = "2009"
note = { nb = "Ny kilde fra 2009." }
"""

RESIDENTS = """\
maal,gruppe,aar,verdi
Personer,Alle,2014,5109056
Personer,Innvandrere,2014,633110
Personer,Norskfødte,2014,126075
Personer,Alle,2015,5165802
Personer,Innvandrere,2015,669380
Personer,Norskfødte,2015,135583
Personer,Ingen,2014,0
Personer,Ingen,2015,0
Andel,Innvandrere,2015,13.0
Andel,Norskfødte,2015,2.6
Andel,Resten,2015,84.5
Alder,Innvandrere,2015,36.2
Alder,Norskfødte,2015,10.8
"""
RESIDENTS_DIMENSIONS = """
[dimensions.maal]
label = { nb = "Mål" }
elimination = "Personer"
[dimensions.maal.members.Andel]
unit = "percent"
decimals = 1
[dimensions.maal.members.Alder]
unit = "years"
decimals = 1
[dimensions.gruppe]
label = { nb = "Gruppe" }
elimination = "Alle"
[dimensions.gruppe.members."Norskfødte"]
label = { nb = "norskfødte med innvandrerforeldre" }
[dimensions.aar]
role = "time"
label = { nb = "År" }
"""

SURVEY = "svar,verdi\nJa,40\nNei,60\n"
SURVEY_DIMENSIONS = '[dimensions.svar]\nlabel = { nb = "Svar" }\n'

Resolve = Callable[..., tuple[Numbers, list[str]]]
PATH = "numbers.yaml"


@pytest.fixture(scope="session")
def resolve(tmp_path_factory: pytest.TempPathFactory) -> Resolve:
    """Works out definitions, given as a text with one `name: formula` a line; the findings beside the numbers."""
    files = {
        "data/statistics/arbeid/sysselsatte.csv": EMPLOYED,
        "data/statistics/arbeid/sysselsatte.toml": metadata(EMPLOYED_DIMENSIONS, unit="percent", decimals=1),
        "data/statistics/befolkning/bosatte.csv": RESIDENTS,
        "data/statistics/befolkning/bosatte.toml": metadata(RESIDENTS_DIMENSIONS),
        "data/statistics/deltakelse/holdninger.csv": SURVEY,
        "data/statistics/deltakelse/holdninger.toml": metadata(SURVEY_DIMENSIONS, unit="percent"),
    }
    store = StatisticStore(make_project(tmp_path_factory.mktemp("numbers"), files))

    def work_out(definitions: str) -> tuple[Numbers, list[str]]:
        report = Report()
        lines = [line.split(": ", 1) for line in definitions.strip().split("\n")]
        listed = [Definition(name.strip(), text, Place(PATH, i)) for i, (name, text) in enumerate(lines, start=1)]
        numbers = resolve_numbers(listed, store, report)
        return numbers, [str(finding).removeprefix(f"{PATH}:") for finding in report.in_order()]

    return work_out
