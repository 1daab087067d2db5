"""Tables are had as the interface says: whole, in parts, by address or posted, within the limits of the service."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brochure.statistics.json_stat import read_json_stat
from brochure.statistics.json_stat_said import describe
from brochure.updating.pxwebapi.bounds import Bounds
from brochure.updating.pxwebapi.client import FetchedTable, Service
from brochure.updating.pxwebapi.faults import ServiceError
from brochure.updating.pxwebapi.query import Query
from tests.support.clocks import TestClock
from tests.support.offices import Axis, Handler, Office, OfficeTable, employed, open_office

YEARS = range(2008, 2015)
AXES = (
    Axis("Kjonn", {"0": "Begge", "1": "Menn", "2": "Kvinner"}, can_be_left_out=True),
    Axis("Alder", {"15-24": "15–24 år", "25-39": "25–39 år", "40+": "40 år og over"}, notes={"40+": ["Uten grense."]}),
    Axis("ContentsCode", {"Prosent": "Sysselsatte"}, units={"Prosent": {"base": "prosent", "decimals": 1}}),
    Axis("Tid", {str(year): str(year) for year in YEARS}, is_time=True),
)
CELLS = list(itertools.product(*(axis.labels for axis in AXES)))
TABLE = OfficeTable(
    "07459",
    AXES,
    {cell: None if i == 5 else round(40 + i / 10, 1) for i, cell in enumerate(CELLS)},
    {CELLS[5]: ":", CELLS[9]: "p", CELLS[-1]: "e"},
)
ALL = {axis.code: ("*",) for axis in AXES}


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office(TABLE) as opened:
        yield opened


def fetch(office: Office, query: Query | None = None, clock: TestClock | None = None, **bounds: Any) -> FetchedTable:
    """The table that `query` selects, or the whole one, with a clock that does not wait."""
    query = query or Query("07459", select=ALL)
    clock = clock or TestClock()
    with Service(
        office.address, bounds=Bounds(**{"silence": 5, **bounds}), clock=clock, tell=lambda _: None
    ) as service:
        return service.table(query)


def fault(office: Office, query: Query | None = None, **bounds: Any) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        fetch(office, query, **bounds)
    return caught.value


def cells(table: FetchedTable) -> dict[tuple[str, ...], tuple[str, str]]:
    """The value and status of each cell, by the reader of files."""
    raw = read_json_stat(table.content.decode(), "x.json")
    at = [raw.dimensions.index(axis.code) for axis in AXES]
    statuses = raw.statuses or [""] * len(raw.values)
    return {
        tuple(key[i] for i in at): (value, status)
        for key, value, status in zip(raw.keys, raw.values, statuses, strict=True)
    }


def expected() -> dict[tuple[str, ...], tuple[str, str]]:
    return {
        cell: ("" if value is None else str(value), TABLE.statuses.get(cell, ""))
        for cell, value in TABLE.values.items()
    }


def test_a_table_is_taken_as_it_is_served(office: Office) -> None:
    table = fetch(office)
    assert cells(table) == expected()
    assert json.loads(table.content) == TABLE.dataset({axis.code: [*axis.labels] for axis in AXES})
    assert office.asked == ["/config", "/tables/07459/metadata", "/tables/07459/data"]


def test_the_address_says_what_is_selected(office: Office) -> None:
    select = {"Kjonn": ("1", "2"), "Alder": ("*",), "ContentsCode": ("Prosent",), "Tid": ("top(2)",)}
    table = fetch(office, Query("07459", language="en", select=select, codelists={"Alder": "agg_Alder"}))
    (request,) = office.data_requests
    assert request.method == "GET"
    assert request.query == {
        "lang": "en",
        "valueCodes[Kjonn]": "1,2",
        "valueCodes[Alder]": "*",
        "valueCodes[ContentsCode]": "Prosent",
        "valueCodes[Tid]": "top(2)",
        "codelist[Alder]": "agg_Alder",
        "outputFormat": "json-stat2",
    }
    assert {cell[3] for cell in cells(table)} == {"2013", "2014"}
    assert office.requests[1].query == {"lang": "en", "codelist[Alder]": "agg_Alder"}


def test_a_long_query_is_posted(office: Office) -> None:
    table = fetch(office, Query("07459", select=ALL, codelists={"Alder": "agg_Alder"}), address=120)
    (request,) = office.data_requests
    assert request.method == "POST"
    assert request.query == {"outputFormat": "json-stat2"}
    assert request.body["selection"][1] == {"variableCode": "Alder", "valueCodes": ["*"], "codelist": "agg_Alder"}
    assert cells(table) == expected()


def test_what_holds_a_comma_is_posted(office: Office) -> None:
    fetch(office, Query("07459", select={**ALL, "Tid": ("range(2009,2011)",)}))
    assert office.data_requests[0].method == "POST"


def test_a_dimension_may_be_left_out_where_the_service_says_so(office: Office) -> None:
    office.add(employed(2013, 2014, id="1"))
    office.tables["1"] = office.tables["1"].changed(values={("2013",): 1.0, ("2014",): 2.0})
    table = fetch(office, Query("1", select={"aar": ("*",)}))
    assert table.data["value"] == [1.0, 2.0]


def test_a_dimension_that_cannot_be_left_out_is_named(office: Office) -> None:
    error = fault(office, Query("07459", select={"Tid": ("*",)}))
    assert "'Alder' (alder) and 'ContentsCode' (contentscode), which cannot be left out" in str(error)
    assert office.data_requests == []


@pytest.mark.parametrize("most", [62, 20, 7, 1])
def test_too_many_cells_are_fetched_in_parts_and_joined_cell_by_cell(office: Office, most: int) -> None:
    office.config["maxDataCells"] = most
    table = fetch(office)
    assert cells(table) == expected()
    assert len(office.data_requests) >= 63 / most
    whole = TABLE.dataset({axis.code: [*axis.labels] for axis in AXES})
    assert table.data["dimension"] == whole["dimension"]
    assert table.data["size"] == whole["size"]


@pytest.mark.parametrize(
    ("status", "title"), [(403, "Forbidden"), (400, "Too many cells selected")], ids=["forbidden", "bad request"]
)
def test_what_the_service_finds_too_much_is_fetched_in_parts(office: Office, status: int, title: str) -> None:
    """Services do not always give what they say they do."""
    office.does(lambda handler: handler.problem(status, title), times=3)
    assert cells(fetch(office)) == expected()
    assert 3 < len(office.data_requests) <= 24


def test_a_service_that_gives_no_cell_at_all_is_told(office: Office) -> None:
    office.does(lambda handler: handler.problem(403, "Forbidden", "cells exceed"), times=50)
    assert "more than the service gives at once (403: Forbidden: cells exceed)" in str(fault(office))
    assert len(office.data_requests) <= 10


def test_parts_of_two_tables_are_not_joined(office: Office) -> None:
    office.config["maxDataCells"] = 40
    newer = TABLE.changed(updated="2026-06-09T06:00:00Z")

    def answer_with_newer(handler: Handler) -> None:
        office.tables["07459"] = newer
        handler.send_json(
            TABLE.dataset({**{a.code: [*a.labels] for a in AXES}, "Tid": ["2008", "2009", "2010", "2011"]})
        )

    office.does(answer_with_newer)
    assert "was changed at the service while it was fetched in parts" in str(fault(office))


def test_more_cells_than_a_statistic_has_are_refused_before_they_are_asked_for(office: Office) -> None:
    error = fault(office, cells=62)
    assert str(error) == "the selection has 63 cells, and a statistic 62 at most; select fewer"
    assert office.data_requests == []


def test_calls_keep_to_the_limit_of_the_service(office: Office) -> None:
    office.config |= {"maxDataCells": 7, "maxCallsPerTimeWindow": 4, "timeWindow": 10}
    clock = TestClock()
    fetch(office, clock=clock)
    calls = len(office.requests)
    assert calls == 2 + 14
    assert clock.time >= 10 * ((calls - 1) // 4)
    assert sum(clock.waits) <= 40


def test_a_saved_query_is_run(office: Office) -> None:
    select = {"Alder": ["40+"], "ContentsCode": ["Prosent"], "Tid": ["2014"]}
    office.tables["07459"] = TABLE.changed(values={("40+", "Prosent", "2014"): 71.5})
    office.saved["abc-1"] = ("07459", select)
    table = fetch(office, Query(saved_query="abc-1", language="en"))
    assert table.data["value"] == [71.5]
    assert office.requests[-1].path == "/savedqueries/abc-1/data"
    assert office.requests[-1].query == {"lang": "en", "outputFormat": "json-stat2"}


def test_what_the_service_says_of_a_table_is_a_record(office: Office) -> None:
    office.tables["07459"] = TABLE.changed(notes=("Tall fra 2008.",))
    with Service(office.address, clock=TestClock(), tell=lambda _: None) as service:
        found = describe(service.metadata(Query("07459", language="en")).data)
    assert (found.title, found.source) == ("Sysselsatte", "Statistisk sentralbyrå")
    assert (found.table, found.language, found.updated) == ("07459", "en", "2026-06-08T06:00:00Z")
    assert found.all_notes == ("Tall fra 2008.", "Alder=40+: Uten grense.")
    assert found.contacts[0].mail == "ola@ssb.no"
    assert found.dimensions["Tid"].role == "time"
    assert found.dimensions["Kjonn"].can_be_left_out
    unit = found.dimensions["ContentsCode"].members["Prosent"]
    assert (unit.unit, unit.decimals) == ("prosent", 1)
    assert [member.label for member in found.dimensions["Kjonn"].members.values()] == ["Begge", "Menn", "Kvinner"]


@pytest.mark.parametrize(
    ("select", "message", "keys"),
    [
        ({"Kjonnn": ("1",)}, "has no dimension 'Kjonnn'. Did you mean 'Kjonn'?", ("select", "Kjonnn")),
        ({"Tid": ("2031",)}, "'2031' is no code of 'Tid' in the table.", ("select", "Tid")),
        ({"Tid": ("from(1999)",)}, "'1999' in 'from(1999)' is no code of 'Tid'", ("select", "Tid")),
        ({"Tid": ("top(five)",)}, "'top(five)' is not understood; write it as top(5)", ("select", "Tid")),
        ({"Tid": ("range(2009)",)}, "write it as range(2006,2014)", ("select", "Tid")),
        ({"Tid": ("top(2,90)",)}, "has no members for 'Tid' as it is selected", ("select", "Tid")),
    ],
    ids=lambda value: str(value)[:24] if not isinstance(value, str) else "",
)
def test_a_selection_that_does_not_fit_the_table_is_told_at_its_key(
    office: Office, select: dict[str, tuple[str, ...]], message: str, keys: tuple[str, ...]
) -> None:
    error = fault(office, Query("07459", select={**ALL, **select}))
    assert message in str(error)
    assert error.keys == keys
    assert office.data_requests == []


def test_a_table_that_is_gone_is_told(office: Office) -> None:
    error = fault(office, Query("07460", select=ALL))
    assert "the service has no table '07460'" in str(error)
    assert "may have been closed or got another number" in str(error)
    assert error.keys == ("table",)


def test_an_address_without_a_service_is_told(tmp_path: Path, office: Office) -> None:
    office.address = office.address.removesuffix("/v2") + "/v3"
    assert "look whether 'service' is the base address of a PxWebApi 2 service" in str(fault(office))
