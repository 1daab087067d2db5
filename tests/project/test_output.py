"""Files are written whole or not at all."""

import os
import signal
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from brochure.project import signals
from brochure.project.output import (
    keep,
    kept_in,
    new_folder,
    remove_remains,
    try_to_write,
    write_to_cache,
    write_whole,
)
from tests.support.killed import left_by_a_killed_process


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "levering" / "heftet.pdf"
    write_whole(path, b"hele heftet")
    assert path.read_bytes() == b"hele heftet"
    assert [item.name for item in path.parent.iterdir()] == ["heftet.pdf"]


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002], ids=oct)
def test_a_file_has_the_rights_that_the_user_gives_to_new_files(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "heftet.pdf", b"hele heftet")
        keep(tmp_path / "tegning", b"<svg/>")
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o666 & ~mask}


def test_what_stood_there_before_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "heftet.pdf"
    path.write_bytes(b"i fjor, og mye lengre enn i aar")
    write_whole(path, b"i aar")
    assert path.read_bytes() == b"i aar"


def test_a_reader_of_the_old_file_keeps_it_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "heftet.pdf"
    path.write_bytes(b"i fjor")
    with path.open("rb") as reader:
        write_whole(path, b"i aar")
        assert reader.read() == b"i fjor"


def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "heftet.pdf"
    path.mkdir()  # where the file should be stands a folder
    with pytest.raises(OSError, match=r"directory") as told:
        write_whole(path, b"innhold")
    assert told.value.filename == str(path)
    assert [item.name for item in tmp_path.iterdir()] == ["heftet.pdf"]


def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    path = tmp_path / "heftet.pdf"
    os.mkfifo(path)
    with pytest.raises(OSError, match="this is no file, but a device"):
        write_whole(path, b"innhold")
    assert path.is_fifo()
    assert [item.name for item in tmp_path.iterdir()] == ["heftet.pdf"]


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    assert not write_to_cache(tmp_path / "cache" / "tegning.svg", b"<svg/>")
    assert write_to_cache(tmp_path / "annet" / "tegning.svg", b"<svg/>")


def test_what_is_kept_is_had_again(tmp_path: Path) -> None:
    assert keep(tmp_path / "cache" / "tegning", b"<svg/>")
    assert kept_in(tmp_path / "cache" / "tegning") == b"<svg/>"
    assert kept_in(tmp_path / "cache" / "annen") is None


@pytest.mark.parametrize("damage", ["cut", "changed", "other form", "empty", "folder", "pipe", "link in a circle"])
def test_what_is_kept_and_damaged_is_as_if_it_were_not_there(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "tegning"
    keep(path, b"<svg>en tegning</svg>")
    whole = path.read_bytes()
    path.unlink()
    match damage:
        case "cut":
            path.write_bytes(whole[:-3])
        case "changed":
            path.write_bytes(whole.replace(b"en", b"to"))
        case "other form":
            path.write_bytes(b'{"svg": "<svg/>"}')
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)  # one that nobody writes to: who opened it to read would wait for ever
        case _:
            path.symlink_to(path)
    assert kept_in(path) is None
    keep(path, b"<svg/>")
    assert kept_in(path) == (None if damage in ("folder", "pipe") else b"<svg/>")


def test_what_killed_runs_have_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    left_by_a_killed_process(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == 2
    (file,) = (name for name in left if name.startswith(".heftet.pdf.brochure-"))
    machine, process = file.removesuffix("-0~").split("-")[1:]
    others = {
        file.replace(f"-{process}-", f"-{os.getpid()}-"),  # of a process that is at work on it
        file.replace(machine, "0" * 8),  # of another machine, where who knows what runs
        file.replace("brochure", "brosjyre"),
        f"{file}.bak",
        "heftet.pdf~",
        ".heftet.pdf.swp",
        "brochure-2015-1-heftet.pdf",
    }
    for name in others:
        (tmp_path / name).touch()
    remove_remains(tmp_path, tmp_path / "missing")
    assert {path.name for path in tmp_path.iterdir()} == others


def test_the_next_file_that_is_written_removes_what_is_left(tmp_path: Path) -> None:
    left_by_a_killed_process(tmp_path)
    write_whole(tmp_path / "heftet.pdf", b"hele heftet")
    assert [path.name for path in tmp_path.iterdir()] == ["heftet.pdf"]


def test_trying_to_write_leaves_nothing(tmp_path: Path) -> None:
    try_to_write(tmp_path / "levering")
    assert list((tmp_path / "levering").iterdir()) == []
    (tmp_path / "levering").rmdir()
    (tmp_path / "levering").touch()
    with pytest.raises(OSError, match="exists"):
        try_to_write(tmp_path / "levering")


def test_a_long_name_leaves_room_for_that_of_its_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / f"{'å' * 125}.pdf"
    write_whole(path, b"hele heftet")
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_a_new_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "2017"

    def interrupted() -> None:
        with new_folder(target) as folder:
            (folder / "a").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [*tmp_path.iterdir()] == []
    with new_folder(target) as folder:
        (folder / "a").write_text("whole")
        assert not target.exists()
    assert (target / "a").read_text() == "whole"
    assert [*tmp_path.iterdir()] == [target]


def test_a_new_folder_never_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "2017").mkdir()
    with pytest.raises(FileExistsError), new_folder(tmp_path / "2017"):
        pytest.fail("it is there already")
    with pytest.raises(FileExistsError), new_folder(tmp_path / "2018"):
        (tmp_path / "2018").symlink_to("nowhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2017", "2018"]


def test_ctrl_c_that_a_library_swallows_while_a_file_is_checked_keeps_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, "_heard", [])
    before = signal.signal(signal.SIGINT, signals._interrupt)

    def swallow(_: Path) -> None:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    try:
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "a.pdf", b"a", swallow)
    finally:
        signal.signal(signal.SIGINT, before)
    assert list(tmp_path.iterdir()) == []
