"""Several files changed together: all of them, or none."""

from pathlib import Path

import pytest

from brochure.project.output import write_beside
from brochure.project.together import change_together


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "a", tmp_path / "b"
    for path in paths:
        path.write_text(path.name)
    return paths


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def test_contents_and_names_change(files: tuple[Path, Path], tmp_path: Path) -> None:
    a, b = files
    change_together({a: b"new a", b: b"new b"}, {b: tmp_path / "c"})
    assert content(tmp_path) == {"a": "new a", "c": "new b"}


def test_a_name_that_is_taken_stops_all(files: tuple[Path, Path], tmp_path: Path) -> None:
    a, b = files
    with pytest.raises(FileExistsError):
        change_together({a: b"new a"}, {b: a})
    assert content(tmp_path) == {"a": "a", "b": "b"}


def test_a_file_that_cannot_be_written_stops_all(files: tuple[Path, Path], tmp_path: Path) -> None:
    a = files[0]
    with pytest.raises(OSError, match="No such file"):
        change_together({a: b"new a", tmp_path / "none": b""}, {})
    assert content(tmp_path) == {"a": "a", "b": "b"}


def test_an_interrupt_before_the_first_change_changes_nothing(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path, content: bytes) -> Path:
        if path == files[1]:
            raise KeyboardInterrupt
        return write_beside(path, content)

    monkeypatch.setattr("brochure.project.together.write_beside", interrupted)
    with pytest.raises(KeyboardInterrupt):
        change_together(dict.fromkeys(files, b"new"), {})
    assert content(tmp_path) == {"a": "a", "b": "b"}


def test_what_was_done_is_undone_when_a_later_step_fails(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = files
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self == b:
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        change_together({a: b"new a"}, {a: tmp_path / "c", b: tmp_path / "d"})
    assert content(tmp_path) == {"a": "a", "b": "b"}


def test_a_file_that_cannot_be_replaced_is_named_itself(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Path, target: Path) -> Path:
        raise PermissionError(1, "Operation not permitted", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError) as raised:
        change_together({files[0]: b"new a"}, {})
    assert raised.value.filename == str(files[0])
    assert content(tmp_path) == {"a": "a", "b": "b"}
