"""The numbers of a small edition as a person opens them in a spreadsheet."""

import csv
import datetime
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from brochure.making.finishing import spreadsheets
from brochure.making.spreadsheets.plain import csv_for_people
from brochure.making.spreadsheets.sheets import Sheet, tables_for_people
from brochure.making.spreadsheets.workbook import workbook_of
from brochure.making.writing.attachments import DataFile
from tests.support.charts import words
from tests.support.pages import brochure_of, composed
from tests.support.projects import STATISTIC

NASTY = Sheet(
    name="Figur 1",
    file="figur-01-prove",
    title="=Tittel",
    subtitle="Prøve",
    unit="prosent",
    source="Kilde: Kontoret",
    symbols=((":", "Tall kan ikke offentliggjøres"),),
    notes=("En note.",),
    head=("Gruppe", "Andel"),
    rows=(("=1+1", Decimal("7.10")), ("Åse; Æge", ":"), ("-", Decimal("-1234567.5"))),
)
DAY = datetime.date(2015, 10, 7)


def made(folder: Path, language: str = "nb") -> dict[str, DataFile]:
    document, report = composed(folder, language=language)
    assert not report.errors
    return {file.name: file for file in spreadsheets(document.gathered, document.brochure, set())}


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def grid(page: Any) -> list[list[Any]]:
    """The table of a sheet with its head."""
    (table,) = page.tables.values()
    return [[cell.value for cell in row] for row in page[table.ref]]


@pytest.mark.parametrize(
    ("language", "kinds", "line", "told"),
    [
        ("nb", ("figur", "tabell"), ";63,7;", "Figur 1, til Excel: "),
        ("nn", ("figur", "tabell"), ";63,7;", "Figur 1, til Excel: "),
        ("en", ("figure", "table"), ",63.7,", "Figure 1, for Excel: "),
    ],
)
def test_each_figure_and_table_is_a_file_that_the_spreadsheet_of_the_language_opens(
    language: str, kinds: tuple[str, str], line: str, told: str, tmp_path: Path
) -> None:
    files = made(tmp_path, language)
    names = {f"{kinds[0]}-01-sysselsatte-excel.csv", f"{kinds[1]}-01-sysselsatte-gruppe-excel.csv"}
    assert {name for name in files if name.endswith(".csv")} == names
    figure = next(file for name, file in files.items() if name.startswith("figur"))
    assert figure.content.startswith(b"\xef\xbb\xbf")
    assert line in figure.content.decode("utf-8-sig")
    assert figure.description.startswith(told)
    assert figure.relationship == "Data"


def test_the_workbook_has_a_sheet_for_each_with_real_numbers_and_links_between(tmp_path: Path) -> None:
    content = made(tmp_path)["alle-tall-2016.xlsx"].content
    book = opened(content)
    assert book.sheetnames[:2] == ["Forside", "Innhold"]
    assert book.sheetnames[-2:] == ["Figur 1", "Tabell 1"]
    assert book.properties.language == "nb"
    contents = grid(book["Innhold"])
    assert [row[0] for row in contents[1:]] == ["Figur 1", "Tabell 1"]
    links = [cell.hyperlink.location for page in book for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert set(links) == {"'Innhold'!A1", "'Figur 1'!A1", "'Tabell 1'!A1"}
    head, *rows = grid(book["Figur 1"])
    assert head[0] == "År"
    assert [row[0] for row in rows] == [2012, 2013, 2014]
    assert 63.7 in {value for row in rows for value in row}
    for page in book:
        assert not page.merged_cells.ranges
        assert all(any(cell.value is not None for cell in row) for row in page.iter_rows())
        assert len(page.tables) == (page.title != "Forside")


def test_the_same_sheets_are_the_same_bytes_and_tell_no_other_date(tmp_path: Path) -> None:
    brochure = brochure_of(tmp_path)
    once, again = (workbook_of([NASTY], brochure, DAY, words("nb")) for _ in range(2))
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2015, 10, 7, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2015-10-07T00:00:00Z") == 2


def test_texts_are_never_formulas_and_numbers_keep_their_decimals(tmp_path: Path) -> None:
    book = opened(workbook_of([NASTY], brochure_of(tmp_path), DAY, words("nb")))
    page = book["Figur 1"]
    assert grid(page) == [["Gruppe", "Andel"], ["=1+1", 7.1], ["Åse; Æge", ":"], ["-", -1234567.5]]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert page["A1"].value == "Figur 1: =Tittel [note 1]"
    assert [cell.number_format for cell in cells if cell.data_type == "n"] == ["#,##0.00", "#,##0.0"]
    assert grid(book["Noter"]) == [["Note", "Tekst"], ["[note 1]", "En note."]]
    assert "Tegnet «:» betyr: Tall kan ikke offentliggjøres." in {cell.value for cell in cells}


def test_csv_for_people_says_the_same(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(csv_for_people(NASTY, words("nb")).decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Gruppe", "Andel"], ["'=1+1", "7,10"], ["Åse; Æge", ":"], ["-", "-1234567,5"]]


def test_what_the_source_remarks_on_stands_in_a_last_column(tmp_path: Path) -> None:
    document, _ = composed(tmp_path)
    path = tmp_path / f"{STATISTIC}.csv"
    head, *lines = path.read_text("utf-8").splitlines()
    changed = [f"{head},status", *(f"{line},{'*' if ',2014,63.7' in line else ''}" for line in lines)]
    (tmp_path / "again").mkdir()
    document, report = composed(tmp_path / "again", {f"{STATISTIC}.csv": "\n".join(changed) + "\n"})
    assert not report.errors, report.errors
    figure = tables_for_people(document.gathered, document.brochure)[0]
    assert figure.head[-1] == "Merknad"
    assert [row[-1] for row in figure.rows if row[-1]] == ["Innvandrere: foreløpig tall"]
