"""The forms in which statistics arrive; each ends in the same table."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from brochure.project.languages import Language
from tests.support.statistics import CSV, GROUP_AND_YEAR, JSON, faults_of, load, metadata, printed

TIDY = """\
gruppe,aar,verdi
Innvandrere,2014,633110
Innvandrere,2015,669380
"Født i Norge, to foreldre",2014,126075
"Født i Norge, to foreldre",2015,:
"""

SEMICOLON = """\
"gruppe";"aar";"Personer"
"Innvandrere";"2014";633110
"Innvandrere";"2015";669380
"Født i Norge, to foreldre";"2014";126075
"Født i Norge, to foreldre";"2015";:
"""

SPREAD = """\
"gruppe";"Personer 2014";"Personer 2015"
"Innvandrere";633110;669380
"Født i Norge, to foreldre";126075;:
"""

TITLE = '"05183: Innvandrere, etter gruppe, statistikkvariabel og år"\n\n'


def json_stat(**changes: Any) -> str:
    """The same table as JSON-stat with keys changed, or left out when they are `...`."""
    data: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "Bosatte",
        "id": ["gruppe", "aar"],
        "size": [2, 2],
        "dimension": {
            "gruppe": {"category": {"index": ["Innvandrere", "Født i Norge, to foreldre"]}},
            "aar": {"category": {"index": {"2014": 0, "2015": 1}}},
        },
        "value": [633110, 669380, 126075, None],
        "status": {"3": ":"},
    }
    wanted = {key: value for key, value in (data | changes).items() if value is not ...}
    return json.dumps(wanted, ensure_ascii=False, indent=1)


SAME = {
    "tidy CSV": (CSV, TIDY, ""),
    "tidy CSV with a byte order mark and line ends of Windows": (
        CSV,
        b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode(),
        "",
    ),
    "tidy CSV with empty lines": (CSV, TIDY.replace("Innvandrere,2015", "\nInnvandrere,2015") + "\n", ""),
    "semicolons": (CSV, SEMICOLON, ""),
    "semicolons under a title": (CSV, TITLE.replace("\n\n", "\n") + SEMICOLON, ""),
    "semicolons under a title and an empty line": (CSV, TITLE + SEMICOLON, ""),
    "semicolons in Windows' encoding": (CSV, SEMICOLON.encode("cp1252"), 'encoding = "cp1252"'),
    "semicolons with grouped digits": (CSV, SEMICOLON.replace("633110", "633\u00a0110"), ""),
    "semicolons, one column per year": (CSV, SPREAD, 'spread = "aar"'),
    "semicolons, one column per year, years alone": (CSV, SPREAD.replace("Personer ", ""), 'spread = "aar"'),
    "semicolons, one column per year, under a title": (CSV, TITLE + SPREAD, 'spread = "aar"'),
    "JSON-stat": (JSON, json_stat(), ""),
    "JSON-stat, sparse values": (JSON, json_stat(value={"0": 633110, "1": 669380, "2": 126075}), ""),
    "JSON-stat, status as a list": (JSON, json_stat(status=[None, None, None, ":"]), ""),
    "JSON-stat, status as a shorter list of empty texts": (JSON, json_stat(status=["", "", "", ":"]), ""),
    "JSON-stat, one status for all nulls": (JSON, json_stat(status=":"), ""),
    "JSON-stat, values with a decimal of zero": (JSON, json_stat(value=[633110.0, 669380.0, 126075.0, None]), ""),
}


@pytest.mark.parametrize(("path", "content", "more"), SAME.values(), ids=SAME.keys())
def test_every_form_of_file_ends_in_the_same_table(tmp_path: Path, path: str, content: str | bytes, more: str) -> None:
    statistic = load(tmp_path, content, metadata(more=more), path=path)

    assert [dimension.name for dimension in statistic.dimensions] == ["gruppe", "aar"]
    assert statistic.dimension("gruppe").members == ("Innvandrere", "Født i Norge, to foreldre")
    assert statistic.dimension("aar").members == ("2014", "2015")
    assert printed(statistic) == {
        ("Innvandrere", "2014"): Decimal(633110),
        ("Innvandrere", "2015"): Decimal(669380),
        ("Født i Norge, to foreldre", "2014"): Decimal(126075),
        ("Født i Norge, to foreldre", "2015"): ":",
    }


def test_a_cell_knows_its_line(tmp_path: Path) -> None:
    statistic = load(tmp_path, TIDY.replace("Innvandrere,2015", "\nInnvandrere,2015"))

    assert statistic.cells["Innvandrere", "2014"].line == 2
    assert statistic.cells["Innvandrere", "2015"].line == 4


def test_a_cell_below_a_title_knows_its_line(tmp_path: Path) -> None:
    statistic = load(tmp_path, TITLE + SPREAD, metadata(more='spread = "aar"'))

    assert statistic.cells["Innvandrere", "2014"].line == 4
    assert statistic.cells["Innvandrere", "2015"].line == 4
    assert statistic.cells["Født i Norge, to foreldre", "2014"].line == 5


def test_a_member_over_two_lines_does_not_move_the_lines_below(tmp_path: Path) -> None:
    cells = 'gruppe,aar,verdi\n"Født i\nNorge",2014,1\nInnvandrere,2014,2\n'

    assert load(tmp_path, cells).cells["Innvandrere", "2014"].line == 4


def test_decimal_comma_is_read_where_the_form_has_it(tmp_path: Path) -> None:
    cells = "gruppe;aar;Prosent\nA;2014;63,7\nB;2014;1 234,5\nC;2014;-0,5\nD;2014;..\n"
    statistic = load(tmp_path, cells, metadata(unit="points", decimals=1))

    assert list(printed(statistic).values()) == [Decimal("63.7"), Decimal("1234.5"), Decimal("-0.5"), ".."]


def test_no_word_in_a_table_is_taken_for_missing(tmp_path: Path) -> None:
    statistic = load(tmp_path, "gruppe,aar,verdi\nNA,2014,1\nNone,2014,2\nnan,2014,3\n")

    assert statistic.dimension("gruppe").members == ("NA", "None", "nan")


def test_json_null_without_a_status_is_missing(tmp_path: Path) -> None:
    statistic = load(tmp_path, json_stat(status={}), path=JSON)

    assert statistic.cells["Født i Norge, to foreldre", "2015"].symbol == ".."


def test_a_status_beside_a_value_leaves_the_value(tmp_path: Path) -> None:
    statistic = load(tmp_path, json_stat(status={"0": "*", "3": ".."}), path=JSON)

    assert statistic.cells["Innvandrere", "2014"].value == 633110


def test_json_decimals_are_read_as_they_are_written(tmp_path: Path) -> None:
    statistic = load(
        tmp_path, json_stat(value=[0.1, 63.7, 1e-7, 12], status={}), metadata(unit="points", decimals=1), path=JSON
    )

    assert list(printed(statistic).values()) == [Decimal("0.1"), Decimal("63.7"), Decimal("1E-7"), Decimal(12)]


def test_names_that_a_json_file_gives_to_its_codes_are_printed(tmp_path: Path) -> None:
    dimension = {
        "gruppe": {"category": {"index": ["B", "C"], "label": {"B": "Innvandrere", "C": "Norskfødte"}}},
        "aar": {"category": {"index": ["2014", "2015"]}},
    }
    described = metadata(GROUP_AND_YEAR + '[dimensions.gruppe.members.C]\nlabel = { nb = "Født i Norge" }\n')
    gruppe = load(tmp_path, json_stat(dimension=dimension), described, path=JSON).dimension("gruppe")

    labels = [label and label.get(Language("nb")) for label in (gruppe.member("B").label, gruppe.member("C").label)]
    assert labels == ["Innvandrere", "Født i Norge"]


BROKEN = {
    "no column of values": (
        CSV,
        "gruppe,aar\nA,2014\n",
        f"{CSV}:1: error: the last column is 'aar'; it must be 'verdi'",
    ),
    "two columns that nobody described": (
        CSV,
        "gruppe,aar,antall,andel\nA,2014,1,2\n",
        f"{CSV}:1: error: 'antall', 'andel' are not described as dimensions",
    ),
    "empty file": (CSV, "", f"{CSV}:1: error: the file is empty"),
    "header alone": (CSV, "gruppe,aar,verdi\n", f"{CSV}:1: error: the file has a header but no rows"),
    "row too short": (
        CSV,
        "gruppe,aar,verdi\nA,2014,1\nA,2015\n",
        f"{CSV}:3: error: this row has 2 fields, but the header has 3",
    ),
    "row too long": (
        CSV,
        "gruppe,aar,verdi\n\nA,2014,1,5\n",
        f"{CSV}:3: error: this row has 4 fields, but the header has 3",
    ),
    "row too long under a title": (
        CSV,
        TITLE + "gruppe;aar;verdi\nA;2014;1\nA;2015;1;2\n",
        f"{CSV}:5: error: this row has 4 fields, but the header has 3",
    ),
    "column without a name": (
        CSV,
        "gruppe,,verdi\nA,2014,1\n",
        f"{CSV}:1: error: every column needs a name of its own",
    ),
    "two columns of one name": (
        CSV,
        "gruppe,gruppe,verdi\nA,2014,1\n",
        f"{CSV}:1: error: every column needs a name of its own",
    ),
    "quotation mark that is not closed": (
        CSV,
        'gruppe,aar,verdi\nA,2014,1\n"A,2015,2\n',
        f"{CSV}:3: error: this is not valid CSV: unexpected end of data",
    ),
    "Windows' encoding that nobody told of": (
        CSV,
        "gruppe,aar,verdi\nA,2014,1\nFødt,2014,1\n".encode("cp1252"),
        f"{CSV}:3: error: this is not UTF-8 text (byte 0xf8); perhaps from Windows: then write encoding",
    ),
    "JSON that is cut off": (JSON, '{"version": "2.0",\n"class": ', f"{JSON}:2: error: this is not valid JSON"),
    "JSON of another class": (
        JSON,
        json_stat(**{"class": "collection"}),
        f"{JSON}:1: error: this is a JSON-stat collection, which holds no cells",
    ),
    "JSON without values": (
        JSON,
        json_stat(value=...),
        f"{JSON}:1: error: this is not a JSON-stat 2.0 dataset: 'value' is missing",
    ),
    "JSON with too few values": (
        JSON,
        json_stat(value=[1, 2]),
        f"{JSON}:1: error: this is not a JSON-stat 2.0 dataset: there are 2 values for 4 cells",
    ),
    "JSON with a wrong size": (
        JSON,
        json_stat(size=[3, 2]),
        f"{JSON}:1: error: this is not a JSON-stat 2.0 dataset: dimension 'gruppe' has 2 members, but its size is 3",
    ),
    "JSON that is a list": (JSON, "[1, 2]", f"{JSON}:1: error: this is not a JSON-stat 2.0 dataset"),
}


@pytest.mark.parametrize(("path", "content", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, path: str, content: str | bytes, expected: str) -> None:
    (finding,) = faults_of(tmp_path, content, path=path)

    assert finding.startswith(expected)


def test_every_broken_row_is_told(tmp_path: Path) -> None:
    findings = faults_of(tmp_path, "gruppe,aar,verdi\nA,2014\nB,2014,1\nC\n")

    assert [finding.split(": error")[0] for finding in findings] == [f"{CSV}:2", f"{CSV}:4"]


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (CSV, TIDY.replace("633110", "68,4"), ":2: error: this row has 4 fields, but the header has 3; '68,4' has a"),
        (JSON, "", ":1: error: the file is empty; fetch it again"),
        (
            JSON,
            "\n<!DOCTYPE html><title>404</title>",
            ":1: error: this is a web page, perhaps an error message, not the",
        ),
        (JSON, json_stat().replace('"id"', '"id": [],\n "id"', 1), ":6: error: 'id' stands twice in one object; keep"),
    ],
)
def test_what_is_no_such_file_is_told_with_the_way_out(path: str, text: str, told: str, tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, text, path=path)
    assert fault.startswith(path + told)


def test_times_are_in_order_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    dimension = json.loads(json_stat())["dimension"]
    dimension["aar"]["category"]["index"] = {"2014": 1, "2015": 0}
    header, *rows = TIDY.splitlines(keepends=True)
    for path, cells in ((JSON, json_stat(dimension=dimension)), (CSV, "".join([header, *reversed(rows)]))):
        assert load(tmp_path / path[-3:], cells, path=path).dimension("aar").members == ("2014", "2015")


def test_another_unit_in_the_file_than_in_the_metadata_is_told(tmp_path: Path) -> None:
    dimension = json.loads(json_stat())["dimension"]
    dimension["gruppe"]["category"]["unit"] = {"Innvandrere": {"base": "Prosent", "decimals": 1}}
    (finding,) = load(tmp_path, json_stat(dimension=dimension), path=JSON).findings
    assert "warning: the unit of 'Innvandrere' is 'persons' here, but" in str(finding)
    assert "says 'Prosent'; which is right?" in str(finding)
