"""Entries of the list of contents fill their lines, however little room is left beside the page number."""

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment

from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import lay_out
from brochure.project.sources.project import Project
from tests.support.laid_out import STYLES
from tests.support.projects import ROOT

TEXT = "Over half of those with a refugee background had lived here"
STYLE = """
@page { size: 200mm 400mm } nav a { display: block; position: relative } .folio { position: absolute; right: 0 }
.folio::after { content: "\\00a0" target-counter(attr(data-target url), page) }
"""


def test_an_entry_never_breaks_after_its_first_word() -> None:
    """Where the words just fit, WeasyPrint breaks at the first space if another stands behind them."""
    project = Project(ROOT)
    restrict_fonts(project)
    source = (ROOT / "layouts" / "templates" / "contents.html").read_text()
    macro = source[: source.index("<nav")]
    entry = Environment(autoescape=True).from_string(macro + "{{ entry(text, 'x') }}").render(text=TEXT)
    entries = "".join(f'<div style="width: {width}px">{entry}</div>' for width in range(240, 460, 2))
    html = f'<html lang="en"><head><title>x</title></head><body><h1 id="x">x</h1><nav>{entries}</nav></body></html>'
    lines = [line for page in lay_out(project, html, STYLES + STYLE).document.pages for line in _lines(page._page_box)]
    begun = [line for line in lines if line.startswith("Over")]
    assert len(begun) == 110
    assert {len(line.split()) > 4 for line in begun} == {True}
    assert any(line.endswith("here") for line in begun)


def _lines(box: Any) -> Iterator[str]:
    box = getattr(box, "_box", box)
    if type(box).__name__ == "LineBox":
        yield "".join(_texts(box)).strip()
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _texts(box: Any) -> Iterator[str]:
    box = getattr(box, "_box", box)
    if hasattr(box, "text"):
        yield "" if "::after" in (box.element_tag or "") else box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)
