"""The manual: every page is listed and short, its examples build, its commands are understood."""

import re
import shlex
from pathlib import Path

import pytest

from brochure.command.help import page, topics
from brochure.command.main import COMMANDS, main, parse
from brochure.findings import Report
from brochure.project.languages import Language
from brochure.statistics.metadata import StatisticMetadata
from brochure.statistics.period import parse_period
from tests.support.gathering import gather
from tests.support.projects import EDITION, SECTION, make_project, small_edition, small_file
from tests.support.statistics import CSV, faults_of

_FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"`brochure ([^`]+)`")
TOPICS = tuple(topics())


def test_the_list_names_every_page_and_what_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    told = capsys.readouterr().out
    for topic, about in topics().items():
        assert re.search(rf"^  {topic} +{re.escape(about)}$", told, re.MULTILINE)


def test_a_page_is_printed_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "numbers"]) == 0
    assert capsys.readouterr().out.startswith("# numbers: ")


def test_a_topic_that_is_not_there_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "number"]) == 2
    assert "there is no page 'number' in the manual. Did you mean 'numbers'?" in capsys.readouterr().err


@pytest.mark.parametrize("topic", ["rules", "looks"])
def test_a_list_of_check_that_is_asked_for_as_a_page_is_told(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", topic]) == 2
    assert f"there is no page '{topic}' in the manual; brochure check --{topic} lists them" in capsys.readouterr().err


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_is_short_and_begins_with_its_topic(topic: str) -> None:
    lines = page(topic).splitlines()
    assert re.match(rf"# {topic}(, \w+)*: ", lines[0])
    assert lines[1].endswith(".")
    assert len(lines) <= 75
    assert max(map(len, lines)) <= 260


@pytest.mark.parametrize("command", sorted({*COMMANDS} - {"help"}))
def test_a_command_has_a_page(command: str) -> None:
    assert f"brochure {command}" in page(command)


def examples(topic: str) -> dict[str, str]:
    """What a page lays over the small project: the texts of its examples by the file that they are added to."""
    found: dict[str, str] = {}
    for match in _FENCE.finditer(page(topic)):
        if match["file"]:
            found[match["file"]] = f"{found.get(match['file'], '')}\n{match['text']}"
    return found


WITH_EXAMPLES = tuple(topic for topic in TOPICS if examples(topic))


@pytest.mark.parametrize("topic", WITH_EXAMPLES)
def test_the_examples_of_a_page_stand_without_an_error(topic: str, tmp_path: Path) -> None:
    added: dict[str, str | bytes] = {}
    for name, text in examples(topic).items():
        if text.lstrip().startswith("periods:"):  # the form for a whole edition
            added[f"{EDITION}/{name}"] = text
        else:
            added[f"{SECTION}/{name}"] = f"{small_file(f'{SECTION}/{name}')}\n{text}"
    project = make_project(tmp_path, small_edition(added), layouts=True)
    report = Report()
    gather(project, "2016", Language.BOKMAAL, report)
    assert [str(finding) for finding in report.errors] == []


def test_examples_are_found() -> None:
    assert {"text", "numbers", "figures", "check"} <= set(WITH_EXAMPLES)


def test_the_metadata_of_the_example_fit_a_table(tmp_path: Path) -> None:
    (described,) = (match["text"] for match in _FENCE.finditer(page("statistics")) if match["kind"] == "toml")
    cells = "gruppe,aar,verdi\n" + "".join(
        f"{group},{year},50.0\n" for group in ("Hele befolkningen", "Innvandrere") for year in (2012, 2013)
    )
    assert faults_of(tmp_path, cells, described, path=CSV) == []
    assert StatisticMetadata.model_fields.keys() >= {line.split(" = ")[0] for line in described.splitlines()[:7]}


def test_every_period_of_the_table_is_read() -> None:
    rows = [line.split("|")[2] for line in page("periods").splitlines() if line.startswith("| ") and "`" in line]
    forms = [form for row in rows for form in re.findall(r"`([^`]+)`", row)]
    assert len(forms) > 15
    for form in forms:
        parse_period(form)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_command_of_a_page_is_understood(topic: str) -> None:
    in_line = _COMMAND.findall(page(topic))
    in_fences = [
        line.removeprefix("brochure ").split(" #")[0]
        for match in _FENCE.finditer(page(topic))
        if match["kind"] in ("sh", "console")
        for line in match["text"].splitlines()
        if line.startswith("brochure ")
    ]
    for command in in_line + in_fences:
        assert parse(shlex.split(command)).run, command
