"""Faults to plant in a sound annex, by the check that must find each, and a part of what it must say.

Each changes an open PDF in one way, as a careless program or person would have left it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Change = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault, the check that finds it, and words of what is told."""

    rule: str
    words: str
    change: Change


FAULTS: list[Planted] = []


def _plants(rule: str, words: str) -> Callable[[Change], Change]:
    def add(change: Change) -> Change:
        FAULTS.append(Planted(rule, words, change))
        return change

    return add


def elements(pdf: pikepdf.Pdf, *tags: str) -> Iterator[Any]:
    """The elements of the structure tree in reading order, of some tags where these are named."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        if not tags or str(element.S)[1:] in tags:
            yield element
        held = element.get("/K", Array())
        kids = list(held) if isinstance(held, Array) else [held]
        waiting += [kid for kid in reversed(kids) if isinstance(kid, Dictionary) and "/S" in kid]


def _first(pdf: pikepdf.Pdf, *tags: str) -> Any:
    return next(elements(pdf, *tags))


def _links(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from (item for item in page.obj.get("/Annots", []) if item.Subtype == "/Link")


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from page.obj.Resources.Font.values()


def _outer(pdf: pikepdf.Pdf) -> Any:
    """The first section of the document that holds several blocks."""
    return next(e for e in elements(pdf, "Sect", "Div") if sum(1 for k in e.K if isinstance(k, Dictionary)) > 2)


@_plants("pdf-not-tagged", "the file is not tagged")
def _no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@_plants("pdf-not-tagged", "does not say that it is tagged")
def _unmarked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@_plants("pdf-unknown-tag", "the tag 'Avsnitt' is none that programs know")
def _unknown_tag(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "P").S = Name.Avsnitt


@_plants("pdf-loose-content", "programs that read aloud leave it out")
def _loose(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    font = next(iter(page.obj.Resources.Font.keys()))
    content = f"BT {font} 12 Tf 100 100 Td <0001000200030004> Tj ET".encode()
    page.contents_add(pdf.make_stream(content), prepend=False)


@_plants("pdf-parent-tree", "the parent tree does not lead from")
def _wrong_parent(pdf: pikepdf.Pdf) -> None:
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    of_page = next(value for _, value in parents.items() if isinstance(value, Array) and len(value) > 2)
    of_page[0] = of_page[1]


@_plants("pdf-lost-content", "holds content of a page that is not in the file")
def _lost_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


@_plants("pdf-reading-order", "is read after")
def _swapped(pdf: pikepdf.Pdf) -> None:
    above = _outer(pdf)
    above.K = Array(list(reversed(list(above.K))))


@_plants("pdf-running-head", "is read aloud on each")
def _running_heads(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        of_page = parents[int(page.obj.StructParents)]
        font = next(iter(page.obj.Resources.Font.keys()))
        height = float(page.mediabox[3])
        number = len(of_page)
        shown = f"/P <</MCID {number}>> BDC BT {font} 8 Tf 100 {height - 20} Td <0024002500260027> Tj ET EMC"
        page.contents_add(pdf.make_stream(shown.encode()), prepend=False)
        tag = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj, K=number))
        document.K.append(tag)
        of_page.append(tag)


@_plants("pdf-heading-levels", "of level 3 after one of level 1; make it an H2")
def _level_left_out(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "H2").S = Name.H3


@_plants("pdf-heading-kinds", "")
def _mixed_kinds(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "H2").S = Name.H


@_plants("pdf-empty-heading", "")
def _empty_heading(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "H2").K = Array()


@_plants("pdf-no-headings", "")
def _no_headings(pdf: pikepdf.Pdf) -> None:
    for heading in list(elements(pdf, "H1", "H2", "H3", "H4")):
        heading.S = Name.P


@_plants("pdf-no-alt-text", "say in a sentence what one sees")
def _no_alt(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "Figure").Alt


@_plants("pdf-empty-alt-text", "is the name of a file, «figur-1.png»")
def _file_name(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Figure").Alt = String("figur-1.png")


@_plants("pdf-empty-alt-text", "does not say what it shows")
def _generic(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Figure").Alt = String("Figur 3")


@_plants("pdf-alt-is-title", "only says its title again")
def _alt_is_title(pdf: pikepdf.Pdf) -> None:
    figure = _first(pdf, "Figure")
    figure.T = String("Andelen økte")
    figure.Alt = String("Figur 1: Andelen økte.")


@_plants("pdf-table-rows", "spans counted")
def _uneven(pdf: pikepdf.Pdf) -> None:
    row = [row for row in elements(pdf, "TR") if len(row.K) > 1][-1]
    del row.K[-1]


@_plants("pdf-table-headers", "has no header cells")
def _no_headers(pdf: pikepdf.Pdf) -> None:
    for cell in list(elements(pdf, "TH")):
        cell.S = Name.TD


@_plants("pdf-table-scope", "whether they head a column or a row")
def _no_scope(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "TH", "TD"):
        for attributes in cell.A if isinstance(cell.get("/A"), Array) else [cell.get("/A")]:
            for key in ("/Scope", "/Headers"):
                if isinstance(attributes, Dictionary) and key in attributes:
                    del attributes[key]


@_plants("pdf-table-names", "names a header cell that is not in it")
def _wrong_header(pdf: pikepdf.Pdf) -> None:
    cell = next(cell for cell in elements(pdf, "TD") if "/Headers" in cell.get("/A", Dictionary()))
    cell.A.Headers = Array([String("finnes-ikke")])


@_plants("pdf-language", "does not say what language it is in")
def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@_plants("pdf-language", "'norsk bokmål' is no code of a language")
def _language_in_words(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "P").Lang = String("norsk bokmål")


@_plants("pdf-link-tag", "is in no Link tag")
def _untagged_link(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Link").S = Name.Span


@_plants("pdf-link-tag", "does not name its tag (StructParent), or names another one")
def _no_way_back(pdf: pikepdf.Pdf) -> None:
    del next(_links(pdf)).StructParent


@_plants("pdf-link-words", "has no description for programs that read aloud")
def _no_description(pdf: pikepdf.Pdf) -> None:
    del next(_links(pdf)).Contents


@_plants("pdf-link-address", "is read aloud as the bare address «https://www.ssb.no/»")
def _bare_address(pdf: pikepdf.Pdf) -> None:
    for item in (*elements(pdf, "Link"), *_links(pdf)):
        item["/Alt" if "/S" in item else "/Contents"] = String("https://www.ssb.no/")


@_plants("pdf-link-target", "")
def _broken_link(pdf: pikepdf.Pdf) -> None:
    link = next(link for link in _links(pdf) if "/Dest" in link or link.get("/A", Dictionary()).get("/S") == "/GoTo")
    if "/A" in link:
        del link.A
    link.Dest = String("finnes-ikke")


@_plants("pdf-link-target", "")
def _no_address(pdf: pikepdf.Pdf) -> None:
    next(_links(pdf)).A = Dictionary(S=Name.URI, URI=String("ssb.no"))


@_plants("pdf-no-bookmarks", "no bookmarks to find one's way by")
def _no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


@_plants("pdf-bookmark-target", "is not in the file")
def _broken_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Dest = String("finnes-ikke")


@_plants("pdf-bookmark-order", "the one over it")
def _shuffled_bookmarks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Dest = Array([pdf.pages[-1].obj, Name.Fit])


@_plants("pdf-bookmark-nesting", "but leads to a page before it")
def _bookmark_below_a_later_one(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        parent = pikepdf.OutlineItem("Sist", len(pdf.pages) - 1)
        parent.children.append(pikepdf.OutlineItem("Først", 0))
        outline.root.append(parent)


@_plants("pdf-title", "no title in its metadata")
def _no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as data:
        del data["dc:title"]


@_plants("pdf-title", "vedlegg-endelig.docx")
def _file_name_for_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as data:
        data["dc:title"] = "vedlegg-endelig.docx"


@_plants("pdf-title-hidden", "the name of the file instead of its title")
def _title_hidden(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


@_plants("pdf-text-in-image", "if the picture shows text, set it as text")
def _scanned(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[-1].obj
    image = pikepdf.Stream(
        pdf, b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    page.Resources = Dictionary(XObject=Dictionary(Scan=image))
    page.Contents = pdf.make_stream(b"/Artifact BMC 595 0 0 842 0 0 cm /Scan Do EMC")


@_plants("pdf-font-embedded", "is not in the file, so that other machines show another one")
def _not_embedded(pdf: pikepdf.Pdf) -> None:
    font = next(_fonts(pdf))
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


@_plants("pdf-font-unicode", "has no map to Unicode")
def _no_unicode(pdf: pikepdf.Pdf) -> None:
    del next(_fonts(pdf)).ToUnicode


@_plants("pdf-unreadable-letters", "letters that stand for none in Unicode (U+E0")
def _letters_for_private_use(pdf: pikepdf.Pdf) -> None:
    mapped = next(_fonts(pdf)).ToUnicode
    mapped.write(re.sub(rb"(<[0-9A-Fa-f]+> *)<00([0-9A-Fa-f]{2})>", rb"\1<e0\2>", mapped.read_bytes()))


@_plants("pdf-page-labels", "they must begin with its first")
def _labels_begin_late(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([1, Dictionary(S=Name.D)]))


@_plants("pdf-page-numbers", "give the file page labels as printed")
def _other_labels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))


def _attached(pdf: pikepdf.Pdf) -> Any:
    return pdf.attachments[next(iter(pdf.attachments))].obj


@_plants("pdf-attachment-relationship", "does not say what it is to the text")
def _no_relationship(pdf: pikepdf.Pdf) -> None:
    del _attached(pdf).AFRelationship


@_plants("pdf-attachment-relationship", "is associated with neither the file nor a part of it")
def _not_associated(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF


@_plants("pdf-attachment-description", "has no description")
def _undescribed(pdf: pikepdf.Pdf) -> None:
    del _attached(pdf).Desc


@_plants("pdf-attachment-content", "its checksum differs")
def _changed_file(pdf: pikepdf.Pdf) -> None:
    stream = _attached(pdf).EF.F
    content = stream.read_bytes()
    stream.write(content[:-1] + b"9", filter=None)


@_plants("pdf-tab-order", "the key Tab does not follow the order of reading")
def _no_tab_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj.Tabs


@_plants("pdf-field-name", "does not say what is to be filled in")
def _nameless_field(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("svar"), Rect=Array([0, 0, 9, 9]))
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", []), field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
