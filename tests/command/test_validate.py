"""`brochure validate`, as whoever delivers a PDF uses it."""

import json
from pathlib import Path

import pikepdf
import pytest

from brochure.attaching.validation import recognising, reference
from brochure.building.rules import registry
from brochure.command.main import main
from brochure.findings import Finding, Place
from brochure.proofreading.excuses import Excused
from brochure.proofreading.reporting import as_sarif
from tests.support.annexes import ANNEX
from tests.support.command import brochure, copy_of
from tests.support.propositions import proposition
from tests.support.verapdf import need_validator


@pytest.fixture
def no_alt_text(small_annex: Path, tmp_path: Path) -> Path:
    """An annex whose figure with the longest alternative text has lost that."""
    target = tmp_path / "altered.pdf"
    with pikepdf.open(small_annex / ANNEX) as pdf:
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        del max(figures, key=lambda figure: len(str(figure.get("/Alt", "")))).Alt
        pdf.save(target)
    return target


@pytest.mark.slow
def test_standards_and_their_failures_in_plain_words(small_annex: Path, no_alt_text: Path) -> None:
    need_validator()
    sound = small_annex / ANNEX
    done = brochure("validate", sound, no_alt_text)
    assert (done.returncode, done.stderr) == (1, "")
    first, *lines = done.stdout.splitlines()
    assert first == f"{sound}: no findings; PDF/A-3a passed; PDF/UA-1 passed"
    assert lines[-1] == f"{no_alt_text}: 1 error; PDF/A-3a passed; PDF/UA-1 failed, 1 rule broken"
    assert all(line.startswith("data/editions/") and ": error: page " in line for line in lines[:-1]), lines
    assert [line.split("[")[1] for line in lines[:-1]] == ["pdf-no-alt-text, ua1-7.3-1]"]


def test_without_the_validator_the_own_checks_are_run(
    no_alt_text: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "_PACKAGE", "a-package-that-is-not-installed")
    assert main(["validate", str(no_alt_text), "--standard", "ua1"]) == 1
    told = capsys.readouterr()
    assert "[pdf-no-alt-text]" in told.out
    assert "PDF/UA-1 not tried" in told.out
    assert "error: PDF/UA-1 could not be tried with the reference validator" in told.err
    assert "default-jre-headless" in told.err
    assert main(["validate", str(proposition("typst"))]) == 0, "a warning alone is no failure"
    assert "warning: PDF/A-3a and PDF/UA-1 could not be tried" in capsys.readouterr().err


def test_a_java_that_is_not_one_is_told(no_alt_text: Path, tmp_path: Path) -> None:
    need_validator()
    (tmp_path / "lib/server").mkdir(parents=True)
    (tmp_path / "lib/server/libjvm.so").write_bytes(b"not a library")
    told = brochure("validate", no_alt_text, environment={"JAVA_HOME": str(tmp_path)})
    assert told.returncode == 1
    assert "[pdf-no-alt-text]" in told.stdout
    assert "PDF/UA-1 not tried" in told.stdout
    assert "Java" in told.stderr


@pytest.mark.slow
def test_json_tells_the_same(no_alt_text: Path) -> None:
    need_validator()
    done = brochure("validate", no_alt_text, "--standard", "ua1", "--format", "json")
    (told,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["claims"] == ["3a", "ua1"]
    assert told["standards"][0]["verdict"] == "failed"
    assert {finding["rule"] for finding in told["findings"]} == {"pdf-no-alt-text"}
    assert told["findings"][0]["also_told_by"] == ["ua1-7.3-1"]
    assert all(finding["file"].startswith("data/editions/") and finding["line"] for finding in told["findings"])


@pytest.fixture
def in_english(small_annex: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A copy of the project, and its annex with every paragraph said to be in English; its sentences are short."""
    monkeypatch.setattr(recognising, "_LEAST_WORDS", 4)
    monkeypatch.setattr(recognising, "_LEAST_TELLING", 1)
    project, target = copy_of(small_annex, tmp_path / "project"), tmp_path / "in English.pdf"
    with pikepdf.open(small_annex / ANNEX) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/P":
                item.Lang = pikepdf.String("en")
        pdf.save(target)
    return project, target


def validated(target: Path, form: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = main(["validate", str(target), "--format", form])
    return status, capsys.readouterr().out


def test_sarif_has_page_source_place_and_rule(
    no_alt_text: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "_PACKAGE", "a-package-that-is-not-installed")
    with pikepdf.open(no_alt_text, allow_overwriting_input=True) as pdf:
        del pdf.Root.ViewerPreferences
        pdf.save(no_alt_text)
    status, out = validated(no_alt_text, "sarif", capsys)
    assert status == 1
    (run,) = json.loads(out)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {"pdf-no-alt-text", "page-overflow", "typed-digits", "look-alike-members"} <= {rule["id"] for rule in rules}
    by_rule = {result["ruleId"]: result for result in run["results"]}
    assert set(by_rule) == {"pdf-no-alt-text", "pdf-title-hidden"}
    for name, result in by_rule.items():
        rule = rules[result["ruleIndex"]]
        assert (rule["id"], rule["properties"]["family"]) == (name, "finished PDF")
        assert result["level"] == rule["defaultConfiguration"]["level"] == "error"
        assert result["analysisTarget"] == {"uri": no_alt_text.as_uri()}
    (where,) = by_rule["pdf-no-alt-text"]["locations"]
    assert where["physicalLocation"]["artifactLocation"]["uri"].startswith("data/editions/")
    assert where["physicalLocation"]["artifactLocation"]["uriBaseId"] == "PROJECT"
    assert where["physicalLocation"]["region"]["startLine"] >= 1
    assert by_rule["pdf-no-alt-text"]["properties"]["page"].isdigit()
    (of_file,) = by_rule["pdf-title-hidden"]["locations"]
    assert of_file["physicalLocation"] == {"artifactLocation": {"uri": no_alt_text.as_uri()}}


def test_sarif_describes_rules_that_a_standard_alone_knows() -> None:
    finding = Finding(Place("a b.pdf"), "a thing is missing", page="3", rule="ua1-7.3-1, a-6.1-1")
    (run,) = json.loads(as_sarif("1", [(Path("a b.pdf"), Excused((finding,)))], registry(), "fault"))["runs"]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], rule["shortDescription"]["text"]) == ("ua1-7.3-1", "A thing is missing.")
    assert result["properties"] == {"page": "3", "alsoToldBy": ["a-6.1-1"]}
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "a%20b.pdf"}


def test_what_an_author_has_excused_is_left_out_inside_the_project(
    in_english: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    project, target = in_english
    monkeypatch.setattr(reference, "_PACKAGE", "a-package-that-is-not-installed")
    monkeypatch.chdir(project)
    (told,) = json.loads(validated(target, "json", capsys)[1])
    found = [each for each in told["findings"] if each["rule"] == "pdf-language-change" and each["line"]]
    at = next(each for each in found if each["file"].endswith(".md"))
    there = [each for each in found if (each["file"], each["line"]) == (at["file"], at["line"])]
    lines = (project / at["file"]).read_text("utf-8").split("\n")
    lines[at["line"] - 1] += " {# excuse pdf-language-change: skal leses på engelsk #}"
    lines[-1:] = ["", "{# excuse pdf-page-numbers: slik #}", "Det er slik.", ""]
    (project / at["file"]).write_text("\n".join(lines), "utf-8")

    _, inside = validated(target, "text", capsys)
    left = f"{len(told['findings']) - len(there) + 1} warnings, {len(there)} excused; "
    assert left in inside.splitlines()[-1]
    (of_nothing,) = [line for line in inside.splitlines() if "excuse-of-nothing" in line]
    assert of_nothing.startswith(at["file"])
    assert "pdf-page-numbers" in of_nothing
    (run,) = json.loads(validated(target, "sarif", capsys)[1])["runs"]
    assert len([each for each in run["results"] if "suppressions" in each]) == len(there)

    monkeypatch.chdir(tmp_path)
    assert json.loads(validated(target, "json", capsys)[1]) == [told], "a PDF alone knows of no excuse"
    assert main(["check", "--language", "nb", "--project", str(project)]) == 0
    assert "excuse" not in capsys.readouterr().out, "only validate could have seen what it excuses"


def test_wrong_usage_and_files_that_cannot_be_read(small_annex: Path, tmp_path: Path) -> None:
    done = brochure("validate", small_annex / ANNEX, "--standard", "3x,ua1")
    assert done.returncode == 2
    assert "3x" in done.stderr
    assert "Known: '1a'" in done.stderr
    text = tmp_path / "text.pdf"
    text.write_text("no PDF")
    done = brochure("validate", text, proposition("encrypted-user"), tmp_path / "none.pdf")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 3
    assert "Traceback" not in done.stderr


def test_of_a_joined_file_it_is_told_whether_the_findings_are_on_our_pages(
    small_annex: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "_PACKAGE", "a-package-that-is-not-installed")
    target = tmp_path / "prop.pdf"
    done = brochure("attach", small_annex / ANNEX, proposition("pdftex"), "-o", target, "--append")
    assert done.returncode == 0
    status, out = validated(target, "text", capsys)
    assert status == 1
    lines = out.splitlines()
    pages = len(pikepdf.open(small_annex / ANNEX).pages)
    assert lines[-2] == f"{target}: pages 6 to {5 + pages} of the file are the brochure's: no findings on them"
    assert " errors" in lines[-1]


def test_warnings_alone_are_no_failure(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "_PACKAGE", "a-package-that-is-not-installed")
    status, out = validated(proposition("libreoffice"), "text", capsys)
    assert status == 0
    assert "1 warning" in out.splitlines()[-1]
