"""Findings as JSON and SARIF."""

import json
from pathlib import Path
from typing import Any

import pytest

from brochure.building.rules import registry
from brochure.command.main import main
from tests.support.projects import ROOT, TEXT, make_project, small_edition, small_file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with an error, a warning and an excused warning, on the last lines of its section."""
    style = "data/proofreading/nb/typography.toml"
    body = f"{small_file(TEXT)}\nI 2012.\n\nSlik..\n\nSlik.. {{# excuse double-point: «slik» #}}\n"
    files = small_edition({TEXT: body, style: (ROOT / style).read_text("utf-8")})
    return make_project(tmp_path, files, layouts=True, fonts=True).root


def printed(project: Path, form: str, capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["check", "--language", "nb", "--format", form, "--project", str(project)]) == 1
    return json.loads(capsys.readouterr().out)


def test_json_has_all_of_a_finding_and_the_excuses(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(project, "json", capsys)
    line = small_file(TEXT).count("\n") + 2
    assert told["edition"] == "2016"
    assert told["findings"] == [
        {
            "rule": "typed-digits",
            "level": "error",
            "file": TEXT,
            "line": line,
            "column": 3,
            "page": None,
            "message": "'2012' is typed by hand; bind it to a number, or mark it as not statistical: {2012}",
            "suggestion": None,
        },
        {
            "rule": "double-point",
            "level": "warning",
            "file": TEXT,
            "line": line + 2,
            "column": 5,
            "page": None,
            "message": "'Slik..' ends in two points; one is enough, also after an abbreviation",
            "suggestion": ".",
        },
    ]
    (excuse,) = told["excuses"]
    assert (excuse["line"], excuse["rules"], excuse["reason"]) == (line + 4, ["double-point"], "«slik»")
    assert [each["rule"] for each in excuse["excused"]] == ["double-point"]


def test_sarif_names_rules_places_and_what_is_suppressed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = printed(project, "sarif", capsys)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(registry())
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    error, warning, excused = run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == TEXT
    region = warning["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": small_file(TEXT).count("\n") + 4, "startColumn": 5}
    assert (error["level"], warning["level"]) == ("error", "warning")
    assert excused["suppressions"] == [{"kind": "inSource", "justification": "«slik»"}]
    assert "suppressions" not in warning


def test_a_fault_of_no_rule_is_called_fault(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / "editions" / "2016" / "edition.toml").write_text("[", "utf-8")
    status = main(["check", "--format", "json", "--project", str(project), "2016"])
    out = capsys.readouterr()
    assert status == 1
    assert "edition.toml:1" in out.err or json.loads(out.out)["findings"][0]["rule"] == "fault"


def test_excuses_are_listed_where_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--language", "nb", "--excuses", "--project", str(project)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "2016: 1 error, 1 warning, 1 excused"
    assert lines[-2] == f"{TEXT}:{small_file(TEXT).count(chr(10)) + 6}:8: excused: 1 of double-point: «slik»"


def test_rules_are_listed_without_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split(maxsplit=1) for line in lines if line.startswith("  ")]
    assert {name: told.removesuffix(" Cannot be excused.") for name, told in listed} == {
        name: rule.summary for name, rule in registry().items()
    }
    assert [name for name, told in listed if name == "typed-digits" and told.endswith("Cannot be excused.")]
    families = [line for line in lines if line.endswith("):")]
    assert len(set(families)) == len(families)
    assert {
        "numbers (brochure check):",
        "pages (brochure check --layout):",
        "finished PDF (brochure validate):",
    } <= set(families)
