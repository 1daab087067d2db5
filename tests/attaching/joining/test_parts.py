"""Fonts of forms, colours, shared streams, types and languages of elements: what no sample proposition tries."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from brochure.attaching.joining.join import Joined, Wanted, join, joined_bytes

Change = Callable[[pikepdf.Pdf], None]


def _joined(host: Change, annex: Change, at: int = 1) -> tuple[pikepdf.Pdf, Joined]:
    """Two files of one page, changed, joined with the annex at the end, and read anew."""
    one, other = _saved(host), _saved(annex)
    done = join(one, other, Wanted(at, "Vedlegg"))
    return pikepdf.open(io.BytesIO(joined_bytes(one, other))), done


def _saved(change: Change) -> pikepdf.Pdf:
    pdf, buffer = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(100, 100))
    change(pdf)
    pdf.save(buffer)
    return pikepdf.open(buffer)


def _nothing(pdf: pikepdf.Pdf) -> None:
    pass


def _form(font: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        face = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{font}")))
        field = Dictionary(Subtype=Name.Widget, FT=Name.Tx, T=String("navn"), DA=String("/F1 9 Tf 0 g"))
        field = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=Dictionary(Font=Dictionary({"/F1": face})))

    return change


def test_fields_of_one_name_stay_two_and_keep_their_fonts() -> None:
    pdf, _ = _joined(_form("Helvetica"), _form("Courier"))
    fields, fonts = pdf.Root.AcroForm.Fields, pdf.Root.AcroForm.DR.Font
    assert [str(field.T) for field in fields] == ["navn", "navn-2"]
    used = [str(fonts[str(field.DA).split()[0]].BaseFont) for field in fields]
    assert used == ["/Helvetica", "/Courier"]
    assert pdf.pages[1].obj.Annots[0].objgen == fields[1].objgen


def _intent(profile: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, profile, N=3)
        intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=stream)
        pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
        form = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources=Dictionary())
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary({"/X": pikepdf.Stream(pdf, b"1 0 0 rg", form)}))

    return change


def test_colours_mean_what_they_meant() -> None:
    pdf, _ = _joined(_intent(b"one profile"), _intent(b"another"))
    assert [intent.DestOutputProfile.read_bytes() for intent in pdf.Root.OutputIntents] == [b"one profile"]
    resources = pdf.pages[1].obj.Resources
    for each in (resources, resources.XObject.X.Resources):
        assert each.ColorSpace.DefaultRGB[1].read_bytes() == b"another"
    assert "/ColorSpace" not in pdf.pages[0].obj.Resources


def test_of_one_profile_nothing_is_said_twice() -> None:
    pdf, _ = _joined(_intent(b"one profile"), _intent(b"one profile"))
    assert "/ColorSpace" not in pdf.pages[1].obj.Resources


def test_an_intent_for_archiving_goes_with_the_claim_of_it() -> None:
    """Where PDF/A is not claimed the annex's pages say themselves what their colours mean."""
    pdf, _ = _joined(_nothing, _intent(b"one profile"))
    assert "/OutputIntents" not in pdf.Root
    assert pdf.pages[1].obj.Resources.ColorSpace.DefaultRGB[1].read_bytes() == b"one profile"
    pdf, _ = _joined(_archived(_nothing), _archived(_intent(b"one profile")))
    assert len(pdf.Root.OutputIntents) == 1
    assert "/ColorSpace" not in pdf.pages[1].obj.Resources


def _archived(change: Change) -> Change:
    def archived(pdf: pikepdf.Pdf) -> None:
        change(pdf)
        with pdf.open_metadata() as data:
            data["pdfaid:part"], data["pdfaid:conformance"] = "3", "B"

    return archived


def _picture(pdf: pikepdf.Pdf) -> None:
    mask = pikepdf.Stream(pdf, b"\x7f", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image = pikepdf.Stream(pdf, b"\x00\x01\x02", Subtype=Name.Image, Width=1, Height=1, SMask=mask)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary({"/I": image}))


def test_a_picture_that_both_have_is_kept_once_with_its_mask() -> None:
    pdf, done = _joined(_picture, _picture)
    assert done.shared == 2
    pictures = [page.obj.Resources.XObject.I.objgen for page in pdf.pages]
    assert pictures[0] == pictures[1]
    assert sum(isinstance(item, pikepdf.Stream) and "/Width" in item for item in pdf.objects) == 2


def _tagged(language: str | None, **own: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        tree = pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, **own))
        paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document))
        page = pdf.pages[0].obj
        paragraph.K, paragraph.Pg, page.StructParents = 0, page, 0
        page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC EMC")
        document.K, tree.K = Array([paragraph]), document
        numbers = pikepdf.NumberTree.new(pdf)
        numbers[0] = pdf.make_indirect(Array([paragraph]))
        tree.ParentTree = numbers.obj
        if language:
            pdf.Root.Lang = String(language)

    return change


def _part(pdf: pikepdf.Pdf) -> Any:
    part = pdf.Root.StructTreeRoot.K.K[-1]
    assert part.S == "/Part"
    return part


def test_a_document_becomes_a_part_unless_it_says_something_of_itself() -> None:
    pdf, _ = _joined(_tagged("nb"), _tagged("nn"))
    part = _part(pdf)
    assert (str(part.T), str(part.Lang), part.K[0].S) == ("Vedlegg", "nn", "/P")
    pdf, _ = _joined(_tagged("nb"), _tagged("nn", ID=String("top")))
    part = _part(pdf)
    assert (part.K[0].S, str(part.K[0].ID), part.K[0].K[0].S) == ("/Document", "top", "/P")


def test_an_unknown_language_does_not_become_that_of_the_host() -> None:
    pdf, _ = _joined(_tagged("nb"), _tagged(None))
    assert str(_part(pdf).Lang) == ""


def test_an_untagged_host_is_not_said_to_be_tagged() -> None:
    pdf, _ = _joined(_nothing, _tagged("nn"))
    assert pdf.Root.StructTreeRoot.K[0].K[0].Pg.objgen == pdf.pages[1].obj.objgen
    assert not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)


def _headings(*levels: int) -> Change:
    """A page for each heading."""

    def change(pdf: pikepdf.Pdf) -> None:
        tree = pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array()
        for number, level in enumerate(levels):
            if number:
                pdf.add_blank_page()
            heading = Dictionary(Type=Name.StructElem, S=Name(f"/H{level}"), P=tree, Pg=pdf.pages[number].obj, K=0)
            tree.K.append(pdf.make_indirect(heading))
        pdf.Root.Lang = String("nb")
        with pdf.open_metadata() as data:
            data["pdfuaid:part"] = "1"

    return change


def test_a_place_within_a_chapter_breaks_the_levels_of_headings() -> None:
    _, done = _joined(_headings(1, 2, 3), _headings(1), at=2)
    assert done.breaks_headings
    assert done.claims.access is None
    _, done = _joined(_headings(1, 2, 2), _headings(1), at=2)
    assert (done.breaks_headings, done.claims.access) == (False, 1)


def _destinations(count: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        there = Array([pdf.pages[0].obj, Name.Fit])
        names = [item for number in range(count) for item in (String(f"mål{number:03}"), there)]
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))

    return change


@pytest.mark.parametrize("count", [63, 64, 65, 128, 129])
def test_every_name_of_a_tree_of_any_size_is_found_by_another_reader(count: int) -> None:
    """In the joined file the annex has names too, and the tree is written anew in leaves."""
    pdf, _ = _joined(_destinations(count), _destinations(2))
    found = pikepdf.NameTree(pdf.Root.Names.Dests)
    assert {f"mål{number:03}" for number in range(count)} <= {*found}
    assert len({*found}) == count + 2
    assert all(name in found for name in list(found))
