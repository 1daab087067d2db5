"""`brochure comments --apply`: accepted changes are carried into the texts, what is bound is left to a person."""

import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from brochure.command.main import main
from brochure.drafts.comments.applying import Plan, write
from brochure.findings import Faults
from brochure.project.sources.project import Project
from tests.support.annotating import Annotator
from tests.support.command import copy_of, replace_in
from tests.support.drafts import DRAFT
from tests.support.projects import ROOT, SECTION, TEXT

PAGE = 7
"""Position of the page with the section."""
Apply = Callable[..., tuple[int, str, str]]


@pytest.fixture
def marked(drafted: Path) -> Annotator:
    """The draft, open to be marked."""
    return Annotator(drafted / DRAFT.format("1"))


@pytest.fixture
def project(drafted: Path, tmp_path: Path) -> Path:
    """A copy of the project that the draft was made from."""
    return copy_of(drafted, tmp_path / "project")


@pytest.fixture
def apply(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Apply:
    """Saves a marked draft and has its comments carried out; returns the status, the list and what else is said."""

    def command(marked: Annotator, *options: str) -> tuple[int, str, str]:
        path = marked.save(tmp_path / "marked.pdf")
        status = main(["comments", "--apply", "--project", str(project), str(path), *options])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return status, printed.out, printed.err

    return command


def four_changes(marked: Annotator) -> None:
    """Two replacements, a strike-out and an insertion, all accepted."""
    changes = (
        marked.replace(PAGE, "fleste innvandrere", "mange innflyttere", T="Ola"),
        marked.mark(PAGE, "StrikeOut", "hele", T="Ola"),
        marked.insert(PAGE, "innvandrerne i", "alle", T="Kari"),
        marked.replace(PAGE, "arbeid.", "jobb.", T="Kari"),
    )
    for change in changes:
        marked.state(PAGE, change, "Accepted", T="Per")


def test_accepted_changes_are_carried_into_the_texts(marked: Annotator, apply: Apply, project: Path) -> None:
    four_changes(marked)
    before = (project / TEXT).read_text("utf-8")

    status, told, _ = apply(marked, "--yes")

    assert status == 0
    after = (project / TEXT).read_text("utf-8")
    assert after == (
        before.replace("De fleste innvandrere", "De mange innflyttere")
        .replace("i hele befolkningen", "i befolkningen")
        .replace("av innvandrerne i", "av alle innvandrerne i")
        .replace("lead: De fleste er i arbeid.", "lead: De fleste er i jobb.")
    )
    assert f"--- a/{TEXT}\n+++ b/{TEXT}\n" in told
    assert "-## De fleste innvandrere er i jobb\n+## De mange innflyttere er i jobb\n" in told
    assert "done:\n  page 8, line 2: replacement by Kari «arbeid.» → «jobb.»\n" in told
    assert f"    {TEXT}:12\n" in told


def test_applied_twice_it_gives_nothing_new(marked: Annotator, apply: Apply, project: Path) -> None:
    four_changes(marked)
    apply(marked, "--yes")
    once = (project / TEXT).read_bytes()

    status, told, said = apply(marked, "--yes")

    assert (status, (project / TEXT).read_bytes()) == (0, once)
    assert told.startswith("done before:\n")
    assert told.count("page 8") == 4
    assert "there is nothing to write" in said


def test_a_word_that_is_gone_is_not_looked_for_in_another_paragraph(
    marked: Annotator, apply: Apply, project: Path
) -> None:
    replace_in(project / TEXT, "## De fleste", "Vi viser dette og hele landet.\n\n## De fleste")
    for words in ("hele", "viser"):
        marked.mark(PAGE, "StrikeOut", words, T="Ola")
    apply(marked, "--yes", "--all")
    once = (project / TEXT).read_text("utf-8")

    _, told, _ = apply(marked, "--yes", "--all")

    assert (project / TEXT).read_text("utf-8") == once
    assert "Vi viser dette og hele landet." in once
    assert told.startswith("done before:\n")


def test_nothing_is_written_without_yes(marked: Annotator, apply: Apply, project: Path) -> None:
    four_changes(marked)
    before = (project / TEXT).read_bytes()

    _, told, said = apply(marked)

    assert (project / TEXT).read_bytes() == before
    assert "+## De mange innflyttere er i jobb\n" in told
    assert "would be done:\n" in told
    assert "nothing was written: look at the difference, and give --yes" in said


def test_only_what_is_accepted_is_done_but_for_all(marked: Annotator, apply: Apply, project: Path) -> None:
    rejected = marked.mark(PAGE, "StrikeOut", "hele", T="Ola")
    marked.state(PAGE, rejected, "Accepted", T="Per")
    marked.state(PAGE, rejected, "Rejected", T="Per")
    marked.replace(PAGE, "arbeid.", "jobb.", T="Kari")
    marked.highlight(PAGE, "lavere enn", "Sikkert?", T="Kari")

    _, told, _ = apply(marked, "--yes")
    assert "nobody has accepted it" in told
    assert "it does not say which words are to stand instead" in told
    assert "done" not in told

    _, told, _ = apply(marked, "--yes", "--all")
    assert "lead: De fleste er i jobb." in (project / TEXT).read_text("utf-8")
    assert "i hele befolkningen" in (project / TEXT).read_text("utf-8")


BOUND = {
    "number": (
        "63,7 prosent av",
        f"it lies on a number from a statistic: change what is printed in {TEXT}:11, or what",
    ),
    "claim": (
        "økte",
        f"it lies in a claim, and its condition «endring > 0» has to say the same: change both in {TEXT}",
    ),
    "reference": ("Tabell", f"it lies on a reference or link: change that in {TEXT}:12"),
    "mark": ("2012", f"it lies on a mark in braces: change that in {TEXT}:7"),
    "table": ("69,3", f"{SECTION}/tables.yaml:1 has no typed text that it was set from"),
}


@pytest.mark.parametrize(("words", "reason"), BOUND.values(), ids=BOUND.keys())
def test_what_is_bound_is_left_to_a_person(
    words: str, reason: str, marked: Annotator, apply: Apply, project: Path
) -> None:
    marked.replace(PAGE, words, "andre ord", T="Kari")
    before = (project / TEXT).read_bytes()

    status, told, _ = apply(marked, "--yes", "--all")

    assert (status, (project / TEXT).read_bytes()) == (0, before)
    assert told.startswith("left to a person:\n")
    assert reason in told


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{{ x }}", "signs that mean something"), ("5 av 7", "it has digits"), ("to\rlinjer", "several lines")],
)
def test_words_that_no_text_may_have_are_left_to_a_person(
    text: str, reason: str, marked: Annotator, apply: Apply
) -> None:
    marked.replace(PAGE, "lavere", text, T="Kari")
    _, told, _ = apply(marked, "--yes", "--all")
    assert told.startswith("left to a person:\n")
    assert reason in told


def test_a_passage_that_has_changed_since_the_draft_is_left_alone(
    marked: Annotator, apply: Apply, project: Path
) -> None:
    four_changes(marked)
    replace_in(project / TEXT, "hele befolkningen", "landet under ett")

    _, told, _ = apply(marked, "--yes")

    text = (project / TEXT).read_text("utf-8")
    assert "av alle innvandrerne i" in text
    assert "landet under ett" in text
    assert told.count("what stands there has changed since the draft") == 1


def test_a_change_elsewhere_in_the_paragraph_is_no_hindrance(marked: Annotator, apply: Apply, project: Path) -> None:
    four_changes(marked)
    replace_in(project / TEXT, "i arbeid, {{", "sysselsatt, hele {{")

    apply(marked, "--yes")

    text = (project / TEXT).read_text("utf-8")
    assert "sysselsatt, hele {{" in text
    assert "\ni befolkningen (" in text
    assert "av alle innvandrerne sysselsatt" in text


def test_a_word_in_a_title_of_a_figure_is_changed_in_its_file(marked: Annotator, apply: Apply, project: Path) -> None:
    marked.replace(PAGE, "Flere innvandrere", "Mange innvandrere", T="Kari")
    apply(marked, "--yes", "--all")
    assert "title: { nb: Mange innvandrere er i jobb, nn:" in (project / SECTION / "figures.yaml").read_text("utf-8")


@pytest.mark.parametrize(("missing", "left"), [(1, "i befolkningen"), (2, "i le befolkningen")])
def test_a_mark_that_is_short_of_one_letter_has_its_whole_word(
    missing: int, left: str, marked: Annotator, apply: Apply, project: Path
) -> None:
    [box] = marked.boxes(PAGE, "hele")
    letter = (box[2] - box[0]) / 4
    marked.cover(PAGE, "StrikeOut", [(box[0], box[1], box[2] - missing * letter, box[3])])
    apply(marked, "--yes", "--all")
    assert f"\n{left} (" in (project / TEXT).read_text("utf-8")


def test_two_comments_on_the_same_words_are_not_both_done(marked: Annotator, apply: Apply, project: Path) -> None:
    marked.replace(PAGE, "lavere", "mindre", T="Kari")
    marked.replace(PAGE, "lavere enn", "under", T="Ola")
    _, told, _ = apply(marked, "--yes", "--all")
    assert told.count("another comment changes the same words") == 1
    assert "mindre enn" in (project / TEXT).read_text("utf-8")


@pytest.mark.parametrize(("answer", "is_written"), [("ja", True), ("y", True), ("", False), ("nei", False)])
def test_at_a_terminal_it_asks(
    answer: str, is_written: bool, marked: Annotator, apply: Apply, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    four_changes(marked)
    monkeypatch.setattr("sys.stdin", StringIO(f"{answer}\n"))
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)

    _, told, _ = apply(marked)

    assert "Write these changes? [y/N]" in told
    assert ("De mange innflyttere" in (project / TEXT).read_text("utf-8")) is is_written


def test_all_files_are_written_or_none(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = project / TEXT, project / SECTION / "figures.yaml"
    before = {path: path.read_text("utf-8") for path in (first, second)}
    planned = Plan(before, {path: f"{text}#\n" for path, text in before.items()}, ())

    def fail_at_second(path: Path, content: bytes) -> None:
        if path == second:
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr("brochure.drafts.comments.applying.write_whole", fail_at_second)
    with pytest.raises(Faults, match="No space left on device; no file was changed"):
        write(planned, Project(project))
    assert first.read_text("utf-8") == before[first]

    replace_in(first, "Arbeid", "Arbeidsliv")
    with pytest.raises(Faults, match="has been changed meanwhile; nothing was written"):
        write(planned, Project(project))


def test_wrong_usage_ends_with_2(marked: Annotator, tmp_path: Path) -> None:
    path = str(marked.save(tmp_path / "marked.pdf"))
    assert main(["comments", path, "--yes"]) == 2
    assert main(["comments", path, "--apply", "--format", "csv"]) == 2


WRITTEN = [str(ROOT / f"tests/drafts/comments/written/{program}.pdf") for program in ("pdfbox", "poppler")]


def test_what_several_programs_wrote_is_carried_out_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / TEXT).read_text("utf-8")
    command = ["comments", "--apply", "--all", "--yes", "--project", str(project), *WRITTEN]

    assert main(command) == 0
    after = (project / TEXT).read_text("utf-8")
    assert main(command) == 0

    assert after == (
        before.replace("av innvandrerne i", "nesten alle av innvandrerne i")
        .replace(" lavere enn\n", "\n")
        .replace("viser gruppene.", "viser.")
    )
    assert (project / TEXT).read_text("utf-8") == after
    assert "there is nothing to write" in capsys.readouterr().err
