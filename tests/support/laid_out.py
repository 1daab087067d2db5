"""Little documents, really laid out, as the inspection sees them.

A document is what stands in its body; the page is 100 mm square with margins of 10 mm, so that its text area is
80 mm wide and high, and a line of text takes 5 mm. Page numbers stand in the foot.
"""

from collections.abc import Iterable, Mapping

from brochure.findings import Finding
from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.model import LaidOutPage
from brochure.making.laid_out.reading import read_pages
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import lay_out
from brochure.project.sources.project import Project
from tests.support.projects import ROOT

STYLES = """
@page { size: 100mm; margin: 10mm; @bottom-right { content: counter(page); font: 8pt "Source Sans 3"; color: #1A1A1A } }
html { font: 10pt/5mm "Source Sans 3"; color: #1A1A1A }
body, h1, h2, p, ul, figure { margin: 0; padding: 0 }
h1, h2 { font-size: 10pt; break-after: auto }
ul { list-style: none }
.part { break-before: page }
"""
NEXT = "<p style='break-before: page'>Neste side</p>"
"""What goes on overleaf."""
LAYOUTS = {"layouts/templates/brochure.html": '<html>\n<body class="small">\n', "layouts/styles/brochure.css": STYLES}


def laid_out(body: str, styles: str = "", layouts: Mapping[str, str] = LAYOUTS) -> tuple[LaidOutPage, ...]:
    """The pages of a document with this body; what stands outside a part is put into one, placed at text.md:1."""
    project = Project(ROOT)
    restrict_fonts(project)
    inner = body if 'class="part' in body else f'<section class="part" data-place="text.md:1">{body}</section>'
    html = f'<html lang="nb"><head><title>Prøve</title></head><body>{inner}</body></html>'
    laid = lay_out(project, html, STYLES + styles)
    return read_pages(laid.document, Elements(laid.root, layouts))


def lines(count: int, first: int = 1) -> str:
    """That many paragraphs of one line."""
    return "".join(f"<p>Linje {number}.</p>" for number in range(first, first + count))


def paragraph(count: int) -> str:
    """A paragraph of so many lines."""
    return "<p>" + "<br/>".join(f"Linje {number} av avsnittet" for number in range(1, count + 1)) + "</p>"


def svg(inside: str = "", attributes: str = "") -> str:
    """A drawing, 100 units wide and shown in pixels as large."""
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50' width='100' {attributes}>{inside}</svg>"


def figure(inside: str) -> str:
    """A figure called «Flere i jobb» that shows this, described at figures.yaml:3."""
    caption = "<p class='caption'><span class='label'>Figur 1</span> <span class='title'>Flere i  jobb</span></p>"
    return f"<figure class='figure' id='figure-x' data-place='figures.yaml:3'>{caption}{inside}</figure>"


def part(inside: str, kind: str = "section") -> str:
    """A part of a brochure, of this class."""
    return f'<section class="part {kind}" data-place="text.md:1">{inside}</section>'


def said(findings: Iterable[Finding]) -> list[str]:
    """Findings as they are printed."""
    return [str(finding) for finding in findings]
