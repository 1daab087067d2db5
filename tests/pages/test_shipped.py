"""The pages of the shipped edition, read back from the finished PDF."""

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from brochure.figures.alt_text import alt_text
from brochure.stages import Gathered
from tests.support.pdf import UNREADABLE, Link, ReadPdf, squeezed
from tests.support.projects import ROOT

pytestmark = pytest.mark.slow
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("printed.yaml").read_text("utf-8")
)


def contents(pdf: ReadPdf) -> list[tuple[str, int, Link]]:
    """Each entry of the list of contents: its words, the number printed beside it, and its link."""
    (page,) = (element.page for element in pdf.structure.all("H1") if element.text == "Innhold")
    entries = []
    for link in pdf.links:
        if link.page == page:
            printed = [run.text for run in pdf.within(link.page, link.rectangle) if run.text.strip()]
            if len(printed) > 1:  # the space and the number are links of their own, which add nothing
                *words, number = printed
                entries.append(("".join(words).strip(), int(number), link))
    return entries


def stands_in(number: str, pdf: ReadPdf) -> bool:
    """Whether a printed form stands in the text, perhaps over a line's end, but not as the end of a longer number."""
    before = r"(?<![\d,])" if number[0].isdigit() else ""
    pattern = before + r"[\s\u2010-]*".join(map(re.escape, squeezed(number)))
    return re.search(pattern, pdf.text) is not None


def test_the_brochure_has_as_many_pages_as_a_reader_has_time_for(shipped_pdf: ReadPdf) -> None:
    assert 36 <= len(shipped_pdf.pages) <= 52


def test_every_entry_of_the_contents_leads_to_the_page_whose_number_it_prints(shipped_pdf: ReadPdf) -> None:
    entries = contents(shipped_pdf)
    assert len(entries) >= 30
    for words, number, link in entries:
        assert shipped_pdf.printed_number(link.target) == number, words


def test_every_entry_of_the_contents_stands_as_a_heading_on_its_page(shipped_pdf: ReadPdf) -> None:
    headings = {(squeezed(item.text), item.page) for item in shipped_pdf.structure.all("H1", "H2")}
    for words, _, link in contents(shipped_pdf):
        assert (squeezed(words), link.target) in headings


def test_every_section_and_its_headings_stand_in_the_contents(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    listed = [squeezed(words) for words, _, _ in contents(shipped_pdf)]
    for name in gathered.edition.settings.sections:
        part = gathered.text.parts[name]
        for words in (part.title, *(heading.text for heading in part.headings if heading.level == 2)):
            assert squeezed(words) in listed


def test_page_numbers_count_on_without_a_gap(shipped_pdf: ReadPdf) -> None:
    numbers = {page: shipped_pdf.printed_number(page) for page in range(len(shipped_pdf.pages))}
    shown = {page: number for page, number in numbers.items() if number is not None}
    assert all(number == page + 1 for page, number in shown.items())
    bare = [page for page in numbers if page not in shown and shipped_pdf.pages[page]]
    assert bare == [0, 1, len(numbers) - 1]  # cover, colophon, back


def test_sections_open_on_a_right_hand_page(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    titles = [gathered.text.parts[name].title for name in gathered.edition.settings.sections]
    openers = {item.text: item.page for item in shipped_pdf.structure.all("H1") if item.text in titles}
    assert list(openers) == titles
    assert all(page is not None and page % 2 == 0 for page in openers.values())


def test_every_bound_number_stands_in_print_as_it_was_worked_out(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    uses = {use.printed for use in gathered.text.ledger.uses}
    assert len(uses) >= 100
    assert [text for text in uses if not stands_in(text, shipped_pdf)] == []


@pytest.mark.parametrize("case", CASES, ids=[case["printed"] for case in CASES])
def test_what_is_printed_is_what_was_published(case: dict[str, Any], shipped_pdf: ReadPdf) -> None:
    """Worked out by hand, so that no code stands between the published rows and the page."""
    printed, *names = case
    for name in names:
        published = (ROOT / "data" / "statistics" / f"{name}.csv").read_text("utf-8").splitlines()
        assert set(case[name]) <= set(published)
    assert stands_in(case[printed], shipped_pdf)


def test_no_sentence_has_a_hole_in_it(shipped_pdf: ReadPdf) -> None:
    assert "?" not in shipped_pdf.text
    assert UNREADABLE not in shipped_pdf.text
    assert "None" not in shipped_pdf.text
    assert "{" not in shipped_pdf.text


def test_no_text_is_smaller_than_seven_points(shipped_pdf: ReadPdf) -> None:
    assert min(run.size for page in shipped_pdf.pages for run in page if run.text.strip()) >= 7


def test_every_figure_and_table_has_its_source_line(shipped_pdf: ReadPdf) -> None:
    figures = shipped_pdf.charts
    tables = [table for table in shipped_pdf.structure.all("Table") if table.all("Caption")]
    assert len(figures) >= 20
    assert len(tables) > len(figures)
    for element in (*figures, *tables):
        assert element.parent is not None
        beside = element.parent.text
        assert re.search(r"Kilde: \S", beside), beside[:200]


def test_figures_and_tables_are_numbered_in_the_order_of_reading(shipped_pdf: ReadPdf) -> None:
    text = shipped_pdf.structure.text
    for kind, least in (("Figur", 20), ("Tabell", 5)):
        numbers = [int(number) for number in re.findall(rf"\b{kind} (\d+) (?=[A-ZÆØÅ])", text)]
        first_seen = list(dict.fromkeys(numbers))
        assert len(first_seen) >= least
        assert first_seen == list(range(1, len(first_seen) + 1))


def test_behind_every_figure_stands_its_table(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    captions = [
        squeezed(table.all("Caption")[0].text) for table in shipped_pdf.structure.all("Table") if table.all("Caption")
    ]
    for name, numbered in gathered.text.numbered.items():
        if numbered.kind == "figure":
            wanted = squeezed(f"Tall bak figur {numbered.number} {gathered.text.words_of[name].title}")
            assert any(caption.startswith(wanted) for caption in captions), name


def test_every_figure_has_an_alt_text_that_says_kind_measure_and_values(
    shipped_pdf: ReadPdf, gathered: Gathered
) -> None:
    names = [name for name, item in gathered.text.numbered.items() if item.kind == "figure"]
    figures = shipped_pdf.charts
    assert len(figures) == len(names)
    for name, figure in zip(names, figures, strict=True):
        chart, told = gathered.figures[name].chart, gathered.text.words_of[name]
        assert figure.alt is not None
        kind = gathered.words(f"alt.{chart.kind}", subtitle="\0").split("\0")[0]
        assert figure.alt.startswith(kind + told.subtitle.rstrip("."))
        assert figure.alt != told.title
        assert sum(character.isdigit() for character in figure.alt.removeprefix(kind + told.subtitle)) >= 4
        assert figure.alt == alt_text(chart, told.subtitle, gathered.formatter)


def test_every_sparkline_is_told_in_words(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    text = gathered.text
    told = {alt_text(gathered.figures[n].chart, text.words_of[n].subtitle, gathered.formatter) for n in text.sparklines}
    assert {item.alt for item in shipped_pdf.sparklines} == told


def test_every_picture_has_an_alt_text(shipped_pdf: ReadPdf) -> None:
    assert [item for item in shipped_pdf.structure.all("Figure") if not item.alt] == []


def test_the_text_can_be_read_by_another_program(shipped: Path, shipped_pdf: ReadPdf) -> None:
    with pypdf.PdfReader(shipped) as reader:
        read = {number: squeezed(reader.pages[number].extract_text()) for number in (2, 8, 12)}
    found = 0
    for heading in shipped_pdf.structure.all("H1", "H2"):
        if heading.page in read:
            assert squeezed(heading.text) in read[heading.page]
            found += 1
    assert found >= 3


def test_words_in_figures_are_read_apart_by_another_program(
    shipped: Path, shipped_pdf: ReadPdf, gathered: Gathered
) -> None:
    """WeasyPrint sets text in drawings letter by letter and leaves out the spaces; readers go by the gaps."""
    names = [name for name, item in gathered.text.numbered.items() if item.kind == "figure"]
    pages = {name: figure.page for name, figure in zip(names, shipped_pdf.charts, strict=True)}
    rows = {name: gathered.figures[name].chart for name in names if gathered.figures[name].chart.kind == "bars"}
    found = 0
    with pypdf.PdfReader(shipped) as reader:
        for name, chart in rows.items():
            page = pages[name]
            assert page is not None
            read = reader.pages[page].extract_text().replace("\u00a0", " ")
            labels = [point.label for point in chart.series[0].points if " " in point.label]
            assert [label for label in labels if label not in read] == []
            found += len(labels)
    assert found >= 10
