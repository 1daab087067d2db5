"""Where a printed number comes from, as a person asks for it."""

import json
from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.drafts import DRAFT
from tests.support.projects import SECTION, STATISTIC, TEXT

PDF = "output/liten-utgave-nb.pdf"


@pytest.fixture
def pdf(small_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The PDF of the small edition alone, on another machine."""
    alone = tmp_path / "alone.pdf"
    alone.write_bytes((small_built / PDF).read_bytes())
    monkeypatch.chdir(tmp_path)
    return str(alone)


@pytest.mark.parametrize("typed", ["63,7", "63,7 prosent", "innvandrere"])
def test_a_number_is_traced_to_its_cell(typed: str, pdf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", pdf, typed]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")

    assert f"{TEXT}:11:" in told
    assert "innvandrere = arbeid/sysselsatte" in told
    assert f"{SECTION}/numbers.yaml:1" in told
    assert f"{STATISTIC}.csv:" in told
    assert "gruppe=Innvandrere" in told
    assert "63.7" in told
    assert "https://www.ssb.no/" in told
    assert "63,7 prosent av innvandrerne i arbeid" in told


def test_a_marked_year_is_told_as_what_it_is(pdf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", pdf, "2012"]) == 0
    assert "marked as not statistical" in capsys.readouterr().out


def test_a_page_is_listed_with_all_its_numbers(pdf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", pdf, "63,7", "--format", "json"]) == 0
    places = json.loads(capsys.readouterr().out)
    assert places
    assert main(["trace", pdf, "--page", "9"]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[0].endswith("on page 9")
    assert "page number" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["99,9"], "«99,9» is printed on no page"),
        (["63.7"], "Nearest: 63,7"),
        (["innvandrene"], "Did you mean 'innvandrere'"),
        (["--page", "999"], "there is no page 999"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(
    arguments: list[str], message: str, pdf: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", pdf, *arguments]) == 1
    assert message in capsys.readouterr().err


def test_without_a_number_the_pdf_is_told_about(pdf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", pdf]) == 0
    told = capsys.readouterr().out

    assert "Mål for integrering" in told
    assert "nb" in told


@pytest.mark.parametrize("typed", ["", " "])
def test_an_empty_number_is_wrong_usage(typed: str, pdf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", pdf, typed]) == 2
    assert capsys.readouterr().err.startswith("brochure: no number is given; give a number as it is printed")


def test_a_number_that_a_draft_shows_struck_is_told_as_removed(
    redrafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", str(redrafted / DRAFT.format("2")), "63,7"]) == 0
    told = capsys.readouterr().out

    assert f"removed, and shown struck; it was written at {TEXT}:11 before" in told
    assert f"removed, and shown struck; it was written at {TEXT}:5 before" in told
    assert "set by the layout: removed" not in told
