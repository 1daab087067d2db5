"""`brochure fetch`: takes the tables of statistics from the offices that publish them."""

import argparse
from pathlib import Path

from brochure.command.arguments import add_project
from brochure.findings import Report
from brochure.project.sources.project import find_project


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure fetch`."""
    command.description = (
        "Fetch tables from statistics offices, and put them beside their metadata when they are whole and sound. "
        "This command, «brochure update» and «brochure new statistic TABLE» alone use the network."
    )
    command.add_argument(
        "statistics",
        nargs="*",
        metavar="STATISTIC",
        help="a statistic with [fetch] in its metadata, such as arbeid/sysselsatte (default: all of them)",
    )
    command.add_argument(
        "--accept",
        action="store_true",
        help="take over tables whose values or members now mean something else too, as they are",
    )
    add_project(command)


def run(options: argparse.Namespace) -> int:
    """Fetch and tell what changed; returns 1 when a table could not be had."""
    from brochure.command.updating import tell_updates  # loads what speaks with the network
    from brochure.updating.fetching import require_sources, statistics_with_source

    project, report = find_project(options.project or Path.cwd()), Report()
    require_sources(project, options.statistics)
    names = list(dict.fromkeys(options.statistics)) or statistics_with_source(project, report)
    return tell_updates(project, names, report, accept=options.accept)
