"""`brochure diff` and `brochure drafts`, as an editor uses them."""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest

from brochure.command.main import main
from brochure.manifest.model import Manifest
from tests.support.altering import alter_attachment
from tests.support.command import brochure, copy_of, replace_in
from tests.support.projects import STATISTIC, TEXT

PDF = "output/liten-utgave-nb.pdf"


@pytest.fixture(scope="module")
def changed_project(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with other words and data, built again; to be copied, never changed."""
    folder = copy_of(small_built, tmp_path_factory.mktemp("changed") / "project")
    replace_in(folder / TEXT, "Andelen økte.", "Andelen har vokst.")
    replace_in(folder / f"{STATISTIC}.csv", "Innvandrere,2014,63.7", "Innvandrere,2014,63.9")
    done = brochure("build", "--project", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no project, in which the commands are given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drafted(folder: Path, manifest: Manifest, *names: str, content: str = "a") -> None:
    """Keep drafts of a manifest in a project."""
    from brochure.drafts.store import DraftStore

    for name in names:
        DraftStore(folder / "output" / "drafts").keep(
            manifest.model_copy(update={"draft": name, "content_hash": content * 64})
        )


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_two_pdfs_need_no_project(
    alone: Path, small_built: Path, changed_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(small_built / PDF, alone / "old.pdf")
    shutil.copy(changed_project / PDF, alone / "new.pdf")

    assert main(["diff", "old.pdf", "new.pdf"]) == 0
    told = out(capsys)
    assert told.startswith("old.pdf (2016, nb) → new.pdf (2016, nb)\n")
    assert "\ninnvandrere: 63,7 prosent → 63,9 prosent; 63,7 % → 63,9 %\n  why         new data\n" in told
    assert f"  at          {TEXT}:11:31, page 8\n" in told
    assert f"  changed, {TEXT}:11, page 8\n" in told
    assert "    Andelen [-økte-]{+har vokst+}.\n" in told
    assert told.index("Changed numbers") < told.index("Claims") < told.index("Text\n") < told.index("Figures and")


def test_a_pdf_does_not_differ_from_itself(alone: Path, small_built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = str(small_built / PDF)

    assert main(["diff", pdf, pdf]) == 0
    assert out(capsys).endswith("\nnothing differs\n")


def test_json_holds_the_same_with_places(
    alone: Path, small_built: Path, changed_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["diff", str(small_built / PDF), str(changed_project / PDF), "--format", "json"]
    assert main(arguments) == 0
    values = json.loads(out(capsys))

    assert values["differs"] is True
    first = values["numbers"][0]
    assert (first["name"], first["old_values"], first["new_values"]) == ("innvandrere", ["63.7"], ["63.9"])
    assert [reason["why"] for reason in first["reasons"]] == ["data"]
    assert f"{TEXT}:11:31" in first["places"]
    assert values["claims"][0]["new"]["sentence"] == "Andelen har vokst."
    assert {exhibit["name"] for exhibit in values["exhibits"]} == {"sysselsatte", "sysselsatte-gruppe"}
    assert values["new"]["pages"] == 11

    assert main([*arguments, "--output", "report.json"]) == 0
    assert out(capsys) == "wrote report.json\n"
    assert json.loads((alone / "report.json").read_text("utf-8").replace("\u00a0", " ")) == values


def test_without_a_later_state_the_project_as_it_stands_is_taken(
    small_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    replace_in(project / TEXT, "Andelen økte.", "Andelen har vokst.")

    assert main(["diff", str(small_built / PDF), "--project", str(project)]) == 0
    told = out(capsys)
    assert told.startswith("liten-utgave-nb.pdf (2016, nb) → the project as it stands (2016, nb)\n")
    assert "Andelen [-økte-]{+har vokst+}." in told
    assert "Changed numbers" not in told


def test_a_draft_is_compared_in_its_language(
    small_built: Path, tmp_path: Path, unchanged: Manifest, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    drafted(project, unchanged.model_copy(update={"language": "nn"}), "3")

    assert main(["diff", "nn-3", "--project", str(project)]) == 0
    assert out(capsys).startswith("draft 3 (2016, nn) → the project as it stands (2016, nn)\n")


def test_two_languages_are_not_compared(
    small_built: Path, tmp_path: Path, unchanged: Manifest, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    drafted(project, unchanged, "3")
    drafted(project, unchanged.model_copy(update={"language": "nn"}), "3")

    assert main(["diff", "nb-3", "nn-3", "--project", str(project)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("brochure: draft 3 is in nb, draft 3 in nn: only what is written in one language")


def test_two_editions_are_compared(
    small_built: Path, tmp_path: Path, unchanged: Manifest, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    drafted(project, unchanged.model_copy(update={"edition": "2015"}), "1")
    (project / "data/editions/2015").mkdir()
    shutil.copy(project / "data/editions/2016/edition.toml", project / "data/editions/2015/edition.toml")

    pdf = str(small_built / PDF)
    assert main(["diff", "1", pdf, "--edition", "2015", "--project", str(project)]) == 0
    assert out(capsys) == "draft 1 (2015, nb) → liten-utgave-nb.pdf (2016, nb)\nnothing differs\n"


def encrypted(source: Path, target: Path) -> None:
    with pikepdf.open(source) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user="reader"))


def cut_short(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes()[:20_000])


def strange(source: Path, target: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target)


def other_manifest(source: Path, target: Path) -> None:
    alter_attachment(source, target, "manifest.json", lambda content: content.replace(b'"format":1', b'"format":9'))


def broken_manifest(source: Path, target: Path) -> None:
    alter_attachment(source, target, "manifest.json", lambda content: content.replace(b'"uses":[0', b'"uses":[9999'))


PDFS = {
    "encrypted": (encrypted, "this PDF is encrypted"),
    "cut short": (cut_short, "this is not a whole PDF"),
    "not ours": (strange, "this PDF was not made by this program"),
    "of another version": (other_manifest, "its manifest has another form"),
    "with a damaged manifest": (broken_manifest, "its manifest is damaged"),
    "gone": (lambda *_: None, "there is no such file"),
}


@pytest.mark.parametrize(("make", "message"), PDFS.values(), ids=PDFS.keys())
@pytest.mark.parametrize("is_new", [False, True], ids=["old", "new"])
def test_a_pdf_that_cannot_be_compared_is_told(
    is_new: bool,
    make: Callable[[Path, Path], None],
    message: str,
    alone: Path,
    small_built: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(small_built / PDF, alone / "bad.pdf")
    pair = [str(small_built / PDF), "bad.pdf"]

    assert main(["diff", *(pair if is_new else reversed(pair)), "--output", "report.txt"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"bad.pdf:1: error: {message}")
    assert not (alone / "report.txt").exists()


WRONG_USE: dict[str, tuple[Sequence[str], str]] = {
    "an edition that is not there": (
        ["1", "2", "--edition", "2061"],
        "there is no edition '2061'. Did you mean '2016'?",
    ),
    "a language that is not there": (["1", "2", "--language", "se"], "this edition has no language 'se'."),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use(
    arguments: Sequence[str], message: str, small_built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *arguments, "--project", str(small_built)]) == 2
    assert capsys.readouterr().err.startswith(f"brochure: {message}")


def test_a_draft_outside_a_project_is_wrong_use(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1", "2"]) == 2
    assert "is not inside a brochure project" in capsys.readouterr().err


def test_a_draft_that_is_not_there_is_told_with_those_that_are(
    small_built: Path, tmp_path: Path, unchanged: Manifest, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    drafted(project, unchanged, "1", "2")

    assert main(["diff", "7", "--project", str(project)]) == 1
    assert "'7' is no draft of 2016 in nb; kept are '1' and '2'" in capsys.readouterr().err


def test_drafts_are_listed(
    small_built: Path, tmp_path: Path, unchanged: Manifest, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    assert main(["drafts", "--project", str(project)]) == 0
    assert out(capsys) == "no drafts are kept in output/drafts\n"

    drafted(project, unchanged, "1", "2015-09-14")
    drafted(project, unchanged.model_copy(update={"language": "nn"}), "1", content="b")
    assert main(["drafts", "2016", "--project", str(project)]) == 0
    assert out(capsys).splitlines() == [
        "edition  language  draft       pages  content",
        "2016     nb        1               0  aaaaaaaaaaaa",
        "2016     nb        2015-09-14      0  aaaaaaaaaaaa",
        "2016     nn        1               0  bbbbbbbbbbbb",
    ]
    assert main(["drafts", "--language", "nn", "--project", str(project)]) == 0
    assert len(out(capsys).splitlines()) == 2
    assert main(["drafts", "2061", "--project", str(project)]) == 2
    assert "Did you mean '2016'?" in capsys.readouterr().err


def test_damaged_drafts_are_told_and_the_others_listed(
    small_built: Path, tmp_path: Path, unchanged: Manifest, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    drafted(project, unchanged, "1", "2")
    drafted(project, unchanged.model_copy(update={"title": "Other"}), "3", content="b")
    folder = project / "output/drafts"
    (folder / "2016-nb-002.json").write_text("{", "utf-8")
    checksum = json.loads((folder / "2016-nb-003.json").read_text("utf-8"))["object"]
    (folder / "objects" / f"{checksum}.json.gz").unlink()

    assert main(["drafts", "--project", str(project)]) == 1
    printed = capsys.readouterr()
    assert [line.split()[:3] for line in printed.out.splitlines()[1:]] == [["2016", "nb", "1"]]
    assert "2016-nb-002.json:1: error: this note of a draft is damaged" in printed.err
    assert "what draft 3 in nb said cannot be had: this file is missing" in printed.err


def read_report(path: Path) -> ElementTree.Element:
    """A report as a tree: it is well-formed, and names no file but those it holds."""
    text = path.read_text("utf-8")
    root = ElementTree.fromstring(text)
    addresses = [element.get("src", "") for element in root.iter("img")]
    assert all(address.startswith("data:image/png;base64,") for address in addresses)
    assert "url(" not in text
    assert "@import" not in text
    assert not list(root.iter("script"))
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert {element.get("href", "").removeprefix("#") for element in root.iter("a")} <= ids
    return root


def text_of(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def marks_of(root: ElementTree.Element, label: str) -> list[tuple[str, int]]:
    """The kinds of the marks of a pair of pages, each with the side it stands on: 0 before, 1 after."""
    (pair,) = [each for each in root.iter("section") if each.get("class") == "pair" and text_of(each[0]) == label]
    figures = list(pair.iter("figure"))
    return [
        (mark.get("class", "").removeprefix("mark "), side)
        for side, figure in enumerate(figures)
        for mark in figure.iter("span")
        if mark.get("class", "").startswith("mark ")
    ]


def test_the_report_is_one_file_with_the_pages_that_differ(
    small_built: Path, changed_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.html"
    arguments = ["diff", str(small_built / PDF), str(changed_project / PDF), "--project", str(small_built)]
    assert main([*arguments, "--format", "html", "--output", str(path)]) == 0
    assert out(capsys) == f"wrote {path}\n"

    root = read_report(path)
    assert root.get("lang") == "nb"
    headings = [text_of(heading) for heading in root.iter("h2")]
    assert headings[:5] == ["Endrede tall", "Påstander", "Tekst", "Figurer og tabeller", "Statistikker"]
    rows = [text_of(row) for row in root.iter("tr")]
    assert any(row.startswith("innvandrere 63,7 prosent, 63,7 % 63,9 prosent, 63,9 % Nye data.") for row in rows)
    pairs = [text_of(heading) for heading in root.iter("h3") if text_of(heading).startswith("Side ")]
    assert pairs == ["Side 1", "Side 7", "Side 8", "Side 9"]
    kinds = marks_of(root, "Side 8")
    assert {("removed", 0), ("new", 1), ("changed", 0), ("changed", 1)} == set(kinds)
    assert all(image.get("alt") for image in root.iter("img"))
    assert path.stat().st_size < 400_000
    first = path.read_bytes()
    assert main([*arguments, "--format", "html", "--output", str(path)]) == 0
    assert path.read_bytes() == first


def test_the_marks_stand_where_the_words_are_printed(small_built: Path, changed_project: Path, tmp_path: Path) -> None:
    old, new = small_built / PDF, changed_project / PDF
    path = tmp_path / "report.html"
    assert (
        main(["diff", str(old), str(new), "--format", "html", "--output", str(path), "--project", str(old.parent)]) == 0
    )
    (pair,) = [
        each for each in read_report(path).iter("section") if each.get("class") == "pair" and "Side 8" in text_of(each)
    ]

    with pypdfium2.PdfDocument(new) as document:
        page = document[7]
        text, width, height = page.get_textpage(), page.get_width(), page.get_height()
        found = []
        for mark in list(pair.iter("figure"))[1].iter("span"):
            if mark.get("class") == "mark new":
                left, top, wide, high = (float(each) for each in re.findall(r"([\d.]+)%", mark.get("style", "")))
                area = (left * width - 50, height * (100 - top - high), (left + wide) * width, height * (100 - top))
                found.append(text.get_text_bounded(*(edge / 100 for edge in area)).strip(" ."))
        text.close()
    assert found == ["63,9", "+1,0", "63,9", "4,5", "har vokst", "63,9"]


def test_a_page_that_another_program_has_drawn_on_is_shown(small_built: Path, tmp_path: Path) -> None:
    drawn_on, path = tmp_path / "drawn.pdf", tmp_path / "report.html"
    with pikepdf.open(small_built / PDF) as pdf:
        page = pdf.pages[4]
        page.contents_add(pdf.make_stream(b"q 1 0 0 rg 300 300 60 40 re f Q"))
        pdf.save(drawn_on)
    arguments = ["diff", str(small_built / PDF), str(drawn_on), "--project", str(small_built)]

    assert main([*arguments, "--format", "html", "--output", str(path)]) == 0
    root = read_report(path)
    assert set(marks_of(root, "Side 5")) == {("picture", 0), ("picture", 1)}
    assert [text_of(heading) for heading in root.iter("h3")] == ["Side 5"]


def test_a_report_on_drafts_has_the_lists_and_says_why_there_are_no_pages(
    small_built: Path, tmp_path: Path, unchanged: Manifest
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    drafted(project, unchanged, "1")
    replace_in(project / TEXT, "Andelen økte.", "Andelen har vokst.")
    path = tmp_path / "report.html"

    assert main(["diff", "1", "--format", "html", "--output", str(path), "--project", str(project)]) == 0
    root = read_report(path)
    assert "Andelen øktehar vokst." in text_of(root)
    assert "Sidene vises side om side når begge er PDF-filer." in text_of(root)
    assert not list(root.iter("img"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--format html needs a file to write to; name it with --output"),
        (("--output", "report.html"), "--format html takes its words and looks from a project, but "),
        (("--output", "."), "--output . is a folder; name a file, such as changes.html"),
    ],
)
def test_a_report_needs_a_file_and_a_project(
    arguments: Sequence[str], message: str, alone: Path, small_built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = str(small_built / PDF)

    assert main(["diff", pdf, pdf, "--format", "html", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"brochure: {message}")
    assert list(alone.iterdir()) == []


def test_a_broken_template_leaves_no_report(
    small_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_of(small_built, tmp_path / "project")
    replace_in(project / "layouts/templates/difference/report.html", "labels[0]", "lables[0]")
    path, pdf = tmp_path / "report.html", str(small_built / PDF)

    assert main(["diff", pdf, pdf, "--format", "html", "--output", str(path), "--project", str(project)]) == 1
    assert "layouts/templates/difference/report.html:" in capsys.readouterr().err
    assert not path.exists()


def test_a_pdf_with_a_page_taken_out_is_told(
    small_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shortened, path = tmp_path / "shortened.pdf", tmp_path / "report.html"
    with pikepdf.open(small_built / PDF) as pdf:
        del pdf.pages[3]
        pdf.save(shortened)
    arguments = ["diff", str(small_built / PDF), str(shortened), "--project", str(small_built)]

    assert main([*arguments, "--format", "html", "--output", str(path)]) == 1
    assert "it has 10 pages, but was built with 11; give the file as it was built" in capsys.readouterr().err
    assert not path.exists()
