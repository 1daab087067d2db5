"""Newer tables for a project: fetched, compared with what is on disk and with what is printed, and put in place.

Joins the steps; nothing is written before every table has been fetched, and nothing of a table with a fault.
"""

from collections.abc import Sequence

from brochure.findings import Finding, Report
from brochure.project.sources.project import Project
from brochure.updating.comparing import Changes, compare
from brochure.updating.fetching import Fetched, Open, fetch_all, write_all
from brochure.updating.printing import Update
from brochure.updating.uses import PrintedCells, printed_cells

_SHOWN = 3


def update_tables(
    project: Project,
    names: Sequence[str],
    open_service: Open,
    report: Report,
    *,
    dry_run: bool = False,
    accept: bool = False,
) -> list[Update]:
    """Fetch the tables of `names`; returns what each changes.

    Faults go to `report`; with `dry_run` nothing is written. A table whose cells now mean something else is a fault and
    is not written, unless such tables are to be accepted.
    """
    fetched = fetch_all(project, names, open_service, report)
    changes = {each.name: _changes(each) for each in fetched}
    touched = any(found is not None and (found.revisions or found.vanished) for found in changes.values())
    printed = printed_cells(project) if touched else PrintedCells()
    held = {} if accept else {name: found.meanings for name, found in changes.items() if found and found.meanings}
    for each in (each for each in fetched if each.name in held):
        report.add(_held(project, each, held[each.name]))
    if not dry_run:
        write_all(project, [each for each in fetched if each.name not in held], report)
    return [Update(each, changes[each.name], printed) for each in fetched]


def _held(project: Project, each: Fetched, meanings: Sequence[tuple[str, str, str]]) -> Finding:
    """That a table may not silently take the place of one that means something else."""
    told = "; ".join(f"{what} was '{was}', is '{now}'" for what, was, now in meanings[:_SHOWN])
    more = f"; and {len(meanings) - _SHOWN} more" if len(meanings) > _SHOWN else ""
    name = each.name
    why = f"what is printed of '{name}' would mean something else: {told}{more}; nothing of it was changed"
    return Finding(
        project.place(each.path),
        f"{why}. See whether texts and metadata fit, then take it over with «brochure fetch {name} --accept»",
    )


def _changes(fetched: Fetched) -> Changes | None:
    old, new = fetched.old, fetched.new
    if old is None:
        return None
    return compare(old.statistic, new.statistic, old.description, new.description)
