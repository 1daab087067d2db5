"""Where in the tree of a document a draft says that something has gone or moved."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import pytest

from brochure.drafts.comparison.notices import Gone, Notice, Piece
from brochure.drafts.proof.noticing import NoticeWriter
from brochure.making.pages.templates import parse_page
from brochure.making.pages.traces import take_out
from brochure.manifest.model import BlockRecord, SourcePlace
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.words import read_words
from tests.support.projects import ROOT

PAGE = """<html lang="nb"><head><title>x</title></head><body>
<section class="cover"><p>Forside</p></section>
<section class="part" id="a"><h1>Arbeid</h1>
<header><ul><li>Flere i arbeid</li></ul><div class="key-row"><div class="key"><p>63 %</p></div></div></header>
<div class="unit"><h2>Flest</h2><div class="row"><div class="side"><p>Notat</p></div>
<div class="prose"><p>Første.</p></div></div></div>
<figure><p class="caption">Figur 1</p></figure>
<div class="table"><table><thead><tr><th>Gruppe</th><th>2013</th></tr></thead>
<tbody><tr><th>Alle</th><td>1</td></tr><tr><th>Menn</th><td>2</td></tr></tbody></table></div></section>
<section class="part" id="b"><h1>Helse</h1>
<table><tbody><tr><th rowspan="1">Arbeid</th><td>Mål</td><td>AD</td></tr></tbody></table>
</section></body></html>"""
OLD = (BlockRecord(part="a", kind="p", text="Borte", source=SourcePlace(file="a.md", line=7)),)


def removed(piece: Piece, part: str, at: str, *words: str, element: str = "p", after: bool = False) -> Notice:
    """A notice before the block with a text, or after it."""
    return Notice(Gone.REMOVED, piece, words, (0,), part, positions()[at] + after, element)


def positions() -> dict[str, int]:
    blocks = take_out(parse_page(Project(ROOT), PAGE)).blocks
    return {block.text: position for position, block in enumerate(blocks)}


WHERE = {
    "a paragraph in the text": (removed(Piece.TEXT, "a", "Første.", "Ut"), "prose", ["-Ut", "Første."]),
    "one after which a note follows": (
        removed(Piece.TEXT, "a", "Notat", "Ut"),
        "part",
        ["Arbeid", "Flere i arbeid63 %", "-Ut", "FlestNotatFørste.", "Figur 1", "Gruppe2013Alle1Menn2"],
    ),
    "one before a figure": (
        removed(Piece.TEXT, "a", "Figur 1", "Ut"),
        "part",
        ["Arbeid", "Flere i arbeid63 %", "FlestNotatFørste.", "-Ut", "Figur 1", "Gruppe2013Alle1Menn2"],
    ),
    "a key figure": (removed(Piece.TEXT, "a", "63 %", "50\u00a0%"), "header", ["Flere i arbeid", "-50 %", "63 %"]),
    "a goal": (
        removed(Piece.TEXT, "a", "Flere i arbeid", "Ut", element="li"),
        "ul",
        ["-Ut", "Flere i arbeid"],
    ),
    "a table": (
        removed(Piece.EXHIBIT, "a", "2", "Tabell 2", after=True),
        "part",
        ["Arbeid", "Flere i arbeid63 %", "FlestNotatFørste.", "Figur 1", "Gruppe2013Alle1Menn2", "Fjernet: -Tabell -2"],
    ),
    "a row": (removed(Piece.ROW, "a", "Menn", "Rest", "9"), "tbody", ["Alle1", "-Rest-9", "Menn2"]),
    "the last row": (removed(Piece.ROW, "a", "2", "Rest", "9", after=True), "tbody", ["Alle1", "Menn2", "-Rest-9"]),
    "a row beside a head of several": (
        removed(Piece.ROW, "b", "AD", "Gammelt", "BD", after=True),
        "tbody",
        ["ArbeidMålAD", "-Gammelt-BD"],
    ),
    "a part": (
        removed(Piece.PART, "c", "2", "Deltakelse", after=True),
        "part",
        [
            "Arbeid",
            "Flere i arbeid63 %",
            "FlestNotatFørste.",
            "Figur 1",
            "Gruppe2013Alle1Menn2",
            "Fjernet del: -Deltakelse",
        ],
    ),
    "what stood on the cover": (removed(Piece.TEXT, "cover", "Forside", "Ut"), "", []),
}


@pytest.mark.parametrize(("notice", "inside", "texts"), WHERE.values(), ids=WHERE.keys())
def test_a_notice_stands_outside_all_frames(notice: Notice, inside: str, texts: Sequence[str]) -> None:
    project = Project(ROOT)
    root = parse_page(project, PAGE)
    traced = take_out(root)

    writer = NoticeWriter(read_words(project, Language.BOKMAAL), "utkast 1", OLD, lambda _: "4")
    writer.put_in(root, traced, [notice])

    parents = {child: parent for parent in root.iter() for child in parent}
    told = [element for element in root.iter() if element.get("data-notice") == "1"]
    assert len(told) == bool(texts)
    for line in told:
        parent = parents[line]
        assert inside in (parent.tag, *parent.get("class", "").split())
        assert [said(child) for child in parent] == texts
        assert line.get("data-place") == "a.md:7"


def said(element: Element) -> str:
    """What an element says, a dash before each word that is struck."""
    pieces = [element.text or ""]
    for child in element:
        pieces.append(f"-{said(child)}" if child.tag == "del" else said(child))
        pieces.append((child.tail or "") if child.tail != " " else " ")
    return " ".join("".join(pieces).replace("\n", "").split())
