"""PDFs that are made to use up the machine, or that crash what reads them, are refused in words."""

import os
import signal
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from brochure.findings import Faults, Place
from brochure.manifest.reading import parse_manifest
from brochure.pdf import objects
from brochure.pdf.apart import apart, each_apart
from brochure.pdf.limits import DEFAULT, Limits
from brochure.pdf.opening import OpenedFile, damaged_in, open_file
from brochure.pdf.streams import Allowance, unpacked_size
from brochure.pdf.walking import DamagedError, count_pages, fields, outline_items, structure_elements, tree, walk
from brochure.project.gate import ProgramError

SMALL = Limits(file=200_000, stream=10_000, streams=15_000, pages=50, items=500, depth=20, seconds=1.0)


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(3):
        made.add_blank_page()
    return made


def saved(pdf: pikepdf.Pdf, folder: Path) -> Path:
    path = folder / "made.pdf"
    pdf.save(path)
    return path


def unpack_streams(opened: OpenedFile) -> None:
    with damaged_in(opened.place, "streams"):
        for item in opened.pdf.objects:
            if isinstance(item, Stream):
                opened.allowance.decoded(item)


def refusal(path: Path, limits: Limits = SMALL) -> str:
    with pytest.raises(Faults) as caught, open_file(path, limits) as opened:
        unpack_streams(opened)
    (finding,) = caught.value.findings
    assert finding.place.path == str(path)
    return finding.message


def test_a_stream_that_unpacks_to_too_much_is_not_unpacked(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    pdf.Root.Bomb = packed(pdf, b" " * 20_000)
    assert "unpacks to more than" in refusal(saved(pdf, tmp_path))


def test_streams_that_unpack_to_too_much_in_sum_are_refused(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    pdf.Root.Bombs = Array([packed(pdf, bytes([i]) * 6_000) for i in range(3)])
    assert "unpacks to more than" in refusal(saved(pdf, tmp_path))


def test_objects_that_are_packed_too_tightly_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    content = zlib.compress(b" " * 50_000)
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(content)
    path.write_bytes(head + content + b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n")
    assert refusal(path).startswith("it is damaged in its packed objects (it unpacks to more than")


def test_a_page_that_stands_there_too_often_is_refused(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages.Kids[0]] * 60)
    assert "more than 50 pages" in refusal(saved(pdf, tmp_path))


def test_pages_that_multiply_are_refused(pdf: pikepdf.Pdf) -> None:
    node = pdf.make_indirect(Dictionary(Kids=Array([pdf.pages[0].obj])))
    for _ in range(30):
        node = pdf.make_indirect(Dictionary(Kids=Array([node, node])))
    pdf.Root.Pages = node
    with pytest.raises(DamagedError, match=r"tail|deep"):
        count_pages(pdf)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(b"%PDF-1.7" + b" " * 300_000)
    assert "--limits" in refusal(path)


def test_limits_are_raised_by_the_option() -> None:
    assert SMALL.times(10).pages == 500
    assert DEFAULT.times(1) == DEFAULT


@pytest.mark.parametrize("kinds", [["FlateDecode"], ["ASCIIHexDecode", "FlateDecode"], ["FlateDecode", "FlateDecode"]])
def test_the_size_of_a_stream_is_known_before_it_is_unpacked(kinds: list[str], pdf: pikepdf.Pdf) -> None:
    content = b"word " * 5_000
    for kind in reversed(kinds):
        content = zlib.compress(content) if kind == "FlateDecode" else content.hex().encode() + b">"
    stream = Stream(pdf, content, Filter=Array([Name(f"/{kind}") for kind in kinds]))
    assert unpacked_size(stream, 10**6) == 25_000
    assert Allowance().decoded(stream) == b"word " * 5_000
    assert unpacked_size(stream, 1_000) > 1_000


def test_trees_that_bite_their_tail_are_walked_once(pdf: pikepdf.Pdf) -> None:
    names = pdf.make_indirect(Dictionary(Names=Array([String("a"), 1])))
    names.Kids = Array([names, names, 7, Name("/X")])
    assert [(str(key), value) for key, value in tree(names, "/Names")] == [("a", 1)]
    item = pdf.make_indirect(Dictionary(Title=String("a")))
    item.Next = item.First = item.Parent = item
    pdf.Root.Outlines = Dictionary(First=item)
    assert len(list(outline_items(pdf))) == 1
    field = pdf.make_indirect(Dictionary(T=String("a")))
    for _ in range(30):
        field = pdf.make_indirect(Dictionary(Kids=Array([field, field])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field, field]))
    assert len(list(fields(pdf))) == 31
    with pytest.raises(DamagedError, match="twice"):
        list(fields(pdf, is_strict=True))
    pdf.Root.StructTreeRoot = Dictionary(K=Array([item, 3]))
    assert len(list(structure_elements(pdf))) == 1
    with pytest.raises(DamagedError, match="more than 2"):
        list(walk([Dictionary(), Dictionary(), Dictionary()], lambda _: (), most=2))


@pytest.mark.parametrize("wrong", [7, True, 1.5, "text", None, Name("/N"), Array([1]), Dictionary(A=1)], ids=repr)
def test_what_is_of_another_type_is_empty_or_none(wrong: object) -> None:
    holder = Dictionary()
    if wrong is not None:
        holder["/Key"] = wrong
    value = objects.below(holder, "/Key")
    assert objects.below(value, "/X", "/Y") is None
    assert objects.stream(holder, "/Key") is None
    assert isinstance(objects.array(holder, "/Key"), list)
    assert objects.is_dictionary(objects.dictionary(holder, "/Key"))
    assert isinstance(objects.name(value), str)
    assert isinstance(objects.integer(value), int)
    assert isinstance(objects.real(value), float)
    assert isinstance(objects.entries(holder, "/Key"), list)
    assert objects.text(value) in (None, "text")
    assert objects.numbers(value) in ([], [1.0])


def test_what_libraries_raise_is_told_with_the_part(tmp_path: Path) -> None:
    for error in (KeyError("/K"), TypeError("x"), RecursionError(), pikepdf.PdfError("y"), OverflowError()):
        with pytest.raises(Faults, match="it is damaged in its bookmarks"), damaged_in(Place("a.pdf"), "bookmarks"):
            raise error


def test_a_process_that_dies_or_does_not_end_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("good", "dies", "aborts", "endless", "large", "also good")]

    def read(path: Path) -> "list[str]":
        if path.name == "dies":
            os._exit(3)
        if path.name == "aborts":
            signal.signal(signal.SIGABRT, signal.SIG_DFL)  # or pytest tells where it was
            os.abort()
        while path.name == "endless":
            time.process_time()
        if path.name == "large":
            bytearray(2_000_000_000)
        return [path.name]

    outcomes = list(each_apart(paths, SMALL, lambda path: iter(read(path)), lambda path: path))
    assert [outcome.result for outcome in outcomes] == ["good", None, None, None, None, "also good"]
    messages = [str(outcome.fault) for outcome in outcomes]
    assert "crashes on it" in messages[1]
    assert "crashes on it, or has more than 900 MB of memory to take" in messages[2]
    assert "more than 1 seconds" in messages[3]
    assert "takes more than 900 MB of memory" in messages[4]


def test_a_process_that_holds_much_from_the_beginning_may_have_half_of_the_limit_beside(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")

    def room() -> int:
        return int(resource.getrlimit(resource.RLIMIT_DATA)[0])

    assert apart(tmp_path, DEFAULT, room) >= DEFAULT.memory
    little = Limits(memory=2)  # less than any Python holds
    assert apart(tmp_path, little, room) > 1_000_000


def test_a_manifest_of_too_many_values_is_not_parsed() -> None:
    manifest = b'{"format":1,' + b",".join(b'"k%d":1' % number for number in range(20)) + b"}"
    with pytest.raises(Faults, match=r"more than 10 values; .*--limits"):
        parse_manifest(manifest, Place("a.pdf"), Limits(values=10))
    with pytest.raises(Faults, match="its manifest is damaged"):
        parse_manifest(manifest, Place("a.pdf"))


@pytest.mark.parametrize("content", [b'{"format":1,"seal":"0', b"no JSON", b"[" * 100_000, b"[]", b""])
def test_a_manifest_that_is_no_json_is_damaged(content: bytes) -> None:
    with pytest.raises(Faults, match="its manifest is damaged: "):
        parse_manifest(content, Place("a.pdf"))


def test_a_manifest_of_another_version_is_of_another_form() -> None:
    with pytest.raises(Faults, match="another form than this version"):
        parse_manifest(b'{"format":987,"cells":7}', Place("a.pdf"))


def test_a_fault_of_the_program_itself_is_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="ZeroDivisionError"):
        apart(tmp_path, SMALL, lambda: 1 // 0)


def packed(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    stream = Stream(pdf, b"")
    stream.write(zlib.compress(content), filter=Name("/FlateDecode"))
    return pdf.make_indirect(stream)
