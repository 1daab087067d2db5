"""Pieces that are kept for later runs, each by a checksum of all that it was made from.

What is damaged, or was made from anything else, is not there. Does not know how pieces are made.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from html import unescape
from importlib.metadata import version
from itertools import product
from pathlib import Path

from brochure.findings import Faults
from brochure.making.pages.pictures import read_picture
from brochure.making.parts.piece import Piece
from brochure.making.parts.setting import Task
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import import_weasyprint
from brochure.project.output import keep, kept_in
from brochure.project.sources.project import Project

_LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "cssselect2", "tinycss2", "fonttools", "pyphen", "pillow")
_TAG = re.compile(r"<[^<>]*>")
_NOT_PRINTED = re.compile(r' data-(?:place|lines|use|claim)="[^"]*"')
"""What a document says of itself that is on no page, and changes where other parts do."""
MOST_BYTES = 200_000_000
"""So much is kept: some twenty states of an edition in three languages."""
_SHOWN = re.compile(r' (?:src|data|href|xlink:href)="(?!#|data:|https?:|mailto:)([^"]+)"')
_IN_STYLES = re.compile(r"""url\(\s*["']?((?!data:|#)[^"')\s]+)""")


def printed(html: str) -> str:
    """A document without what is on no page."""
    return _TAG.sub(lambda tag: _NOT_PRINTED.sub("", tag[0]), html)


def shelf_of(project: Project) -> "Shelf":
    """Where a project keeps its pieces."""
    return Shelf(project, _surroundings(project))


def _surroundings(project: Project) -> str:
    """A checksum of what every part is made with: program, libraries, typefaces."""
    digest = hashlib.sha256(f"{sys.version} {_of_the_system(project)}".encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    program = Path(__file__).parents[2]
    for path in (*sorted(program.rglob("*.py")), *project.files_in(project.fonts)):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _of_the_system(project: Project) -> str:
    """The versions of the system's libraries that set text; raises `Faults` with the remedy where they are missing."""
    restrict_fonts(project)
    import_weasyprint()
    from weasyprint.text.ffi import harfbuzz, pango

    known = (harfbuzz.hb_version_atleast(*version) for version in product(range(1, 20), range(20), range(20)))
    return f"{pango.pango_version()} {sum(known)}"


def _pictures(project: Project, sources: Iterable[str]) -> bytes:
    """A checksum of pictures; one that cannot be read is told by whoever sets it."""
    digest = hashlib.sha256()
    for source in sources:
        with suppress(Faults):
            digest.update(hashlib.sha256(read_picture(project, unescape(source))).digest())
    return digest.digest()


def content_of(project: Project, task: Task) -> str:
    """A checksum of what a part says and how, which is the same on every machine."""
    told = replace(task, prefix="", elsewhere=frozenset())
    shown = _pictures(
        project, [*_SHOWN.findall(task.html), *_IN_STYLES.findall(task.html), *_IN_STYLES.findall(task.styles)]
    )
    whole = "\0".join((repr(astuple(told)), *sorted(task.elsewhere), shown.hex()))
    return hashlib.sha256(whole.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where pieces and what has been found out about parts are kept; `surroundings` is what all are made with."""

    project: Project
    surroundings: str

    @property
    def folder(self) -> Path:
        """The folder that they are kept in."""
        return self.project.cache / "parts"

    def key(self, task: Task) -> str:
        """The checksum of all that a part is made from, and whether it is to be written or laid out."""
        return self.checksum("written" if task.prefix else "laid out", content_of(self.project, task))

    def checksum(self, *told: str) -> str:
        """A checksum of texts and of the surroundings."""
        return hashlib.sha256("\0".join((self.surroundings, *told)).encode()).hexdigest()

    def piece(self, key: str) -> Piece | None:
        """The piece with a key."""
        path = self.folder / f"{key}.piece"
        kept = kept_in(path)
        try:
            found = Piece.from_bytes(kept) if kept is not None else None
        except ValueError:
            return None
        if found is not None:
            with suppress(OSError):
                os.utime(path)  # used again
        return found

    def tidy(self, most_bytes: int = MOST_BYTES) -> None:
        """Remove what was not used for longest, where more is kept than is worth it."""
        with suppress(OSError), os.scandir(self.folder) as entries:
            files = sorted((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in entries)
            surplus = sum(size for _, size, _ in files) - most_bytes
            for _, size, path in files:
                if surplus <= 0:
                    return
                Path(path).unlink()
                surplus -= size

    def put(self, key: str, piece: Piece) -> None:
        """Keep a piece."""
        keep(self.folder / f"{key}.piece", piece.to_bytes())

    def fact(self, key: str) -> object:
        """What has been found out about a part; None where nothing is known."""
        path = self.folder / f"{key}.json"
        kept = kept_in(path)
        if kept is None:
            return None
        with suppress(OSError):
            os.utime(path)
        try:
            return json.loads(kept)
        except ValueError:
            return None

    def pages_of(self, task: Task) -> int | None:
        """How many pages a part has, wherever it begins; None where that is not known."""
        found = self.fact(self._count_key(task))
        return found if isinstance(found, int) and found > 0 else None

    def note_pages(self, task: Task, pages: int) -> None:
        """Keep how many pages a part has."""
        self.note(self._count_key(task), pages)

    def _count_key(self, task: Task) -> str:
        return self.checksum("pages", self.key(replace(task, first=0)))

    def note(self, key: str, fact: object) -> None:
        """Keep what has been found out about a part, which can be written as JSON."""
        keep(self.folder / f"{key}.json", json.dumps(fact).encode())
