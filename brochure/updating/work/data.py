"""What is not known of the tables: open metadata, rows that no published table covers, numbers of a later day."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from brochure.findings import Faults, quoted
from brochure.making.stages import Common, Gathered
from brochure.project.sources.document import read_toml
from brochure.project.sources.project import Project
from brochure.statistics.filling import OPEN, open_keys
from brochure.statistics.publications import covering, published_by
from brochure.statistics.selection import Cell, SelectionError
from brochure.statistics.table import Statistic
from brochure.statistics.unread import METADATA
from brochure.updating.work.entries import Entry, Kind, Spot

_SHOWN = 3


def open_metadata(project: Project) -> Iterator[Entry]:
    """An entry for each file of metadata in which something is still open; what cannot be read is told elsewhere."""
    for path in project.files_in(project.statistics):
        if path.suffix != METADATA:
            continue
        try:
            document = read_toml(project, path)
        except Faults:
            continue
        name = path.relative_to(project.statistics).with_suffix("").as_posix()
        spots = tuple(Spot(document.place(*keys), ".".join(map(str, keys))) for keys in open_keys(document.values))
        if spots:
            count = f"{len(spots)} value{' is' if len(spots) == 1 else 's are'}"
            yield Entry(Kind.METADATA, f'{name}: {count} still open ("{OPEN}"); fill in what the table is', spots, name)


def uncovered(project: Project, common: Common, gathered: Sequence[Gathered]) -> Iterator[Entry]:
    """An entry for each statistic of which the edition uses rows that none of its published tables covers.

    Where a table says in words alone what it covers, that cannot be known.
    """
    used: dict[str, dict[Cell, None]] = defaultdict(dict)
    for cell in chain.from_iterable(cells for _, cells in _using(common, gathered)):
        used[cell.statistic.name][cell] = None
    for _, of_it in sorted(used.items()):
        statistic = next(iter(of_it)).statistic
        place = project.place(project.statistics / f"{statistic.name}{METADATA}")
        try:
            covers = [covering(statistic, table) for table in statistic.metadata.tables]
        except SelectionError:
            continue  # told where the statistic is read
        asked = [each for each in covers if each is not None]
        if len(asked) < len(covers) or not any(table.cells for table in statistic.metadata.tables):
            continue
        rows = [cell for cell in of_it if not any(covers_it(cell) for covers_it in asked)]
        if rows:
            count = f"{len(rows):,} row{' is' if len(rows) == 1 else 's are'}"
            why = f"{count} used that no published table covers, {_few(rows)}"
            message = f"{statistic.name}: {why}; name their table in [[tables]]"
            yield Entry(Kind.METADATA, message, (Spot(place, "tables"),), statistic.name, {"rows": len(rows)})


def unpublished(project: Project, common: Common, gathered: Sequence[Gathered], date: datetime.date) -> Iterator[Entry]:
    """An entry for each statistic of which something is used that was published after the edition's date."""
    used: dict[str, dict[str, None]] = defaultdict(dict)
    known: dict[str, Statistic] = {}
    for what, cells in _using(common, gathered):
        for name, statistic in {cell.statistic.name: cell.statistic for cell in cells}.items():
            known[name] = statistic
            was = published_by(statistic, date)
            if not all(was(cell) for cell in cells if cell.statistic.name == name):
                used[name][what] = None
    for name, names in sorted(used.items()):
        place = project.place(project.statistics / f"{name}{METADATA}")
        message = (
            f"{name}: {quoted(names, 'and')} use{'s' if len(names) == 1 else ''} what was published after {date}, "
            "the edition's date; mend «published» of the table, or the date of the edition"
        )
        yield Entry(Kind.METADATA, message, (Spot(place, "published"),), name, {"used_by": list(names)})


def _using(common: Common, gathered: Sequence[Gathered]) -> Iterator[tuple[str, Sequence[Cell]]]:
    for name, number in common.numbers.values.items():
        yield name, number.cells
    for name, claim in common.numbers.claims.items():
        yield name, claim.cells
    for each in gathered[:1]:
        for name, figure in each.figures.items():
            yield name, tuple(figure.cells)
        for name, table in each.tables.items():
            yield name, table.cells


def _few(cells: Sequence[Cell]) -> str:
    shown = [", ".join(f"{d}={m}" for d, m in c.statistic.members(c.key).items()) for c in cells[:_SHOWN]]
    return "such as " + "; ".join(shown)
