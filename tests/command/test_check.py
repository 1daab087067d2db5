"""`brochure check` over the languages of an edition."""

import json
from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.command import replace_in
from tests.support.next_years import CSV, next_table
from tests.support.projects import EDITION, MENTION, SECTION, make_project, small_edition


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path, small_edition(), layouts=True, fonts=True).root


def check(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str]]:
    status = main(["check", *map(str, arguments)])
    printed = capsys.readouterr()
    assert printed.err == ""
    return status, printed.out.splitlines()


def test_every_language_is_checked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, old, new in (("nb", "Tallene", "Tallene fra 2014"), ("en", "figures", "figures from 2014")):
        replace_in(project / EDITION / "innledning" / f"text.{language}.md", old, new)
    status, lines = check(capsys, "--project", project)
    assert status == 1
    assert [line.split(": error")[0] for line in lines] == [
        f"{EDITION}/innledning/text.en.md:4:18",
        f"{EDITION}/innledning/text.nb.md:4:13",
        "2016: 2 errors",
    ]


def test_one_language_is_checked_alone_and_compared_with_none(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(project / EDITION / "innledning" / "text.nb.md", "Tallene", "Tallene fra 2014")
    replace_in(project / SECTION / "text.nn.md", "{% claim endring > 0 %}Delen auka.{% endclaim %}", "Delen auka.")
    assert check(capsys, "--project", project, "--language", "nn") == (0, ["2016: no findings"])


def test_what_all_languages_share_is_told_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(project / SECTION / "numbers.yaml", "alle: arbeid", "alle: arbied")
    status, lines = check(capsys, "--project", project)
    assert status == 1
    assert [line.split(": error")[0] for line in lines] == [f"{SECTION}/numbers.yaml:2", "2016: 1 error"]


def test_what_one_language_lacks_is_a_warning_in_its_own_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for said in ('{{ table("sysselsatte-gruppe") }}\n', MENTION):
        replace_in(project / SECTION / "text.nn.md", said, "")
    assert check(capsys, "--project", project) == (
        0,
        [
            f"{SECTION}/tables.yaml:1: warning: 'sysselsatte-gruppe' is described, but no text places it "
            "(in nn) [unused-figure]",
            f"{SECTION}/text.nn.md:12: warning: nn lacks a reference to 'sysselsatte-gruppe', which nb has at "
            f"{SECTION}/text.nb.md:12; write it here too, or take it away there [languages-reference]",
            f"{SECTION}/text.nn.md:14: warning: nn lacks the table 'sysselsatte-gruppe', which nb has at "
            f"{SECTION}/text.nb.md:16; write it here too, or take it away there [languages-table]",
            "2016: 3 warnings",
        ],
    )


def test_broken_words_of_one_language_do_not_hide_the_faults_of_another(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "layouts" / "words" / "nn.po").unlink()
    replace_in(project / EDITION / "innledning" / "text.en.md", "figures", "figures from 2014")
    status, lines = check(capsys, "--project", project)
    assert status == 1
    places = [line.split(": error")[0] for line in lines]
    assert places == [f"{EDITION}/innledning/text.en.md:4:18", "layouts/words/nn.po:1", "2016: 2 errors"]


def test_what_is_left_to_do_is_a_list_and_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path, {**small_edition(), CSV: next_table()[CSV]}, layouts=True).root
    status, lines = check(capsys, "--project", project, "--work", "--language", "nb")
    assert status == 0
    assert lines[0] == "1. Newer periods that are not used yet (1)"
    assert lines[1].startswith("  - arbeid/sysselsatte has 2015, but 2014 is used by the numbers 'innvandrere' and")
    assert lines[2] == f"      {SECTION}/numbers.yaml:1 number innvandrere"
    assert lines[-1] == "2016: 1 left: 1 of «newer periods that are not used yet»"
    status, lines = check(capsys, "--project", project, "--work", "--format", "json", "--language", "nb")
    found = json.loads("\n".join(lines))
    assert (status, found["edition"], found["left"], found["counts"]["newer-data"]) == (0, "2016", 1, 1)
    assert found["entries"][0]["places"][0] == {
        "path": f"{SECTION}/numbers.yaml",
        "line": 1,
        "column": None,
        "text": "number innvandrere",
    }


def test_the_list_is_empty_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path, small_edition(), layouts=True).root
    assert check(capsys, "--project", project, "--work", "--language", "nn") == (0, ["2016: nothing left"])


def test_a_fault_keeps_the_list_from_being_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(
        tmp_path, small_edition({f"{SECTION}/numbers.yaml": "alle: arbeid/intet [aar=2014]\n"}), layouts=True
    )
    assert main(["check", "--project", str(project.root), "--work", "--language", "nb"]) == 1
    printed = capsys.readouterr()
    assert "faults to mend first" in printed.out
    assert f"{SECTION}/numbers.yaml:1: error: there is no statistic 'arbeid/intet'" in printed.err


@pytest.mark.parametrize("beside", [["--layout"], ["--excuses"], ["--format", "sarif"]])
def test_the_list_is_no_check(project: Path, beside: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(project), "--work", *beside]) == 2
    assert "--work cannot be used with" in capsys.readouterr().err


def test_looks_are_listed_with_what_they_stand_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = check(capsys, "--project", project, "--looks")
    assert status == 0
    assert lines[0].split() == ["Stands", "for", "Colour", "Line", "Mark", "Figures"]
    assert any(line.startswith("Innvandrere ") for line in lines)
    assert lines[-1].startswith("A look that has a meaning has no other")


@pytest.mark.parametrize("other", [("--work",), ("--looks",), ("--format", "json"), ("--language", "nn")])
def test_rules_are_a_list_of_their_own(other: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules", *other]) == 2
    assert "--rules cannot be used with" in capsys.readouterr().err


def test_looks_are_a_list_of_their_own(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(project), "--looks", "--work"]) == 2
    assert "--looks cannot be used with --work" in capsys.readouterr().err
