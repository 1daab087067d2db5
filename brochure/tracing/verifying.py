"""All checks of a finished PDF, joined."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from brochure.findings import Place
from brochure.manifest.brochure_pages import Found, brochures_in
from brochure.pdf.limits import DEFAULT, Limits
from brochure.pdf.opening import damaged_in, open_file
from brochure.project.languages import Language
from brochure.tracing.altered import check_pages
from brochure.tracing.attached import check_cells, check_files
from brochure.tracing.discrepancy import Discrepancy
from brochure.tracing.overlays import read_covers
from brochure.tracing.printed import read_printed
from brochure.tracing.rebuilt import Printing, RecordedStatistics
from brochure.tracing.recomputed import OLDER, check_numbers
from brochure.tracing.searching import numbers_on
from brochure.tracing.soundness import require_sound


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a brochure, and how many numbers were looked at."""

    brochure: Found
    discrepancies: tuple[Discrepancy, ...]
    numbers: int

    @property
    def pages(self) -> int:
        """How many pages were looked at."""
        return len(self.brochure.manifest.pages)


def verify(path: Path, limits: Limits = DEFAULT) -> tuple[Verified, ...]:
    """Check the PDF at `path`, or each brochure that was joined to it, against its manifest.

    Raises `Faults` for a file that is not ours, cannot be read, or whose manifest makes no sense.
    """
    place = Place(str(path))
    with open_file(path, limits) as opened:
        brochures = brochures_in(opened.pdf, path, opened.allowance)
    for found in brochures:
        require_sound(found.manifest, place)
    with damaged_in(place, "manifest or pages"):
        return tuple(_verified(found, path) for found in brochures)


def _verified(found: Found, path: Path) -> Verified:
    manifest = found.manifest
    numbers = sum(1 for page in manifest.pages for _ in numbers_on(manifest, page))
    return Verified(found, tuple(dict.fromkeys(_check(found, path))), numbers)


def _check(found: Found, path: Path) -> Iterator[Discrepancy]:
    manifest = found.manifest
    yield from check_files(manifest, found.files)
    statistics = RecordedStatistics(manifest)
    yield from check_cells(manifest, statistics, found.files)
    if manifest.printing is None:
        yield Discrepancy(OLDER)
    else:
        yield from check_numbers(manifest, statistics, Printing(manifest.printing, Language(manifest.language)))
    sheets = found.own_sheets
    yield from check_pages(manifest, read_printed(path, sheets), read_covers(path, sheets), found.first)
