"""Draws the pages of the newest edition that README.md shows; run by hand when the look of the pages has changed.

    python -m tests.pictures.readme [FOLDER]

FOLDER holds the finished PDFs in all languages; without it they are built first.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageOps

from tests.pictures.printing import picture_of, save
from tests.support.charts import theme
from tests.support.command import brochure
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT

FOLDER = Path(__file__).parent / "readme"
DPI = 50
_OVERSIZE = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the edition in one language, found by a destination of its links."""

    name: str
    language: str
    destination: str


PAGES = (
    Shown("cover-nb", "nb", "cover"),
    Shown("key-figures-nn", "nn", "key-figures"),
    Shown("section-en", "en", "part-arbeid"),
    Shown("figures-nb", "nb", "figure-arbeid-sysselsetting-alder-kart"),
)


def main(arguments: Sequence[str]) -> int:
    """Draw the pages into `FOLDER`; returns 0."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0]) if arguments else built(Path(temporary))
        for shown in PAGES:
            path = FOLDER / f"{shown.name}.png"
            draw(shown, folder, path)
            print(f"wrote {path.relative_to(ROOT)}")
    return 0


def built(folder: Path) -> Path:
    """A folder with the newest edition in all its languages."""
    done = brochure("build", "--all", "--output", folder)
    if done.returncode:
        raise SystemExit(done.stderr)
    return folder


def draw(shown: Shown, folder: Path, path: Path) -> None:
    """Draw a page, with a thin rule around its paper, to `path`."""
    found = list(folder.glob(f"*-{shown.language}.pdf"))
    if len(found) != 1:
        raise SystemExit(f"{folder} must hold one PDF in {shown.language}, not {len(found)}")
    page = ReadPdf(found[0]).page_at(shown.destination)
    if page < 0:
        raise SystemExit(f"{found[0].name} has no place called '{shown.destination}'")
    picture = picture_of(found[0].read_bytes(), page, dpi=DPI, oversize=_OVERSIZE)
    save(ImageOps.expand(picture, 1, theme().colours["rule"].rgb), path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
