"""`brochure update`: fetches all tables anew, and tells what changed and what it touches in the newest edition."""

import argparse
from pathlib import Path

from brochure.command.arguments import add_project
from brochure.findings import Report
from brochure.project.sources.project import find_project


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure update`."""
    command.description = (
        "Fetch the tables of all statistics that have [fetch] in their metadata, and tell what changed: new periods, "
        "revised values and where the newest edition prints them, new, renamed and vanished members, notes."
    )
    add_project(command)
    command.add_argument("--dry-run", action="store_true", help="tell what would change, and write nothing")
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to tell it (default: text)")


def run(options: argparse.Namespace) -> int:
    """Fetch and tell what changed; returns 1 when a table could not be had."""
    from brochure.command.updating import tell_updates  # loads what speaks with the network
    from brochure.updating.fetching import statistics_with_source

    project, report = find_project(options.project or Path.cwd()), Report()
    names = statistics_with_source(project, report)
    return tell_updates(project, names, report, dry_run=options.dry_run, as_json=options.format == "json")
