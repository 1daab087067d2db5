"""What real files hold that is rare, but not damaged, is joined: it is neither refused nor held against the join."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from brochure.command.attach import _differences
from brochure.command.attach_join import Asked, Source, Step, joined_step, taken_back
from brochure.findings import Faults, Place
from brochure.pdf.limits import DEFAULT
from brochure.pdf.opening import damaged_in
from tests.support.propositions import proposition

_GONE = Name.Gone
"""Stands for null, which pikepdf does not write as an object."""
_ANNEX = Source(proposition("pdftex"), proposition("pdftex").read_bytes())


def _right_to_left(pdf: Any) -> None:
    pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)


def _metadata(pdf: Any) -> None:
    """A property without a value, and one that tells the version."""
    described = pdf.Root.Metadata.read_bytes()
    more = b'<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:a="urn:a">'
    more += b"<pdf:PDFVersion>1.4</pdf:PDFVersion><a:empty/></rdf:Description></rdf:RDF>"
    pdf.Root.Metadata.write(described.replace(b"</rdf:RDF>", more))


def _bookmark_to_a_tag_without_type(pdf: Any) -> None:
    element = pdf.Root.StructTreeRoot.K
    element = element[0] if isinstance(element, Array) else element
    del element["/Type"]
    pdf.Root.Outlines.First.SE = element


def _note_without_the_one_it_belongs_to(pdf: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([0, 0, 9, 9]), Parent=pdf.make_indirect(_GONE))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def _packed_otherwise(pdf: Any) -> None:
    globals_ = pdf.make_stream(b"of all pictures")
    picture = pdf.make_stream(b"a picture", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.Filter, picture.DecodeParms = Name.JBIG2Decode, Dictionary(JBIG2Globals=globals_)
    other = pdf.make_stream(b"data", Filter=Name.Own)
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=picture)
    pdf.pages[0].obj.PieceInfo = Dictionary(Own=Dictionary(LastModified=String("D:2020"), Private=other))


def _numbers_as_objects(pdf: Any) -> None:
    pdf.Root.Own = Array([pdf.make_indirect(pikepdf.Object.parse(each)) for each in (b"1", b"1.5", b"true", b"(a)")])


def _marks(pdf: Any) -> None:
    pdf.Root.MarkInfo.Suspects = pdf.Root
    pdf.Root.MarkInfo.Marked = pdf.Root


def _joined(tmp_path: Path, content: bytes) -> tuple[Step, list[str]]:
    host = Source(tmp_path / "prop.pdf", content)
    step = joined_step(host, _ANNEX, Asked(None, None, None, False, DEFAULT), None, None)
    written = tmp_path / "joined.pdf"
    written.write_bytes(step.content)
    return step, _differences(host, _ANNEX, written, step.wanted.at)


@pytest.mark.parametrize(
    "change",
    [
        _right_to_left,
        _metadata,
        _bookmark_to_a_tag_without_type,
        _note_without_the_one_it_belongs_to,
        _packed_otherwise,
        _numbers_as_objects,
        _marks,
    ],
)
def test_what_is_rare_is_joined(change: Callable[[Any], None], tmp_path: Path) -> None:
    with pikepdf.open(proposition("libreoffice")) as pdf:
        change(pdf)
        pdf.save(content := io.BytesIO(), static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    step, found = _joined(tmp_path, content.getvalue().replace(b"obj\n/Gone\n", b"obj\n null\n"))
    assert found == []
    assert not [each for each in step.warnings if "repaired" in each]


def test_content_of_a_page_that_nothing_unpacks_is_refused(tmp_path: Path) -> None:
    with pikepdf.open(proposition("libreoffice")) as pdf:
        pdf.pages[1].obj.Contents.Filter = Dictionary(A=1)
        pdf.save(content := io.BytesIO(), static_id=True)
    with pytest.raises(Faults) as raised:
        _joined(tmp_path, content.getvalue())
    assert "it is damaged in its content of page #2 (" in str(raised.value.findings[0].message)


def test_a_value_of_another_type_is_told_as_damage_of_its_part(tmp_path: Path) -> None:
    with pytest.raises(Faults) as raised, damaged_in(Place("a.pdf"), "bookmarks"):
        len(None)  # type: ignore[arg-type]
    assert str(raised.value.findings[0]).startswith("a.pdf:1: error: it is damaged in its bookmarks (")


def test_a_key_that_is_not_utf8_and_a_parent_that_is_null_are_kept(tmp_path: Path) -> None:
    with pikepdf.open(proposition("pdftex-tagged")) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(
            Dictionary(Nums=pikepdf.Array([item for pair in parents.items() for item in pair] + [9999, None]))
        )
        pdf.pages[0].obj["/OddKey"] = 1
        pdf.save(content := io.BytesIO(), static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    _, lost = _joined(tmp_path, content.getvalue().replace(b"/OddKey", b"/Od#ffK"))
    assert lost == []


@pytest.mark.parametrize("value", ["1", "(a)", "<< /A 1 >>", "indirect"])
@pytest.mark.parametrize("where", ["catalog", "private data", "bookmarks", "tags"])
def test_a_key_that_is_not_utf8_is_kept_wherever_it_stands(where: str, value: str, tmp_path: Path) -> None:
    with pikepdf.open(proposition("pdftex-tagged")) as pdf:
        pdf.Root.PieceInfo = Dictionary()
        holders = {"catalog": pdf.Root, "private data": pdf.Root.PieceInfo, "bookmarks": pdf.Root.Outlines}
        holder = {**holders, "tags": pdf.Root.StructTreeRoot}[where]
        read = pikepdf.Object.parse(b"<< /A 1 >>" if value == "indirect" else value.encode())
        holder["/OddKey"] = pdf.make_indirect(read) if value == "indirect" else read
        pdf.save(content := io.BytesIO(), static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    step, lost = _joined(tmp_path, content.getvalue().replace(b"/OddKey", b"/Od#ffK"))
    assert lost == []
    back = taken_back(Source(tmp_path / "prop.pdf", step.content), [_ANNEX], DEFAULT)
    assert len(back.marks) == 1
