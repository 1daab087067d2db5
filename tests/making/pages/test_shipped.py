"""The pages of the shipped edition, read back from the finished PDF."""

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

from brochure.making.figures.alt_text import alt_text
from tests.support.cases import read_yaml
from tests.support.pdf import UNREADABLE, Link, ReadPdf, squeezed
from tests.support.projects import ROOT
from tests.support.shipped import Shipped

pytestmark = pytest.mark.slow
CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("cases") / "printed.yaml")


def contents(edition: Shipped) -> list[tuple[str, int, Link]]:
    """Each entry of the list of contents: its words, the number printed beside it, and its link."""
    pdf, title = edition.pdf, edition.gathered.words("contents")
    (page,) = (element.page for element in pdf.structure.all("H1") if element.text == title)
    entries = []
    for link in pdf.links:
        if link.page == page:
            printed = [run.text for run in pdf.within(link.page, link.rectangle) if run.text.strip()]
            *words, number = printed
            entries.append(("".join(words).strip(), int(number), link))
    return entries


def stands_in(number: str, pdf: ReadPdf) -> bool:
    """Whether a printed form stands in the text, perhaps over a line's end, but not as the end of a longer number."""
    before = r"(?<![\d,.])" if number[0].isdigit() else ""
    pattern = before + r"[\s\u00ad\u2010\u2060-]*".join(map(re.escape, squeezed(number)))
    return re.search(pattern, pdf.text) is not None


def test_the_brochure_has_as_many_pages_as_a_reader_has_time_for(edition: Shipped) -> None:
    assert 36 <= len(edition.pdf.pages) <= 60


def test_every_entry_of_the_contents_leads_to_the_page_whose_number_it_prints(edition: Shipped) -> None:
    entries = contents(edition)
    assert len(entries) >= 30
    assert len(edition.pdf.structure.all("TOCI")) == len(entries)
    for words, number, link in entries:
        assert edition.pdf.printed_number(link.target) == number, words


def test_every_entry_of_the_contents_stands_as_a_heading_on_its_page(edition: Shipped) -> None:
    headings = {(squeezed(item.text), item.page) for item in edition.pdf.structure.all("H1", "H2")}
    for words, _, link in contents(edition):
        assert (squeezed(words), link.target) in headings


def test_every_section_and_its_headings_stand_in_the_contents(edition: Shipped) -> None:
    listed = [squeezed(words) for words, _, _ in contents(edition)]
    for name in edition.gathered.edition.settings.sections:
        part = edition.gathered.text.parts[name]
        for words in (part.title, *(heading.text for heading in part.headings if heading.level == 2)):
            assert squeezed(words) in listed


def test_page_numbers_count_on_without_a_gap(edition: Shipped) -> None:
    numbers = {page: edition.pdf.printed_number(page) for page in range(len(edition.pdf.pages))}
    shown = {page: number for page, number in numbers.items() if number is not None}
    assert all(number == page + 1 for page, number in shown.items())
    bare = [page for page in numbers if page not in shown and edition.pdf.pages[page]]
    assert bare == [0, 1, len(numbers) - 1]  # cover, colophon, back


def test_every_section_opens_a_page_and_no_page_is_blank(edition: Shipped) -> None:
    titles = [edition.gathered.text.parts[name].title for name in edition.gathered.edition.settings.sections]
    openers = {item.text: item.page for item in edition.pdf.structure.all("H1") if item.text in titles}
    assert list(openers) == titles
    for title, page in openers.items():
        assert page is not None
        words = [run.text for run in edition.pdf.pages[page] if run.text.strip()]
        assert " ".join(words).startswith(title)
    assert all(edition.pdf.pages)


def test_every_bound_number_stands_in_print_as_it_was_worked_out(edition: Shipped) -> None:
    uses = {use.printed for use in edition.gathered.text.ledger.uses}
    assert len(uses) >= 100
    assert [text for text in uses if not stands_in(text, edition.pdf)] == []


@pytest.mark.parametrize("case", CASES, ids=[case["printed"]["nb"] for case in CASES])
def test_what_is_printed_is_what_was_published(case: dict[str, Any], edition: Shipped) -> None:
    """Worked out by hand, so that no code stands between the published rows and the page."""
    printed, *names = case
    for name in names:
        published = (ROOT / "data" / "statistics" / f"{name}.csv").read_text("utf-8").splitlines()
        assert set(case[name]) <= set(published)
    assert stands_in(case[printed][edition.language], edition.pdf)


def test_no_sentence_has_a_hole_in_it(edition: Shipped) -> None:
    assert "?" not in edition.pdf.text
    assert UNREADABLE not in edition.pdf.text
    assert not re.search(r"\bNone\b(?! of\b)", edition.pdf.text)
    assert "{" not in edition.pdf.text


def test_no_text_is_smaller_than_seven_points(edition: Shipped) -> None:
    assert min(run.size for page in edition.pdf.pages for run in page if run.text.strip()) >= 7


def test_every_figure_and_table_has_its_source_line(edition: Shipped) -> None:
    figures = edition.pdf.charts
    tables = [table for table in edition.pdf.structure.all("Table") if table.all("Caption")]
    assert len(figures) >= 20
    assert len(tables) > len(figures)
    for element in (*figures, *tables):
        assert element.parent is not None
        beside = element.parent.text
        assert re.search(rf"{edition.gathered.words('source')}: \S", beside), beside[:200]


def test_figures_and_tables_are_numbered_in_the_order_of_reading(edition: Shipped) -> None:
    text, words = edition.pdf.structure.text, edition.gathered.words
    for key, least in (("figure.label", 20), ("table.label", 5)):
        label = words(key, number=r"(\d+)")
        numbers = [int(number) for number in re.findall(rf"\b{label} (?=[A-ZÆØÅ])", text)]
        first_seen = list(dict.fromkeys(numbers))
        assert len(first_seen) >= least
        assert first_seen == list(range(1, len(first_seen) + 1))


def test_behind_every_figure_stands_its_table(edition: Shipped) -> None:
    captions = [
        squeezed(table.all("Caption")[0].text) for table in edition.pdf.structure.all("Table") if table.all("Caption")
    ]
    for name, numbered in edition.gathered.text.numbered.items():
        if numbered.kind == "figure":
            label = edition.gathered.words("table.behind", number=numbered.number)
            wanted = squeezed(f"{label} {edition.gathered.text.words_of[name].title}")
            assert any(caption.startswith(wanted) for caption in captions), name


def test_every_figure_has_an_alt_text_that_says_kind_measure_and_values(edition: Shipped) -> None:
    names = [name for name, item in edition.gathered.text.numbered.items() if item.kind == "figure"]
    figures = edition.pdf.charts
    assert len(figures) == len(names)
    for name, figure in zip(names, figures, strict=True):
        chart, told = edition.gathered.figures[name].chart, edition.gathered.text.words_of[name]
        assert figure.alt is not None
        kind = edition.gathered.words(f"alt.{chart.kind}")
        assert figure.alt.startswith((f"{kind}: {told.subtitle.rstrip('.')}.", f"{kind}. "))
        assert figure.alt != told.title
        assert sum(character.isdigit() for character in figure.alt.removeprefix(f"{kind}: {told.subtitle}")) >= 3
        assert figure.alt == alt_text(chart, told.subtitle, edition.gathered.formatter)


def test_every_sparkline_is_told_in_words(edition: Shipped) -> None:
    text = edition.gathered.text
    told = {
        alt_text(edition.gathered.figures[n].chart, text.words_of[n].subtitle, edition.gathered.formatter)
        for n in text.sparklines
    }
    assert {item.alt for item in edition.pdf.sparklines} == told


def test_every_picture_has_an_alt_text(edition: Shipped) -> None:
    assert [item for item in edition.pdf.structure.all("Figure") if not item.alt] == []


def test_the_text_can_be_read_by_another_program(edition: Shipped) -> None:
    with pypdf.PdfReader(edition.path) as reader:
        read = {number: squeezed(reader.pages[number].extract_text()) for number in (2, 8, 12)}
    found = 0
    for heading in edition.pdf.structure.all("H1", "H2"):
        if heading.page in read:
            assert squeezed(heading.text) in read[heading.page]
            found += 1
    assert found >= 3


def test_words_in_figures_are_read_apart_by_another_program(edition: Shipped) -> None:
    """WeasyPrint sets text in drawings letter by letter and leaves out the spaces; readers go by the gaps."""
    names = [name for name, item in edition.gathered.text.numbered.items() if item.kind == "figure"]
    pages = {name: figure.page for name, figure in zip(names, edition.pdf.charts, strict=True)}
    rows = {
        name: edition.gathered.figures[name].chart
        for name in names
        if edition.gathered.figures[name].chart.kind == "bars"
    }
    found = 0
    with pypdf.PdfReader(edition.path) as reader:
        for name, chart in rows.items():
            page = pages[name]
            assert page is not None
            read = reader.pages[page].extract_text().replace("\u00a0", " ")
            labels = [point.label for point in chart.series[0].points if " " in point.label]
            assert [label for label in labels if label not in read] == []
            found += len(labels)
    assert found >= 10
