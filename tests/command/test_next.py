"""`brochure next`, as an editor runs it."""

from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.next_years import CSV, named_edition, next_table
from tests.support.projects import make_project, small_edition


def test_what_moved_and_what_is_left_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = small_edition({CSV: next_table()[CSV]})
    project = make_project(tmp_path, files, layouts=True)
    assert main(["next", "--project", str(project.root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "data/editions/2017: made from 2016, for the budget of 2017"
    assert lines[1] == "  5 periods moved on: arbeid/numbers.yaml 3, arbeid/tables.yaml 2"
    assert lines[-1].startswith("2017: ")
    assert "left: 2 of «settings that contradict each other, or wait for an answer»" in lines[-1]
    assert lines[-1].endswith("see «brochure check --work»")
    assert main(["next", "2017", "--from", "2016", "--project", str(project.root)]) == 1
    assert "data/editions/2017:1: error: data/editions/2017 is there already" in capsys.readouterr().err


def test_an_end_after_the_folder_has_its_name_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    project = make_project(tmp_path, named_edition())
    monkeypatch.setattr("brochure.command.next._tell_rest", interrupt)
    monkeypatch.setattr("signal.signal", lambda *arguments: None)
    assert main(["next", "--project", str(project.root)]) == 130
    assert "interrupted; the edition '2017' has been made" in capsys.readouterr().err
    assert (project.editions / "2017/edition.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["2015"], "2015 is not after 2016"), (["--from", "2061"], "there is no edition '2061'"), (["neste"], "")],
)
def test_wrong_usage_is_told(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, small_edition())
    try:
        status = main(["next", *arguments, "--project", str(project.root)])
    except SystemExit as end:
        status = int(end.code or 0)
    assert status == 2
    assert told in capsys.readouterr().err
