"""What became of every statement when the data moved by a year: moved with them, told by `check`, or neither."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from brochure.building.rules import registry
from brochure.findings import Finding, Report
from brochure.making.stages import Gathered, gather_common, gather_language
from brochure.making.text.author import FALSE_CLAIM
from brochure.project.sources.project import Project
from brochure.proofreading.proofread import Looked, less_excused, proofread
from brochure.statistics.selection import Cell
from tests.support.projects import ROOT, make_project
from tests.support.shipped import YEAR, languages
from tests.year_shift.moving import YEARS, moved
from tests.year_shift.statements import Statement, statements


@dataclass(frozen=True, slots=True)
class Outcome:
    """A statement before the data moved, whether its printed years have moved, and whether it is told."""

    statement: Statement
    has_moved: bool
    is_told: bool

    @property
    def is_lost(self) -> bool:
        """Whether it may be false, and nobody is told."""
        return not (self.is_told or (self.has_moved and not self.statement.typed))


def measure(folder: Path) -> list[Outcome]:
    """Every statement of the sample edition in all its languages; the moved project is made in `folder`."""
    before, _ = _checked(Project(ROOT), told=False)
    after, findings = _checked(make_project(folder, moved(ROOT), layouts=True), told=True)
    _assert_moved(before[0], after[0])
    now = {statement.key: statement for each in after for statement in statements(each)}
    told = _told_at(findings)
    outcomes = []
    for statement in (found for each in before for found in statements(each)):
        later = now.get(statement.key)
        stays = replace(statement, typed=_staying(statement, later))
        has_moved = later is not None and (later.printed, later.typed) != (statement.printed, statement.typed)
        outcomes.append(Outcome(stays, has_moved, _is_told(statement, told)))
    return outcomes


def _staying(statement: Statement, later: Statement | None) -> tuple[str, ...]:
    """The typed years of a statement that have not moved; a fixed period that is printed by its name has."""
    if later is None or len(later.typed) != len(statement.typed):
        return statement.typed
    return tuple(one for one, other in zip(statement.typed, later.typed, strict=True) if one == other)


def table_of(outcomes: Iterable[Outcome]) -> str:
    """The outcomes by kind of statement, as a table of plain text."""
    found = list(outcomes)
    rows: list[tuple[str, ...]] = [(f"{'kind':<20}", "statements", "moved", "told", "neither")]
    kinds = sorted({each.statement.kind for each in found})
    for kind in (*kinds, "all"):
        own = [each for each in found if kind in ("all", each.statement.kind)]
        counts = Counter("neither" if e.is_lost else "told" if e.statement.typed else "moved" for e in own)
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


def _checked(project: Project, *, told: bool) -> tuple[list[Gathered], Sequence[Finding]]:
    """The edition in all its languages, and where asked all that `check` finds before pages are put together."""
    common = gather_common(project, YEAR)
    report = Report()
    found = [gather_language(common, language, report) for language in languages()]
    errors = [error for error in report.errors if error.rule != FALSE_CLAIM.name]
    assert not errors, errors
    if not told:
        return found, ()
    looked = Looked(YEAR, languages(), languages())
    findings = [*report.findings, *proofread(project, found)]
    return found, less_excused(project, looked, findings, registry()).findings


def _told_at(findings: Iterable[Finding]) -> set[tuple[str, int, int | None]]:
    return {(each.place.path, each.place.line or 0, each.place.column) for each in findings}


def _is_told(statement: Statement, told: set[tuple[str, int, int | None]]) -> bool:
    return any((statement.path, *place) in told for place in statement.places)
