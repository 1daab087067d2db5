"""`brochure rename`: gives a number, period, claim, figure, table or statistic another name, everywhere."""

import argparse
from pathlib import Path

from brochure.command.arguments import add_project
from brochure.project.sources.project import find_project
from brochure.updating.renaming.names import Kind
from brochure.updating.renaming.rename import Renamed, rename


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure rename`."""
    command.description = (
        "Give a number, period, claim, figure, table or statistic another name wherever it is used as a name, in all "
        "editions or in one; words of the text stay as they are. All files change, or none."
    )
    command.add_argument("old", metavar="OLD", help="the name it has, such as arb_innv_2014 or arbeid/sysselsatte")
    command.add_argument("new", metavar="NEW", help="the name it gets")
    command.add_argument("--edition", metavar="EDITION", help="in this edition alone (default: in all)")
    command.add_argument("--kind", choices=[*map(str, Kind)], help="of what it is the name, where it is of two things")
    command.add_argument("--dry-run", action="store_true", help="tell what would change, and write nothing")
    add_project(command)


def run(options: argparse.Namespace) -> int:
    """Rename, and print what was changed; returns 0."""
    project = find_project(options.project or Path.cwd())
    kind = Kind(options.kind) if options.kind else None
    found = rename(project, options.old, options.new, edition=options.edition, kind=kind, dry_run=options.dry_run)
    print("\n".join(_told(found, options.old, options.new, dry_run=options.dry_run)))
    return 0


def _told(found: Renamed, old: str, new: str, *, dry_run: bool) -> list[str]:
    count, files = sum(found.places.values()), len(found.places)
    places = f"{count} place{'' if count == 1 else 's'} in {files} file{'' if files == 1 else 's'}"
    lines = [f"{found.kind} {old} → {new}: {places}{'; nothing was written (--dry-run)' if dry_run else ''}"]
    lines += [f"  {path}: {number}" for path, number in found.places.items()]
    return [*lines, *(f"  {path} → {to}" for path, to in found.files.items())]
