"""A proposition that is damaged is repaired and told, or refused with the name of the part; it never loses a word."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from brochure.attaching.joining.gate.text import words_of
from brochure.attaching.joining.hosts import open_content
from brochure.command.attach import _differences
from brochure.command.attach_join import Asked, Source, joined_step
from brochure.findings import BrochureError, Faults
from brochure.pdf.limits import DEFAULT
from tests.support.damaging import damaged
from tests.support.propositions import open_document, proposition

Change = Callable[[Any], None]


def _saved(name: str, change: Change) -> bytes:
    with pikepdf.open(proposition(name)) as pdf:
        change(pdf)
        pdf.save(target := io.BytesIO(), static_id=True)
        return target.getvalue()


def _wrong_length(content: bytes) -> bytes:
    """The file with the content of its second page told to be ten bytes shorter than it is."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stream = pdf.pages[1].obj.Contents
        stream.write(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[1])))
        mode = pikepdf.ObjectStreamMode.disable
        pdf.save(target := io.BytesIO(), object_stream_mode=mode, compress_streams=False)
        size = len(stream.read_bytes())
    assert target.getvalue().count(b"/Length %d" % size) == 1
    return target.getvalue().replace(b"/Length %d" % size, b"/Length %d" % (size - 10))


def test_a_page_of_a_wrong_length_is_repaired_and_told(tmp_path: Path) -> None:
    path = tmp_path / "prop.pdf"
    path.write_bytes(_wrong_length(proposition("libreoffice").read_bytes()))
    opened = open_document(path)
    assert "prop.pdf: repaired: a wrong length of a stream; look at the joined file" in opened.warnings
    with opened.pdf as pdf:
        pdf.save(written := io.BytesIO())
    assert words_of(written.getvalue()) == words_of(proposition("libreoffice"))


def _circle(pdf: Any) -> None:
    pdf.Root.Outlines.First.First = pdf.Root.Outlines.First


def _above_in_a_circle(pdf: Any) -> None:
    pdf.Root.Outlines.Parent = pdf.Root.Outlines.First


def _false_count(pdf: Any) -> None:
    pdf.Root.Outlines.Count = String("7")


def _no_content(pdf: Any) -> None:
    for spec in pdf.Root.AF:
        del spec["/EF"]


def _field_twice(pdf: Any) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a")))
    for _ in range(40):
        field = pdf.make_indirect(Dictionary(T=String("b"), Kids=Array([field, field])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _names_in_a_circle(pdf: Any) -> None:
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node])
    pdf.Root.Names.Dests = node


def _at(key: str, value: Any) -> Change:
    def change(pdf: Any) -> None:
        pdf.Root[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (_circle, "bookmarks (object"),
        (_above_in_a_circle, "bookmarks (its top stands below another bookmark)"),
        (_false_count, "bookmarks (something else stands at /Count than should)"),
        (_no_content, "attached files («tall-i-teksten.csv» has no content)"),
        (_field_twice, "form (object"),
        (_names_in_a_circle, "named places and files (object"),
        (_at("/StructTreeRoot", Array([])), "catalog (something else stands at /StructTreeRoot than should)"),
        (_at("/AcroForm", Array([])), "catalog (something else stands at /AcroForm than should)"),
        (_at("/Lang", 7), "catalog (something else stands at /Lang than should)"),
        (_at("/OutputIntents", Array([0])), "output intent (something else stands where a dictionary belongs)"),
    ],
)
def test_a_damaged_part_is_named(change: Change, part: str) -> None:
    with pytest.raises(Faults) as raised:
        open_content(Path("prop.pdf"), _saved("typst", change), whole=True, limits=DEFAULT)
    assert str(raised.value).startswith(f"prop.pdf:1: error: it is damaged in its {part}")


def test_bookmarks_may_be_deep() -> None:
    def deepen(pdf: Any) -> None:
        above = pdf.Root.Outlines.First
        for number in range(1500):
            below = pdf.make_indirect(Dictionary(Title=String(str(number)), Parent=above, Dest=above.Dest))
            above.First = above.Last = below
            above.Count, above = 1, below

    step = _step(_saved("libreoffice", deepen))
    assert (step.pages, step.added) == (5, 5)


def test_a_false_number_of_pages_is_told() -> None:
    content, _ = _open_tree()
    content = content.replace(b"/Count 5", b"/Count 4")
    opened = open_content(Path("prop.pdf"), content, whole=True, limits=DEFAULT)
    with opened.pdf:
        assert any("its tree of pages counts 4 pages and holds 5" in each for each in opened.warnings)


def test_a_page_that_is_not_there_is_a_fault() -> None:
    content, page = _open_tree()
    at = content.index(page, content.index(b"/Count 5 /Kids"))
    lost = content[:at] + b" null".ljust(len(page)) + content[at + len(page) :]
    with pytest.raises(Faults, match=r"tree of pages \(5 are counted, and 4 can be found"):
        open_content(Path("prop.pdf"), lost, whole=True, limits=DEFAULT)


def _open_tree() -> tuple[bytes, bytes]:
    """A file whose tree of pages can be read by eye, and how its second page is written there."""
    with pikepdf.open(proposition("pdftex")) as pdf:
        pdf.save(target := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(target) as pdf:
        page = b" %d 0 R" % pdf.pages[1].obj.objgen[0]
    kids = re.search(rb"/Count 5 /Kids \[[^]]*\]", target.getvalue())
    assert kids is not None
    assert page in kids[0]
    return target.getvalue(), page


@pytest.mark.parametrize(
    ("permissions", "told"),
    [({"/UR3": Dictionary()}, "usage rights for Acrobat Reader"), ({"/DocMDP": Dictionary()}, "it is certified")],
)
def test_what_is_bound_to_its_bytes_is_called_by_its_name(permissions: dict[str, Any], told: str) -> None:
    content = _saved("typst", _at("/Perms", Dictionary(permissions)))
    with pytest.raises(Faults, match=told):
        open_content(Path("prop.pdf"), content, whole=True, limits=DEFAULT)


def test_encryption_for_certificates_is_told_from_a_password() -> None:
    """The dictionary that says how a file is encrypted is never encrypted itself."""
    content = proposition("encrypted-user").read_bytes()
    assert b"/Filter /Standard" in content
    certified = content.replace(b"/Filter /Standard", b"/Filter /Adobe.PubSec")
    for each, told in ((content, "with a password only"), (certified, "for the holders of certain certificates")):
        with pytest.raises(Faults, match=told):
            open_content(Path("prop.pdf"), each, whole=True, limits=DEFAULT)


def _step(content: bytes) -> Any:
    annex = proposition("libreoffice-form")
    asked = Asked(None, None, None, False, DEFAULT)
    return joined_step(Source(Path("prop.pdf"), content), Source(annex, annex.read_bytes()), asked, None, None)


def test_rare_entries_of_the_catalog_are_kept(tmp_path: Path) -> None:
    rare = {
        "/Extensions": Dictionary(ADBE=Dictionary(BaseVersion=Name("/1.6"), ExtensionLevel=8)),
        "/SpiderInfo": Dictionary(V=1),
        "/Requirements": Array([Dictionary(S=Name.EnableJavaScripts)]),
        "/URI": Dictionary(Base=String("https://example.org/")),
        "/PieceInfo": Dictionary(Word=Dictionary(LastModified=String("D:2015"), Private=1)),
        "/PageMode": Name.UseOutlines,
        "/Legal": Dictionary(JavaScriptActions=0),
        "/DSS": Dictionary(Certs=Array([])),
        "/Unknown": String("x"),
    }

    def fill(pdf: Any) -> None:
        for key, value in rare.items():
            pdf.Root[key] = value

    content = _saved("libreoffice", fill)
    step = _step(content)
    with pikepdf.open(io.BytesIO(content)) as before, pikepdf.open(io.BytesIO(step.content)) as after:
        assert set(before.Root.keys()) <= set(after.Root.keys())
        assert after.Root.Extensions.ADBE.ExtensionLevel == 8
        assert after.Root.PieceInfo.Word.Private == 1
    (tmp_path / "joined.pdf").write_bytes(step.content)
    annex = proposition("libreoffice-form")
    sources = Source(Path("prop.pdf"), content), Source(annex, annex.read_bytes())
    assert _differences(*sources, tmp_path / "joined.pdf", step.wanted.at) == []


def test_without_a_language_of_the_whole_no_accessibility_is_claimed() -> None:
    def silence(pdf: Any) -> None:
        del pdf.Root.Lang

    step = _step(_saved("libreoffice", silence))
    assert step.claims.access is None
    assert any("does not say for the whole document what language it is in" in each for each in step.warnings)
    with pikepdf.open(io.BytesIO(step.content)) as pdf:
        part = next(item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == "/Part")
        assert str(part.Lang)


_HOSTS = ("typst", "libreoffice-form", "weasyprint", "pdftex-tagged", "chromium")


@pytest.mark.parametrize("seed", range(30))
def test_damage_anywhere_is_joined_whole_or_refused_in_words(seed: int, tmp_path: Path) -> None:
    content = damaged(proposition(_HOSTS[seed % len(_HOSTS)]).read_bytes(), seed)
    if content is None:
        return
    try:
        step = _step(content)
    except BrochureError:
        return
    (tmp_path / "joined.pdf").write_bytes(step.content)
    annex = proposition("libreoffice-form")
    source = Source(annex, annex.read_bytes())
    assert isinstance(_differences(Source(Path("prop.pdf"), content), source, tmp_path / "joined.pdf", 5), list)


def test_an_annotation_that_is_listed_twice_is_listed_once_and_told(tmp_path: Path) -> None:
    def twice(pdf: Any) -> None:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9])))
        pdf.pages[0].obj.Annots = Array([note, note])

    content = _saved("libreoffice", twice)
    step = _step(content)
    written = tmp_path / "joined.pdf"
    written.write_bytes(step.content)
    annex = proposition("libreoffice-form")
    sources = Source(Path("prop.pdf"), content), Source(annex, annex.read_bytes())
    assert "prop.pdf: repaired: a page that lists an annotation twice; look at the joined file" in step.warnings
    assert _differences(*sources, written, step.wanted.at) == []
    with pikepdf.open(written) as joined:
        assert len(joined.pages[0].obj.Annots) == 1


def test_a_page_that_cannot_be_found_is_told_as_that() -> None:
    content, page = _open_tree()
    at = content.index(page, content.index(b"/Count 5 /Kids"))
    lost = content[:at] + b" (x)".ljust(len(page)) + content[at + len(page) :]
    with pytest.raises(Faults, match=r"tree of pages|pages \(page #\d is counted, and cannot be found\)"):
        _step(lost)
