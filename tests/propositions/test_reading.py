"""The reader of joined files finds what has been taken away or changed, and nothing in files that were left alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.support.joined import lost, read
from tests.support.propositions import CONFORMING, TAGGED, UNTAGGED, proposition, sample
from tests.support.verapdf import Flavour, need_validator, validate

_PAGES_ALONE = pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
"""What pikepdf says when pages are copied, or fields left behind, as these tests mean it."""

Change = Callable[[Any], None]
_DANGLING = {
    "content has an element that stands outside the structure tree",
    "elements have identifiers, but there is no table of them",
}
"""What WeasyPrint 70 writes: margin boxes whose element is not in the tree, and header cells without an IDTree."""


@pytest.mark.parametrize("name", TAGGED + UNTAGGED)
def test_of_an_untouched_proposition_nothing_is_lost(name: str) -> None:
    found = sample(name)
    assert lost(found, None, read(proposition(name)), at=0) == []
    assert {fault.kind for fault in found.faults} == (_DANGLING if name.startswith("weasyprint") else set())


@pytest.mark.parametrize("name", TAGGED + UNTAGGED)
def test_a_proposition_has_what_a_join_might_lose(name: str) -> None:
    found = sample(name)
    assert len(found.pages) == 5
    assert len(found.links) >= 4
    assert "https://example.org/eksempel?del=1" in {link.target.elsewhere for link in found.links}
    assert {"goals", "contents", "part-arbeid"} <= {name.lstrip("/") for name in found.destinations}
    assert bool(found.elements) == (name in TAGGED)
    assert bool(found.bookmarks) == (name != "chromium-untagged")


@pytest.mark.parametrize("name", TAGGED)
def test_tags_are_read_with_role_and_language(name: str) -> None:
    elements = sample(name).all_elements
    roles = {element.role for element in elements}
    assert {"H1", "H2", "P", "Table", "TR", "TH", "TD", "L", "LI", "Link"} <= roles
    assert {element.language[:2] for element in elements} >= {"nn" if name.startswith(("weasy", "chrom")) else "nb"}
    assert any(element.language[:2] == "en" for element in elements) == (not name.startswith("weasyprint"))
    assert len({element.number for element in elements}) == len(elements)


def test_labels_and_form_fields_are_read() -> None:
    typst, form = sample("typst"), sample("libreoffice-form")
    assert typst.labels == ["i", "ii", "1", "2", "3"]
    assert typst.metadata.archive == "3a"
    assert typst.metadata.accessible == "1"
    assert [(item.name, item.relationship) for item in typst.attachments] == [("tall-i-teksten.csv", "Data")]
    assert [(field.name, field.value, field.pages) for field in form.form_fields] == [
        ("merknad", "Ingen merknad", (4,)),
        ("samtykke", "/Yes", (4,)),
    ]


def _no_tags(pdf: Any) -> None:
    del pdf.Root.StructTreeRoot


def _first(pdf: Any, tag: str) -> Any:
    """The first element of a tag, in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop(0)
        if node.get("/S") == f"/{tag}":
            return node
        kids = node.get("/K", Array())
        waiting[:0] = [
            kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid
        ]
    raise LookupError(tag)


def _without(tag: str, key: str) -> Change:
    def change(pdf: Any) -> None:
        del _first(pdf, tag)[key]

    return change


def _drop_figure(pdf: Any) -> None:
    figure = _first(pdf, "Figure")
    figure.P.K = Array([kid for kid in figure.P.K if isinstance(kid, int) or kid.objgen != figure.objgen])


def _wrong_parent(pdf: Any) -> None:
    _first(pdf, "Table").P = pdf.Root.StructTreeRoot


def _swap_elements(pdf: Any) -> None:
    top = pdf.Root.StructTreeRoot.K[0]
    top.K = Array([top.K[1], top.K[0], *list(top.K)[2:]])


def _rotate_parent_tree(pdf: Any) -> None:
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    marks = tree[pdf.pages[3].obj.StructParents]
    tree[pdf.pages[3].obj.StructParents] = Array([*list(marks)[1:], marks[0]])


def _same_place(pdf: Any) -> None:
    pdf.pages[3].obj.StructParents = pdf.pages[2].obj.StructParents


def _no_identifiers(pdf: Any) -> None:
    del pdf.Root.StructTreeRoot.IDTree


def _other_role(pdf: Any) -> None:
    pdf.Root.StructTreeRoot.RoleMap.Title = Name.H1


def _break_link(pdf: Any) -> None:
    link = next(item for page in pdf.pages for item in page.obj.get("/Annots", []) if item.Subtype == "/Link")
    link.Dest = String("nowhere")
    if "/A" in link:
        del link["/A"]


def _mislead_link(pdf: Any) -> None:
    link = next(item for item in pdf.pages[1].obj.Annots if item.Subtype == "/Link")
    link.Dest = Array([pdf.pages[4].obj, Name.Fit])
    if "/A" in link:
        del link["/A"]


def _drop_page_of_links(pdf: Any) -> None:
    del pdf.pages[3]


def _no_labels(pdf: Any) -> None:
    del pdf.Root.PageLabels


def _no_bookmarks(pdf: Any) -> None:
    del pdf.Root.Outlines


def _rename_destination(pdf: Any) -> None:
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    names["goals-2"] = names["goals"]
    del names["goals"]


def _no_attachment(pdf: Any) -> None:
    del pdf.attachments["tall-i-teksten.csv"]


def _no_relationship(pdf: Any) -> None:
    for spec in pdf.Root.AF:
        spec.AFRelationship = Name.Unspecified


def _not_associated(pdf: Any) -> None:
    del pdf.Root.AF


def _no_form(pdf: Any) -> None:
    del pdf.Root.AcroForm


def _other_value(pdf: Any) -> None:
    pdf.Root.AcroForm.Fields[0].V = String("")


def _other_language(pdf: Any) -> None:
    pdf.Root.Lang = String("en")


def _no_title(pdf: Any) -> None:
    del pdf.docinfo["/Title"]


def _no_intent(pdf: Any) -> None:
    del pdf.Root.OutputIntents


def _no_viewer_preferences(pdf: Any) -> None:
    del pdf.Root.ViewerPreferences


def _no_claims(pdf: Any) -> None:
    del pdf.Root.Metadata


def _other_content(pdf: Any) -> None:
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S")


def _turn_page(pdf: Any) -> None:
    pdf.pages[0].rotate(90, relative=True)


def _font_twice(pdf: Any) -> None:
    descriptor = next(
        item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == "/FontDescriptor"
    )
    key = next(key for key in ("/FontFile2", "/FontFile3") if key in descriptor)
    other = Dictionary({**dict(descriptor.items()), key: pdf.make_stream(descriptor[key].read_bytes())})
    pdf.Root.PieceInfo = Dictionary(Copy=pdf.make_indirect(other))


def _no_classes(pdf: Any) -> None:
    del pdf.Root.StructTreeRoot.ClassMap


def _other_class(pdf: Any) -> None:
    pdf.Root.StructTreeRoot.ClassMap["/column-head"].Scope = Name.Row


PLANTED: list[tuple[str, Change, str]] = [
    ("typst", _no_tags, "there is no structure tree"),
    ("libreoffice", _no_tags, "there is no structure tree"),
    ("typst", _without("Figure", "/Alt"), "the element Figure on page 4 had the words (('Alt', 'Søylediagram"),
    ("weasyprint", _without("TH", "/ID"), "the element TH on page 4 had the identifier"),
    ("libreoffice", _without("TH", "/A"), "the element TH on page 4 had the attributes"),
    ("typst", _drop_figure, "the element Figure on page 4 is not there as it was"),
    ("typst", _drop_figure, "content has an element that stands outside the structure tree"),
    ("typst", _wrong_parent, "an element names a parent that it does not stand in"),
    ("typst", _swap_elements, "its elements are in another order"),
    ("typst", _rotate_parent_tree, "the parent tree leads to another element"),
    ("chromium", _same_place, "two streams have one place in the parent tree"),
    ("typst", _no_identifiers, "elements have identifiers, but there is no table of them"),
    ("libreoffice", _other_role, "the role map has 'Title' as H1, not as P"),
    ("pdftex-tagged", _no_classes, "an element has a class that is not in the class map"),
    ("pdftex-tagged", _other_class, "('Table Scope /Column',), has ('Table Scope /Row',)"),
    ("typst", _break_link, "something leads nowhere"),
    ("weasyprint", _break_link, "there is no place named 'nowhere'"),
    ("libreoffice", _mislead_link, "a link on page 2 leads to page 5 /Fit instead of page 3"),
    ("pdftex", _drop_page_of_links, "there are 4 pages, not 5 and 0"),
    ("typst", _no_labels, "page 3 was called '1' and is called '3'"),
    ("chromium", _no_bookmarks, "the bookmark 'Innhald' to page 2"),
    ("pdftex", _rename_destination, "the destination 'goals' to page 5"),
    ("typst", _no_attachment, "the attached file 'tall-i-teksten.csv' is not there"),
    ("typst", _no_relationship, "the attached file 'tall-i-teksten.csv' is not there as it was"),
    ("typst", _not_associated, "a file is no longer associated with the document"),
    ("libreoffice-form", _no_form, "the form field 'merknad' is not there"),
    ("libreoffice-form", _other_value, "the form field 'merknad' is not there as it was"),
    ("typst", _other_language, "the document's language was 'nb' and is 'en'"),
    ("weasyprint", _other_language, "had the language 'nn', has 'en'"),
    ("libreoffice", _no_title, "Title was 'Prop. 1 S (2015–2016) – eksempel' and is 'None'"),
    ("libreoffice", _no_intent, "the output intent /GTS_PDFA1"),
    ("weasyprint", _no_viewer_preferences, "ViewerPreferences/DisplayDocTitle"),
    ("typst", _no_claims, "PDF/UA-(none), not PDF/UA-1"),
    ("typst", _no_claims, "it claims no PDF/A, not PDF/A-3a"),
    ("pdftex", _other_content, "page 1 has another Contents"),
    ("typst", _turn_page, "page 1 has got a Rotate"),
    ("typst", _font_twice, "one of the fonts is in the file 2 times"),
]


@_PAGES_ALONE
@pytest.mark.parametrize(("name", "change", "told"), PLANTED, ids=[f"{told[:40]}" for _, _, told in PLANTED])
def test_a_planted_loss_is_told(name: str, change: Change, told: str, tmp_path: Path) -> None:
    with pikepdf.open(proposition(name)) as pdf:
        change(pdf)
        pdf.save(tmp_path / "changed.pdf")
    assert told in "\n".join(lost(sample(name), None, read(tmp_path / "changed.pdf"), at=0))


@pytest.mark.parametrize("name", TAGGED + UNTAGGED)
def test_a_file_saved_in_another_way_has_lost_nothing(name: str, tmp_path: Path) -> None:
    with pikepdf.open(proposition(name)) as pdf:
        pdf.save(tmp_path / "saved.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    assert lost(sample(name), None, read(tmp_path / "saved.pdf"), at=0) == []


@_PAGES_ALONE
def test_pages_put_together_alone_lose_what_belongs_to_the_document(tmp_path: Path) -> None:
    host, annex = proposition("typst"), proposition("libreoffice-form")
    with pikepdf.open(host) as pdf, pikepdf.open(annex) as other:
        for place, page in enumerate(other.pages):
            pdf.pages.insert(3 + place, page)
        pdf.save(tmp_path / "joined.pdf")
    told = "\n".join(lost(sample("typst"), sample("libreoffice-form"), read(tmp_path / "joined.pdf"), at=3))
    assert "the proposition: page 4 was called '2'" in told
    assert "the annex: the bookmark '1 Innledning' to page 6" in told
    assert "the annex: the form field 'merknad' is not there" in told
    assert "the annex: the attached file 'Original.odt' is not there" in told
    assert "two streams have one place in the parent tree" in told
    assert "it claims PDF/A-3a, which one of the two does not" in told
    assert "the proposition: the element" not in told
    assert "the proposition: a link" not in told


@_PAGES_ALONE
@pytest.mark.parametrize("forgotten", [[], ["goals"]])
def test_a_name_that_clashes_may_change_in_the_annex(forgotten: list[str], tmp_path: Path) -> None:
    source = proposition("pdftex")
    with pikepdf.open(source) as pdf, pikepdf.open(source) as other:
        pdf.pages.extend(other.pages)
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        places = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        for name, destination in {str(name): place for name, place in names.items()}.items():
            page, *view = destination.D if isinstance(destination, Dictionary) else destination
            if name not in forgotten:
                names[f"annex-{name}"] = Array([pdf.pages[places[page.objgen] + 5].obj, *view])
        pdf.save(tmp_path / "joined.pdf")
    told = lost(sample("pdftex"), sample("pdftex"), read(tmp_path / "joined.pdf"), at=5)
    missing = [each for each in told if "the destination" in each]
    assert [each.startswith("the annex: the destination 'goals' to page 10") for each in missing] == [True] * len(
        forgotten
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "flavour"), CONFORMING)
def test_a_proposition_passes_the_standard_it_claims(name: str, flavour: Flavour) -> None:
    need_validator()
    assert validate(proposition(name), flavour) == []
