"""What stands in the place of a file and is not one is refused at once, in words; nothing is waited for."""

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.findings import Faults, Place
from brochure.project.sources import project as home
from brochure.project.sources.files import MOST_OF_TEXT, UnfitError, read_file
from tests.support.projects import make_project

ASKED = Place("edition.toml", 4)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(here)


UNFIT: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (lambda path: path.mkdir(), "a.md is a folder, not a file; put the file itself there"),
    "pipe": (lambda path: os.mkfifo(path), "a.md is a pipe, not a file; put the file itself there"),
    "socket": (a_socket, "a.md is a socket, not a file; put the file itself there"),
    "link in a circle": (
        lambda path: path.symlink_to("a.md"),
        "a.md cannot be read: Too many levels of symbolic links; its links lead in a circle; put the file itself there",
    ),
    "broken link": (
        lambda path: path.symlink_to("b.md"),
        "a.md is a link to 'b.md', which is not there; put the file itself there",
    ),
    "link to a device": (
        lambda path: path.symlink_to("/dev/zero"),
        "a.md' lies outside the project folder; copy it into the project",
    ),
    "large file": (
        lambda path: path.write_bytes(b" " * (MOST_OF_TEXT + 1)),
        "a.md is larger than 1 MB, which is more than a file of this kind can hold; make it smaller",
    ),
}


@pytest.mark.parametrize(("make", "told"), UNFIT.values(), ids=UNFIT.keys())
def test_what_is_not_a_file_is_told_where_it_was_named(
    make: Callable[[Path], object], told: str, tmp_path: Path
) -> None:
    project = make_project(tmp_path, {})
    make(project.root / "a.md")

    with pytest.raises(Faults) as caught:
        project.read_text(project.root / "a.md", ASKED)

    assert str(caught.value).startswith("edition.toml:4: error: ")
    assert str(caught.value).endswith(told)


def test_a_device_is_not_opened() -> None:
    with pytest.raises(UnfitError, match="is a device, not a file"):
        read_file(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"])
def test_a_name_that_no_file_can_have_is_told(name: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, {})

    with pytest.raises(
        Faults, match=r"^edition\.toml:4: error: .*(give it a shorter name|cannot be the name of a file)"
    ):
        project.read_bytes(project.root / name, ASKED)


def test_a_file_that_its_owner_keeps_for_himself_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may run as root, who reads everything: so the system's answer is made here."""
    project = make_project(tmp_path, {"a.md": "Hei.\n"})

    def refuse(path: Path, most: int) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(home, "read_file", refuse)
    with pytest.raises(Faults) as caught:
        project.read_bytes(project.root / "a.md")

    assert str(caught.value) == (
        "a.md:1: error: a.md cannot be read: Permission denied; ask its owner for leave, or change its permissions"
    )


def test_files_are_listed_with_what_stands_in_their_place_but_not_through_links(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"data/a/b.csv": "", "data/c.toml": ""})
    os.mkfifo(project.root / "data" / "d.csv")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "e.csv").write_text("")
    (project.root / "data" / "linked").symlink_to(tmp_path / "elsewhere")

    found = [project.name(path) for path in project.files_in(project.root / "data")]

    assert found == ["data/a/b.csv", "data/c.toml", "data/d.csv"]
