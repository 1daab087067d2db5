"""Files are read inside the project and nowhere else."""

from pathlib import Path

import pytest

from brochure.findings import Faults, Place, UsageError
from brochure.project.sources.project import find_project
from tests.support.projects import make_project

ASKED = Place("edition.toml", 4)


def test_text_is_read_without_byte_order_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.md": b"\xef\xbb\xbfen\r\nto\rtre\n"})

    assert project.read_text(project.root / "a.md") == "en\nto\ntre\n"


def test_a_file_that_is_missing_is_told_where_it_was_named(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"arbeid/text.nb.md": ""})

    with pytest.raises(Faults) as caught:
        project.read_text(project.root / "arbeid" / "tekst.nb.md", ASKED)

    assert str(caught.value) == (
        "edition.toml:4: error: the file arbeid/tekst.nb.md is missing. Did you mean 'text.nb.md'?"
    )


def test_a_file_that_is_missing_is_told_at_its_own_path_when_nothing_names_it(tmp_path: Path) -> None:
    project = make_project(tmp_path, {})

    with pytest.raises(Faults, match=r"^fonts/fonts\.toml:1: error: the file fonts/fonts\.toml is missing"):
        project.read_text(project.fonts / "fonts.toml")


@pytest.mark.parametrize("name", ["../outside.md", "a/../../outside.md", "/etc/passwd"])
def test_nothing_outside_the_project_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.md").write_text("secret")
    project = make_project(tmp_path / "project", {"a/b.md": ""})

    with pytest.raises(Faults, match=r"^edition.toml:4: error: .* lies outside the project folder"):
        project.read_bytes(project.root / name, ASKED)


def test_a_link_to_a_file_outside_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("secret")
    project = make_project(tmp_path / "project", {})
    (project.root / "inside.md").symlink_to(tmp_path / "outside.md")

    with pytest.raises(Faults, match="lies outside the project folder"):
        project.read_bytes(project.root / "inside.md")


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a/b.md": ""})

    with pytest.raises(Faults, match=r"^edition.toml:4: error: a is a folder, not a file; put the file itself there"):
        project.read_bytes(project.root / "a", ASKED)


def test_bytes_that_are_not_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.md": "en\nto\nfødt\n".encode("cp1252")})

    with pytest.raises(Faults, match=r"^a\.md:3: error: this is not UTF-8 text \(byte 0xf8\); save the file as UTF-8"):
        project.read_text(project.root / "a.md", ASKED)


def test_the_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"data/editions/2016/arbeid/text.nb.md": ""})

    assert find_project(tmp_path / "data" / "editions" / "2016" / "arbeid") == project


def test_a_folder_outside_any_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is not inside a brochure project .* name it with --project"):
        find_project(tmp_path)
