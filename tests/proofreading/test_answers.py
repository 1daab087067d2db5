"""Answers of slow programs are kept by what was asked, and never when the program failed or has changed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from brochure.proofreading.answers import Answers


def asking(asked: list[str]) -> Callable[[Sequence[str]], Sequence[str]]:
    def ask(texts: Sequence[str]) -> Sequence[str]:
        asked.extend(texts)
        return [text.upper() for text in texts]

    return ask


def test_only_what_is_new_is_asked_for(tmp_path: Path) -> None:
    path, asked = tmp_path / "answers.json", list[str]()
    assert Answers(path, "1", asking(asked)).to(["a", "b", "a"]) == ["A", "B", "A"]
    assert Answers(path, "1", asking(asked)).to(["b", "c"]) == ["B", "C"]
    assert Answers(path, "1", asking(asked)).to(["a", "b", "c"]) == ["A", "B", "C"]
    assert asked == ["a", "b", "c"]


def test_another_version_and_a_damaged_file_are_asked_anew(tmp_path: Path) -> None:
    path, asked = tmp_path / "answers.json", list[str]()
    Answers(path, "1", asking(asked)).to(["a"])
    assert Answers(path, "2", asking(asked)).to(["a"]) == ["A"]
    path.write_bytes(path.read_bytes()[:-1])
    assert Answers(path, "2", asking(asked)).to(["a"]) == ["A"]
    assert asked == ["a", "a", "a"]


def test_a_failure_is_told_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    failing = Answers(path, "1", lambda _: None)
    assert failing.to(["a"]) == [None]
    assert failing.has_failed
    assert Answers(path, "1", asking([])).to(["a"]) == ["A"]
