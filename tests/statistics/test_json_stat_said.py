"""What a dataset says of its table is read; what is in no form that JSON-stat has is left out."""

from typing import Any

import pytest

from brochure.statistics.json_stat_said import Contact, describe

TABLE: dict[str, Any] = {
    "label": "Folkmängd",
    "source": "SCB",
    "updated": "2026-06-08T06:00:00Z",
    "note": ["Slumpmässig\r\n  osäkerhet.", "\u202e", 7],
    "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
    "id": ["Kon", "ContentsCode", "Tid"],
    "extension": {
        "discontinued": None,
        "px": {"tableid": "TAB6471", "language": "sv", "decimals": 0, "nextUpdate": "2026-07-08T06:00:00Z"},
        "contact": [{"name": "Statistikservice", "organization": "SCB", "phone": "010", "raw": "x"}],
    },
    "dimension": {
        "Kon": {
            "label": "kön",
            "note": ["Juridiskt kön."],
            "extension": {"elimination": True, "eliminationValueCode": "T"},
            "category": {"index": {"1": 1, "T": 0}, "label": {"1": "män", "T": "totalt"}, "note": {"T": ["Alla."]}},
        },
        "ContentsCode": {
            "label": "tabellinnehåll",
            "extension": {"elimination": False, "refperiod": {"A": "Respektive månad"}},
            "category": {"index": ["A"], "unit": {"A": {"base": "antal", "decimals": 0}}},
        },
        "Tid": {"label": "månad", "category": {"label": {"2026M01": "2026M01"}}},
    },
}


def test_a_table_is_described() -> None:
    found = describe(TABLE)
    assert (found.title, found.source, found.table, found.language) == ("Folkmängd", "SCB", "TAB6471", "sv")
    assert (found.updated, found.next_update) == ("2026-06-08T06:00:00Z", "2026-07-08T06:00:00Z")
    assert (found.decimals, found.discontinued) == (0, False)
    assert found.contacts == (Contact("Statistikservice", "SCB", "010", other="x"),)
    assert found.all_notes == ("Slumpmässig osäkerhet.", "Kon: Juridiskt kön.", "Kon=T: Alla.")
    sex, contents, time = found.dimensions.values()
    assert (sex.label, sex.can_be_left_out, sex.elimination) == ("kön", True, "T")
    assert [(code, member.label) for code, member in sex.members.items()] == [("T", "totalt"), ("1", "män")]
    assert (contents.role, time.role, sex.role) == ("metric", "time", None)
    member = contents.members["A"]
    assert (member.unit, member.decimals, member.reference) == ("antal", 0, "Respektive månad")


@pytest.mark.parametrize("odd", [None, 5, "text", [], {}, [[]], {"a": 1}, [None, 3], {"index": 5}], ids=repr)
def test_what_is_in_no_known_form_is_left_out(odd: object) -> None:
    for key in TABLE:
        describe({**TABLE, key: odd})
        describe({**TABLE, "dimension": {**TABLE["dimension"], "Kon": {key: odd, "category": odd, "extension": odd}}})
    for key in ("index", "label", "note", "unit"):
        describe({**TABLE, "dimension": {"Kon": {"category": {"index": ["T"], key: odd}}}})
