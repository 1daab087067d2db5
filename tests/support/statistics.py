"""A single statistic, made from the text of its two files."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from brochure.findings import Faults
from brochure.statistics.loading import load_statistic
from brochure.statistics.table import Statistic
from tests.support.projects import make_project

NAME = "befolkning/bosatte"
CSV = f"data/statistics/{NAME}.csv"
JSON = f"data/statistics/{NAME}.json"
TOML = f"data/statistics/{NAME}.toml"

GROUP_AND_YEAR = """
[dimensions.gruppe]
label = { nb = "Gruppe" }

[dimensions.aar]
role = "time"
label = { nb = "År" }
"""


def metadata(dimensions: str = GROUP_AND_YEAR, *, unit: str = "persons", decimals: int = 0, more: str = "") -> str:
    """The metadata of a statistic: the keys that all have, `more` keys of the same level, then `dimensions`."""
    return f"""unit = "{unit}"
decimals = {decimals}
publisher = "Statistisk sentralbyrå"
title = {{ nb = "Bosatte" }}
population = {{ nb = "Alle bosatte" }}
reference = {{ nb = "1. januar" }}
tables = [{{ address = "https://www.ssb.no/statbank/table/05183" }}]
{more}
{dimensions}"""


def load(folder: Path, cells: str | bytes, described: str | None = None, *, path: str = CSV) -> Statistic:
    """The statistic whose file of cells and metadata have these texts."""
    project = make_project(folder, {path: cells, TOML: metadata() if described is None else described})
    return load_statistic(project, NAME)


def faults_of(folder: Path, cells: str | bytes, described: str | None = None, *, path: str = CSV) -> list[str]:
    """What is wrong with a statistic, as `file:line: level: message`; nothing when it is sound."""
    try:
        load(folder, cells, described, path=path)
    except Faults as faults:
        return [str(finding) for finding in faults.findings]
    return []


def printed(statistic: Statistic) -> Mapping[tuple[str, ...], Decimal | str | None]:
    """What stands in each cell: the value or the standard symbol."""
    return {key: cell.value if cell.value is not None else cell.symbol for key, cell in statistic.cells.items()}
