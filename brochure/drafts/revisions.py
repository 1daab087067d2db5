"""A project as it was at a revision, taken out of git into a folder that is gone afterwards.

Only `git` reads the repository; nothing is checked out, and neither the work tree nor the index is touched. Knows
nothing of editions.
"""

import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from brochure.findings import Faults, Place, near
from brochure.project.output import temporary_folder
from brochure.project.sources.project import Project

_LEFT_OUT = ("output",)
"""Folders of a project that are no source."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as it was asked for, and the full name of its commit."""

    asked: str
    commit: str

    def __str__(self) -> str:
        return self.asked if self.commit.startswith(self.asked) else f"{self.asked} ({self.commit[:10]})"


def find_revision(project: Project, asked: str) -> Revision:
    """The commit that a name, tag, hash or "HEAD~2" means; raises `Faults` where there is none, or no git."""
    folder = project.root
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode != 0:
        said = inside.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        message = f"'{asked}' is no draft and no PDF, and git does not know this folder, so it is no revision ({said})"
        raise Faults.one(Place(str(folder)), message)
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
    if found.returncode == 0:
        return Revision(asked, found.stdout.decode().strip())
    names = _git(folder, "for-each-ref", "--format=%(refname:short)").stdout.decode(errors="replace").split()
    base = re.split(r"[~^@]", asked)[0]
    message = f"there is no revision '{asked}' in this repository.{near(base, names) if base not in names else ''}"
    if _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        message += " It holds only the latest revisions: fetch the others with «git fetch --unshallow»"
    raise Faults.one(Place(str(folder)), message)


@contextmanager
def taken_out(project: Project, revision: Revision) -> Iterator[Project]:
    """The project as it was at a revision, in a folder that is there while the block runs.

    Raises `Faults` when git cannot give the files, or there was no project in this folder then.
    """
    place = Place(str(project.root))
    listed = _git(project.root, "ls-tree", "--name-only", "-z", revision.commit)
    there = [name for name in listed.stdout.decode(errors="replace").split("\0") if name and name not in _LEFT_OUT]
    if "layouts" not in there or "data" not in there:
        message = f"{revision} has no brochure project in this folder (layouts/ and data/); take a later revision"
        raise Faults.one(place, message)
    archive = _git(project.root, "archive", "--format=tar", revision.commit, "--", *there)
    if archive.returncode != 0:
        said = archive.stderr.decode(errors="replace").strip() or "no reason given"
        message = f"git cannot give the files of {revision}: {said}; «git fsck» says what the repository lacks"
        raise Faults.one(place, message)
    with temporary_folder() as folder:
        _lay_out(archive.stdout, folder)
        yield Project(folder)


def _lay_out(archive: bytes, folder: Path) -> None:
    """Write the files of an archive, then its links, so that nothing is written by way of a link.

    tarfile's own safe way is missing in the Python of Debian 12 (3.11.2).
    """
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        members = [(folder / member.name, member) for member in files if _is_inside(member.name)]
        for path, member in members:
            if (content := files.extractfile(member) if member.isreg() else None) is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
    for path, member in members:
        if member.issym():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(member.linkname)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; raises `Faults` when it is not installed."""
    surroundings: dict[str, str] = {
        **os.environ,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",  # what is not here is not fetched
        "GIT_TERMINAL_PROMPT": "0",
    }
    command: Sequence[str] = ["git", *arguments]
    try:
        return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=False)
    except FileNotFoundError:
        message = "revisions are read with git, which is not installed; install it, or name a draft or a PDF"
        raise Faults.one(Place(str(folder)), message) from None
