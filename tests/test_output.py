"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from brochure.output import write_to_cache, write_whole


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "levering" / "heftet.pdf"
    write_whole(path, b"hele heftet")
    assert path.read_bytes() == b"hele heftet"
    assert [item.name for item in path.parent.iterdir()] == ["heftet.pdf"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


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
