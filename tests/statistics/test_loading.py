"""Statistics are checked when they are loaded; every fault has its file and line."""

from pathlib import Path

import pytest

from brochure.findings import Faults, Place
from brochure.statistics.labels import label_of
from brochure.statistics.loading import StatisticStore
from brochure.statistics.period import KNOWN_FORMS
from brochure.statistics.units import Unit
from tests.support.charts import words
from tests.support.projects import LANGUAGES, make_project, small_edition
from tests.support.statistics import CSV, GROUP_AND_YEAR, JSON, TOML, faults_of, load, metadata

SOUND = "gruppe,aar,verdi\nA,2014,1\nA,2015,2\nB,2014,3\nB,2015,4\n"
NO_SYMBOL = "is not a number nor a standard symbol. Known: '-', '.', '..', '...', ':' and '…'."
NO_COUNT = (
    "persons is not a whole number, or is negative; check the unit in the metadata "
    "(thousands are 'thousands', a change in persons is 'persons_change')"
)
MEASURES = """
[dimensions.maal]
label = { nb = "Mål" }
[dimensions.maal.members.Personer]
unit = "persons"
[dimensions.maal.members.Andel]
unit = "percent"
decimals = 1
"""


def test_a_sound_statistic_has_nothing_to_tell(tmp_path: Path) -> None:
    assert faults_of(tmp_path, SOUND) == []


CELLS = {
    "column that nobody described": (
        "gruppe,år,verdi\nA,2014,1\n",
        [
            f"{CSV}:1: error: column 'år' is not described in {TOML}. Known: 'aar' and 'gruppe'.",
            f"{TOML}:13: error: {CSV} has no column 'aar'. Known: 'gruppe' and 'år'.",
        ],
    ),
    "word that is no symbol": (
        "gruppe,aar,verdi\nA,2014,1\nA,2015,mangler\n",
        [f"{CSV}:3: error: A, 2015: 'mangler' {NO_SYMBOL}"],
    ),
    "cell that was left empty": (
        "gruppe,aar,verdi\nA,2014,\n",
        [f"{CSV}:2: error: A, 2014: there is neither a number nor a standard symbol; write '..' for what is missing"],
    ),
    "decimal comma beside a decimal point": (
        'gruppe,aar,verdi\nA,2014,"63,7"\nA,2015,63.7\n',
        [
            f"{TOML}:1: error: some numbers have a decimal point and some a decimal comma, such as '63,7'; write them "
            'alike, or say what stands before the decimals with decimal_sign = "," or "." in the metadata'
        ],
    ),
    "unit in the cell": (
        "gruppe,aar,verdi\nA,2014,64 %\n",
        [f"{CSV}:2: error: A, 2014: '64 %' is not a number; write it without grouping or unit"],
    ),
    "grouped as in a program": (
        "gruppe,aar,verdi\nA,2014,1_000\n",
        [f"{CSV}:2: error: A, 2014: '1_000' is not a number; write it without grouping or unit"],
    ),
    "dash alone": (
        "gruppe,aar,verdi\nA,2014,\u2013\n",
        [
            f"{CSV}:2: error: A, 2014: '\u2013' is a dash, which is no standard symbol; "
            "write '-' for nil, or '..' for what is missing"
        ],
    ),
    "not a number": (
        "gruppe,aar,verdi\nA,2014,NaN\n",
        [f"{CSV}:2: error: A, 2014: 'NaN' is not a number; use a standard symbol such as '..' for what is missing"],
    ),
    "endless": (
        "gruppe,aar,verdi\nA,2014,-inf\n",
        [f"{CSV}:2: error: A, 2014: '-inf' is not a number; use a standard symbol such as '..' for what is missing"],
    ),
    "member that was left empty": (
        "gruppe,aar,verdi\nA,2014,1\n,2014,2\n",
        [f"{CSV}:3: error: 'gruppe' is empty, or begins or ends with a space: ''"],
    ),
    "member with a space after it": (
        "gruppe,aar,verdi\nA,2014,1\nA ,2015,2\n",
        [f"{CSV}:3: error: 'gruppe' is empty, or begins or ends with a space: 'A '"],
    ),
    "doubled cell": (
        "gruppe,aar,verdi\nA,2014,1\nB,2014,2\nA,2014,3\n",
        [f"{CSV}:4: error: the cell A, 2014 stands on line 2 already"],
    ),
    "year that is none": (
        "gruppe,aar,verdi\nA,i fjor,1\n",
        [f"{CSV}:2: error: 'i fjor' is not a period in a known form; write it as {KNOWN_FORMS}"],
    ),
    "half a person": (
        "gruppe,aar,verdi\nA,2014,1.5\n",
        [f"{CSV}:2: error: A, 2014: 1.5 {NO_COUNT}"],
    ),
    "fewer than no persons": (
        "gruppe,aar,verdi\nA,2014,-1\n",
        [f"{CSV}:2: error: A, 2014: -1 {NO_COUNT}"],
    ),
    "several": (
        "gruppe,aar,verdi\nA,2014,x\nA,2015,y\nA,2016,1\n",
        [
            f"{CSV}:2: error: A, 2014: 'x' {NO_SYMBOL}",
            f"{CSV}:3: error: A, 2015: 'y' {NO_SYMBOL}",
        ],
    ),
}


@pytest.mark.parametrize(("cells", "expected"), CELLS.values(), ids=CELLS.keys())
def test_what_is_wrong_in_the_cells_is_told_with_its_line(tmp_path: Path, cells: str, expected: list[str]) -> None:
    assert faults_of(tmp_path, cells) == expected


@pytest.mark.parametrize("value", ["-0.1", "100.1", "637"])
def test_a_share_lies_between_none_and_all(tmp_path: Path, value: str) -> None:
    cells = f"gruppe,aar,verdi\nA,2014,0\nA,2015,100\nA,2016,{value}\n"

    (finding,) = faults_of(tmp_path, cells, metadata(unit="percent"))

    assert finding == (
        f"{CSV}:4: error: A, 2016: {value} per cent lies outside 0–100; a change in per cent has the unit "
        "'percent_change', a rate that may be above 100 'percent_rate', a difference of shares 'percentage_points', "
        "an index the unit 'index' with its 'base'"
    )


@pytest.mark.parametrize(
    "unit", ["percent_rate", "percent_change", "percentage_points", "per_thousand", "euros", "days"]
)
def test_a_rate_may_lie_below_none_and_above_all(tmp_path: Path, unit: str) -> None:
    assert faults_of(tmp_path, "gruppe,aar,verdi\nA,2014,-3.2\nA,2015,120.5\n", metadata(unit=unit, decimals=1)) == []


def test_a_wrong_unit_is_told_once_with_a_count(tmp_path: Path) -> None:
    cells = "gruppe,aar,verdi\n" + "".join(f"A,{year},{year}.5\n" for year in range(1900, 2000))

    (finding,) = faults_of(tmp_path, cells, metadata(unit="percent"))

    assert finding.startswith(f"{CSV}:2: error: A, 1900: 1900.5 per cent lies outside 0–100")
    assert finding.endswith("(99 more cells of this unit, the last on line 101)")


def test_a_unit_holds_for_its_own_member_alone(tmp_path: Path) -> None:
    cells = "maal,verdi\nPersoner,1234\nAndel,12.5\n"
    statistic = load(tmp_path, cells, metadata(MEASURES))

    assert statistic.unit(("Personer",)) is Unit.PERSONS
    assert statistic.decimals(("Personer",)) == 0
    assert statistic.unit(("Andel",)) is Unit.PERCENT
    assert statistic.decimals(("Andel",)) == 1


def test_every_value_is_checked_by_the_unit_of_its_member(tmp_path: Path) -> None:
    findings = faults_of(tmp_path, "maal,verdi\nPersoner,12.5\nAndel,1234\n", metadata(MEASURES))

    assert [finding.split(": error: ")[1][:14] for finding in findings] == ["Personer: 12.5", "Andel: 1234 pe"]


def test_symbols_pass_every_check_of_values(tmp_path: Path) -> None:
    symbols = "".join(f"A,{2010 + i},{symbol}\n" for i, symbol in enumerate((".", "..", "...", "…", ":", "-")))

    assert faults_of(tmp_path, f"gruppe,aar,verdi\n{symbols}", metadata(unit="percent")) == []


DESCRIBED = {
    "unit that does not exist": (
        metadata(unit="person"),
        f"{TOML}:1: error: unit: 'person' is not known. Did you mean 'persons', 'percent' or 'persons_change'?",
    ),
    "setting that does not exist": (
        metadata(more='publiser = "SSB"'),
        f"{TOML}:8: error: 'publiser' is not a known setting here. Did you mean 'publisher'?",
    ),
    "setting of a dimension that does not exist": (
        metadata(GROUP_AND_YEAR + 'roll = "time"\n'),
        f"{TOML}:16: error: 'roll' is not a known setting here. Did you mean 'role'?",
    ),
    "setting that is missing": (
        metadata().replace('publisher = "Statistisk sentralbyrå"\n', ""),
        f"{TOML}:1: error: 'publisher' is missing",
    ),
    "role that does not exist": (
        metadata(GROUP_AND_YEAR.replace('"time"', '"tid"')),
        f"{TOML}:14: error: role: 'tid' is not known. Known: 'category', 'definition' and 'time'.",
    ),
    "address that is none": (
        metadata().replace("https://www.ssb.no", "ssb.no"),
        f"{TOML}:7: error: address: this takes a whole address, https://…; found",
    ),
    "title in no language": (
        metadata().replace('title = { nb = "Bosatte" }', "title = {}"),
        f'{TOML}:4: error: title: give the text in at least one language, for instance nb = "…"',
    ),
    "broken TOML": (
        metadata().replace('unit = "persons"', "unit = persons"),
        f"{TOML}:1: error: a text stands in quotation marks",
    ),
    "elimination member that is not there": (
        metadata(GROUP_AND_YEAR.replace("\n\n[dim", '\nelimination = "a"\n\n[dim')),
        f"{TOML}:12: error: 'a' is not a member of 'gruppe' in {CSV}. Did you mean 'A'?",
    ),
    "member that is not there": (
        metadata(GROUP_AND_YEAR + '[dimensions.gruppe.members."C"]\ngroup = "resten"\n'),
        f"{TOML}:16: error: 'C' is not a member of 'gruppe' in {CSV}. Known: 'A' and 'B'.",
    ),
    "break before a year that is not there": (
        metadata(GROUP_AND_YEAR + '[[breaks]]\ndimension = "aar"\nbefore = "2016"\nnote = { nb = "Ny." }\n'),
        f"{TOML}:18: error: '2016' does not lie in the time of {CSV}, 2014 to 2015",
    ),
    "break in a dimension that is not there": (
        metadata(GROUP_AND_YEAR + '[[breaks]]\ndimension = "år"\nbefore = "2015"\nnote = { nb = "Ny." }\n'),
        f"{TOML}:17: error: there is no dimension 'år'. Known: 'aar' and 'gruppe'.",
    ),
}


def test_a_member_that_is_described_itself_is_not_proposed_for_another(tmp_path: Path) -> None:
    members = 'label = { nb = "Gruppe" }\nmembers."Hele befolkningen" = {}\nmembers."Befolkningen ellers" = {}'
    described = metadata().replace('label = { nb = "Gruppe" }', members)
    (fault,) = faults_of(tmp_path / "a", "gruppe,aar,verdi\nHele befolkningen,2014,1\n", described)
    assert fault.endswith(f"'Befolkningen ellers' is not a member of 'gruppe' in {CSV}.")
    cells = "gruppe,aar,verdi\nHele befolkningen,2014,1\nBefolkninga elles,2014,1\n"
    (fault,) = faults_of(tmp_path / "b", cells, described)
    assert fault.endswith("Did you mean 'Befolkninga elles'?")


@pytest.mark.parametrize(("described", "expected"), DESCRIBED.values(), ids=DESCRIBED.keys())
def test_what_is_wrong_in_the_metadata_is_told_with_its_line(tmp_path: Path, described: str, expected: str) -> None:
    (finding,) = faults_of(tmp_path, SOUND, described)

    assert finding.startswith(expected)


def test_metadata_that_are_missing_are_told(tmp_path: Path) -> None:
    store = StatisticStore(make_project(tmp_path, {CSV: SOUND}))

    with pytest.raises(Faults, match=r"the file data/statistics/befolkning/bosatte.toml is missing"):
        store.get("befolkning/bosatte", Place("numbers.yaml", 3))


def test_a_fault_in_a_json_cell_names_the_cell(tmp_path: Path) -> None:
    cells = """{"version": "2.0", "class": "dataset", "id": ["gruppe", "aar"], "size": [1, 2],
        "dimension": {"gruppe": {"category": {"index": ["A"]}}, "aar": {"category": {"index": ["2014", "2015"]}}},
        "value": [50, 104]}"""

    (finding,) = faults_of(tmp_path, cells, metadata(unit="percent"), path=JSON)

    assert finding.startswith(f"{JSON}:1: error: A, 2015: 104 per cent lies outside 0–100")


def test_a_name_that_no_statistic_has_is_told_where_it_was_used(tmp_path: Path) -> None:
    store = StatisticStore(make_project(tmp_path, small_edition()))

    with pytest.raises(Faults) as caught:
        store.get("arbeid/sysselsate", Place("numbers.yaml", 3))

    assert str(caught.value) == (
        "numbers.yaml:3: error: there is no statistic 'arbeid/sysselsate'. Did you mean 'arbeid/sysselsatte'?"
    )


def test_a_broken_statistic_stays_broken_when_asked_again(tmp_path: Path) -> None:
    store = StatisticStore(make_project(tmp_path, {CSV: "gruppe,aar,verdi\nA,2014,x\n", TOML: metadata()}))

    for _ in range(2):
        with pytest.raises(Faults, match="'x' is not a number"):
            store.get("befolkning/bosatte", Place("numbers.yaml", 3))
    assert store.loaded() == {}


def test_a_time_that_is_none_is_told_though_a_published_table_covers_a_span(tmp_path: Path) -> None:
    described = metadata().replace('table/05183"', 'table/05183", covers = { aar = "2013..2014" }')
    (told,) = faults_of(tmp_path, "gruppe,aar,verdi\nA,2013,1\nA,20-4,2\n", described)
    assert "'20-4'" in told


def test_the_names_of_statistics_are_their_paths(tmp_path: Path) -> None:
    store = StatisticStore(make_project(tmp_path, {**small_edition(), JSON: "{}", TOML: ""}))

    assert store.names() == ["arbeid/sysselsatte", "befolkning/bosatte"]


def test_a_statistic_that_lies_outside_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hemmelig.csv").write_text(SOUND)
    project = make_project(tmp_path / "project", {TOML: metadata()})
    (project.root / CSV).symlink_to(tmp_path / "hemmelig.csv")

    with pytest.raises(Faults, match="lies outside the project folder"):
        StatisticStore(project).get("befolkning/bosatte", Place("numbers.yaml", 3))


def test_the_csvs_own_word_serves_in_bokmaal_only(tmp_path: Path) -> None:
    described = metadata(GROUP_AND_YEAR + '[dimensions.gruppe.members.A]\nlabel = { nn = "Ein", en = "One" }\n')
    statistic = load(tmp_path, SOUND, described)
    gruppe, aar = statistic.dimensions

    assert [label_of(gruppe, "A", words(language)) for language in LANGUAGES] == ["A", "Ein", "One"]
    assert [label_of(gruppe, "B", words(language)) for language in LANGUAGES] == ["B", None, None]
    assert [label_of(aar, "2014", words(language)) for language in LANGUAGES] == ["2014", "2014", "2014"]
