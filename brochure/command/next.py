"""`brochure next`: makes next year's edition from this year's, and says what is left to do."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from brochure.command.arguments import add_project
from brochure.findings import quoted
from brochure.project.edition.reading import newest_edition
from brochure.project.sources.project import Project, find_project
from brochure.updating.rolling.edition import Rolled, roll_over

_SHOWN = 3


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure next`."""
    command.description = (
        "Make next year's edition: a copy of the newest one with its settings moved on, and the periods that are typed "
        "where the data have newer ones. The old edition stays as it is."
    )
    command.add_argument("year", nargs="?", type=int, metavar="YEAR", help="the budget year (default: the next one)")
    command.add_argument(
        "--from", dest="old", metavar="EDITION", help="the edition to begin from (default: the newest)"
    )
    add_project(command)


def run(options: argparse.Namespace) -> int:
    """Make the edition, print what was moved, and what is left in one line; returns 1 where it has faults."""
    project = find_project(options.project or Path.cwd())
    made = roll_over(project, options.old or newest_edition(project), options.year)
    try:
        print("\n".join(_told(project, made)), flush=True)
        return _tell_rest(project, made.new)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"the edition '{made.new}' has been made") from None


def _tell_rest(project: Project, name: str) -> int:
    from brochure.command.working import tell_summary  # reads the whole edition

    return tell_summary(project, name)


def _told(project: Project, made: Rolled) -> Iterator[str]:
    yield f"{project.name(project.editions / made.new)}: made from {made.old}, for the budget of {made.year}"
    count = sum(made.moved.values())
    if made.moved:
        files = ", ".join(f"{path.partition(f'/{made.old}/')[2]} {number}" for path, number in made.moved.items())
        yield f"  {count} period{'' if count == 1 else 's'} moved on: {files}"
    if made.stays:
        yield f"  not moved, as there are no newer data yet: {_few(made.stays)}"
    if made.with_year:
        yield f"  names that hold a year stay: {_few(made.with_year)}; «brochure rename» gives another"


def _few(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (quoted(names[:_SHOWN]).replace(" or ", ", ") if more else quoted(names, "and")) + more
