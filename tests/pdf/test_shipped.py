"""The shipped edition as a file: structure, links, bookmarks, fonts, attachments, metadata."""

import csv
import datetime
import io
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from brochure.numbers.rounding import round_half_away
from brochure.sources.project import Project
from brochure.stages import Gathered
from brochure.typefaces import read_typefaces
from tests.support.pdf import ReadPdf, Run, squeezed
from tests.support.projects import ROOT

pytestmark = pytest.mark.slow


def figure_names(gathered: Gathered) -> list[str]:
    return [name for name, item in gathered.text.numbered.items() if item.kind == "figure"]


def attached(pdf: ReadPdf, name: str) -> list[list[str]]:
    """The rows of an attached file."""
    return list(csv.reader(io.StringIO(pdf.attachments[name].decode("utf-8"), newline="")))


# Structure


def test_headings_nest_without_gaps(shipped_pdf: ReadPdf) -> None:
    levels = [int(item.tag[1]) for item in shipped_pdf.structure.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


def test_no_heading_is_empty(shipped_pdf: ReadPdf) -> None:
    assert all(item.text for item in shipped_pdf.structure.all("H1", "H2", "H3"))


def test_every_header_cell_says_what_it_heads(shipped_pdf: ReadPdf) -> None:
    scopes = Counter(item.scope for item in shipped_pdf.structure.all("TH"))
    assert set(scopes) == {"Column", "Row"}
    assert scopes["Row"] > 100
    assert scopes["Column"] > 50


def test_the_rows_of_a_table_are_of_one_length(shipped_pdf: ReadPdf) -> None:
    for table in shipped_pdf.structure.all("Table"):
        if table.all("Caption"):
            last = [row for row in table.all("TR") if row.all("TD")][-1]
            heads = table.all("THead")[0].all("TR")[-1].all("TH", "TD")
            assert len(last.all("TH", "TD")) == len(heads), table.text[:100]


def test_reading_order_is_that_of_the_pages(shipped_pdf: ReadPdf) -> None:
    pages = [
        item.page for item in shipped_pdf.structure.all("H1", "H2", "H3", "Figure", "Table") if item.page is not None
    ]
    assert pages == sorted(pages)


# Links and bookmarks


def test_every_link_leads_to_a_page(shipped_pdf: ReadPdf) -> None:
    assert len(shipped_pdf.links) > 100
    assert [link for link in shipped_pdf.links if link.target < 0] == []


def test_every_link_says_where_it_goes(shipped_pdf: ReadPdf) -> None:
    for page in shipped_pdf.pdf.pages:
        annotations: Any = page.obj.get("/Annots", [])
        for annotation in annotations:
            assert str(annotation.get("/Contents", "")).strip()


def test_addresses_outside_are_those_of_the_published_tables(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    known = {table.address for statistic in gathered.statistics.values() for table in statistic.metadata.tables}
    assert set(shipped_pdf.addresses) <= known
    assert len(set(shipped_pdf.addresses)) >= 20


def test_a_reference_leads_to_the_page_of_its_figure(shipped_pdf: ReadPdf) -> None:
    def words(runs: list[Run]) -> str:
        return "".join(run.text for run in runs).replace("\u00a0", " ").strip()

    labels = {words([run]): number for number, page in reversed(list(enumerate(shipped_pdf.pages))) for run in page}
    followed = 0
    for link in shipped_pdf.links:
        text = words(shipped_pdf.within(link.page, link.rectangle))
        if re.fullmatch(r"figur \d+", text):
            assert link.target == labels[text.capitalize()]
            followed += 1
    assert followed >= 10


def test_bookmarks_name_the_headings_of_their_pages(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    headings = {(squeezed(item.text), item.page) for item in shipped_pdf.structure.all("H1", "H2", "H3")}
    for bookmark in shipped_pdf.bookmarks:
        assert (squeezed(bookmark.title), bookmark.page) in headings
    highest = [bookmark.title for bookmark in shipped_pdf.bookmarks if bookmark.level == 1]
    titles = [gathered.text.parts[name].title for name in gathered.edition.settings.sections]
    assert [title for title in highest if title in titles] == titles


# Fonts


def test_only_the_fonts_of_the_project_are_used_and_all_are_embedded(shipped_pdf: ReadPdf) -> None:
    families = {family.replace(" ", "-") for family in read_typefaces(Project(ROOT)).families}
    assert shipped_pdf.fonts
    for font in shipped_pdf.fonts:
        name = str(font.BaseFont)[1:]
        assert re.match(r"[A-Z]{6}\+", name), name
        assert any(name[7:].startswith(family) for family in families), name
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


# Attachments


def test_the_data_of_every_figure_is_attached_once(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    wanted = {f"figur-{i:02d}-{name}.csv" for i, name in enumerate(figure_names(gathered), start=1)}
    wanted |= {f"nokkeltall-{name}.csv" for name in gathered.text.sparklines}
    assert set(shipped_pdf.attachments) == wanted
    associated: Any = shipped_pdf.pdf.Root.AF
    assert sorted(str(spec.UF) for spec in associated) == sorted(wanted)
    assert {str(spec.AFRelationship) for spec in associated} == {"/Data"}
    assert all(re.match("Tallene bak (figur |nøkkeltallet: )", str(spec.Desc)) for spec in associated)


def test_what_is_attached_are_the_cells_of_the_statistic(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    for i, name in enumerate(figure_names(gathered), start=1):
        statistic = gathered.figures[name].statistic
        header, *rows = attached(shipped_pdf, f"figur-{i:02d}-{name}.csv")
        dimensions = [dimension.name for dimension in statistic.dimensions]
        assert header[: len(dimensions) + 2] == [*dimensions, "verdi", "enhet"]
        assert len(rows) == len(gathered.figures[name].cells)
        for row in rows:
            key, (value, unit) = tuple(row[: len(dimensions)]), row[len(dimensions) : len(dimensions) + 2]
            cell = statistic.cells[key]
            assert cell.symbol == value if cell.value is None else cell.value == Decimal(value)
            assert unit == gathered.words(f"unit.{statistic.unit(key)}")


def test_every_value_drawn_is_among_those_attached(shipped_pdf: ReadPdf, gathered: Gathered) -> None:
    """As published; or, where a figure draws shares of counts, as a column of its own."""
    for i, name in enumerate(figure_names(gathered), start=1):
        chart = gathered.figures[name].chart
        header, *rows = attached(shipped_pdf, f"figur-{i:02d}-{name}.csv")
        drawn = [point.value for point in chart.points() if point.value is not None]
        if header[-1] == "prosent_av_raden":
            assert {f"{round_half_away(value, 1)}" for value in drawn} == {row[-1] for row in rows}
        else:
            values = {row[header.index("verdi")] for row in rows}
            assert {f"{value:f}" for value in drawn} <= values


# Metadata


def test_the_file_tells_its_language_and_shows_its_title(shipped_pdf: ReadPdf) -> None:
    root: Any = shipped_pdf.pdf.Root
    assert str(root.Lang) == "nb"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(shipped_pdf.pdf.docinfo["/Title"]) == "Mål for integrering – Budsjettåret 2016"
    with shipped_pdf.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Mål for integrering – Budsjettåret 2016"


def test_every_date_in_the_file_is_that_of_the_edition(shipped_pdf: ReadPdf, gathered: Gathered, shipped: Path) -> None:
    day = gathered.edition.settings.date
    assert day == datetime.date(2015, 10, 7)
    assert str(shipped_pdf.pdf.docinfo["/CreationDate"]).startswith("D:20151007")
    assert str(shipped_pdf.pdf.docinfo["/ModDate"]).startswith("D:20151007")
    with shipped_pdf.pdf.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith("2015-10-07")
        assert metadata["xmp:ModifyDate"].startswith("2015-10-07")
    for name in shipped_pdf.attachments:
        file = shipped_pdf.pdf.attachments[name].get_file()
        assert file.creation_date is not None
        assert file.mod_date is not None
        assert file.creation_date.date() == file.mod_date.date() == day
    assert re.findall(rb"D:(?!20151007)\d{8}", shipped.read_bytes()) == []


def test_no_path_of_the_machine_is_in_the_file(shipped_pdf: ReadPdf) -> None:
    streams = (item for item in shipped_pdf.pdf.objects if isinstance(item, pikepdf.Stream))
    inside = b"\n".join(item.read_bytes() for item in streams if item.get("/Subtype") != "/Image")
    assert str(ROOT).encode() not in inside
    assert all("file:" not in address for address in shipped_pdf.addresses)
