"""What this system lacks, said once to standard error where it matters; the command goes on without it."""

import sys

from brochure.pdf.apart import what_lacks
from brochure.project.processes import can_share_work


def tell_of_languages(count: int) -> None:
    """Say so where several languages cannot be made at once."""
    if count > 1 and not can_share_work():
        told = "this system cannot start processes that share what is loaded; languages are made one after the other"
        print(f"brochure: {told}", file=sys.stderr)


def tell_of_limits() -> None:
    """Say so where a PDF that is made to do harm cannot be kept from taking all there is."""
    if lacks := what_lacks():
        print(f"brochure: {lacks}", file=sys.stderr)
