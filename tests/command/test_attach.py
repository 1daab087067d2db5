"""`brochure attach`, as budget staff use it: rightly, wrongly, and interrupted."""

import os
from multiprocessing.connection import Connection
from pathlib import Path

import pikepdf
import pytest

from brochure.attaching.joining.gate.text import words_of
from brochure.command.main import parse
from tests.support.annexes import ANNEX
from tests.support.command import brochure
from tests.support.joined import lost, read
from tests.support.propositions import long_proposition, proposition
from tests.support.terminal import on_terminal

_NUMBERS = (
    "warning: the brochure's first page is numbered 58, and the page before it 1; «brochure build 2016 --language nb "
    "--profile annex --first-page 2» makes one whose numbers go on"
)
_CONTENTS = (
    "warning: typst.pdf: its printed table of contents (page #2) does not name the brochure; add it where the "
    "proposition is made, if readers are to find it there"
)
_SCREEN = "output/liten-utgave-nb.pdf"
"""The small brochure as it is published."""


def test_an_annex_after_a_page(small_annex: Path, tmp_path: Path) -> None:
    host, annex, target = proposition("typst"), small_annex / ANNEX, tmp_path / "prop.pdf"
    done = brochure("attach", annex, host, "-o", target, "--after", "1", "--label", "Vedlegg 3")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [_NUMBERS, _CONTENTS]
    pages = len(pikepdf.open(annex).pages)
    assert done.stdout.splitlines() == [
        f"wrote {target}: {5 + pages} pages; {pages} of them from {annex}, between pages #3 and #4",
        "bookmark «Vedlegg 3»; it claims PDF/A-3a and PDF/UA-1, as its parts do; "
        f"«brochure validate {target}» tests that",
    ]
    assert lost(read(host), read(annex), read(target), at=3) == []


def test_what_is_weaker_is_said_aloud(small_annex: Path, tmp_path: Path) -> None:
    target = tmp_path / "prop.pdf"
    done = brochure("attach", small_annex / ANNEX, proposition("libreoffice"), "-o", target)
    assert done.returncode == 0
    assert "the brochure claims PDF/A-3a and PDF/UA-1; the joined file cannot claim PDF/A-3a" in done.stderr
    assert "it claims PDF/A-3b and PDF/UA-1" in done.stdout
    done = brochure("attach", small_annex / _SCREEN, proposition("pdftex"), "-o", target)
    assert done.returncode == 0
    assert "it is not tagged" in done.stderr
    assert "--profile annex" in done.stderr
    assert "it claims no standard" in done.stdout


def test_as_a_file(small_annex: Path, tmp_path: Path) -> None:
    host, annex, target = proposition("typst"), small_annex / ANNEX, tmp_path / "prop.pdf"
    done = brochure("attach", annex, host, "-o", target, "--as-attachment")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"«{annex.name}» attached (Supplement)" in done.stdout
    after = read(target)
    assert lost(read(host), None, after, at=0) == []
    attached = next(item for item in after.attachments if item.name == annex.name)
    assert attached.relationship == "Supplement"
    with pikepdf.open(target) as pdf:
        assert pdf.attachments[annex.name].get_file().read_bytes() == annex.read_bytes()
    again = brochure("attach", annex, target, "-o", tmp_path / "twice.pdf", "--as-attachment", "--relationship", "Data")
    assert f"«{annex.stem}-2.pdf» attached (Data)" in again.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--after", "7"], "the proposition has no page 7; its pages are i to ii, 1 to 3"),
        (["--after", "1", "--append"], "not allowed with"),
        (["--under", "Finnes ikke"], "the proposition has no bookmark «Finnes ikke»"),
        (["--after", "1", "--under", "3.2 Vedlegg"], "leads to page #5, behind the place of the brochure"),
        (["--label", " "], "--label has no letters"),
        (["--relationship", "Data"], "--relationship goes with --as-attachment"),
        (["--as-attachment", "--after", "1"], "--after says where pages go"),
        (["--as-attachment", "--relationship", "Kin"], "invalid choice"),
    ],
)
def test_wrong_usage(options: list[str], told: str, small_annex: Path, tmp_path: Path) -> None:
    target = tmp_path / "prop.pdf"
    done = brochure("attach", small_annex / ANNEX, proposition("typst"), "-o", target, *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_neither_file_is_written_over(small_annex: Path) -> None:
    annex = small_annex / ANNEX
    before = annex.read_bytes()
    for target in (annex, annex.parent / ".." / "output" / annex.name):
        done = brochure("attach", annex, proposition("typst"), "-o", target)
        assert done.returncode == 2
        assert "would write over" in done.stderr
    assert annex.read_bytes() == before


def test_a_refused_proposition_leaves_what_stood_there(small_annex: Path, tmp_path: Path) -> None:
    target = tmp_path / "prop.pdf"
    target.write_bytes(b"last year's")
    done = brochure("attach", small_annex / ANNEX, proposition("signed"), "-o", target)
    assert done.returncode == 1
    assert "it is signed" in done.stderr
    assert target.read_bytes() == b"last year's"


def test_a_brochure_is_no_proposition(small_annex: Path, tmp_path: Path) -> None:
    for options in ([], ["--as-attachment"]):
        done = brochure("attach", proposition("typst"), small_annex / ANNEX, "-o", tmp_path / "prop.pdf", *options)
        assert done.returncode == 2
        assert "is a brochure, not a proposition; give the brochure first" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_proposition_that_has_the_annex_already(small_annex: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "once.pdf", tmp_path / "twice.pdf"
    assert brochure("attach", small_annex / ANNEX, proposition("typst"), "-o", once).returncode == 0
    done = brochure("attach", small_annex / ANNEX, once, "-o", twice)
    assert done.returncode == 1
    assert "it has this brochure already (pages #6 to #" in done.stderr
    assert not twice.exists()


def test_several_brochures_and_a_corrected_one_in_the_place_of_the_first(small_annex: Path, tmp_path: Path) -> None:
    host, annex, other = proposition("typst"), small_annex / ANNEX, proposition("libreoffice")
    both, target = tmp_path / "both.pdf", tmp_path / "prop.pdf"
    assert brochure("attach", small_annex / _SCREEN, other, "--to", host, "-o", both, "--after", "1").returncode == 0
    refused = brochure("attach", annex, both, "-o", target)
    assert "an earlier state of this brochure (pages #4 to #14); put the corrected one in its place" in refused.stderr
    alone = brochure("attach", annex, "--to", both, "-o", target, "--replace")
    assert "«Prop. 1 S (2015–2016) – eksempel» was put into it last" in alone.stderr
    done = brochure("attach", other, annex, "--to", both, "-o", target, "--replace")
    assert done.returncode == 0, done.stderr
    with pikepdf.open(annex) as pdf:
        pages = len(pdf.pages)
    places = [line.rsplit(", ", 1)[1] for line in done.stdout.splitlines() if line.startswith("wrote")]
    assert places == ["between pages #3 and #4", f"between pages #{3 + pages} and #{4 + pages}"]
    afresh = tmp_path / "afresh.pdf"
    assert brochure("attach", annex, other, "--to", host, "-o", afresh, "--after", "1").returncode == 0
    assert words_of(target) == words_of(afresh)


def test_a_folder_is_no_file_to_write(small_annex: Path, tmp_path: Path) -> None:
    done = brochure("attach", small_annex / ANNEX, proposition("typst"), "-o", tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"brochure: {tmp_path} is a folder; give the name of a file in it\n"


def test_an_attached_brochure_is_verified_when_it_is_taken_out(small_annex: Path, tmp_path: Path) -> None:
    target = tmp_path / "prop.pdf"
    assert (
        brochure("attach", small_annex / ANNEX, proposition("typst"), "-o", target, "--as-attachment").returncode == 0
    )
    done = brochure("verify", target)
    assert done.returncode == 1
    assert f"save the attached file '{Path(ANNEX).name}' from it, and give that" in done.stderr


@pytest.mark.slow
def test_a_long_proposition_is_joined_in_bounded_memory_and_loses_nothing(small_annex: Path, tmp_path: Path) -> None:
    host, annex, target = long_proposition(tmp_path / "long.pdf", 300), small_annex / ANNEX, tmp_path / "prop.pdf"
    before = read(host)
    assert len(before.pages) >= 300
    done = brochure("attach", annex, host, "-o", target, "--after", "#150", before="ulimit -v 600000; ")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "is numbered" not in line] == []
    assert lost(before, read(annex), read(target), at=150) == []


@pytest.mark.parametrize("where", [(Connection, "poll"), (os, "fsync"), (os, "replace")])
def test_a_join_that_is_interrupted_on_its_way_leaves_what_stood_there(
    where: tuple[object, str], small_annex: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    target = tmp_path / "prop.pdf"
    target.write_bytes(b"last year's")
    options = parse(["attach", str(small_annex / ANNEX), str(proposition("typst")), "-o", str(target)])
    monkeypatch.setattr(*where, interrupt)
    with pytest.raises(KeyboardInterrupt):
        options.run(options)
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [(target, b"last year's")]


@pytest.mark.slow
def test_an_interrupted_join_leaves_no_file(small_annex: Path, tmp_path: Path) -> None:
    host, target = long_proposition(tmp_path / "long.pdf", 300), tmp_path / "out" / "prop.pdf"
    with on_terminal("attach", small_annex / _SCREEN, host, "-o", target) as session:
        session.wait_for("--profile annex")
        session.press_ctrl_c()
        assert session.finish() == 130
    assert not target.parent.exists() or list(target.parent.iterdir()) == []
