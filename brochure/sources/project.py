"""The project folder: where its parts lie, and how a file inside it is read.

Nothing outside the folder is read by way of it. Does not know what the files mean.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from brochure.findings import Faults, Place, UsageError, near
from brochure.gate import note_reading


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
            for path in sorted(folder.rglob("*")):
                content = path.read_text("utf-8", errors="ignore") if path.is_file() else ""
                if (position := content.find(text)) >= 0:
                    return self.place(path, content.count("\n", 0, position) + 1)
        return None

    def read_bytes(self, path: Path, asked_at: Place | None = None) -> bytes:
        """The contents of a file inside the project.

        `asked_at` is the place that names the file; faults are reported there. Raises `Faults` when the file
        lies outside the project, is missing, or cannot be read.
        """
        place = asked_at or self.place(path)
        note_reading(self.name(path))
        if not path.resolve().is_relative_to(self.root):
            raise Faults.one(place, f"'{path}' lies outside the project folder; copy it into the project")
        try:
            return path.read_bytes()
        except FileNotFoundError:
            siblings = [item.name for item in path.parent.iterdir()] if path.parent.is_dir() else []
            hint = near(path.name, siblings, listed=0)
            raise Faults.one(place, f"the file {self.name(path)} is missing.{hint}") from None
        except OSError as error:
            raise Faults.one(place, f"{self.name(path)} cannot be read: {error.strerror}") from None

    def read_text(self, path: Path, asked_at: Place | None = None, encoding: str = "utf-8") -> str:
        """The text of a file, with line ends as LF and without a byte order mark.

        Raises `Faults` as `read_bytes` does, and when the bytes are not text in `encoding`, naming the line.
        """
        raw = self.read_bytes(path, asked_at)
        try:
            text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            message = (
                f"this is not {encoding.upper()} text (byte 0x{raw[error.start]:02x}); "
                "save the file as UTF-8 in your editor"
            )
            raise Faults.one(self.place(path, line), message) from None
        return text.replace("\r\n", "\n").replace("\r", "\n")


def find_project(start: Path) -> Project:
    """The project folder that `start` lies in: the nearest folder with `layouts/` and `data/editions/`.

    Raises `UsageError` when there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "layouts").is_dir() and (folder / "data" / "editions").is_dir():
            return Project(folder)
    raise UsageError(
        f"{start} is not inside a brochure project (a folder with layouts/ and data/editions/); "
        "go to the project folder, or name it with --project"
    )
