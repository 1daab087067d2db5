"""`brochure check` over the languages of an edition."""

from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.command import replace_in
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
