"""PC-Axis files: keywords, encodings, times, symbols, and what is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from brochure.command.help import page
from brochure.project.languages import Language, Translations
from brochure.statistics.file_formats import FORMATS
from tests.support.statistics import NAME, faults_of, load, metadata, printed

PX = f"data/statistics/{NAME}.px"
DIMENSIONS = """
[dimensions.gruppe]
label = { nb = "Gruppe" }
[dimensions."kjønn"]
label = { nb = "Kjønn" }
[dimensions.kvartal]
role = "time"
label = { nb = "Kvartal" }
"""
TOML = metadata(DIMENSIONS, unit="thousands", decimals=1)
SOURCE = """CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="utf-8";
LANGUAGE="no";
LANGUAGES="no","en";
DECIMALS=1;
TITLE="Sysselsatte; etter gruppe, "
"kjønn og kvartal";
STUB="gruppe","kjønn";
HEADING="kvartal";
STUB[en]="group","sex";
CONTVARIABLE="gruppe";
VALUES("gruppe")="Innvandrere",
"Født i Norge, "
"to foreldre";
CODES("gruppe")="1","2";
VALUES[en]("group")="Immigrants","Norwegian-born";
VALUES("kjønn")="Menn","Kvinner";
VALUES("kvartal")="2013K4","2014K1","2014K2";
TIMEVAL("kvartal")=TLIST(Q1),"20134","20141","20142";
ELIMINATION("kjønn")=YES;
UNITS="1 000 personer";
DATASYMBOL3=":";
NOTE="DATA=1 2 3; is no data";
DATA=
10.5 11 "..."
-1.5 "-" "."
12 ".." 13
14 15
16.25;
"""
ROWS = [
    ("1", "Menn", "10.5", "11", ":"),
    ("1", "Kvinner", "-1.5", "-", "."),
    ("2", "Menn", "12", "..", "13"),
    ("2", "Kvinner", "14", "15", "16.25"),
]
TIMES = ("2013K4", "2014K1", "2014K2")
EXPECTED = {
    (group, sex, time): cell if cell in (".", "..", ":", "-") else Decimal(cell)
    for group, sex, *cells in ROWS
    for time, cell in zip(TIMES, cells, strict=True)
}


def test_every_cell_is_where_the_file_has_it(tmp_path: Path) -> None:
    found = load(tmp_path, SOURCE, TOML, path=PX)
    assert printed(found) == EXPECTED
    assert found.metadata.dimensions["gruppe"].members["2"].label is not None
    assert "Født i Norge, to foreldre" in str(found.metadata.dimensions["gruppe"].members["2"].label)
    lines = SOURCE.split("\n")
    assert [lines[(cell.line or 0) - 1].split()[0] for cell in list(found.cells.values())[::3]] == [
        *("10.5", "-1.5", "12", "14")
    ]


@pytest.mark.parametrize(
    ("codepage", "encoding"),
    [
        ('CODEPAGE="utf-8";', "utf-8"),
        ('CODEPAGE="Windows-1252";', "cp1252"),
        ('CODEPAGE="iso-8859-1";', "latin-1"),
        ('CODEPAGE="cp850";', "cp850"),
        ("", "cp1252"),
        (None, "cp850"),
    ],
)
def test_the_file_says_its_encoding(codepage: str | None, encoding: str, tmp_path: Path) -> None:
    source = SOURCE.replace('CODEPAGE="utf-8";', codepage or "")
    source = source.replace('CHARSET="ANSI";', "") if codepage is None else source
    assert printed(load(tmp_path, source.replace("\n", "\r\n").encode(encoding), TOML, path=PX)) == EXPECTED


@pytest.mark.parametrize(
    ("scale", "written", "called"),
    [("A1", "2013", "2013"), ("H1", "20132", "2013H2"), ("M1", "201305", "2013M05"), ("W1", "201307", "2013U07")],
)
def test_times_are_called_as_periods(scale: str, written: str, called: str, tmp_path: Path) -> None:
    source = f'STUB="aar";VALUES("aar")="x";TIMEVAL("aar")=TLIST({scale}),"{written}";DATA=1;'
    described = metadata('[dimensions.aar]\nrole = "time"\nlabel = { nb = "År" }\n')
    assert list(printed(load(tmp_path, source, described, path=PX))) == [(called,)]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("16.25;", "16.25 1;", 30, "DATA has more values than the 12 cells of the table"),
        ("16.25;", ";", 30, "DATA has 11 values for the 12 cells of the table"),
        ("16.25;", "16.25", 31, "the file ends before the ';' of DATA"),
        ("16.25;", '16.25 "', 30, "a quotation mark is not closed"),
        ('"..."', '"......"', 26, "the symbol '......' is none of"),
        ('DATASYMBOL3=":"', 'DATASYMBOL3="*"', 26, "the symbol '...', which DATASYMBOL3 prints as '*', is none of"),
        ("12 ", "tolv ", 28, "2, Menn, 2013K4: 'tolv' is not a number"),
        ("DATA=\n", 'KEYS("kjønn")=VALUES;\nDATA=\n', 25, "KEYS must stand for the first dimensions of STUB"),
        ("DATA=\n", 'KEYS("gruppe")=CODES;\nDATA=\n', 27, "'10.5' stands where a member of 'gruppe' should begin"),
        ('"utf-8"', '"EBCDIC"', 3, 'CODEPAGE="EBCDIC" is not read'),
        ("TLIST(Q1)", "TLIST(X9)", 20, "TIMEVAL has a scale, one of A1"),
        ('"20134","20141","20142"', '"20142"-"20134"', 20, "TIMEVAL has a range from '20142' to '20134'"),
        ('"20134"', '"2013"', 20, "'2013' is not a time in the scale Q1"),
        ('="1","2"', '="1"', 16, 'CODES("gruppe") names 1 members, but VALUES 2'),
        ('VALUES("kjønn")="Menn","Kvinner";\n', "", 1, 'VALUES("kjønn") is missing'),
        ("STUB=", "STUB", 9, "'=' is missing after STUB"),
        ("DECIMALS=1;", ";", 6, "a keyword is missing before ';'"),
        (SOURCE, 'TITLE="a";\n', 2, "the file ends where a keyword should stand; there is no DATA"),
        (SOURCE, 'TITLE="a;\n', 1, "a quotation mark is not closed"),
        (SOURCE, "", 1, "the file is empty; fetch it again"),
        (SOURCE, "DATA=1;", 1, "neither STUB nor HEADING names a dimension"),
        ('HEADING="kvartal"', 'HEADING="kjønn"', 1, "STUB and HEADING name a dimension twice"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(old: str, new: str, line: int, told: str, tmp_path: Path) -> None:
    (finding,) = faults_of(tmp_path, SOURCE.replace(old, new), TOML, path=PX)
    assert finding.startswith(f"{PX}:{line}: error: {told}")


def test_a_range_of_times_stands_for_all_between(tmp_path: Path) -> None:
    source = SOURCE.replace('"20134","20141","20142"', '"20134"-"20142"')
    assert printed(load(tmp_path, source, TOML, path=PX)) == EXPECTED


@pytest.mark.parametrize(("kind", "first", "second"), [("CODES", "1", "2"), ("VALUES", "Innvandrere", "")])
def test_rows_that_keys_leave_out_are_zero(kind: str, first: str, second: str, tmp_path: Path) -> None:
    rows = f'"{first}" 10.5 11 "..." -1.5 "-" ".";'
    source = SOURCE[: SOURCE.index("DATA=\n")] + f'KEYS("gruppe")={kind};\nDATA=\n{rows}\n'
    found = printed(load(tmp_path, source, TOML, path=PX))
    assert found == {key: value if key[0] == "1" else 0 for key, value in EXPECTED.items()}


def test_names_in_the_other_languages_of_a_file_are_kept(tmp_path: Path) -> None:
    source = SOURCE.replace('VALUES[en]("group")', 'HEADING[en]="quarter";\nVALUES[en]("group")')
    found = load(tmp_path, source, TOML, path=PX).metadata.dimensions["gruppe"]
    assert (found.label.get(Language("en")), found.members["2"].label) == (
        "group",
        Translations(nb="Født i Norge, to foreldre", en="Norwegian-born"),
    )


def test_a_table_of_too_many_cells_is_refused_before_it_is_made(tmp_path: Path) -> None:
    members = ",".join(f'"{i}"' for i in range(1000))
    source = 'STUB="a","b";' + "".join(f'VALUES("{name}")={members};' for name in "ab") + "DATA=1;"
    (finding,) = faults_of(tmp_path, source, TOML, path=PX)
    assert "the table has 1,000,000 cells" in finding


def test_the_manual_names_every_form() -> None:
    assert all(form.name in page("statistics") for form in FORMATS)
