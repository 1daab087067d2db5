"""The commands that read finished PDFs, with files that are damaged at some key or made to do harm: told in words."""

import json
import os
import re
import signal
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

import brochure.attaching.validation.validate
from brochure.attaching.validation.opened import OpenedPdf
from brochure.command.main import main
from brochure.manifest.model import FILE_NAME
from tests.support.damaged_pdfs import damaged_manifest, damaged_pdf, sealed, with_manifest
from tests.support.killed import left_by_a_killed_process

SEEDS = range(24)
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def brochure_pdf(small_built: Path) -> Path:
    return small_built / "output/liten-utgave-nb.pdf"


@pytest.fixture(autouse=True)
def _without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brochure.attaching.validation.validate, "unavailable_reason", lambda: "it is not wanted here")


def commands(path: Path, sound: Path) -> list[list[str]]:
    return [
        ["validate", str(path)],
        ["verify", str(path)],
        ["trace", str(path), "3"],
        ["trace", str(path), "--page", "5"],
        ["comments", str(path)],
        ["diff", str(path), str(sound)],
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_file_is_told_in_words(
    seed: int, brochure_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage = damaged_manifest if seed % 2 else damaged_pdf
    path = tmp_path / "damaged.pdf"
    path.write_bytes(damage(brochure_pdf.read_bytes(), seed))
    arguments = commands(path, brochure_pdf)[seed // 2 % 6]
    assert main(arguments) in (0, 1)
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err


def _each(key: str, **values: object) -> Change:
    def change(manifest: dict[str, Any]) -> None:
        for record in manifest[key]:
            record.update(values)

    return change


MANIFESTS: dict[str, tuple[Change, str]] = {
    "number": (_each("numbers", value="1e999999999"), "is not a number that can be reckoned with"),
    "small number": (_each("numbers", value="1e-999999999"), "is not a number that can be reckoned with"),
    "digits": (_each("numbers", value="9" * 100_000), "is not a number that can be reckoned with"),
    "decimals": (_each("uses", decimals=10**9), "far too many decimals"),
    "formula": (_each("numbers", formula="+".join(["1"] * 50_000)), "longer than any that an author writes"),
    "page": (_each("pages", width=0), "is not of the size of paper"),
    "line": (
        lambda manifest: manifest["pages"][3]["lines"][0].update(text="a " * 9_000),
        "longer than any printed line",
    ),
    "control": (lambda manifest: manifest.update(title="\x1b]0;"), "control characters"),
    "type": (lambda manifest: manifest.update(cells={"a": 1}), "its manifest is damaged"),
    "nested": (lambda manifest: manifest.update(title=json.loads("[" * 500 + "]" * 500)), "its manifest is damaged"),
}


@pytest.mark.parametrize(("name", "command"), list(zip(MANIFESTS, cycle((1, 2, 4, 5)), strict=False)))
def test_a_manifest_that_makes_no_sense_is_refused(
    name: str, command: int, brochure_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, words = MANIFESTS[name]
    path = tmp_path / "made.pdf"
    with pikepdf.open(brochure_pdf) as pdf:
        manifest = json.loads(pdf.attachments[FILE_NAME].get_file().read_bytes())
        change(manifest)
        path.write_bytes(with_manifest(pdf, sealed(json.dumps(manifest, separators=(",", ":")).encode())))
    assert main(commands(path, brochure_pdf)[command]) == 1
    assert words in capsys.readouterr().err


def _deep_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.Contents = pdf.make_stream(b"q " * 5_000 + b"[" * 100_000 + b"]" * 100_000 + b" TJ")


def _circle_of_bookmarks(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("a")))
    item.First = item.Next = item.Parent = item
    pdf.Root.Outlines = Dictionary(First=item, Last=item)


def _fields_that_multiply(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T=String("a"), TU=String("a")))
    for _ in range(40):
        field = pdf.make_indirect(Dictionary(T=String("a"), Kids=Array([field, field])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _shared_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids = Array([pdf.pages[0].obj] * 30_000)


def _wrong_types(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AF = Dictionary(A=1)
    pdf.pages[1].obj.AF = 7
    pdf.pages[1].obj.Annots = Array([1, Name("/X"), Array([])])
    pdf.Root.PageLabels = Array([])
    pdf.Root.StructTreeRoot.RoleMap = 3


@pytest.mark.parametrize(
    "change", [_deep_content, _circle_of_bookmarks, _fields_that_multiply, _shared_pages, _wrong_types]
)
def test_a_hostile_file_keeps_no_command_from_its_end(
    change: Callable[[pikepdf.Pdf], None], brochure_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hostile.pdf"
    with pikepdf.open(brochure_pdf) as pdf:
        change(pdf)
        pdf.save(path)
    for arguments in commands(path, brochure_pdf)[:2]:
        assert main(arguments) in (0, 1)
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        assert told.err or told.out


def test_what_is_packed_too_tightly_is_not_unpacked(
    brochure_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bomb.pdf"
    with pikepdf.open(brochure_pdf) as pdf:
        file = pdf.attachments[FILE_NAME].obj.EF
        file.F = pdf.make_indirect(Stream(pdf, b" " * 60_000_000))
        pdf.save(path, recompress_flate=True)
    for arguments in commands(path, brochure_pdf)[1:3]:
        assert main(arguments) == 1
        assert "its attached file 'manifest.json' (it unpacks to more than 50 MB" in capsys.readouterr().err


def test_validate_says_that_a_manifest_has_too_many_values(
    brochure_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "large.pdf"
    with pikepdf.open(brochure_pdf) as pdf:
        path.write_bytes(with_manifest(pdf, b'{"format":1,' + b"," * 500_000 + b"}"))
    assert main(["validate", str(path)]) == 1
    assert "its manifest has more than 500000 values; if you trust the file" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_could_not_be_read_to_its_end_is_told_as_that(
    form: str, brochure_pdf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(OpenedPdf, "pages", property(lambda _: os.kill(os.getpid(), signal.SIGKILL)))
    assert main(["validate", str(brochure_pdf), "--format", form]) == 1
    told = capsys.readouterr()
    if form == "json":
        assert json.loads(told.out)[0]["read_whole"] is False
    else:
        assert re.search(r"it could not be read whole; .* in what was read", told.out)
    assert "reading it takes more than" in told.err


def test_a_changed_manifest_is_told_before_what_it_says(
    brochure_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "changed.pdf"
    with pikepdf.open(brochure_pdf) as pdf:
        manifest = pdf.attachments[FILE_NAME].get_file().read_bytes()
        path.write_bytes(with_manifest(pdf, manifest.replace(b'"title":"', b'"title":"X', 1)))
    assert main(["trace", str(path)]) == 1
    told = capsys.readouterr()
    assert told.err.startswith(f"warning: {path}: the manifest is not as it was written")
    assert told.out


def test_what_a_killed_attach_has_left_is_removed_by_one_that_is_refused(tmp_path: Path) -> None:
    left_by_a_killed_process(tmp_path)
    output = str(tmp_path / "joined.pdf")
    assert main(["attach", str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf"), "-o", output]) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_annotation_that_is_listed_twice_is_no_damage(
    brochure_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "twice.pdf"
    with pikepdf.open(brochure_pdf) as pdf:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9])))
        pdf.pages[0].obj.Annots = Array([note, note])
        pdf.save(path)
    main(["validate", str(path)])
    told = capsys.readouterr().out
    assert "pdf-damaged" not in told
    assert "the standard says (object" in told
