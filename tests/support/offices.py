"""A statistics office on this machine: a server that speaks PxWebApi 2, made from the description of the interface.

It answers as the interface says, keeps to its limits, and does worse things when it is told to. It does not share code
with the client: what is selected is worked out here in another way.
"""

import itertools
import json
import math
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Select = Mapping[str, Sequence[str]]
Misdeed = Callable[["Handler"], None]


@dataclass(frozen=True)
class Axis:
    """A dimension: its code, its members with their labels, and what else is said of it."""

    code: str
    labels: Mapping[str, str]
    is_time: bool = False
    can_be_left_out: bool = False
    notes: Mapping[str, list[str]] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class OfficeTable:
    """A table: its axes, and its values and statuses by the codes of a cell."""

    id: str
    axes: tuple[Axis, ...]
    values: Mapping[tuple[str, ...], float | None]
    statuses: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    label: str = "Sysselsatte"
    updated: str = "2026-06-08T06:00:00Z"
    notes: tuple[str, ...] = ()
    translations: "Mapping[str, OfficeTable]" = field(default_factory=dict)
    """The same in other languages, by code."""

    def changed(self, **changes: Any) -> "OfficeTable":
        """The same table with something else."""
        return replace(self, **changes)

    def dataset(self, select: Select | None, language: str = "no") -> dict[str, Any]:
        """The table as JSON-stat, with the cells of `select`, or without cells."""
        axes = self.axes if select is None else tuple(axis for axis in self.axes if axis.code in select)
        chosen = {axis.code: [c for c in axis.labels if select is None or c in select[axis.code]] for axis in axes}
        cells = [] if select is None else list(itertools.product(*chosen.values()))
        data: dict[str, Any] = {
            "version": "2.0",
            "class": "dataset",
            "label": f"{self.id}: {self.label}",
            "source": "Statistisk sentralbyrå",
            "updated": self.updated,
            "role": {"time": [axis.code for axis in axes if axis.is_time]},
            "id": [*chosen],
            "size": [*map(len, chosen.values())],
            "extension": {
                "px": {"tableid": self.id, "language": language, "decimals": 1},
                "contact": [{"name": "Ola", "mail": "ola@ssb.no", "raw": "Ola"}],
            },
            "dimension": {axis.code: self._dimension(axis, chosen[axis.code]) for axis in axes},
            "value": None if select is None else [self.values[cell] for cell in cells],
        }
        if self.notes:
            data["note"] = [*self.notes]
        if statuses := {str(i): self.statuses[cell] for i, cell in enumerate(cells) if cell in self.statuses}:
            data["status"] = statuses
        return data

    def _dimension(self, axis: Axis, codes: Sequence[str]) -> dict[str, Any]:
        category: dict[str, Any] = {
            "index": {code: i for i, code in enumerate(codes)},
            "label": {code: axis.labels[code] for code in codes},
        }
        for key, said in (("note", axis.notes), ("unit", axis.units)):
            if own := {code: said[code] for code in codes if code in said}:
                category[key] = own
        extension = {"elimination": axis.can_be_left_out}
        return {"label": axis.code.lower(), "extension": extension, "category": category}


@dataclass(frozen=True)
class Request:
    """One request that came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass
class Office:
    """What the server has and does; `misdeeds` are done in place of answers, by the end of the path they are for."""

    tables: dict[str, OfficeTable] = field(default_factory=dict)
    saved: dict[str, tuple[str, Select]] = field(default_factory=dict)
    config: dict[str, Any] = field(
        default_factory=lambda: {"maxDataCells": 10_000, "maxCallsPerTimeWindow": 1000, "timeWindow": 10}
    )
    misdeeds: dict[str, deque[Misdeed]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    address: str = ""
    is_over: threading.Event = field(default_factory=threading.Event)

    def add(self, *tables: OfficeTable) -> None:
        self.tables.update({table.id: table for table in tables})

    def does(self, misdeed: Misdeed, at: str = "/data", times: int = 1) -> None:
        """Do something else than answer, so many times, to requests whose path ends with `at`."""
        self.misdeeds.setdefault(at, deque()).extend([misdeed] * times)

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.requests]

    @property
    def data_requests(self) -> list[Request]:
        return [request for request in self.requests if request.path.endswith("/data")]


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    office: Office
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._handle(None)

    def do_POST(self) -> None:
        self._handle(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send(self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        """Answer with a whole body."""
        self.send_response(status)
        for name, value in {"content_type": kind, "content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def send_json(self, value: Any, status: int = 200, **headers: str) -> None:
        self.send(json.dumps(value, ensure_ascii=False).encode(), status, **headers)

    def problem(self, status: int, title: str, detail: str = "", **headers: str) -> None:
        """Answer with problem+json."""
        body = json.dumps({"title": title, "status": status, "detail": detail}).encode()
        self.send(body, status, "application/problem+json", **headers)

    def _handle(self, body: Any) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = parts.path.removeprefix("/api/v2")
        self.office.requests.append(Request(self.command, path, query, headers, body))
        for ending, misdeeds in self.office.misdeeds.items():
            if path.endswith(ending) and misdeeds:
                misdeeds.popleft()(self)
                return
        match [unquote(part) for part in path.strip("/").split("/")]:
            case ["config"]:
                self.send_json({"apiVersion": "2.0", **self.office.config})
            case ["tables", table, what] if table in self.office.tables:
                self._table(self.office.tables[table], what, query, body)
            case ["savedqueries", saved, "data"] if saved in self.office.saved:
                table, select = self.office.saved[saved]
                self.send_json(self.office.tables[table].dataset(select))
            case _:
                self.problem(404, "Not Found", f"Node with id, {path} can not be found")

    def _table(self, table: OfficeTable, what: str, query: Mapping[str, str], body: Any) -> None:
        language = query.get("lang", "no")
        if what == "metadata":
            self.send_json(table.translations.get(language, table).dataset(None, language))
            return
        if body is None:
            given = {k[11:-1]: v.split(",") for k, v in query.items() if k.lower().startswith("valuecodes[")}
        else:
            given = {each["variableCode"]: each["valueCodes"] for each in body["selection"]}
        select = {axis.code: list(chosen(axis, given[axis.code])) for axis in table.axes if axis.code in given}
        if missing := [axis.code for axis in table.axes if axis.code not in given and not axis.can_be_left_out]:
            self.problem(400, "Missing selection for mandantory variable", missing[0])
        elif math.prod(map(len, select.values())) > self.office.config["maxDataCells"]:
            self.problem(403, "Forbidden", "The query resulted in cells that exceed the number allowed.")
        else:
            self.send_json(table.dataset(select, language))


def chosen(axis: Axis, items: Sequence[str]) -> Iterator[str]:
    """The codes that the items of a query stand for."""
    codes = [*axis.labels]
    for item in items:
        name, _, rest = item.partition("(")
        given = rest.rstrip(")").split(",")
        if item in codes:
            yield item
        elif item == "*":
            yield from codes
        elif name == "top" and axis.is_time:
            yield from codes[-int(given[0]) :]
        elif name == "from":
            yield from codes[codes.index(given[0]) :]
        elif name == "range":
            yield from codes[codes.index(given[0]) : codes.index(given[1]) + 1]
        else:
            raise AssertionError(f"the office does not know {item}")


@contextmanager
def open_office(*tables: OfficeTable) -> Iterator[Office]:
    """An office with these tables, until the end of the block."""
    office = Office()
    office.add(*tables)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OwnHandler", (Handler,), {"office": office}))
    server.daemon_threads = True
    office.address = f"http://127.0.0.1:{server.server_port}/api/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield office
    finally:
        office.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


GROUPS = ("Hele befolkningen", "Innvandrere", "Norskfødte med innvandrerforeldre", "Befolkningen ellers")


def employed(*years: int, id: str = "09837", **values: float) -> OfficeTable:
    """The table of the small project's statistic, for these years; `values` as `Innvandrere_2014=63.9`."""
    last = {"Hele befolkningen": 68.4, "Innvandrere": 63.7, "Norskfødte med innvandrerforeldre": 54.2}
    cells: dict[tuple[str, ...], float | None] = {
        (group, str(year)): round(last.get(group, 69.1) - 0.2 * (2014 - year), 1) for group in GROUPS for year in years
    }
    cells |= {(name.rpartition("_")[0], name.rpartition("_")[2]): value for name, value in values.items()}
    axes = (
        Axis("gruppe", {group: group for group in GROUPS}, can_be_left_out=True),
        Axis("aar", {str(year): str(year) for year in years}, is_time=True),
    )
    return OfficeTable(id, axes, cells)
