"""A page as programs read it: content in the order of reading, whole words, and tags that hold something once."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import Filed, lay_out, write_pdf
from brochure.project.sources.project import Project
from tests.support.laid_out import STYLES
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT

CSS = """
@page { size: 150mm }
.row { position: relative } .side { position: absolute; left: 40mm; top: 0; width: 20mm } .float { float: right }
.row p { width: 24mm; hyphens: auto; hyphenate-character: "\\2010"; hyphenate-limit-chars: 5 2 2 }
ul { list-style-type: "– "; padding-left: 5mm }
nav ol { list-style-type: none } nav a { display: block; position: relative }
.folio { position: absolute; right: 0 } .folio::after { content: target-counter(attr(data-target url), page) }
"""
BODY = """<section class="part"><nav class="contents"><h1>Innhold</h1><ol>
<li><a href="#a">Først <span class="folio" data-target="#a"></span></a>
<ol><li><a href="#b">Under <span class="folio" data-target="#b"></span></a></li></ol></li></ol></nav>
<div class="row"><div class="side">Ved siden</div>
<p>Statistikken <em>her</em> <strong>gjelder</strong> innvandringsgrunn og ikke-nordiske statsborgere fra
Vest-Europa og andre.</p></div>
<h2 id="a">Om <a href="#b"><span>flere</span></a></h2><ul><li>Punkt en</li><li><p>Punkt to</p></li></ul>
<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 9' width='100'><title>Tegning</title>
<text x="5" y="8" style="font-family:'Source Sans 3';font-size:8px">To ord</text></svg>
<p id="b"><span>Figur 1 </span><span style="display:block">under</span></p>
<div class="float">Til slutt</div></section>"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    project = Project(ROOT)
    restrict_fonts(project)
    html = f'<html lang="nb"><head><title>Prøve</title></head><body>{BODY}</body></html>'
    path: Path = tmp_path_factory.mktemp("read") / "read.pdf"
    filed = Filed((), datetime.date(2020, 1, 1), "a" * 32)
    path.write_bytes(write_pdf(project, lay_out(project, html, STYLES + CSS), filed))
    return ReadPdf(path)


def test_the_content_of_a_page_stands_in_the_order_of_reading(read: ReadPdf) -> None:
    """What floats, what stands beside, marks of items and drawings too."""
    words = ["Innhold", "Først", "Under", "Ved siden", "Statistikken", "Om", "Punkt en", "To ord", "Figur", "Til slutt"]
    drawn = [run.text for run in _in_order(read)]
    places = [next(i for i, text in enumerate(drawn) if text.strip().startswith(word)) for word in words]
    assert places == sorted(places)
    assert drawn[drawn.index("Punkt en") - 1].startswith("–")


def test_a_parted_word_is_whole_where_it_is_copied_and_a_written_hyphen_stays(read: ReadPdf) -> None:
    text = "".join(run.text for run in read.pages[0]).replace("\xad", "")
    assert "innvandringsgrunn" in text
    assert "ikke-nordiske" in text
    assert any(run.text.endswith("\xad") for run in read.pages[0])


def test_a_name_stands_on_one_line(read: ReadPdf) -> None:
    assert any("Vest-Europa" in run.text for run in read.pages[0])


def test_no_content_is_empty(read: ReadPdf) -> None:
    assert len(list(_marked(read))) > 15
    assert all(_marked(read))


def test_the_contents_are_a_table_of_contents_with_one_link_an_entry(read: ReadPdf) -> None:
    (outer,) = (item for item in read.structure.all("TOC") if item.parent and item.parent.tag != "TOCI")
    assert [(item.tag, len(item.all("TOCI")), len(item.all("Link"))) for item in outer.children] == [("TOCI", 2, 2)]
    assert [link.text for link in outer.all("Link")] == ["Først 1", "Under 1"]
    assert len(read.pdf.pages[0].obj.Annots) == 3


def test_no_paragraph_or_link_stands_in_another(read: ReadPdf) -> None:
    for tag in ("P", "Link"):
        assert all(item.all(tag) == [item] for item in read.structure.all(tag))
    assert read.structure.all("P")[-1].text == "Figur 1 under"


def _in_order(read: ReadPdf) -> list[Any]:
    return [run for run in read.pages[0] if run.text.strip()]


def _marked(read: ReadPdf) -> Iterator[bool]:
    """Of each piece of marked content, whether it paints anything."""
    paints = {"TJ", "Tj", "Do", "f", "f*", "S", "s", "B", "B*", "b", "b*"}
    open_marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(read.pdf.pages[0]):
        operator = instruction.operator
        if str(operator) in ("BDC", "BMC"):
            open_marks.append(False)
        elif str(operator) == "EMC":
            yield open_marks.pop()
        elif str(operator) in paints:
            open_marks = [True] * len(open_marks)
