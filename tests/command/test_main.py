"""The command line: what it prints, where, and how it ends."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from brochure import __version__
from brochure.command.main import COMMANDS, main
from tests.support.command import brochure, replace_in
from tests.support.projects import EDITION, MENTION, ROOT, SECTION, TEXT, make_project, small_edition

HELP = Path(__file__).with_name("help")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A sound project in which nothing has been built."""
    return make_project(tmp_path, small_edition(), layouts=True, fonts=True).root


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["--help"], "brochure"), *(([name, "--help"], name) for name in COMMANDS)],
    ids=["brochure", *COMMANDS],
)
def test_help_is_this(
    arguments: list[str], name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    assert ended.value.code == 0
    assert printed.out == (HELP / f"{name}.txt").read_text("utf-8")
    assert printed.err == ""


def test_the_version_is_that_of_the_package() -> None:
    done = brochure("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"brochure {__version__}\n", "")


def test_a_terminal_that_lacks_letters_gets_what_it_can_show(project: Path) -> None:
    replace_in(project / TEXT, "endring > 0", "endring > 2")
    done = brochure("check", "--project", project, environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert f"{TEXT}:12:49: error: the claim no longer holds: \\xabAndelen \\xf8kte.\\xbb needs" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        *([], ["bulid"], ["build", "--lang=nb", "--colour"], ["check", "2016", "2015"]),
        ["check", "--language", "nb", "--language", "en"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    assert ended.value.code == 2
    assert printed.err.startswith("usage: brochure")
    assert printed.out == ""


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unknown_edition_ends_with_2_and_its_near_name(
    command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "2061", "--project", str(project)]) == 2
    assert capsys.readouterr().err == "brochure: there is no edition '2061'. Did you mean '2016'?\n"


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unknown_language_ends_with_2_and_the_known_ones(
    command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--language", "no", "--project", str(project)]) == 2
    assert capsys.readouterr().err.startswith("brochure: this edition has no language 'no'.")


def test_a_folder_that_is_no_project_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"brochure: {tmp_path} is not inside a brochure project (a folder with layouts/ and data/editions/); "
        "go to the project folder, or name it with --project\n"
    )


def test_a_project_is_found_from_any_folder_in_it(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / SECTION)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "2016: no findings\n"


def test_the_newest_edition_is_taken(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / "editions" / "2017").mkdir()
    text = (project / EDITION / "edition.toml").read_text("utf-8").replace("budget_year = 2016", "budget_year = ?")
    (project / "data" / "editions" / "2017" / "edition.toml").write_text(text, "utf-8")
    assert main(["check", "--project", str(project)]) == 1
    assert "data/editions/2017/edition.toml:1: error: this is not valid TOML" in capsys.readouterr().err


def test_check_lists_errors_and_warnings_with_their_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(project / TEXT, 'figure("sysselsatte")', 'figure("syselsatte")')
    replace_in(project / TEXT, "endring > 0", "endring > 2")
    assert main(["check", "--language", "nb", "--project", str(project)]) == 1
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines() == [
        f"{SECTION}/figures.yaml:1: warning: 'sysselsatte' is described, but no text places it [unused-figure]",
        f"{TEXT}:12:22: error: ref: there is no figure or table 'sysselsatte' in the text."
        " Did you mean 'sysselsatte-gruppe'?",
        f"{TEXT}:12:49: error: the claim no longer holds: «Andelen økte.» needs endring > 2, but endring = 0.8; "
        "rewrite the sentence [false-claim]",
        f"{TEXT}:14: error: there is no figure 'syselsatte'. Did you mean 'sysselsatte'?",
        "2016: 3 errors, 1 warning",
    ]


def test_a_warning_alone_does_not_fail_the_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(project / TEXT, '{{ table("sysselsatte-gruppe") }}\n', "")
    replace_in(project / TEXT, MENTION, "")
    assert main(["check", "--language", "nb", "--project", str(project)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{SECTION}/tables.yaml:1: warning: 'sysselsatte-gruppe' is described, but no text places it [unused-figure]",
        "2016: 1 warning",
    ]


def test_check_finds_what_a_build_would_stumble_over_in_the_layouts(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(project / "layouts" / "templates" / "back.html", "brochure.publisher", "brochure.publischer")
    replace_in(project / "layouts" / "styles" / "brochure.css", "body { margin", "body { font-family: Arial; margin")
    assert main(["check", "--project", str(project)]) == 1
    told = capsys.readouterr().out
    assert "layouts/templates/back.html:5: error: this template fails: " in told
    assert "error: there is no typeface 'Arial' in fonts/." in told


def test_the_shipped_edition_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "2016", "--project", str(ROOT)]) == 0
    assert re.fullmatch(r"2016: no findings(, \d+ excused)?\n", capsys.readouterr().out)


@pytest.mark.parametrize("arguments", [["--help"], ["check"], ["build"]], ids=lambda arguments: arguments[0])
def test_drawing_and_setting_are_loaded_only_when_something_is_drawn_and_set(
    arguments: list[str], small_built: Path
) -> None:
    """A build that has nothing to do is one of those that load neither."""
    program = (
        "import sys\n"
        "from brochure.command.main import main\n"
        "try:\n    status = main(sys.argv[1:])\n"
        "except SystemExit as ended:\n    status = ended.code\n"
        "heavy = {'matplotlib', 'weasyprint', 'numpy', 'pandas', 'httpx'} & set(sys.modules)\n"
        "print(status, *sorted(heavy), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=small_built, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    heavy = done.stderr.split()
    assert heavy[0] == "0"
    assert not {"matplotlib", "weasyprint", "httpx"} & set(heavy)
    assert arguments == ["check"] or heavy == ["0"]
