"""What stands beside the lines of a draft, from records of pages."""

from collections.abc import Iterator
from typing import Any

import pytest

from brochure.drafts.proof.overlay import Bar, Sheet, sheets
from brochure.drafts.seen import Places
from brochure.findings import Place
from brochure.making.pages.templates import render_style, render_template
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import lay_out
from brochure.manifest.model import Area, BlockRecord, LineRecord, Manifest, PageRecord, SourcePlace
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.theme import read_theme
from brochure.project.words import read_words
from tests.support.projects import ROOT


def block(kind: str, text: str, line: int) -> BlockRecord:
    return BlockRecord(part="behind", kind=kind, text=text, source=SourcePlace(file="figures.yaml", line=line))


def cell(number: int, of: int, left: float, right: float, text: str, *struck: tuple[int, int]) -> LineRecord:
    area = Area(left=left, top=100.0 * number, right=right, bottom=100.0 * number + 9)
    source = SourcePlace(file="figures.yaml", line=1)
    return LineRecord(number=number, text=text, area=area, block=of, source=source, struck=struck)


def moved(line: LineRecord, top: float) -> LineRecord:
    return line.model_copy(update={"area": line.area.model_copy(update={"top": top, "bottom": top + 9})})


BLOCKS = (
    block("th", "2013", 1),
    block("td", "63,1", 1),
    block("th", "Asia", 20),
    block("td", "4,9", 20),
    block("p", "Kilde: Ingen.", 40),
)
LINES = (
    cell(1, 0, 60, 80, "2013"),
    cell(1, 1, 260, 280, "63,1"),
    cell(1, 2, 305, 320, "Asia"),
    cell(1, 3, 510, 530, "4,9"),
    cell(2, 4, 60, 200, "Kilde: Ingen."),
)
CHANGES = {
    "the table on the left": ({0: ((0, 4),)}, [Bar(100, 109, 280)]),
    "the table on the right": ({3: ((0, 3),)}, [Bar(100, 109)]),
    "both": ({1: ((0, 4),), 2: ((0, 4),)}, [Bar(100, 109, 280), Bar(100, 109)]),
    "two cells of one line": ({0: ((0, 4),), 1: ((0, 4),)}, [Bar(100, 109, 280)]),
    "what nothing stands beside": ({4: ((0, 5),)}, [Bar(200, 209)]),
    "nothing": ({}, []),
}


@pytest.mark.parametrize(("changed", "bars"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_bar_stands_beside_what_has_changed(
    changed: dict[int, tuple[tuple[int, int], ...]], bars: list[Bar], unchanged: Manifest
) -> None:
    page = PageRecord(label="44", width=595, height=842, lines=LINES, tokens=())
    manifest = unchanged.model_copy(update={"blocks": BLOCKS, "pages": (page,)})

    assert list(sheets(manifest, Places(), changed, {})[0].bars) == bars


def test_a_line_that_is_struck_as_a_whole_has_a_bar(unchanged: Manifest) -> None:
    lines = (cell(1, 4, 60, 200, "Borte er alt her.", (0, 17)), cell(2, 4, 60, 200, "Kilde: Ingen."))
    page = PageRecord(label="44", width=595, height=842, lines=lines, tokens=())
    manifest = unchanged.model_copy(update={"blocks": BLOCKS, "pages": (page,)})

    assert list(sheets(manifest, Places(), {4: ((0, 0),)}, {})[0].bars) == [Bar(100, 109), Bar(200, 209)]


@pytest.mark.parametrize(("following", "feet"), [(111, [111, 118]), (106, [107, 113])])
def test_a_line_number_stands_beside_the_text_where_it_does_not_touch_the_next(
    following: float, feet: list[float], unchanged: Manifest
) -> None:
    note, text = cell(1, 0, 60, 190, "Her er en"), moved(cell(1, 4, 213, 530, "Kilde: Ingen."), 104)
    lines = (note, text, moved(cell(2, 0, 60, 190, "merknad"), following))
    page = PageRecord(label="44", width=595, height=842, lines=lines, tokens=())
    manifest = unchanged.model_copy(update={"blocks": BLOCKS, "pages": (page,)})

    assert [height.foot for height in sheets(manifest, Places(), {}, {})[0].heights] == feet


def test_a_bar_stands_beside_the_text_on_left_and_right_pages() -> None:
    project = Project(ROOT)
    restrict_fonts(project)
    theme = read_theme(project, "standard", Place("edition.toml", 1))
    both = [Sheet(str(number), number == 2, (), (), (), (Bar(100, 109),)) for number in (1, 2)]
    words = read_words(project, Language.BOKMAAL)
    html = render_template(
        project,
        "proof/overlay.html",
        words=words,
        language="nb",
        title="",
        sheets=both,
        draft_line="",
        layer="over",
        drop=0,
    )
    style = render_style(project, "proof.css", theme=theme, of="overlay", double_spaced=False, has_room=False)
    document = lay_out(project, html, style).document
    bars = [
        box
        for page in document.pages
        for box in _boxes(page._page_box)
        if "bar" in box.element.get("class", "").split()
    ]
    found = [round(bar.position_x * 25.4 / 96, 2) for bar in bars]
    page, beside = theme.page, theme.proof.bar
    assert found == [page.width - page.outer + beside, page.width - page.inner + beside]
    assert page.inner != page.outer


def _boxes(box: Any) -> Iterator[Any]:
    if getattr(box, "element", None) is not None:
        yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(getattr(child, "_box", child))
