"""Accepts pictures as they are drawn now: what the tests of figures and pages compare with from then on.

    python -m tests.pictures.accept [NAME...]

Without names, all that have changed. Look at the pictures in output/pictures/ first: what is accepted is what every
later change is measured by. A picture that still looks the same is left alone.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image

from brochure.findings import near
from tests.pictures.album import EXPECTED, makers
from tests.pictures.comparing import compare
from tests.pictures.printing import load, save
from tests.support.annexes import build_annex
from tests.support.command import brochure
from tests.support.projects import ROOT, make_project, small_edition


def main(arguments: Sequence[str]) -> int:
    """Accept the named pictures, or all; returns 0, or 2 for a name that is no picture's."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.accept", description="accept pictures as they are")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a picture, as figure-lines; all when left out")
    names: list[str] = parser.parse_args(arguments).names
    with tempfile.TemporaryDirectory() as folder:
        small = cache(lambda: build_small(Path(folder)))
        album = makers(small, cache(lambda: build_annex(small().parents[1])))
        for name in names:
            if name not in album:
                parser.error(f"there is no picture '{name}'.{near(name, list(album))}")
        written = [path for name in names or album if (path := accept(name, album[name]()))]
    stray = [] if names else [path for path in EXPECTED.glob("*.png") if path.stem not in album]
    for path in stray:
        path.unlink()
    for path in (*written, *stray):
        print(f"{'wrote' if path in written else 'removed'} {path.relative_to(ROOT)}")
    if written:
        print("Look at each of them before you commit it; git restore brings the former one back.")
    else:
        print("All pictures look as they did.")
    return 0


def accept(name: str, picture: Image.Image, folder: Path = EXPECTED) -> Path | None:
    """Make a picture the expected one; None when it looks as it did and nothing was written."""
    path = folder / f"{name}.png"
    if path.is_file() and not compare(picture, load(path)).why:
        return None
    save(picture, path)
    return path


def build_small(folder: Path) -> Path:
    """The PDF of the small edition, built in an empty folder."""
    make_project(folder, small_edition(), layouts=True, fonts=True)
    done = brochure("build", "--project", folder)
    if done.returncode:
        raise SystemExit(done.stderr)
    return next((folder / "output").glob("*.pdf"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
