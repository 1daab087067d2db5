"""`brochure comments` as an editor uses it: several readers' files, lists in four forms, what has changed, faults."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pypdf.generic import NumberObject

from brochure.command.main import main
from tests.support.altering import alter_attachment
from tests.support.annotating import Annotator
from tests.support.command import copy_of, replace_in
from tests.support.drafts import DRAFT
from tests.support.projects import STATISTIC, TEXT

PAGE = 7
"""Position of the page with the section."""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def draft(drafted: Path) -> Path:
    """The PDF of the draft, unmarked."""
    return drafted / DRAFT.format("1")


@pytest.fixture
def kari(draft: Path, tmp_path: Path) -> Path:
    """The file of a reader with two comments; the later one was made first."""
    marked = Annotator(draft)
    marked.highlight(PAGE, "Andelen økte", "=Er dette | sikkert?", T="Kari")
    marked.highlight(PAGE, "63,7 prosent av", "Nytt\rtall?", T="Kari")
    return marked.save(tmp_path / "kari.pdf")


@pytest.fixture
def ola(kari: Path, draft: Path, tmp_path: Path) -> Path:
    """A reader who went on in the file of the first."""
    marked = Annotator(kari)
    marked.mark(PAGE, "StrikeOut", "lavere enn", T="Ola")
    marked.highlight(0, "integrering", "Fin forside", T="Ola")
    return marked.save(tmp_path / "ola.pdf")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command away from any project; returns its status, its list and what else it says."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        status = main(["comments", *map(str, arguments)])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return status, printed.out, printed.err

    return command


def test_comments_are_listed_in_reading_order(kari: Path, run: Run) -> None:
    status, told, said = run(kari)

    assert status == 0
    assert told == (
        "page 8, line 9: highlight by Kari\n"
        "  marked    63,7 prosent av\n"
        "  comment   Nytt\n"
        "            tall?\n"
        f"  source    {TEXT}:11\n"
        "\n"
        "page 8, line 10: highlight by Kari\n"
        "  marked    Andelen økte.\n"
        "  comment   =Er dette | sikkert?\n"
        f"  source    {TEXT}:12\n"
        "\n"
    )
    assert said == "2 comments in 1 file\n"


def test_the_status_stands_in_every_list(kari: Path, tmp_path: Path, run: Run) -> None:
    marked = Annotator(kari)
    remark = marked.highlight(PAGE, "lavere enn", "Greit?", T="Ola", F=NumberObject(0))
    marked.state(PAGE, remark, "Accepted", T="Kari")
    marked.state(PAGE, remark, "Completed", T="Per")
    marked.highlight(PAGE, "lavere enn", "Skjult", F=NumberObject(2))
    path = marked.save(tmp_path / "status.pdf")

    _, text, said = run(path)
    _, table, _ = run(path, "--format", "csv")
    _, values, _ = run(path, "--format", "json")
    _, ticks, _ = run(path, "--format", "md")

    told = "accepted by Kari, completed by Per"
    assert f"  status    {told}\n" in text
    assert "1 comment is hidden, and left out" in said
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [(row["status"], row["set by"]) for row in rows] == [("", ""), ("completed", told), ("", "")]
    found = json.loads(values)[1]
    assert (found["status"], [each["reader"] for each in found["statuses"]]) == ("completed", ["Kari", "Per"])
    assert ticks.count("- [x]") == 1
    assert f"  - status: {told}\n" in ticks


def test_a_copy_without_attachments_is_placed_on_the_draft_of_the_project(
    kari: Path, drafted: Path, tmp_path: Path, run: Run
) -> None:
    printed = faulty("printed", kari, tmp_path)

    status, told, said = run(printed, "--draft", "1", "--project", drafted)

    assert (status, told) == (0, run(kari)[1])
    assert run(printed, "--draft", "nb-1", "--project", drafted)[0] == 0
    assert run(printed, "--draft", drafted / DRAFT.format("1"))[0] == 0
    status, told, said = run(printed, "--draft", "7", "--project", drafted)
    assert (status, told) == (1, "")
    assert "no draft '7' lies in this folder; there are 'nb-1'" in said


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_second_round_lists_what_is_new_or_changed(
    form: str, kari: Path, ola: Path, tmp_path: Path, run: Run
) -> None:
    before = tmp_path / f"list.{form}"
    before.write_text(run(kari, "--format", form)[1], "utf-8", newline="")
    marked = Annotator(ola)
    first = next(note for note in marked.annotations(PAGE) if note.get("/Contents") == "Nytt\rtall?")
    marked.state(PAGE, first, "Completed", T="Per")
    later = marked.save(tmp_path / "later.pdf")

    assert run(kari, "--since", before)[1:] == ("", f"nothing is new since list.{form}\n")
    status, told, said = run(later, "--since", before, "--format", "json")

    assert status == 0
    assert [(each["reader"], each["since"]) for each in json.loads(told)] == [
        ("Ola", "new"),
        ("Kari", "changed"),
        ("Ola", "new"),
    ]
    assert f"3 new or changed since list.{form}, of 4 in all" in said
    assert "highlight by Kari (changed)" in run(later, "--since", before)[1]


@pytest.mark.parametrize("content", ["", "[1, 2]", "[{", "navn;tall\nA;1\n"])
def test_what_is_no_list_of_comments_is_a_fault(content: str, kari: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "list.csv").write_text(content)
    status, told, said = run(kari, "--since", tmp_path / "list.csv")
    assert (status, told) == (1, "")
    assert "this is no list of comments" in said


def test_several_files_make_one_list_in_which_nothing_stands_twice(kari: Path, ola: Path, run: Run) -> None:
    status, told, said = run(ola, kari, "--format", "json")
    found = json.loads(told)

    assert status == 0
    assert [(item["page"], item["line"], item["reader"], item["kind"]) for item in found] == [
        ("1", found[0]["line"], "Ola", "highlight"),
        ("8", 9, "Kari", "highlight"),
        ("8", 10, "Ola", "strike-out"),
        ("8", 10, "Kari", "highlight"),
    ]
    assert found[1]["sources"] == [{"file": TEXT, "line": 11}]
    assert "4 comments in 2 files; 2 more stood in two files or twice" in said


def test_csv_opens_in_a_norwegian_spreadsheet_and_works_nothing_out(kari: Path, run: Run) -> None:
    _, told, _ = run(kari, "--format", "csv")

    assert told.startswith("\ufeffdraft;page;line;")
    rows = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row["comment"] for row in rows] == ["Nytt\ntall?", "'=Er dette | sikkert?"]
    assert (rows[0]["page"], rows[0]["line"], rows[0]["reader"], rows[0]["source"]) == ("8", "9", "Kari", f"{TEXT}:11")


def test_the_place_of_a_comment_in_csv_names_a_figure_once(drafted: Path, tmp_path: Path, run: Run) -> None:
    marked = Annotator(drafted / DRAFT.format("1"))
    marked.note(7, 300, 330, "Fin figur")
    marked.highlight(7, "økte.")

    _, told, _ = run(marked.save(tmp_path / "figur.pdf"), "--format", "csv")

    rows = csv.DictReader(io.StringIO(told.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert {row["place"] for row in rows} == {"text", "figure 1 «Flere innvandrere er i jobb»"}


def test_markdown_is_a_list_to_tick_off(kari: Path, run: Run) -> None:
    _, told, _ = run(kari, "--format", "md")

    assert "- [ ] **Page 8, line 10**, highlight by Kari: «Andelen økte.»\n  - =Er dette \\| sikkert?\n" in told
    assert told.count("- [ ]") == 2
    assert told.startswith("## 2016 nb draft 1\n")


def test_a_later_run_says_which_marked_passages_have_changed(
    ola: Path, drafted: Path, tmp_path: Path, run: Run
) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    replace_in(folder / TEXT, "Andelen økte.", "Andelen har vokst.")
    replace_in(folder / f"{STATISTIC}.csv", "Innvandrere,2014,63.7", "Innvandrere,2014,63.9")

    status, told, _ = run(ola, "--now", "--project", folder, "--format", "json")
    now = {" ".join(item["marked"]): item["now"] for item in json.loads(told)}

    assert status == 0
    assert now["integrering"]["state"] == "unchanged"
    assert now["Andelen økte."] == {"state": "changed", "text": "Andelen har vokst."}
    assert now["63,7 prosent av"]["state"] == "changed"
    assert "63,9 prosent av innvandrerne" in now["63,7 prosent av"]["text"]


def test_a_change_elsewhere_in_the_paragraph_is_none_of_the_passage(
    kari: Path, drafted: Path, tmp_path: Path, run: Run
) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    replace_in(folder / TEXT, "var {{ innvandrere | prosent }} av", "var bare {{ innvandrere | prosent }} av")

    _, told, _ = run(kari, "--now", "--project", folder)

    assert told.count("  now       changed: I 2014 var bare 63,7 prosent av") == 1
    assert told.count("  now       unchanged") == 1


def test_a_passage_that_is_gone_is_told_as_removed(kari: Path, drafted: Path, tmp_path: Path, run: Run) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    replace_in(folder / TEXT, " {% claim endring > 0 %}Andelen økte.{% endclaim %}", "")

    _, told, _ = run(kari, "--now", "--project", folder)

    assert told.count("  now       removed") == 1
    assert told.count("  now       unchanged") == 1


def test_a_project_with_faults_keeps_no_comment_back(kari: Path, drafted: Path, tmp_path: Path, run: Run) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    replace_in(folder / TEXT, "endring > 0", "endring > 2")

    status, told, said = run(kari, "--now", "--project", folder)

    assert status == 1
    assert told.count("  now       unknown") == 2
    assert "the claim no longer holds" in said


def test_a_draft_of_another_edition_keeps_no_comment_back(kari: Path, drafted: Path, tmp_path: Path, run: Run) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    (folder / "data/editions/2016").rename(folder / "data/editions/2017")

    status, told, said = run(kari, "--now", "--project", folder)

    assert status == 1
    assert told.count("by Kari") == 2
    assert "there is no edition '2016'" in said


def test_a_file_without_comments_says_so(draft: Path, kari: Path, run: Run) -> None:
    status, told, said = run(draft)
    assert (status, told) == (0, "")
    assert said == f"{draft}: no comments in this file\n"
    assert run(draft, "--format", "json")[1] == "[]\n"
    assert run(draft, kari)[1].count("by Kari") == 2


def test_files_of_several_drafts_are_listed_one_draft_after_another(kari: Path, tmp_path: Path, run: Run) -> None:
    later = tmp_path / "later.pdf"
    alter_attachment(kari, later, "manifest.json", lambda content: content.replace(b'"draft":"1"', b'"draft":"2"', 1))

    status, told, said = run(later, kari)

    assert status == 0
    assert [line.partition(",")[0] for line in told.splitlines() if " by Kari" in line] == [
        "2016 nb draft 1",
        "2016 nb draft 1",
        "2016 nb draft 2",
        "2016 nb draft 2",
    ]
    assert "the files are of 2 drafts, whose pages and lines differ: 2016 nb draft 1; 2016 nb draft 2" in said


def faulty(kind: str, kari: Path, folder: Path) -> Path:
    """A marked file with something wrong."""
    path = folder / f"{kind}.pdf"
    with pikepdf.open(kari) as pdf:
        if kind == "locked":
            pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
        elif kind == "printed":
            del pdf.attachments["manifest.json"]
            pdf.save(path)
    if kind == "strange":
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(path)
    elif kind == "short":
        path.write_bytes(kari.read_bytes()[:5000])
    elif kind == "damaged":
        alter_attachment(kari, path, "manifest.json", lambda content: content[:1000])
    return path


FAULTS = {
    "strange": "it carries no manifest",
    "printed": "nothing tells which line of which draft its 2 comments are on",
    "locked": "this PDF is encrypted",
    "short": "cut short",
    "damaged": "its manifest is damaged",
    "gone": "there is no such file",
}


@pytest.mark.parametrize(("kind", "message"), FAULTS.items(), ids=FAULTS.keys())
def test_a_file_that_cannot_be_read_keeps_no_other_back(
    kind: str, message: str, kari: Path, tmp_path: Path, run: Run
) -> None:
    broken = faulty(kind, kari, tmp_path)

    status, told, said = run(broken, kari)

    assert status == 1
    assert told.count("by Kari") == 2
    assert f"{broken}:1: error: " in said
    assert message in said


def test_a_file_that_lost_only_its_end_gives_what_is_left(kari: Path, tmp_path: Path, run: Run) -> None:
    short = tmp_path / "short.pdf"
    short.write_bytes(kari.read_bytes()[:-20])

    status, told, said = run(short)

    assert status == 1
    assert told.count("by Kari") == 2
    assert "cut short on its way, and comments may be missing: those that are left are listed" in said


def test_wrong_usage_ends_with_2(kari: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comments", str(kari), "--project", str(tmp_path)]) == 2
    assert main(["comments", str(kari), "--now", "--project", str(tmp_path)]) == 2
    with pytest.raises(SystemExit, match="2"):
        main(["comments"])
    assert "is not inside a brochure project" in capsys.readouterr().err
