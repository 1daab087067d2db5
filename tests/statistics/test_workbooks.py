"""Workbooks of Excel: which sheet and which part of it, headings and labels of merged cells, and hostile files."""

import datetime
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.statistics.test_deliveries import EXPECTED, MEASURE, SEX, WIDE, YEAR
from tests.support.statistics import NAME, faults_of, load, metadata, printed
from tests.support.workbooks import Rows, workbook

XLSX = f"data/statistics/{NAME}.xlsx"
HEADINGS: Rows = [[None, "Personer", None, "Prosent", None], [None, 2013, 2014, 2013, 2014]]
BODY: Rows = [["Menn", 1200, 1300, 61.5, 62], ["Kvinner", 900, 950, 48.5, 49.0]]
NOTES: Rows = [[], ["1) Foreløpige tall."], ["Kilde:"], ["Statistisk sentralbyrå"]]
TITLED: Rows = [["Sysselsatte etter kjønn og år"], [], *HEADINGS, *BODY, *NOTES]
TIDY: Rows = [
    ["kjonn", "maal", "aar", "Verdi"],
    *([sex, measure, int(year), float(value)] for (sex, measure, year), value in EXPECTED.items()),
]
AS_TEXT: Rows = [*HEADINGS, ["Menn", "1 200", "1.300", "61,5", "62,0"], ["Kvinner", "900", "950", "48,5", "49,0"]]
SAME = {
    "two heading lines, a title, notes below": (workbook(TITLED), ""),
    "headings merged": (workbook(TITLED, ["B3:C3", "D3:E3"]), ""),
    "how many headings is said": (workbook([*HEADINGS, *BODY]), "headings = 2"),
    "a sheet of several": (workbook({"Om": [["Forord"]], "Tabell 1": TITLED}), 'sheet = "Tabell 1"'),
    "a part of a sheet": (
        workbook([["x"] * 7, *([*row, None, "y"] for row in (*HEADINGS, *BODY)), ["z"]]),
        'range = "A2:E5"',
    ),
    "a row a cell": (workbook(TIDY), ""),
    "numbers as texts": (workbook(AS_TEXT), ""),
}


@pytest.mark.parametrize(("content", "more"), SAME.values(), ids=SAME.keys())
def test_every_form_of_sheet_ends_in_the_same_cells(content: bytes, more: str, tmp_path: Path) -> None:
    described = WIDE.replace("publisher", f"{more}\npublisher", 1)
    assert printed(load(tmp_path, content, described, path=XLSX)) == EXPECTED


def test_a_cell_knows_its_row(tmp_path: Path) -> None:
    found = load(tmp_path, workbook(TITLED), WIDE, path=XLSX)
    assert {cell.line for cell in found.cells.values()} == {5, 6}


def test_labels_are_filled_down_and_dates_are_periods(tmp_path: Path) -> None:
    days = [datetime.date(2013, 1, 1), datetime.datetime(2014, 1, 1)]
    rows: Rows = [
        ["kjonn", "maal", *days],
        ["Menn", "Personer", 1, 2],
        [None, "Prosent", 0.1 + 0.2, ".."],
        ["Kvinner", "Personer", "<5", "4 1)"],
        [None, "Prosent", "\u22121,5", "-"],
        ["1) Foreløpig."],
    ]
    described = metadata(SEX + MEASURE.replace("percent", "points") + YEAR, unit="points", decimals=1)
    found = load(tmp_path, workbook(rows, ["A2:A3", "A4:A5"]), described, path=XLSX)
    assert found.dimension("aar").members == ("2013-01-01", "2014-01-01")
    assert [
        printed(found)[key] for key in sorted(found.cells, key=lambda key: (key[0] == "Kvinner", key[1], key[2]))
    ] == [
        *(Decimal(1), Decimal(2), Decimal("0.3"), ".."),
        *(":", Decimal(4), Decimal("-1.5"), "-"),
    ]
    assert found.meanings == {"1)": "Foreløpig."}


def test_formulas_have_the_values_that_excel_has_stored(tmp_path: Path) -> None:
    content = workbook([["kjonn", "aar", "verdi"], ["Menn", 2013, "=1+1"]])
    stored = _with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    assert printed(load(tmp_path / "a", stored, metadata(SEX + YEAR), path=XLSX)) == {("Menn", "2013"): Decimal(2)}
    (fault,) = faults_of(tmp_path / "b", content, metadata(SEX + YEAR), path=XLSX)
    assert fault.startswith(f"{XLSX}:2: error: Menn, 2013: there is neither a number nor")
    assert fault.endswith(
        "a formula without a stored value, or with an error, is read as nothing: work it out in Excel, and save it"
    )


def _with_part(content: bytes, name: str, change: object) -> bytes:
    """A workbook with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, change(text) if part == name else text)  # type: ignore[operator]
    return made.getvalue()


SOUND = workbook(TITLED)
SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
HOSTILE = {
    "bomb": (lambda: _with_part(SOUND, SHEET, lambda _: b" " * 250_000_000), "this workbook unpacks to far more than"),
    "far cell": (
        _with_part(SOUND, SHEET, lambda xml: xml.replace(b"</sheetData>", FAR)),
        "a sheet of this workbook reaches to row 1,048,576 and column 16,384",
    ),
    "cut off": (SOUND[:2000], "this workbook is damaged, perhaps cut off on its way"),
    "damaged part": (_with_part(SOUND, SHEET, lambda xml: xml[:300]), "this workbook is damaged ("),
    "old form": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "this is a workbook of an old form (.xls)"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "this workbook is locked with a password",
    ),
    "CSV with another name": (b"kjonn;aar;verdi\n", "this is no workbook, whatever its name says"),
    "packed file": (
        _with_part(SOUND, "none", lambda xml: xml).replace(b"xl/workbook.xml", b"xl/workbuch.xml"),
        "this is a packed file",
    ),
    "several sheets": (
        workbook({"A": TITLED, "B": TITLED}),
        "it has several sheets; say which one: sheet = \"A\" in its metadata, or --sheet. Known: 'A' and 'B'.",
    ),
    "two columns of one name": (
        workbook([["kjonn", "aar", "aar"], ["Menn", 2013, 1]]),
        "Where contents stand above the years, say how many lines of headings there are (headings = 2, --headings 2)",
    ),
    "empty sheet": (workbook([]), "the sheet 'Ark1' is empty"),
    "control character": (workbook([["kjonn", "aar", "verdi"], ["Me\u200bnn", 2013, 1]]), "there is a character here"),
    "error of a formula": (
        workbook([["kjonn", "aar", "verdi"], ["Menn", 2013, "#DIV/0!"], ["Kvinner", 2013, 1]]),
        f"{XLSX}:2: error: Menn, 2013: there is neither a number nor a standard symbol",
    ),
}


@pytest.mark.parametrize(("content", "told"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_sound_workbook_is_told_in_words(
    content: bytes | Callable[[], bytes], told: str, tmp_path: Path
) -> None:
    made = content() if callable(content) else content
    (fault,) = faults_of(tmp_path, made, metadata(SEX + YEAR), path=XLSX)
    assert told in fault


def test_a_sheet_that_is_not_there_is_told_with_near_names(tmp_path: Path) -> None:
    described = WIDE.replace("publisher", 'sheet = "Ark 1"\npublisher')
    (fault,) = faults_of(tmp_path, SOUND, described, path=XLSX)
    assert fault.endswith("there is no sheet 'Ark 1' in this workbook. Did you mean 'Ark1'?")


def test_shares_that_a_workbook_shows_in_per_cent_are_told(tmp_path: Path) -> None:
    described = metadata(SEX + YEAR, unit="percent", decimals=1)
    rows = {"of one": (0.637, 0.4), "of a hundred": (63.7, 0.4), "below one": (0.6, 0.4)}
    told = {
        name: load(
            tmp_path / name,
            workbook([["kjonn", "aar", "verdi"], ["M", 2014, one], ["K", 2014, other]]),
            described,
            path=XLSX,
        )
        for name, (one, other) in rows.items()
    }
    assert {name: [finding.rule for finding in found.findings] for name, found in told.items()} == {
        "of one": ["share-of-one"],
        "of a hundred": [],
        "below one": [],
    }
