"""`brochure verify`: says what of a finished PDF is not as it was made, and needs no project."""

import argparse
from pathlib import Path

from brochure.command.arguments import add_limits
from brochure.manifest.brochure_pages import Found
from brochure.pdf.apart import apart
from brochure.tracing.verifying import verify


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure verify`."""
    command.description = (
        "Check a PDF that «brochure build» has made: attached files, cells, numbers, claims, every word "
        "and number on its pages. Needs the PDF alone, and no project."
    )
    command.add_argument("pdf", type=Path, metavar="PDF", help="a PDF that «brochure build» has made")
    add_limits(command)


def run(options: argparse.Namespace) -> int:
    """Tell what of a PDF is not as it was made; returns 1 when there is such a thing."""
    is_as_made = True
    for verified in apart(options.pdf, options.limits, lambda: verify(options.pdf, options.limits)):
        for discrepancy in verified.discrepancies:
            print(discrepancy)
        if count := len(verified.discrepancies):
            differs = "1 thing differs" if count == 1 else f"{count} things differ"
            print(f"{options.pdf} is not as it was made: {differs}")
            is_as_made = False
        else:
            print(f"{verified.numbers} numbers on {verified.pages} pages accounted for{_around(verified.brochure)}")
    return 0 if is_as_made else 1


def _around(brochure: Found) -> str:
    """Which pages of a joined file were looked at."""
    if not brochure.is_joined:
        return ""
    first, last, others = brochure.first + 1, brochure.own_sheets.stop, brochure.sheets - len(brochure.own_sheets)
    return f"; they are pages {first} to {last} of the file, the other {others} were not looked at"
