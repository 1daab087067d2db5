"""Numbers of a few small statistics, made up so that their differences and sums can be read at sight."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from brochure.findings import Place, Report
from brochure.project.edition.naming import Definition
from brochure.project.sources.project import Project
from brochure.statistics.loading import load_statistic
from brochure.statistics.numbers.definitions import resolve_numbers
from brochure.statistics.numbers.number import Number
from brochure.statistics.table import Statistic
from tests.support.cases import read_yaml

_FOLDER = Path(__file__).with_name("reckoned")


class _Statistics:
    def get(self, name: str, asked_at: Place) -> Statistic:
        return load_statistic(Project(_FOLDER), name)


@cache
def reckoned_numbers() -> Mapping[str, Number]:
    """The numbers of `numbers.yaml` beside the statistics, by name."""
    written = read_yaml(_FOLDER / "numbers.yaml")
    report = Report()
    definitions = [Definition(name, formula, Place("numbers.yaml")) for name, formula in written.items()]
    numbers = resolve_numbers(definitions, _Statistics(), report)
    assert not list(report.in_order())
    return numbers.values
