"""Forms that are read though they differ from ours, and forms that are not read, which are named."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.statistics.alike import look_alikes
from brochure.statistics.loading import load_statistic
from brochure.statistics.unread import unread_files
from tests.support.projects import make_project
from tests.support.statistics import CSV, JSON, NAME, TOML, faults_of, load, metadata, printed

TWO = '[dimensions.kjonn]\nlabel = { nb = "Kjønn" }\n[dimensions.aar]\nrole = "time"\nlabel = { nb = "År" }\n'
POINTS = metadata(TWO, unit="points", decimals=1)


@pytest.mark.parametrize(
    "cells",
    [
        '"kjonn","aar","Sysselsatte (prosent)"\n"Menn","2012",60.1\n"Menn","2013",-5\n',
        '"09174: Sysselsatte, etter kjønn"\n\nkjonn,aar,value\nMenn,2012,60.1\nMenn,2013,-5\n',
        "kjonn,aar,verdi\nMenn,2012,60.1\nMenn,2013,\u22125\n",
        "kjonn,aar,verdi\nMenn,2012,60.1\nMenn,2013,\u20135\n",
        "kjonn;aar;Antall\nMenn;2012;60,1\nMenn;2013;\u22125,0\n",
    ],
)
def test_these_are_the_same_table(tmp_path: Path, cells: str) -> None:
    assert printed(load(tmp_path, cells, POINTS)) == {("Menn", "2012"): Decimal("60.1"), ("Menn", "2013"): Decimal(-5)}


def test_a_dimension_may_have_the_name_of_a_column_of_ours(tmp_path: Path) -> None:
    described = POINTS.replace("dimensions.kjonn", "dimensions.value")
    assert printed(load(tmp_path, "value,aar,verdi\nMenn,2012,1\n", described)) == {("Menn", "2012"): Decimal(1)}


def test_a_wide_comma_csv_is_made_long(tmp_path: Path) -> None:
    described = POINTS.replace("publisher", 'spread = "aar"\npublisher')
    found = printed(load(tmp_path, "kjonn,Antall 2012,Antall 2013\nMenn,1,2\n", described))
    assert found == {("Menn", "2012"): Decimal(1), ("Menn", "2013"): Decimal(2)}


OLD = {"dimension": {"id": ["a"], "size": [1], "a": {"category": {"index": ["x"]}}}, "value": [1]}
FORMS = {
    "bundle of two": ({"one": OLD, "two": OLD}, "this is a bundle of 2 datasets; write which one in the metadata"),
    "collection": ({"version": "2.0", "class": "collection", "link": {}}, "this is a JSON-stat collection"),
    "PxWeb's own": ({"columns": [], "data": []}, "PxWeb's own JSON is not read"),
    "something else": ({"a": 1}, "this is not a JSON-stat 2.0 dataset"),
    "sizes that multiply": (
        {
            "version": "2.0",
            "class": "dataset",
            "id": ["a", "b"],
            "size": [3000, 3000],
            "dimension": {name: {"category": {"index": list(map(str, range(3000)))}} for name in "ab"},
            "value": {},
        },
        "this is not a JSON-stat 2.0 dataset: it has 9,000,000 cells",
    ),
}


@pytest.mark.parametrize(("data", "expected"), FORMS.values(), ids=FORMS.keys())
def test_another_form_of_json_is_named(tmp_path: Path, data: object, expected: str) -> None:
    (finding,) = faults_of(tmp_path, json.dumps(data), path=JSON)
    assert finding.startswith(f"{JSON}:1: error: {expected}")


def test_files_that_are_not_read_are_named(tmp_path: Path) -> None:
    folder = "data/statistics/a"
    files = {
        TOML: POINTS,
        CSV.replace(".csv", ".ods"): "",
        f"{folder}/b.csv": "",
        f"{folder}/b.toml": "",
        f"{folder}/c.toml": POINTS,
        f"{folder}/b.xlsx": "",
        f"{folder}/d.xls": "",
        f"{folder}/f.xlsx": "",
        f"{folder}/E.CSV": "",
        f"{folder}/readme.md": "",
        f"{folder}/.DS_Store": "",
    }
    project = make_project(tmp_path, files)
    found = [str(finding) for finding in unread_files(project)]
    for name in (f"{folder}/c", NAME):
        with pytest.raises(Faults) as faults:
            load_statistic(project, name.removeprefix("data/statistics/"))
        found += map(str, faults.value.findings)
    assert [re.split("; (?:save|move|«)", line)[0] for line in found] == [
        f"{folder}/E.CSV:1: error: this file is not read; write its ending in small letters, E.csv",
        f"{folder}/b.xlsx:1: warning: this workbook is not read, since b.csv has the cells",
        f"{folder}/d.xls:1: warning: a workbook of an old Excel is not read ('.xls')",
        f"{folder}/f.xlsx:1: warning: this workbook is not read, as nothing describes it",
        f"{folder}/c.toml:1: error: there are no cells for this statistic: "
        "the file c.csv or c.json or c.px or c.xlsx is missing",
        f"{CSV.replace('.csv', '.ods')}:1: error: a workbook of LibreOffice is not read ('.ods')",
    ]


def test_names_that_look_alike_are_found_with_what_they_differ_in() -> None:
    names = [
        "Asia",
        "Europa",
        "asia",
        "Euro\u00adpa",
        "S\u00f8r Amerika",
        "S\u00f8r\u00a0Amerika",
        "\u00c5s",
        "A\u030as",
    ]
    assert [(found, difference.split(",")[0]) for found, _, difference in look_alikes(names)] == [
        ("asia", "in large and small letters"),
        ("Euro\u00adpa", "in characters that cannot be seen"),
        ("S\u00f8r\u00a0Amerika", "in their blanks"),
        ("A\u030as", "in how their letters are put together"),
    ]


def test_members_that_look_alike_are_told_at_the_line_of_the_second(tmp_path: Path) -> None:
    (finding,) = load(tmp_path, "kjonn,aar,verdi\nMenn,2012,1\nmenn,2012,2\n", POINTS).findings
    assert str(finding).startswith(f"{CSV}:3: warning: 'menn' and 'Menn' of 'kjonn' look alike")


def test_thousands_of_faulty_rows_are_summed_up(tmp_path: Path) -> None:
    findings = faults_of(tmp_path, "kjonn,aar,verdi\n" + "".join(f"M{i},2012,x{i}\n" for i in range(2000)), POINTS)
    assert len(findings) == 11
    assert "and 1,990 more of this kind, the last on line 2001: " in findings[-1]
