"""What `brochure build` does: one finished PDF, or none and a list of faults.

Decides whether there is anything to do, and saves what `making` has made; what stands in the output folder is
replaced only by a whole file.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.findings import Faults, Finding, Level, Place
from brochure.making.request import Request
from brochure.project.advice import advice
from brochure.project.output import keep, kept_in, read_regular, remove_remains, try_to_write, write_whole
from brochure.project.sources.project import Project
from brochure.project.timing import Timings

if TYPE_CHECKING:
    from brochure.building.making import Made

_PACKAGES = ("weasyprint", "pydyf", "matplotlib", "jinja2", "babel", "markdown-it-py", "fonttools", "pyphen")

_OF_A_LANGUAGE = re.compile(r"text\.[a-z]{2,3}\.md|[a-z]{2,3}\.po")
"""Files that concern one language alone."""


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build: the file, its pages, whether it was made anew, and how many figures were drawn.

    With --force the file was written in spite of what is an error among the `warnings`.
    """

    path: Path
    pages: int
    made: bool
    drawn: int = 0
    warnings: tuple[Finding, ...] = ()

    @property
    def overridden(self) -> int:
        """How many errors on its pages the file was written in spite of."""
        return sum(finding.level is Level.ERROR for finding in self.warnings)


def build(wanted: Request, timings: Timings, tell: Callable[[str], None]) -> Built:
    """Make the PDF, unless nothing has changed since the last time; `tell` is told each stage as it begins.

    Raises `Faults` with every finding when something is wrong; what stood at the target before then stays.
    """
    with timings.stage("fingerprint"):
        inputs = fingerprint(wanted)
    if (there := finished(wanted, inputs)) is not None:
        return there
    prepare(wanted)
    from brochure.building.making import make

    made = make(wanted, timings, tell)
    with timings.stage("saving"):
        return save(wanted, inputs, made)


def save(wanted: Request, inputs: str, made: "Made") -> Built:
    """Write a PDF that was made from `inputs`, and note that it was; raises OSError when it cannot be written."""
    target = wanted.target_of(made.manifest.draft)
    checksum = hashlib.sha256(made.content).hexdigest()
    if wanted.profile.is_draft:
        refuse_marked(wanted, target, checksum)
    write_whole(target, made.content)
    built = Built(target, len(made.manifest.pages), True, made.drawn, made.warnings)
    record = {
        "inputs": "" if built.overridden else inputs,  # the next build without --force tells of the errors again
        "pages": built.pages,
        "sha256": checksum,
    }
    keep(wanted.record_of(target), json.dumps(record).encode())
    if wanted.profile.is_draft:
        from brochure.drafts.store import DraftStore  # only drafts need it

        DraftStore(wanted.drafts).keep(made.manifest)
    return built


def fingerprint(wanted: Request, known: dict[Path, bytes] | None = None) -> str:
    """A checksum of all that the PDF depends on: what is asked of it, files of the project, the program, its libraries.

    What is in `known` need not be read again: checksums of files, which are added to as files are read.
    """
    known = {} if known is None else known
    digest = hashlib.sha256(
        f"{wanted.edition} {wanted.language} {wanted.profile.name} {wanted.details} {sys.version}".encode()
    )
    for package in _PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for base, path in _inputs(wanted):
        if path not in known:
            known[path] = hashlib.sha256(_content(wanted.project, path)).digest()
        digest.update(os.fsencode(f"{path.relative_to(base).as_posix()}\0"))
        digest.update(known[path])
    return digest.hexdigest()


def _content(project: Project, path: Path) -> bytes:
    """What a file holds, or why it cannot be read, which the step that needs it will tell."""
    if not path.is_relative_to(project.root):
        return path.read_bytes()  # of the program
    try:
        return project.read_bytes(path)
    except Faults as faults:
        return os.fsencode(str(faults))


def _inputs(wanted: Request) -> Iterator[tuple[Path, Path]]:
    """Every file that goes into the PDF, with the folder that its name is told from."""
    project = wanted.project
    program = Path(__file__).parents[1]
    own = (f"text.{wanted.language}.md", f"{wanted.language}.po")
    for folder in (project.statistics, project.editions / wanted.edition, project.layouts, project.fonts, program):
        for path in project.files_in(folder):
            concerned = path.name in own or not _OF_A_LANGUAGE.fullmatch(path.name)
            if concerned and "__pycache__" not in path.parts:
                yield folder, path
    if wanted.settings.logo is not None and (logo := project.root / wanted.settings.logo).is_file():
        yield project.root, logo


def finished(wanted: Request, inputs: str) -> Built | None:
    """The file that is there, when it was made from these inputs and is unharmed; None if it must be built."""
    if wanted.force or wanted.profile.is_draft:
        return None
    try:
        record = json.loads(kept_in(wanted.record_of(wanted.target)) or b"{}")
        content = read_regular(wanted.target)
        same = record["inputs"] == inputs and record["sha256"] == hashlib.sha256(content).hexdigest()
        return Built(wanted.target, int(record["pages"]), made=False) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def refuse_marked(wanted: Request, target: Path, checksum: str) -> None:
    """Keep a draft that somebody may have marked: refuse to write over a file that is not as it was built."""
    try:
        found = hashlib.sha256(read_regular(target)).hexdigest()
    except FileNotFoundError:
        return
    try:
        known = json.loads(kept_in(wanted.record_of(target)) or b"{}")["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        known = None
    if found not in (known, checksum):
        message = (
            "this draft has been changed since it was built, perhaps by a reader who marked it; "
            "move it to another place, or give the new draft another number with --draft"
        )
        raise Faults.one(Place(str(target)), message)


def prepare(wanted: Request) -> None:
    """Remove what killed runs have left, and find out that nothing can be written before minutes of work, not after."""
    caches = (wanted.project.cache / name for name in ("builds", "figures", "fontconfig", "parts"))
    remove_remains(wanted.output, wanted.drafts, wanted.drafts / "objects", *caches)
    refuse_unwritable(wanted.output)


def refuse_unwritable(folder: Path) -> None:
    """Raise `Faults` for a folder that no file can be written to."""
    try:
        try_to_write(folder)
    except OSError as error:
        message = f"cannot write to this folder: {advice(error, writing=True)}"
        raise Faults.one(Place(str(folder)), message) from None
