"""`brochure rename`, as an editor runs it."""

from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.projects import SECTION, make_project, small_edition


def test_what_was_changed_is_told_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path, small_edition())
    told = [
        "number avstand → gap: 4 places in 4 files",
        f"  {SECTION}/numbers.yaml: 1",
        *(f"  {SECTION}/text.{language}.md: 1" for language in ("en", "nb", "nn")),
    ]
    arguments = ["rename", "avstand", "gap", "--project", str(project.root)]
    assert main([*arguments, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{told[0]}; nothing was written (--dry-run)", *told[1:]]
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines() == told
    assert main(arguments) == 2
    assert "there is no number, period, claim, figure, table or statistic 'avstand'" in capsys.readouterr().err


def test_the_files_of_a_statistic_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path, small_edition())
    assert main(["rename", "arbeid/sysselsatte", "arbeid/andeler", "--project", str(project.root)]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "  data/statistics/arbeid/sysselsatte.csv → data/statistics/arbeid/andeler.csv",
        "  data/statistics/arbeid/sysselsatte.toml → data/statistics/arbeid/andeler.toml",
    ]


def test_a_statistic_is_not_of_one_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path, small_edition())
    arguments = ["rename", "arbeid/sysselsatte", "arbeid/andeler", "--edition", "2016", "--project", str(project.root)]
    assert main(arguments) == 2
    assert "rename it without --edition" in capsys.readouterr().err
