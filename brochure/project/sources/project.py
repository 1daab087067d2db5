"""The project folder: where its parts lie, and how a file inside it is read.

Nothing outside the folder is read by way of it. Does not know what the files mean.
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from brochure.findings import Faults, Place, UsageError, near
from brochure.project.advice import advice
from brochure.project.gate import note_reading
from brochure.project.sources.characters import decode, refuse_forbidden
from brochure.project.sources.files import MOST_BYTES, MOST_OF_TEXT, UnfitError, is_folder, read_file

_LARGE = (".csv", ".json", ".px", ".txt")
"""Endings of texts that programs make, and lists of words."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder with `data/`, `layouts/`, `fonts/` and `output/`; `root` is absolute and resolved."""

    root: Path

    @property
    def statistics(self) -> Path:
        """Folder of the statistics and their metadata."""
        return self.root / "data" / "statistics"

    @property
    def editions(self) -> Path:
        """Folder with one folder per edition."""
        return self.root / "data" / "editions"

    @property
    def layouts(self) -> Path:
        """Folder of templates, styles, themes and fixed words."""
        return self.root / "layouts"

    @property
    def fonts(self) -> Path:
        """Folder of the only fonts a build may use."""
        return self.root / "fonts"

    @property
    def output(self) -> Path:
        """Folder for what a build makes, unless the user names another."""
        return self.root / "output"

    @property
    def cache(self) -> Path:
        """Folder for drawn figures and records of earlier builds; may be deleted at any time."""
        return self.root / "output" / ".cache"

    def name(self, path: Path) -> str:
        """The path as shown to people: relative to the project folder, with forward slashes."""
        absolute = Path(os.path.normpath(self.root / path))
        return absolute.relative_to(self.root).as_posix() if absolute.is_relative_to(self.root) else str(path)

    def place(self, path: Path, line: int | None = None) -> Place:
        """The place of a line in a file of the project."""
        return Place(self.name(path), line)

    def first_place(self, text: str, *folders: Path) -> Place | None:
        """The first line that holds `text` in the files of `folders`; None when there is none."""
        for folder in folders:
            for path in self.files_in(folder):
                with contextlib.suppress(Faults):  # what cannot be read is told by its reader
                    content = self.read_bytes(path).decode("utf-8", errors="ignore")
                    if (position := content.find(text)) >= 0:
                        return self.place(path, content.count("\n", 0, position) + 1)
        return None

    def files_in(self, folder: Path) -> list[Path]:
        """All that stands in a folder and below it and is not a folder, sorted; nothing where there is no folder.

        Linked folders are not entered. Raises `Faults` for a folder that cannot be read.
        """

        def fail(error: OSError) -> None:
            at = Path(error.filename or folder)
            raise Faults.one(
                self.place(at), f"the folder {self.name(at)} cannot be read: {advice(error, writing=False)}"
            )

        if not is_folder(folder):
            return []
        walked = os.walk(folder, onerror=fail)
        return sorted(Path(above, name) for above, _, names in walked for name in names)

    def read_bytes(self, path: Path, asked_at: Place | None = None, most: int = MOST_BYTES) -> bytes:
        """The contents of a file inside the project, of at most `most` bytes.

        `asked_at` is the place that names the file; faults are reported there. Raises `Faults` when the file
        lies outside the project, is missing, is not a file, is too large, or cannot be read.
        """
        place = asked_at or self.place(path)
        note_reading(self.name(path))
        try:
            if not Path(os.path.realpath(path)).is_relative_to(self.root):
                raise Faults.one(place, f"'{path}' lies outside the project folder; copy it into the project")
            return read_file(path, most)
        except UnfitError as error:
            raise Faults.one(place, f"{self.name(path)} {error}") from None
        except FileNotFoundError:
            raise Faults.one(place, self._missing(path)) from None
        except OSError as error:
            message = f"{self.name(path)} cannot be read: {advice(error, writing=False)}"
            raise Faults.one(place, message) from None
        except ValueError:
            raise Faults.one(place, f"{self.name(path)!r} cannot be the name of a file; write another") from None

    def read_text(self, path: Path, asked_at: Place | None = None, encoding: str = "utf-8") -> str:
        """The text of a file, with line ends as LF and without a byte order mark.

        Raises `Faults` as `read_bytes` does, and when the bytes are not text in `encoding` or hold characters that
        cannot be printed, naming the line.
        """
        most = MOST_BYTES if path.suffix.lower() in _LARGE else MOST_OF_TEXT
        text = decode(self.read_bytes(path, asked_at, most), encoding, self.name(path))
        refuse_forbidden(text, self.name(path))
        return text

    def _missing(self, path: Path) -> str:
        """That a file is missing, with near names, or that it is a link to one that is."""
        if path.is_symlink():
            return f"{self.name(path)} is a link to '{path.readlink()}', which is not there; put the file itself there"
        try:
            siblings = [item.name for item in path.parent.iterdir()]
        except OSError:
            siblings = []
        return f"the file {self.name(path)} is missing.{near(path.name, siblings, listed=0)}"


def find_project(start: Path) -> Project:
    """The project folder that `start` lies in: the nearest folder with `layouts/` and `data/editions/`.

    Raises `UsageError` when there is none.
    """
    try:
        start = Path(os.path.realpath(start))
    except ValueError:
        raise UsageError(f"{str(start)!r} cannot be the name of a folder") from None
    for folder in (start, *start.parents):
        if is_folder(folder / "layouts") and is_folder(folder / "data" / "editions"):
            return Project(folder)
    raise UsageError(
        f"{start} is not inside a brochure project (a folder with layouts/ and data/editions/); "
        "go to the project folder, or name it with --project"
    )
