"""The folder of next year's edition: a copy of this year's in which settings and periods have moved on.

What changes is edited at its place; all else is copied to the letter. The old edition is not touched.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brochure.findings import Faults, Report, UsageError
from brochure.project.advice import advice
from brochure.project.edition.naming import FILE
from brochure.project.edition.reading import SETTINGS, read_settings, read_shared
from brochure.project.output import is_temporary, new_folder
from brochure.project.sources.document import read_yaml
from brochure.project.sources.files import is_there
from brochure.project.sources.project import Project
from brochure.statistics.loading import StatisticStore
from brochure.updating.available import Available
from brochure.updating.editing import Edit, Scalar, SourceFile, are_grouped, bare, edited, read_source, scalars, tags_of
from brochure.updating.rolling.moving import Moves, work_out_moves
from brochure.updating.rolling.settings import YEAR, later, later_date, refuse_unmoved, settings_edits
from brochure.updating.written_periods import WrittenPeriod

_LAST = 2100
_LISTS = (FILE, "figures.yaml", "tables.yaml")


@dataclass(frozen=True, slots=True)
class Rolled:
    """What was made: the new edition of a year from an old one, and what changed in it.

    `moved` is how many periods moved in each file of the old edition; `stays` are the statistics without newer data;
    `with_year` are names that hold a year, which stay as they are.
    """

    old: str
    new: str
    year: int
    moved: Mapping[str, int] = field(default_factory=dict)
    stays: tuple[str, ...] = ()
    with_year: tuple[str, ...] = ()


def roll_over(project: Project, old: str, year: int | None = None) -> Rolled:
    """Make next year's edition from `old`; it appears whole, or not at all.

    Raises `UsageError` for a year that is not later, `Faults` for files that cannot be read, for tables with faults (no
    period of theirs could move) and for a folder that is there already, OSError where nothing can be written.
    """
    settings, document = read_settings(project, old)
    year = settings.budget_year + 1 if year is None else year
    years = year - settings.budget_year
    if years < 1:
        raise UsageError(f"{year} is not after {settings.budget_year}, the budget year of the edition '{old}'")
    if year > _LAST:
        raise UsageError(f"{year} is too far away; the last year is {_LAST}")
    name = later(old, years) if YEAR.search(old) else str(year)
    target = project.editions / name
    report = Report()
    shared = read_shared(project, old, report)
    report.stop_on_errors()
    source = read_source(project, project.editions / old / SETTINGS)
    edits = [*settings_edits(source.text, document, settings, years)]
    text = edited(source.text, edits)
    refuse_unmoved(text, document, year)
    moves = work_out_moves(shared, StatisticStore(project), Available(later_date(settings.date, years)), years)
    changed: dict[Path, bytes] = {source.path: source.with_edits(edits)}
    moved: dict[str, int] = {}
    for path in _files(project, old, settings.parts):
        found = read_source(project, path)
        own = [*_edits(project, found, moves)]
        if own:
            changed[path] = found.with_edits(own)
            moved[project.name(path)] = len(own)
    if moves.faults:
        raise Faults([finding for faults in moves.faults.values() for finding in faults.findings])
    _copy(project, project.editions / old, target, changed)
    names = [each.name for each in (*shared.periods, *shared.definitions, *shared.claims)]
    names += [*shared.figures, *shared.tables, *moves.named_at]
    with_year = [each for each in names if YEAR.search(each.replace("_", " "))]
    return Rolled(old, name, year, moved, moves.stays, tuple(with_year))


def _files(project: Project, old: str, parts: tuple[str, ...]) -> Iterator[Path]:
    """The files of an edition in which periods may stand."""
    folder = project.editions / old
    for each in (folder, *(folder / part for part in parts)):
        yield from (each / name for name in _LISTS if is_there(each / name))
        yield from sorted(each.glob("text.*.md"))


def _edits(project: Project, source: SourceFile, moves: Moves) -> Iterator[Edit]:
    """The periods of a file that move on."""
    if source.path.name == FILE:
        folder = project.name(source.path.parent)
        found = [*scalars(source.text)]
        is_grouped = are_grouped(found)
        for scalar in found:
            yield from _in_named(source.text, scalar, moves, folder, is_grouped=is_grouped)
        return
    if source.path.suffix != ".md":
        yield from _in_selections(project, source, moves)
    for begin, end in tags_of(source.path, source.text):
        yield from _edits_of(moves.in_formula(source.text[begin:end]), begin)


def _in_named(text: str, scalar: Scalar, moves: Moves, folder: str, *, is_grouped: bool) -> Iterator[Edit]:
    """What moves in `numbers.yaml`: numbers, and fixed periods without a reason. Claims stay as they are."""
    kind = scalar.keys[0] if is_grouped and scalar.keys else "numbers"
    if scalar.is_key or kind == "claims" or (kind == "periods" and len(scalar.keys) < 2):
        return
    written, start = bare(text, scalar)
    if kind == "numbers":
        yield from _edits_of(moves.in_formula(written, str(scalar.keys[-1])), start)
    elif scalar.keys[2:] in ((), ("period",)) and (key := (folder, str(scalar.keys[1]))) in moves.periods:
        yield from _edits_of(moves.fixed(written, key), start)


def _in_selections(project: Project, source: SourceFile, moves: Moves) -> Iterator[Edit]:
    """What moves in the selections of figures and tables."""
    described = read_yaml(project, source.path).values
    series = {name: moves.series(each["statistic"], _selection(each)) for name, each in described.items()}
    for scalar in scalars(source.text):
        if not scalar.is_key and scalar.keys[1:2] == ("select",):
            own = series[str(scalar.keys[0])]
            if scalar.keys[2:3] == (moves.axis(own[0]),):
                written, start = bare(source.text, scalar)
                yield from _edits_of(moves.in_item(written, own), start)


def _selection(described: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What a figure or table selects: one member is a list of one."""
    select = described.get("select") or {}
    return {axis: tuple(map(str, each if isinstance(each, list) else [each])) for axis, each in select.items()}


def _edits_of(moved: Iterable[tuple[WrittenPeriod, str]], offset: int) -> Iterator[Edit]:
    for each, new in moved:
        yield Edit(offset + each.start, offset + each.end, new)


def _copy(project: Project, old: Path, target: Path, changed: Mapping[Path, bytes]) -> None:
    """Copy a folder with some of its files changed."""

    def copied(source: str, destination: str) -> str:
        content = changed.get(Path(source))
        if content is None:
            return str(shutil.copy2(source, destination, follow_symlinks=False))
        Path(destination).write_bytes(content)
        return destination

    def ignored(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if is_temporary(name)]

    try:
        with new_folder(target) as folder:
            shutil.copytree(old, folder, symlinks=True, ignore=ignored, copy_function=copied, dirs_exist_ok=True)
    except FileExistsError:
        message = f"{project.name(target)} is there already, and is left as it is; take it away, or name another year"
        raise Faults.one(project.place(target), message) from None
    except shutil.Error as error:
        path, _, why = error.args[0][0]
        message = f"{project.name(Path(path))} cannot be copied: {why}"
        raise Faults.one(project.place(Path(path)), message) from None
    except OSError as error:
        message = f"{project.name(target)} cannot be made: {advice(error, writing=False)}"
        raise Faults.one(project.place(target), message) from None
