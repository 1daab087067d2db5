"""What is kept of parts, and what makes it another part."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.making.parts.keeping import Shelf, content_of, printed
from brochure.making.parts.piece import Piece
from brochure.making.parts.setting import Task
from brochure.project.sources.project import Project

TASK = Task(
    '<p data-x="1">63,4 <img alt="" src="data/a.png"/></p>', "p {}", 3, {"part": "Arbeid"}, frozenset(), "pdf/a-3a"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.png").write_bytes(b"one")
    return Shelf(Project(tmp_path), "as they are")


@pytest.mark.parametrize(
    "other",
    [
        replace(TASK, html=TASK.html.replace("63,4", "63,5")),
        replace(TASK, styles="p { color: red }"),
        replace(TASK, first=5),
        replace(TASK, carried={"part": "Utdanning"}),
        replace(TASK, elsewhere=frozenset({"a"})),
        replace(TASK, variant="pdf/ua-1"),
        replace(TASK, prefix="a-"),
    ],
    ids=["words", "styles", "page", "running head", "links", "standard", "written"],
)
def test_another_part_has_another_key(shelf: Shelf, other: Task) -> None:
    assert shelf.key(other) != shelf.key(TASK)


def test_another_picture_or_program_is_another_part(shelf: Shelf) -> None:
    key = shelf.key(TASK)
    assert replace(shelf, surroundings="newer").key(TASK) != key
    (shelf.project.root / "data/a.png").write_bytes(b"two")
    assert shelf.key(TASK) != key


def test_what_identifies_tags_is_the_same_on_every_machine(shelf: Shelf) -> None:
    project = shelf.project
    assert content_of(project, TASK) == content_of(project, replace(TASK, prefix="a-"))


def test_what_is_on_no_page_is_left_out() -> None:
    told = '<p data-place="a.md:4" class="x" data-lines="4 5">To <span data-use="7">tall</span></p>'
    assert printed(told) == '<p class="x">To <span>tall</span></p>'
    said = '<p>skriv data-use="3" her</p>'
    assert printed(said) == said


def test_a_piece_comes_back_and_a_damaged_one_does_not(shelf: Shelf) -> None:
    piece = Piece(b"%PDF\n\n%EOF", 3, (), (), ())
    shelf.put("a", piece)
    assert shelf.piece("a") == piece
    path = shelf.folder / "a.piece"
    path.write_bytes(path.read_bytes()[:-1])
    assert shelf.piece("a") is None
    assert shelf.piece("b") is None


def test_what_was_not_used_for_longest_goes_first(shelf: Shelf) -> None:
    for number, key in enumerate("abc"):
        shelf.put(key, Piece(b"0" * 1000, 3, (), (), ()))
        os.utime(shelf.folder / f"{key}.piece", (number, number))
    assert shelf.piece("a") is not None
    shelf.tidy(2500)
    assert {path.stem for path in shelf.folder.iterdir()} == {"a", "c"}
