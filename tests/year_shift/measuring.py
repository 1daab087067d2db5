"""What became of every statement when the data moved by a year: moved with them, told by `check`, or neither."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from brochure.building.rules import registry
from brochure.findings import Finding, Report
from brochure.making.stages import Gathered, gather_common, gather_language
from brochure.making.text.author import FALSE_CLAIM
from brochure.project.sources.project import Project
from brochure.proofreading.proofread import Looked, less_excused
from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.registry import all_rules
from brochure.proofreading.rule import LanguageRule
from brochure.statistics.selection import Cell
from tests.support.projects import ROOT, make_project
from tests.support.shipped import YEAR, gather_shipped, languages
from tests.year_shift.moving import YEARS, moved
from tests.year_shift.statements import Statement, statements


@dataclass(frozen=True, slots=True)
class Outcome:
    """A statement before the data moved, whether each of its years has moved, and whether it is told."""

    statement: Statement
    has_moved: bool
    is_told: bool

    @property
    def is_lost(self) -> bool:
        """Whether it may be false, and nobody is told, though somebody should be."""
        return not (self.is_told or self.has_moved)


def measure(folder: Path) -> list[Outcome]:
    """Every statement of the sample edition in all its languages; the moved project is made in `folder`."""
    before = [gather_shipped(language) for language in languages()]
    after, findings = _checked(make_project(folder, moved(ROOT), layouts=True))
    _assert_moved(before[0], after[0])
    now = {statement.key: statement for each in after for statement in statements(each)}
    told = _told_at(findings)
    outcomes = []
    for statement in (found for each in before for found in statements(each)):
        later = now.get(statement.key)
        outcomes.append(
            Outcome(statement, later is not None and _has_moved(statement, later), _is_told(statement, told))
        )
    return outcomes


def table_of(outcomes: Iterable[Outcome]) -> str:
    """The outcomes by kind of statement, as a table of plain text."""
    found = list(outcomes)
    rows: list[tuple[str, ...]] = [(f"{'kind':<20}", "statements", "moved", "told", "neither")]
    kinds = sorted({each.statement.kind for each in found})
    for kind in (*kinds, "all"):
        own = [each for each in found if kind in ("all", each.statement.kind)]
        counts = Counter("moved" if e.has_moved else "told" if e.is_told else "neither" for e in own)
        rows.append((f"{kind:<20}", str(len(own)), *(str(counts[name]) for name in ("moved", "told", "neither"))))
    return "\n".join("  ".join([row[0], *(f"{cell:>10}" for cell in row[1:])]) for row in rows)


def _assert_moved(before: Gathered, after: Gathered) -> None:
    """Every number has its value, and every cell behind it a time one year later."""
    for name, number in before.numbers.values.items():
        later = after.numbers.values[name]
        assert later.value == number.value, f"{name} has another value"
        for one, other in zip(number.cells, later.cells, strict=True):
            if one.period is not None:
                assert other.period == one.period.moved(Fraction(YEARS)), f"{name} is not a year later"
    now = _cells_shown(after)
    for name, shown in _cells_shown(before).items():
        assert len(now[name]) == len(shown), f"{name} shows other cells"
        later_periods = {cell.period.moved(Fraction(YEARS)) for cell in shown if cell.period}
        assert {cell.period for cell in now[name] if cell.period} == later_periods, f"{name} is not a year later"


def _cells_shown(gathered: Gathered) -> dict[str, tuple[Cell, ...]]:
    figures = {name: figure.cells for name, figure in gathered.figures.items()}
    return {**figures, **{name: table.cells for name, table in gathered.tables.items()}}


def _checked(project: Project) -> tuple[list[Gathered], Sequence[Finding]]:
    """The edition in all its languages, and what `check` tells of its data and numbers, less what is excused."""
    common = gather_common(project, YEAR)
    report = Report()
    found = [gather_language(common, language, report) for language in languages()]
    errors = [error for error in report.errors if error.rule != FALSE_CLAIM.name]
    assert not errors, errors
    findings = list(report.findings)
    readings = [read_edition_texts(project, each) for each in found]
    for rule in (each for each in all_rules() if each.family == "numbers" and isinstance(each, LanguageRule)):
        findings += (finding for reading in readings for finding in rule.findings(reading))
    looked = Looked(YEAR, languages(), languages())
    return found, less_excused(project, looked, findings, registry()).findings


def _has_moved(before: Statement, after: Statement) -> bool:
    """Whether every year of a statement is another one; typed years never are."""
    years, later = (*before.typed, *before.printed), (*after.typed, *after.printed)
    return len(years) == len(later) and all(one != other for one, other in zip(years, later, strict=True))


def _told_at(findings: Iterable[Finding]) -> set[tuple[str, int, int]]:
    return {(each.place.path, each.place.line or 0, each.place.column or 0) for each in findings}


def _is_told(statement: Statement, told: set[tuple[str, int, int]]) -> bool:
    return any((statement.path, *place) in told for place in statement.places)
