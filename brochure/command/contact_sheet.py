"""`brochure contact-sheet`: one picture of all pages for each language, to judge the design by."""

import argparse
from pathlib import Path

from brochure.building.contact_sheet import draw_sheets, sheet_path
from brochure.building.several import build_all
from brochure.command.building import Progress, print_outcomes, shown
from brochure.command.lacking import tell_of_languages
from brochure.making.request import Request, request, request_all
from brochure.project.edition.reading import newest_edition
from brochure.project.output import write_whole
from brochure.project.signals import without_interrupts
from brochure.project.sources.project import find_project
from brochure.project.timing import Timings


def contact_sheet_command(options: argparse.Namespace) -> int:
    """Build what is not up to date, and draw a sheet of each PDF; returns 1 when one could not be made."""
    project = find_project(options.project or Path.cwd())
    edition = options.edition or newest_edition(project)
    if options.language:
        wanted: tuple[Request, ...] = (request(project, edition, options.language, options.output),)
    else:
        wanted = request_all(project, edition, options.output)
    tell_of_languages(len(wanted))
    with Progress.shown_on_terminal() as progress:
        outcomes = build_all(wanted, Timings(), progress.tell)
    print_outcomes(outcomes)
    made = [each.wanted for each in outcomes if each.built is not None]
    try:
        with Progress.shown_on_terminal() as progress:
            progress.tell("drawing contact sheets")
            sheets = draw_sheets(made)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("the PDFs are finished, but no contact sheet was written") from None
    with without_interrupts():  # all of them or, after Ctrl-C, none
        for each in made:
            write_whole(sheet_path(each), sheets[each.language])
            print(f"wrote {shown(sheet_path(each), project.root)}")
    return 0 if len(made) == len(outcomes) else 1
