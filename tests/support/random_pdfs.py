"""Small tagged PDFs of any shape, drawn by Hypothesis and written with pikepdf: what two of them share clashes.

Names of places, elements, roles, classes, files, fields and layers come from short lists, so that two files often have
given the same name to different things.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

Draw = Callable[[st.SearchStrategy[Any]], Any]

_PLACES, _ROLES, _CLASSES = ("cover", "goals", "mål"), ("/Avsnitt", "/Boks", "/Ramme"), ("/smal", "/bred")
_IDENTIFIERS, _FILES, _FIELDS, _LAYERS = ("h1", "h2", "h3"), ("tall.csv", "b.txt"), ("navn", "svar"), ("nb", "nn")
_TYPES = ("/P", "/H1", "/Span", "/Div", "/Sect", *_ROLES)
_LABELS = ("/D", "/r", "/A")


@st.composite
def tagged_pdfs(draw: Draw) -> bytes:
    """A PDF of one to four pages with tags, and with what else such a file may have."""
    return _Maker(draw).made()


@dataclass
class _Maker:
    draw: Draw

    def __post_init__(self) -> None:
        self.pdf = pikepdf.new()
        self.parents: dict[int, Any] = {}
        self.identifiers: dict[str, Any] = {}

    def made(self) -> bytes:
        for _ in range(self.draw(st.integers(1, 4))):
            self.pdf.add_blank_page(page_size=(200, 300))
        self._structure()
        for step in (self._places, self._bookmarks, self._labels, self._files, self._fields, self._layers):
            if self.draw(st.booleans()):
                step()
        buffer = io.BytesIO()
        self.pdf.save(buffer, deterministic_id=True, min_version="1.7")
        return buffer.getvalue()

    def _some(self, names: tuple[str, ...]) -> list[str]:
        return list(self.draw(st.lists(st.sampled_from(names), unique=True)))

    def _structure(self) -> None:
        tree = self.pdf.Root.StructTreeRoot = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.RoleMap = Dictionary({role: Name(self.draw(st.sampled_from(("/P", "/Div", "/Sect")))) for role in _ROLES})
        tree.ClassMap = Dictionary({name: self._attributes() for name in _CLASSES})
        document = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
        tree.K = document if self.draw(st.booleans()) else Array([document])
        for number, page in enumerate(self.pdf.pages):
            self._content(number, page, document)
        numbers = pikepdf.NumberTree.new(self.pdf)
        for key, value in self.parents.items():
            numbers[key] = value
        tree.ParentTree, tree.ParentTreeNextKey = numbers.obj, len(self.parents)
        if self.identifiers:
            pairs = [item for name in sorted(self.identifiers) for item in (String(name), self.identifiers[name])]
            tree.IDTree = Dictionary(Names=Array(pairs))
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        if self.draw(st.booleans()):
            self.pdf.Root.Lang = String(self.draw(st.sampled_from(("nb", "nn", "en"))))

    def _attributes(self) -> Any:
        return Dictionary(O=Name.Layout, SpaceBefore=self.draw(st.integers(0, 9)))

    def _content(self, number: int, page: Any, document: Any) -> None:
        """Content of a page in marked sequences, each held by an element that stands anywhere below the document."""
        shown, holders = [], []
        above = document
        for mark in range(self.draw(st.integers(0, 4))):
            element = self._element(self.draw(st.sampled_from(_TYPES)), above)
            above.K = Array([*above.get("/K", []), element])
            element.K = Array([Dictionary(Type=Name.MCR, Pg=page.obj, MCID=mark)])
            element.Pg = page.obj
            shown.append(f"/P <</MCID {mark}>> BDC {mark} {number} 20 20 re f EMC")
            holders.append(element)
            above = self.draw(st.sampled_from((document, element, above)))
        page.obj.Contents = self.pdf.make_stream(" ".join(shown).encode())
        if holders:
            page.obj.StructParents = len(self.parents)
            self.parents[len(self.parents)] = self.pdf.make_indirect(Array(holders))

    def _element(self, tag: str, above: Any) -> Any:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(tag), P=above))
        if (name := self.draw(st.sampled_from((None, *_IDENTIFIERS)))) and name not in self.identifiers:
            element.ID = String(name)
            self.identifiers[name] = element
        if named := self._some(_CLASSES):
            element.C = Name(named[0]) if len(named) == 1 else Array([Name(each) for each in named])
        if self.identifiers and self.draw(st.booleans()):
            headers = Array([String(self.draw(st.sampled_from(sorted(self.identifiers))))])
            element.A = Dictionary(O=Name.Table, Headers=headers)
        return element

    def _target(self) -> Any:
        page = self.draw(st.sampled_from(list(self.pdf.pages)))
        return Array([page.obj, Name.XYZ, 10, self.draw(st.integers(0, 290)), 0])

    def _places(self) -> None:
        names = sorted(self._some(_PLACES), key=lambda name: bytes(String(name)))
        if not names:
            return
        pairs = [item for name in names for item in (String(name), self._target())]
        self.pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(pairs)))
        for page in self.pdf.pages:
            name = String(self.draw(st.sampled_from(names)))
            link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 1, 9, 9]), F=4)
            if self.draw(st.booleans()):
                link.Dest = name
            else:
                link.A = Dictionary(S=Name.GoTo, D=name)
            page.obj.Annots = Array([self._annotated(link, page)])

    def _annotated(self, annotation: Any, page: Any) -> Any:
        """An annotation with an element that holds it."""
        top = self.pdf.Root.StructTreeRoot.K
        document = top[0] if isinstance(top, Array) else top
        element = self._element("/Link" if annotation.Subtype == "/Link" else "/Form", document)
        document.K = Array([*document.get("/K", []), element])
        annotation = self.pdf.make_indirect(annotation)
        element.K = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
        annotation.StructParent = len(self.parents)
        self.parents[len(self.parents)] = element
        tree = self.pdf.Root.StructTreeRoot
        pikepdf.NumberTree(tree.ParentTree)[len(self.parents) - 1] = element
        tree.ParentTreeNextKey = len(self.parents)
        pairs = [item for name in sorted(self.identifiers) for item in (String(name), self.identifiers[name])]
        if pairs:
            tree.IDTree = Dictionary(Names=Array(pairs))
        return annotation

    def _bookmarks(self) -> None:
        with self.pdf.open_outline() as outline:
            for title in ("En", "To"):
                item = pikepdf.OutlineItem(title, self._target())
                item.is_closed = self.draw(st.booleans())
                for kid in self._some(("a", "b")):
                    item.children.append(pikepdf.OutlineItem(kid, self._target()))
                outline.root.append(item)

    def _labels(self) -> None:
        starts = {0, *self.draw(st.lists(st.integers(0, len(self.pdf.pages) - 1)))}
        labels = pikepdf.NumberTree.new(self.pdf)
        for start in sorted(starts):
            label = Dictionary(S=Name(self.draw(st.sampled_from(_LABELS))), St=self.draw(st.integers(1, 60)))
            labels[start] = label
        self.pdf.Root.PageLabels = labels.obj

    def _files(self) -> None:
        for name in self._some(_FILES):
            content = self.draw(st.binary(min_size=1, max_size=8))
            self.pdf.attachments[name] = content  # as a file of that name
            listed = self.pdf.attachments[name].obj
            listed.AFRelationship = Name.Data
            self.pdf.Root.AF = Array([*self.pdf.Root.get("/AF", []), listed])

    def _fields(self) -> None:
        fields = []
        for name in self._some(_FIELDS):
            page = self.draw(st.sampled_from(list(self.pdf.pages)))
            field = Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(self.draw(st.text("abc"))),
                Rect=Array([1, 20, 50, 30]), F=4,
            )  # fmt: skip
            field = self._annotated(field, page)
            page.obj.Annots = Array([*page.obj.get("/Annots", []), field])
            fields.append(field)
        self.pdf.Root.AcroForm = Dictionary(Fields=Array(fields))

    def _layers(self) -> None:
        groups = Array([self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(n))) for n in self._some(_LAYERS)])
        hidden = Array([group for group in groups if self.draw(st.booleans())])
        state = Name(self.draw(st.sampled_from(("/ON", "/OFF"))))
        self.pdf.Root.OCProperties = Dictionary(OCGs=groups, D=Dictionary(BaseState=state, OFF=hidden, Order=groups))
