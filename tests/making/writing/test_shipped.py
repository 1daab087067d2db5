"""The shipped edition as a file: structure, links, bookmarks, fonts, attachments, metadata."""

import csv
import datetime
import io
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.typefaces import read_typefaces
from brochure.statistics.numbers.rounding import round_half_away
from tests.support.grids import grids
from tests.support.pdf import ReadPdf, squeezed
from tests.support.projects import ROOT
from tests.support.shipped import Shipped

pytestmark = pytest.mark.slow


TITLES = {
    Language.BOKMAAL: "Mål for integrering – Budsjettåret 2016",
    Language.NYNORSK: "Mål for integrering – Budsjettåret 2016",
    Language.ENGLISH: "Integration goals – Budget year 2016",
}
DESCRIPTIONS = {
    Language.BOKMAAL: "Tallene bak (figur |nøkkeltallet: )",
    Language.NYNORSK: "Tala bak (figur |nøkkeltalet: )",
    Language.ENGLISH: "The numbers behind (figure |the key figure: )",
}


def figure_files(edition: Shipped) -> dict[str, str]:
    """The name of the attached file of each figure, by the figure's name."""
    figures = [name for name, item in edition.gathered.text.numbered.items() if item.kind == "figure"]
    word = edition.gathered.words("figure.inline")
    return {name: f"{word}-{i:02d}-{name}.csv" for i, name in enumerate(figures, start=1)}


def for_people(edition: Shipped) -> list[str]:
    """The names of the attached files that people open in a spreadsheet."""
    return [name for name in edition.pdf.attachments if name.endswith(("-excel.csv", ".xlsx"))]


def attached(pdf: ReadPdf, name: str) -> list[list[str]]:
    """The rows of an attached file."""
    return list(csv.reader(io.StringIO(pdf.attachments[name].decode("utf-8"), newline="")))


# Structure


def test_headings_nest_without_gaps(edition: Shipped) -> None:
    levels = [int(item.tag[1]) for item in edition.pdf.structure.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


def test_no_heading_is_empty(edition: Shipped) -> None:
    assert all(item.text for item in edition.pdf.structure.all("H1", "H2", "H3"))


def test_every_header_cell_says_what_it_heads(edition: Shipped) -> None:
    scopes = Counter(item.scope for item in edition.pdf.structure.all("TH"))
    assert set(scopes) == {"Column", "Row"}
    assert scopes["Row"] > 100
    assert scopes["Column"] > 50


def test_the_rows_of_a_table_are_of_one_length(edition: Shipped) -> None:
    for table in edition.pdf.structure.all("Table"):
        if table.all("Caption"):
            last = [row for row in table.all("TR") if row.all("TD")][-1]
            heads = table.all("THead")[0].all("TR")[-1].all("TH", "TD")
            assert len(last.all("TH", "TD")) == len(heads), table.text[:100]


def test_reading_order_is_that_of_the_pages(edition: Shipped) -> None:
    pages = [
        item.page for item in edition.pdf.structure.all("H1", "H2", "H3", "Figure", "Table") if item.page is not None
    ]
    assert pages == sorted(pages)


# Links and bookmarks


def test_every_link_leads_to_a_page(edition: Shipped) -> None:
    assert len(edition.pdf.links) > 100
    assert [link for link in edition.pdf.links if link.target < 0] == []


def test_every_link_says_where_it_goes(edition: Shipped) -> None:
    for page in edition.pdf.pdf.pages:
        annotations: Any = page.obj.get("/Annots", [])
        for annotation in annotations:
            assert str(annotation.get("/Contents", "")).strip()


def test_addresses_outside_are_those_of_the_published_tables(edition: Shipped) -> None:
    known = {table.address for statistic in edition.gathered.statistics.values() for table in statistic.metadata.tables}
    assert set(edition.pdf.addresses) <= known
    assert len(set(edition.pdf.addresses)) >= 20


@pytest.mark.parametrize("kind", ["figure", "table"])
def test_a_reference_leads_to_the_page_of_what_it_names(kind: str, edition: Shipped) -> None:
    """Every "figur 3" in the text, and every "Figur 3" under a table behind a figure."""
    words, pdf = edition.gathered.words, edition.pdf
    here: dict[str, int | None] = {grid.label: grid.page for grid in grids(pdf).values()}
    for chart in pdf.charts:
        assert chart.parent is not None
        here[next(span.text for span in chart.parent.all("Span") if span.text)] = chart.page
    followed = set()
    for link in pdf.links:
        text = "".join(run.text for run in pdf.within(link.page, link.rectangle)).strip()
        if found := re.fullmatch(rf"{words(f'{kind}.inline')} (\d+)", text, re.IGNORECASE):
            assert link.target == here[words(f"{kind}.label", number=found[1])], text
            followed.add(text)
    assert len(followed) >= {"figure": 50, "table": 10}[kind]


def test_a_figure_leads_to_the_table_behind_it_and_to_its_source(edition: Shipped) -> None:
    words, pdf = edition.gathered.words, edition.pdf
    tables = grids(pdf)
    targets = {(link.page, link.target) for link in pdf.links}
    for number, chart in enumerate(pdf.charts, start=1):
        assert chart.page is not None
        table = tables[words("table.behind", number=number)].page
        assert {(chart.page, table), (table, chart.page)} <= targets, number


def test_bookmarks_name_the_headings_of_their_pages(edition: Shipped) -> None:
    headings = {(squeezed(item.text), item.page) for item in edition.pdf.structure.all("H1", "H2", "H3")}
    for bookmark in edition.pdf.bookmarks:
        assert (squeezed(bookmark.title), bookmark.page) in headings
    highest = [bookmark.title for bookmark in edition.pdf.bookmarks if bookmark.level == 1]
    titles = [edition.gathered.text.parts[name].title for name in edition.gathered.edition.settings.sections]
    assert [title for title in highest if title in titles] == titles


# Fonts


def test_only_the_fonts_of_the_project_are_used_and_all_are_embedded(edition: Shipped) -> None:
    families = {family.replace(" ", "-") for family in read_typefaces(Project(ROOT)).families}
    assert edition.pdf.fonts
    for font in edition.pdf.fonts:
        name = str(font.BaseFont)[1:]
        assert re.match(r"[A-Z]{6}\+", name), name
        assert any(name[7:].startswith(family) for family in families), name
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


# Attachments


def test_the_data_of_every_figure_is_attached_once(edition: Shipped) -> None:
    wanted, names = set(figure_files(edition).values()), edition.gathered.text.sparklines
    assert wanted < set(edition.pdf.attachments)
    behind_text = f"{edition.gathered.words('attachment.text_file')}.csv"
    others = set(edition.pdf.attachments) - wanted - {behind_text, "manifest.json"} - set(for_people(edition))
    assert len(others) == len(names) == sum(file.endswith(tuple(f"-{name}.csv" for name in names)) for file in others)
    associated: Any = edition.pdf.pdf.Root.AF
    assert sorted(str(spec.UF) for spec in associated) == sorted(edition.pdf.attachments)
    relationships = {str(spec.UF): str(spec.AFRelationship) for spec in associated}
    assert relationships.pop("manifest.json") == "/Supplement"
    assert set(relationships.values()) == {"/Data"}
    described = [str(spec.Desc) for spec in associated if str(spec.UF) in wanted | others]
    assert all(re.match(DESCRIPTIONS[edition.language], words) for words in described)


def test_what_is_attached_are_the_cells_of_the_statistic(edition: Shipped) -> None:
    for name, file in figure_files(edition).items():
        statistic = edition.gathered.figures[name].statistic
        header, *rows = attached(edition.pdf, file)
        dimensions = [dimension.name for dimension in statistic.dimensions]
        assert header[: len(dimensions) + 2] == [
            *dimensions,
            *(edition.gathered.words(key) for key in ("csv.value", "csv.unit")),
        ]
        assert len(rows) == len(edition.gathered.figures[name].cells)
        for row in rows:
            key, (value, unit) = tuple(row[: len(dimensions)]), row[len(dimensions) : len(dimensions) + 2]
            cell = statistic.cells[key]
            assert cell.symbol == value if cell.value is None else cell.value == Decimal(value)
            assert unit == edition.gathered.words(f"unit.{statistic.unit(key)}")


def test_every_value_drawn_is_among_those_attached(edition: Shipped) -> None:
    """As published; or, where a figure draws shares of counts, as a column of its own."""
    value, share = (edition.gathered.words(key) for key in ("csv.value", "csv.share"))
    for name, file in figure_files(edition).items():
        chart = edition.gathered.figures[name].chart
        header, *rows = attached(edition.pdf, file)
        drawn = [point.value for point in chart.points() if point.value is not None]
        if header[-1] == share:
            assert {f"{round_half_away(number, 1)}" for number in drawn} == {row[-1] for row in rows}
        else:
            values = {row[header.index(value)] for row in rows}
            assert {f"{number:f}" for number in drawn} <= values


# Metadata


def test_the_file_tells_its_language_and_shows_its_title(edition: Shipped) -> None:
    root: Any = edition.pdf.pdf.Root
    assert str(root.Lang) == edition.language
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(edition.pdf.pdf.docinfo["/Title"]) == TITLES[edition.language]
    with edition.pdf.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == TITLES[edition.language]


def test_every_date_in_the_file_is_that_of_the_edition(edition: Shipped) -> None:
    day = edition.gathered.edition.settings.date
    assert day == datetime.date(2015, 10, 7)
    assert str(edition.pdf.pdf.docinfo["/CreationDate"]).startswith("D:20151007")
    assert str(edition.pdf.pdf.docinfo["/ModDate"]).startswith("D:20151007")
    with edition.pdf.pdf.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith("2015-10-07")
        assert metadata["xmp:ModifyDate"].startswith("2015-10-07")
    for name in edition.pdf.attachments:
        file = edition.pdf.pdf.attachments[name].get_file()
        assert file.creation_date is not None
        assert file.mod_date is not None
        assert file.creation_date.date() == file.mod_date.date() == day
    assert re.findall(rb"D:(?!20151007)\d{8}", edition.path.read_bytes()) == []


def test_no_path_of_the_machine_is_in_the_file(edition: Shipped) -> None:
    streams = (item for item in edition.pdf.pdf.objects if isinstance(item, pikepdf.Stream))
    inside = b"\n".join(item.read_bytes() for item in streams if item.get("/Subtype") != "/Image")
    assert str(ROOT).encode() not in inside
    assert all("file:" not in address for address in edition.pdf.addresses)
