"""All checks of a finished PDF, joined."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from brochure.findings import Place
from brochure.languages import Language
from brochure.manifest.model import Manifest
from brochure.manifest.reading import attached_files, manifest_in, open_pdf
from brochure.tracing.altered import check_pages
from brochure.tracing.attached import check_cells, check_files
from brochure.tracing.covers import read_covers
from brochure.tracing.discrepancy import Discrepancy
from brochure.tracing.printed import read_printed
from brochure.tracing.rebuilt import Printing, RecordedStatistics
from brochure.tracing.recomputed import OLDER, check_numbers
from brochure.tracing.searching import numbers_on
from brochure.tracing.soundness import require_sound


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found, and how many numbers on how many pages were looked at."""

    discrepancies: tuple[Discrepancy, ...]
    numbers: int
    pages: int


def verify(path: Path) -> Verified:
    """Check the PDF at `path` against its manifest.

    Raises `Faults` for a file that is not ours, cannot be read, or whose manifest makes no sense.
    """
    with open_pdf(path) as pdf:
        manifest = manifest_in(pdf, path)
        files = attached_files(pdf)
    require_sound(manifest, Place(str(path)))
    found = tuple(dict.fromkeys(_check(manifest, files, path)))
    return Verified(found, sum(1 for page in manifest.pages for _ in numbers_on(manifest, page)), len(manifest.pages))


def _check(manifest: Manifest, files: dict[str, bytes], path: Path) -> Iterator[Discrepancy]:
    yield from check_files(manifest, files)
    statistics = RecordedStatistics(manifest)
    yield from check_cells(manifest, statistics, files)
    if manifest.printing is None:
        yield Discrepancy(OLDER)
    else:
        yield from check_numbers(manifest, statistics, Printing(manifest.printing, Language(manifest.language)))
    yield from check_pages(manifest, read_printed(path), read_covers(path))
