"""CSV as PxWeb, Excel and offices deliver it: each form has the cells that were written by hand beside it."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.statistics import CSV, TOML, faults_of, load, metadata, printed

SEX = '[dimensions.kjonn]\nlabel = { nb = "Kjønn" }\n'
MEASURE = (
    '[dimensions.maal]\nlabel = { nb = "Mål" }\n[dimensions.maal.members.Personer]\nunit = "persons"\n'
    '[dimensions.maal.members.Prosent]\nunit = "percent"\ndecimals = 1\n'
)
YEAR = '[dimensions.aar]\nrole = "time"\nlabel = { nb = "År" }\n'
WIDE = metadata(SEX + MEASURE + YEAR, unit="points", decimals=1)
EXPECTED = {
    (sex, measure, year): Decimal(value)
    for sex, values in (("Menn", "1200 1300 61.5 62"), ("Kvinner", "900 950 48.5 49"))
    for (measure, year), value in zip(
        [(m, y) for m in ("Personer", "Prosent") for y in ("2013", "2014")], values.split(), strict=True
    )
}
NEWEST_FIRST = (
    '"kjonn";"Personer 2014";"Personer 2013";"Prosent 2014";"Prosent 2013"\n'
    '"Menn";1 300;1 200;62,0;61,5\n"Kvinner";950;900;49,0;48,5\n'
)
ONE_LINE = (
    '"kjonn";"Personer 2013";"Personer 2014";"Prosent 2013";"Prosent 2014"\n'
    '"Menn";1200;1300;61,5;62,0\n"Kvinner";900;950;48,5;49,0\n'
)
TWO_LINES = (
    '"";"Personer";"";"Prosent";""\n"kjonn";"2013";"2014";"2013";"2014"\n'
    '"Menn";1200;1300;61,5;62,0\n"Kvinner";900;950;48,5;49,0\n'
)
BELOW = (
    "\n1) Foreløpige tall.\nSist endret:;20160301 08:00\nKilde:;Statistisk sentralbyrå\n"
    ".. = Oppgave mangler foreløpig, og er med her for at teksten skal være lang\n"
)
SAME = {
    "several contents by years": ONE_LINE,
    "newest first": NEWEST_FIRST,
    "commas": ONE_LINE.replace(",", ".").replace(";", ","),
    "years before contents": ONE_LINE.replace("Personer 2013", "2013 Personer").replace("Prosent 2014", "2014 Prosent"),
    "two heading lines": TWO_LINES,
    "two heading lines, named above": TWO_LINES.replace('"";"Pers', '"kjonn";"Pers').replace(
        '"kjonn";"2013"', '"";"2013"'
    ),
    "heading lines repeated": TWO_LINES.replace('"Personer";""', '"Personer";"Personer"').replace(
        '"Prosent";""', '"Prosent";"Prosent"'
    ),
    "separator named": "sep=;\n" + ONE_LINE,
    "title, and notes below": '"Sysselsatte etter kjønn"\n\n' + ONE_LINE + BELOW,
    "as Excel saves it": "Sysselsatte;;;;\n;;;;\n" + ONE_LINE.replace('"', "") + ";;;;\n1) Foreløpige tall.;;;;\n",
    "grouped with a point": ONE_LINE.replace("1200", "1.200").replace("1300", "1.300"),
    "UTF-16": ("\ufeff" + ONE_LINE).encode("utf-16-le"),
    "byte order mark": b"\xef\xbb\xbf" + ONE_LINE.encode(),
}


@pytest.mark.parametrize("cells", SAME.values(), ids=SAME.keys())
def test_every_form_of_a_wide_table_ends_in_the_same_cells(cells: str | bytes, tmp_path: Path) -> None:
    found = load(tmp_path, cells, WIDE)
    assert printed(found) == EXPECTED
    assert found.dimension("aar").members == ("2013", "2014")


def test_a_mark_says_the_encoding_whatever_the_metadata_say(tmp_path: Path) -> None:
    described = WIDE.replace("publisher", 'encoding = "cp1252"\npublisher')
    assert printed(load(tmp_path, b"\xef\xbb\xbf" + ONE_LINE.encode(), described)) == EXPECTED


def test_values_are_named_by_what_they_count(tmp_path: Path) -> None:
    described = metadata(SEX + MEASURE, unit="points", decimals=1)
    found = load(tmp_path, "kjonn;Personer;Prosent\nMenn;1200;61,5\n", described)
    assert printed(found) == {("Menn", "Personer"): Decimal(1200), ("Menn", "Prosent"): Decimal("61.5")}


def test_what_is_suppressed_is_no_number(tmp_path: Path) -> None:
    found = load(tmp_path, "kjonn;aar;verdi\nMenn;2013;<5\nMenn;2014;< 5\nMenn;2015;5\n", metadata(SEX + YEAR))
    assert [(cell.symbol, cell.status) for cell in found.cells.values()] == [(":", "<5"), (":", "<5"), (None, "")]
    assert found.findings == ()


NUMBERS = {
    "counts": ("persons", 0, "1.234 12.345", [1234, 12345]),
    "counts with a comma": ("persons", 0, "1,234 12,345", [1234, 12345]),
    "millions": ("points", 1, "1.234.567 1.234", [1234567, 1234]),
    "decimals beside": ("points", 1, "1.234 63,7", [1234, "63.7"]),
    "decimals behind": ("points", 1, "1.234,5 1.234", ["1234.5", 1234]),
    "decimals of three digits": ("points", 3, "1,234 2,345", ["1.234", "2.345"]),
    "point before decimals": ("points", 1, "10.25 1.234", ["10.25", "1.234"]),
    "less than one": ("points", 1, "0,125 1,234", ["0.125", "1.234"]),
    "minus": ("points", 1, "\u22121,5 \u20131.000,25", ["-1.5", "-1000.25"]),
}


@pytest.mark.parametrize(("unit", "decimals", "written", "expected"), NUMBERS.values(), ids=NUMBERS.keys())
def test_signs_in_numbers_mean_what_the_file_makes_plain(
    unit: str, decimals: int, written: str, expected: list[object], tmp_path: Path
) -> None:
    rows = "".join(f"Menn;{2013 + i};{text}\n" for i, text in enumerate(written.split()))
    described = metadata(SEX + YEAR, unit=unit, decimals=decimals)
    found = load(tmp_path, f"kjonn;aar;verdi\n{rows}", described)
    assert list(printed(found).values()) == [Decimal(str(value)) for value in expected]


@pytest.mark.parametrize("separator", [";", ","])
def test_a_point_that_may_be_either_is_refused_once_with_the_way_out(separator: str, tmp_path: Path) -> None:
    rows = "".join(f"Menn;{year};1.234\n" for year in range(1900, 2000))
    cells = f"kjonn;aar;verdi\n{rows}".replace(";", separator)
    described = metadata(SEX + YEAR, unit="points", decimals=1)
    (fault,) = faults_of(tmp_path / "a", cells, described)
    assert fault.startswith(f"{TOML}:1: error: '1.234' may be a thousand or little more than one")
    assert 'decimal_sign = "," if the point is between thousands' in fault
    for sign, value in ((",", Decimal(1234)), (".", Decimal("1.234"))):
        said = described.replace("publisher", f'decimal_sign = "{sign}"\npublisher')
        assert set(printed(load(tmp_path / str(ord(sign)), cells, said)).values()) == {value}


def test_a_sign_that_contradicts_the_metadata_is_told(tmp_path: Path) -> None:
    said = metadata(SEX + YEAR, unit="points", decimals=1, more='decimal_sign = ","')
    (fault,) = faults_of(tmp_path, "kjonn;aar;verdi\nMenn;2013;12.5\n", said)
    assert "'12.5' has a '.' that is not between thousands" in fault


def test_footnotes_are_kept_beside_values_with_their_words(tmp_path: Path) -> None:
    cells = (
        "kjonn;aar;verdi\nMenn;2013;12 1)\nMenn;2014;13²\nMenn;2015;..*\n\n1) Foreløpig.\n² Nytt utvalg.\n* Ny kilde.\n"
    )
    found = load(tmp_path, cells, metadata(SEX + YEAR))
    assert [cell.status for cell in found.cells.values()] == ["1)", "2)", "*"]
    assert (found.meanings, found.findings) == ({"1)": "Foreløpig.", "2)": "Nytt utvalg.", "*": "Ny kilde."}, ())


def test_a_row_that_lacks_its_fields_is_no_note(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "kjonn;aar;verdi\nMenn;2013;1\nKvin\n", metadata(SEX + YEAR))
    assert fault == f"{CSV}:3: error: this row has 1 fields, but the header has 3"


def test_headings_that_say_more_than_the_metadata_are_told(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, ONE_LINE, metadata(SEX + YEAR))
    assert "the headings say more than a time: 'Personer' and 'Prosent'; describe one more dimension for that" in fault
