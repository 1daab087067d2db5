"""Newer tables for a project: fetched, compared with what is on disk and with what is printed, and put in place.

Joins the steps; nothing is written before every table has been fetched, and nothing of a table with a fault.
"""

from collections.abc import Sequence

from brochure.findings import Report
from brochure.project.sources.project import Project
from brochure.updating.comparing import Changes, compare
from brochure.updating.fetching import Fetched, Open, fetch_all, write_all
from brochure.updating.printing import Update
from brochure.updating.uses import PrintedCells, printed_cells


def update_tables(
    project: Project, names: Sequence[str], open_service: Open, report: Report, *, dry_run: bool = False
) -> list[Update]:
    """Fetch the tables of `names`; returns what each changes.

    Faults go to `report`; with `dry_run` nothing is written.
    """
    fetched = fetch_all(project, names, open_service, report)
    changes = {each.name: _changes(each) for each in fetched}
    touched = any(found is not None and (found.revisions or found.vanished) for found in changes.values())
    printed = printed_cells(project) if touched else PrintedCells()
    if not dry_run:
        write_all(project, fetched, report)
    return [Update(each, changes[each.name], printed) for each in fetched]


def _changes(fetched: Fetched) -> Changes | None:
    old, new = fetched.old, fetched.new
    if old is None:
        return None
    return compare(old.statistic, new.statistic, old.description, new.description)
