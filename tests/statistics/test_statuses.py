"""What a source says of single values: kept beside them, symbols apart, and told where nobody knows what it means."""

import json
from pathlib import Path

import pytest

from brochure.statistics.breaks import breaks_among, marked_breaks
from brochure.statistics.numbers.breaks import refuse_break
from brochure.statistics.remarks import remarks_on
from brochure.statistics.selection import SelectionError, select, select_one
from brochure.statistics.statuses import parts_of, split_status
from brochure.statistics.table import Statistic
from tests.support.charts import words
from tests.support.statistics import CSV, JSON, faults_of, load, metadata

YEARS = '[dimensions.aar]\nrole = "time"\nlabel = { nb = "År" }\n'


def from_json(folder: Path, values: object, status: object, more: str = "", **extra: object) -> Statistic:
    data = {
        "version": "2.0",
        "class": "dataset",
        "id": ["aar"],
        "size": [3],
        "dimension": {"aar": {"category": {"index": ["2012", "2013", "2014"]}}},
        "value": values,
        "status": status,
        **extra,
    }
    return load(folder, json.dumps(data), metadata(YEARS, unit="points", decimals=1, more=more), path=JSON)


def told(statistic: Statistic) -> list[tuple[str, str]]:
    """What stands in each cell, and the status beside it."""
    return [(str(cell.value if cell.symbol is None else cell.symbol), cell.status) for cell in statistic.cells.values()]


@pytest.mark.parametrize(
    ("values", "status", "expected"),
    [
        ([1, 2, 3], {"0": "p", "2": "*"}, [("1", "p"), ("2", ""), ("3", "*")]),
        ([1, 2, 3], ["ep", None, "A"], [("1", "ep"), ("2", ""), ("3", "")]),
        ([1, 2, 3], "r", [("1", "r"), ("2", "r"), ("3", "r")]),
        ([None, None, None], {"0": "c", "1": "m", "2": "z"}, [(":", ""), ("..", ""), (".", "")]),
        ([None, None, None], {"0": ":", "1": "-"}, [(":", ""), ("-", ""), ("..", "")]),
        ({"0": 1}, {"1": "c"}, [("1", ""), (":", ""), ("..", "")]),
        ([0, 0, 3], {"0": "-", "1": ".."}, [("-", ""), ("..", ""), ("3", "")]),
    ],
)
def test_a_status_stays_beside_its_value_and_a_symbol_stands_for_none(
    tmp_path: Path, values: object, status: object, expected: list[tuple[str, str]]
) -> None:
    assert told(from_json(tmp_path, values, status)) == expected


@pytest.mark.parametrize(
    "cells",
    [
        "aar,verdi,status\n2012,1,p\n2013,2,\n",
        "aar,OBS_STATUS,verdi\n2012,p,1\n2013,,2\n",
        "aar;verdi;status\n2012;1;p\n2013;2;\n",
        "aar,verdi\n2012,1 p\n2013,2\n",
        "aar;verdi\n2012;1p\n2013;2\n",
    ],
)
def test_a_csv_has_statuses_in_a_column_or_after_the_value(tmp_path: Path, cells: str) -> None:
    assert told(load(tmp_path, cells, metadata(YEARS))) == [("1", "p"), ("2", "")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("60.1 1)", ("60.1", "1)")),
        ("60.1¹", ("60.1", "1)")),
        ("60.1 ²)", ("60.1", "2)")),
        ("60.1 a)", ("60.1", "a)")),
        ("60.1**", ("60.1", "**")),
        (".. 1)", ("..", "1)")),
        ("-¹", ("-", "1)")),
        ("60.11)", ("60.11)", "")),
    ],
)
def test_footnote_signs_have_one_form(cell: str, expected: tuple[str, str]) -> None:
    assert split_status(cell) == expected


def test_a_status_marks_a_break_in_its_own_series_alone(tmp_path: Path) -> None:
    described = metadata('[dimensions.geo]\nlabel = { nb = "Land" }\n' + YEARS, unit="points")
    rows = ["NO,2012,1,", "NO,2013,2,bp", "NO,2014,3,", "SE,2012,1,", "SE,2013,2,p", "SE,2014,3,"]
    found = load(tmp_path, "\n".join(["geo,aar,verdi,status", *rows]), described)

    def between(geo: str, *years: str) -> list[str]:
        return [item.before for item in breaks_among(select(found, {"geo": [geo], "aar": list(years)}))]

    assert (between("NO", "2012", "2013"), between("NO", "2012", "2014")) == (["2013"], ["2013"])
    assert (between("NO", "2013", "2014"), between("SE", "2012", "2014")) == ([], [])
    assert [item.before for item in marked_breaks(select(found, {}), "aar")] == ["2013"]
    one, other = (select_one(found, {"geo": ["NO"], "aar": [year]}) for year in ("2012", "2014"))
    with pytest.raises(
        SelectionError, match=r"there is a break in the series between the two .the source marks it besi"
    ):
        refuse_break([one], [other])


def test_a_status_of_another_definition_stops_comparisons_with_values_without_it(tmp_path: Path) -> None:
    cells = "aar,verdi,status\n2012,1,\n2013,2,d\n2014,3,dp\n2015,3,\n"
    found = load(tmp_path, cells, metadata(YEARS, unit="points"))
    of = {year: select_one(found, {"aar": [year]}) for year in ("2012", "2013", "2014", "2015")}
    refuse_break([of["2013"]], [of["2014"]])
    refuse_break([of["2012"]], [of["2015"]])
    for pair in (("2012", "2013"), ("2014", "2015")):
        with pytest.raises(SelectionError, match="follows another definition than the other"):
            refuse_break([of[pair[0]]], [of[pair[1]]])


def test_a_suppressed_value_is_told_in_words(tmp_path: Path) -> None:
    found = load(tmp_path, "aar,verdi\n2012,<5\n2013,7 1)\n\n1) Nytt utvalg.\n", metadata(YEARS))
    told = [(each.mark, each.meaning) for each in remarks_on(select(found, {}), words("nb"))]
    assert told == [("1)", "Nytt utvalg."), ("<5", "tallet er ikke vist av kilden")]


def test_a_unit_after_a_number_is_no_status() -> None:
    assert [split_status(cell) for cell in ("64 %", "12 kr", "1e5", "7*")] == [
        ("64 %", ""),
        ("12 kr", ""),
        ("1e5", ""),
        ("7", "*"),
    ]


def test_letters_that_are_all_known_are_several_statuses() -> None:
    assert (parts_of("ep"), parts_of("EP"), parts_of("eq"), parts_of("A")) == (("e", "p"), ("e", "p"), ("eq",), ())


def test_a_value_beside_a_symbol_is_a_fault(tmp_path: Path) -> None:
    (finding,) = faults_of(tmp_path, "aar,verdi,status\n2012,5,:\n", metadata(YEARS))
    assert finding.startswith(f"{CSV}:2: error: 2012: the value 5 stands beside the standard symbol ':'")


def test_an_unknown_status_is_told_once_with_its_mend(tmp_path: Path) -> None:
    cells = "aar,verdi,status\n2012,5,qx\n2013,5,qx\n"
    (finding,) = load(tmp_path / "a", cells, metadata(YEARS)).findings
    assert str(finding).startswith(f"{CSV}:2: warning: 2012: the status 'qx' is not known")
    described = metadata(YEARS) + '[statuses.qx]\nlabel = { nb = "Spesielt" }\n'
    assert load(tmp_path / "b", cells, described).findings == ()


def test_what_the_file_says_of_its_statuses_is_kept(tmp_path: Path) -> None:
    extension = {"lang": "EN", "status": {"label": {"qx": "special", ":": "not available"}}}
    found = from_json(tmp_path, [1, None, 3], {"0": "qx", "1": ":"}, extension=extension)
    assert (found.meanings["qx"], found.language, found.findings) == ("special", "EN", ())
    assert told(found)[1] == ("..", "")  # not confidential, as the same sign is in Norway
