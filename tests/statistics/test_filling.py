"""What a file says of itself stands in for what its metadata leave out, and never against them."""

import json
from pathlib import Path
from typing import Any

import pytest

from brochure.project.languages import Language
from brochure.statistics.selection import SelectionError, select, select_one
from brochure.statistics.units import Unit
from tests.support.statistics import CSV, JSON, NAME, TOML, faults_of, load, metadata

NB, EN = Language("nb"), Language("en")
LEFT = """population = { nb = "Alle bosatte" }
reference = { nb = "1. januar" }
tables = [{ address = "https://www.ssb.no/statbank/table/05183" }]
"""


def delivered(**changes: Any) -> str:
    """A table as PxWeb delivers it, with all that it says of itself."""
    data: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "05183: Bosatte, etter kjønn og år",
        "source": "Statistisk sentralbyrå",
        "updated": "2016-03-03T07:00:00Z",
        "note": ["Tallene er\r\n avrundet, se [om](https://www.ssb.no/om)."],
        "id": ["Kjonn", "ContentsCode", "Tid"],
        "size": [3, 2, 2],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            "Kjonn": {
                "label": "kjønn",
                "category": {
                    "index": ["0", "1", "2"],
                    "label": {"0": "Begge kjønn", "1": "Menn", "2": "Kvinner"},
                },
                "extension": {"elimination": True, "eliminationValueCode": "0"},
            },
            "ContentsCode": {
                "label": "statistikkvariabel",
                "category": {
                    "index": ["Bosatte", "Andel"],
                    "label": {"Bosatte": "Bosatte", "Andel": "Andel av alle"},
                    "unit": {
                        "Bosatte": {"base": "personer", "decimals": 0},
                        "Andel": {"base": "prosent", "decimals": 1},
                    },
                },
            },
            "Tid": {"label": "kvartal", "category": {"index": ["2014K1", "2014K2"], "label": {"2014K1": "2014K1"}}},
        },
        "value": [3, 3, 100.0, 100.0, 1, 1, 33.3, 33.3, 2, 2, 66.7, 66.7],
        "extension": {"px": {"language": "no", "decimals": 1}, "contact": [{"name": "Kari", "mail": "k@ssb.no"}]},
    }
    return json.dumps(data | changes, ensure_ascii=False)


def test_what_the_metadata_leave_out_is_taken_from_the_file(tmp_path: Path) -> None:
    found = load(tmp_path, delivered(), LEFT, path=JSON)
    said = found.metadata
    assert (said.title.get(NB), said.publisher.get(EN)) == ("Bosatte, etter kjønn og år", "Statistisk sentralbyrå")
    assert said.notes.get(NB) == ("Tallene er avrundet, se om (https://www.ssb.no/om).",)
    assert (said.updated, said.contact) == ("2016-03-03T07:00:00Z", "Kari, k@ssb.no")
    assert [(each.name, each.metadata.role, each.metadata.label.get(NB)) for each in found.dimensions] == [
        ("Kjonn", "category", "kjønn"),
        ("ContentsCode", "category", "statistikkvariabel"),
        ("Tid", "time", "kvartal"),
    ]
    assert said.dimensions["Kjonn"].elimination == "0"
    cells = [("0", measure, "2014K1") for measure in ("Bosatte", "Andel")]
    assert [(found.unit(key), found.decimals(key)) for key in cells] == [(Unit.PERSONS, 0), (Unit.PERCENT, 1)]
    assert said.dimensions["Tid"].members == {}  # a time has a name in every language
    assert found.findings == ()


def test_what_the_metadata_say_counts_and_a_contradiction_is_told(tmp_path: Path) -> None:
    described = (
        LEFT
        + """unit = "points"
decimals = 2
title = { nb = "Folk" }
publisher = "SSB"
notes = { nb = ["Egen merknad."] }
[dimensions.Kjonn]
label = { nb = "Kjønn" }
elimination = "1"
members."1".label = { nb = "Mann", en = "Man" }
"""
    )
    found = load(tmp_path, delivered(), described, path=JSON)
    assert (found.metadata.title.get(NB), found.metadata.notes.get(NB)) == ("Folk", ("Egen merknad.",))
    assert found.unit(("0", "Andel", "2014K1")) is Unit.POINTS
    kjonn = found.dimension("Kjonn").metadata
    assert (kjonn.elimination, kjonn.label.get(NB)) == ("1", "Kjønn")
    assert [kjonn.members[code].label.get(NB) for code in "12"] == ["Mann", "Kvinner"]  # type: ignore[union-attr]
    assert [str(finding).split("; ")[0] for finding in found.findings] == [
        f"{TOML}:4: warning: the unit of 'Bosatte' is 'points' here, but {JSON} says 'personer'",
        f"{TOML}:4: warning: the unit of 'Andel' is 'points' here, but {JSON} says 'prosent'",
        f"{TOML}:5: warning: 'decimals' is 2 here, but {JSON} says 1",
    ]


def test_names_are_of_the_language_of_the_file(tmp_path: Path) -> None:
    found = load(tmp_path, delivered(extension={"px": {"language": "en"}}), LEFT, path=JSON)
    assert found.metadata.title.languages == ("en",)
    assert found.metadata.dimensions["Kjonn"].label.languages == ("en",)


def test_what_neither_says_is_missing(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, delivered(source=None), LEFT, path=JSON)
    assert faults == [f"{TOML}:1: error: 'publisher' is missing"]


def test_what_is_open_is_to_be_filled_in(tmp_path: Path) -> None:
    described = metadata().replace('"persons"', '"?"').replace("https://www.ssb.no/statbank/table/05183", "https://?")
    described = described.replace('population = { nb = "Alle bosatte" }', '[population]\nnb = "?"')
    assert faults_of(tmp_path, "gruppe,aar,verdi\nA,2014,1\n", described) == [
        f'{TOML}:1: error: unit: this is still open ("?"); fill it in',
        f'{TOML}:6: error: population.nb: this is still open ("?"); fill it in',
        f'{TOML}:8: error: population.tables.0.address: this is still open ("?"); fill it in',
    ]


def test_a_selection_takes_codes_or_names(tmp_path: Path) -> None:
    found = load(tmp_path, delivered(), LEFT, path=JSON)
    choices = {"ContentsCode": ["Bosatte"], "Tid": ["2014K1"]}
    for name in ("1", "Menn", "menn"):
        assert select_one(found, {**choices, "Kjonn": [name]}).key == ("1", "Bosatte", "2014K1")
    with pytest.raises(SelectionError, match=r"'Kvinne' is not a member of 'Kjonn'\. Did you mean 'Kvinner'\?"):
        select(found, {"Kjonn": ["Kvinne"]})
    with pytest.raises(SelectionError, match=r"Known: 'Begge kjønn', 'Kvinner' and 'Menn'\."):
        select(found, {"Kjonn": ["x"]})


def test_a_name_of_several_members_is_told(tmp_path: Path) -> None:
    dimension = json.loads(delivered())["dimension"]
    dimension["Kjonn"]["category"]["label"]["2"] = "Menn"
    found = load(tmp_path, delivered(dimension=dimension), LEFT, path=JSON)
    with pytest.raises(SelectionError, match="'Menn' is the name of several members of 'Kjonn'; write the code"):
        select(found, {"Kjonn": ["Menn"]})


def test_a_member_that_complete_metadata_do_not_know_is_told(tmp_path: Path) -> None:
    described = metadata().replace(
        'label = { nb = "Gruppe" }', 'label = { nb = "Gruppe" }\ncomplete = true\nmembers."Asia" = {}'
    )
    (finding,) = load(tmp_path, "gruppe,aar,verdi\nAsia,2014,1\nAsia m.m.,2014,1\n", described).findings
    assert str(finding).startswith(f"{CSV}:3: warning: 'Asia m.m.' is a member of 'gruppe' that {TOML} does not know")
    assert "Did you mean" not in finding.message, "Asia is there itself"


def test_the_unit_below_a_table_is_used(tmp_path: Path) -> None:
    described = LEFT + 'decimals = 1\n[dimensions.aar]\nrole = "time"\nlabel = { nb = "År" }\n'
    cells = "Ledige etter år\n\naar;verdi\n2014;1,5\n\nMåleenhet:\nprosent\nKilde:\nNAV\n"
    found = load(tmp_path, cells, described, path=f"data/statistics/{NAME}.csv")
    assert (found.metadata.unit, found.metadata.title.get(NB)) == (Unit.PERCENT, "Ledige etter år")
    assert found.metadata.publisher.get(EN) == "NAV"
