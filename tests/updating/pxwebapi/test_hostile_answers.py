"""Slow, broken, cut, huge and hostile answers are refused in words, within bounds; nobody but the service is asked."""

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from brochure.updating.pxwebapi.bounds import Bounds
from brochure.updating.pxwebapi.client import Service
from brochure.updating.pxwebapi.faults import ServiceError
from brochure.updating.pxwebapi.query import Query
from tests.support.clocks import TestClock
from tests.support.offices import Handler, Misdeed, Office, employed, open_office

TABLE = employed(2012, 2013, 2014)
SELECT = {"gruppe": ("*",), "aar": ("*",)}
WHOLE = {axis.code: [*axis.labels] for axis in TABLE.axes}


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office(TABLE) as opened:
        yield opened


def fetch(office: Office, clock: TestClock | None = None, told: list[str] | None = None, **bounds: Any) -> bytes:
    """The bytes of the table; a misdeed of the office may be waited for a short while."""
    bounds = {"silence": 10, "tries": 2, **bounds}
    tell = (told if told is not None else []).append
    with Service(office.address, bounds=Bounds(**bounds), clock=clock or TestClock(), tell=tell) as service:
        return service.table(Query("09837", select=SELECT)).content


def fault(office: Office, misdeed: Misdeed, at: str = "/data", **bounds: Any) -> str:
    office.does(misdeed, at, times=9)
    with pytest.raises(ServiceError) as caught:
        fetch(office, **bounds)
    message = str(caught.value)
    assert "\x1b" not in message
    assert len(message) < 600
    return message


def sends(body: bytes | str, status: int = 200, **headers: str) -> Misdeed:
    content = body if isinstance(body, bytes) else body.encode()
    return lambda handler: handler.send(content, status, **headers)


def sends_changed(change: Callable[[dict[str, Any]], Any]) -> Misdeed:
    data = TABLE.dataset(WHOLE)
    change(data)
    return sends(json.dumps(data))


def relabel(data: dict[str, Any], old: str, new: str) -> None:
    category = data["dimension"]["aar"]["category"]
    for key in ("index", "label"):
        category[key][new] = category[key].pop(old)


def void(_: object) -> None:
    """Have no value."""


def cuts(handler: Handler) -> None:
    """Promise more than comes."""
    body = json.dumps(TABLE.dataset(WHOLE)).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[:100])
    handler.close_connection = True


def ends_early(handler: Handler) -> None:
    """Send half of the table as if it were all."""
    handler.send(json.dumps(TABLE.dataset(WHOLE)).encode()[:-200])


def is_silent(handler: Handler) -> None:
    handler.office.is_over.wait(10)
    handler.close_connection = True


def sends_without_end(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    try:
        while not handler.office.is_over.is_set():
            handler.wfile.write(chunk)
    except OSError:
        handler.close_connection = True


def drops(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


BOMB = gzip.compress(b"[" + b" " * 30_000_000 + b"]")
NESTED = "[" * 100_000

REFUSED: dict[str, tuple[Misdeed, str]] = {
    "a web page": (sends("<!DOCTYPE html><title>Logg inn</title>", content_type="text/html"), "is a web page; perhaps"),
    "no JSON": (sends("ikke i dag"), "is not whole, or not JSON"),
    "half of it": (ends_early, "is not whole, or not JSON"),
    "nothing": (sends(""), "is not whole, or not JSON"),
    "not UTF-8": (sends(b'{"label": "\xe5r"}'), "is not text in UTF-8"),
    "nested JSON": (sends(NESTED), "is nested deeper than any table"),
    "endless digits": (sends('{"class": ' + "9" * 5000 + "}"), "is not JSON (a number has thousands of digits)"),
    "not a number": (sends('{"class": NaN}'), "is not JSON (NaN is not a number)"),
    "a flood of objects": (sends("[" + "{}," * 2_100_000 + "{}]"), "holds more values than any table"),
    "half a letter": (
        sends_changed(lambda d: relabel(d, "2014", "2014\ud800")),
        "a code holds '\\ud800', which nobody",
    ),
    "a list": (sends("[]"), "it is no dataset"),
    "a collection": (sends('{"class": "collection"}'), "it is no dataset"),
    "an empty dataset": (sends('{"class": "dataset"}'), "'id' is missing"),
    "dimensions that are texts": (sends('{"class":"dataset","id":["a"],"size":[1],"dimension":{"a":"b"}}'), "must be"),
    "other members": (
        sends_changed(lambda d: relabel(d, "2014", "2015")),
        "has other members of 'aar' than were asked",
    ),
    "another table": (
        sends_changed(lambda d: d["extension"]["px"].update(tableid="1")),
        "the answer is of '1'",
    ),
    "a packing that nobody asked for": (sends(b"x", content_encoding="br"), "packs its answer as 'br'"),
    "a gzip bomb": (sends(BOMB, content_encoding="gzip"), "answers more than 2 MB"),
    "a promise of much": (sends_without_end, "answers more than 2 MB"),
    "damaged gzip": (sends(b"\x1f\x8b" + b"x" * 50, content_encoding="gzip"), "is damaged"),
    "cut gzip": (sends(gzip.compress(b"{}" * 999)[:-20], content_encoding="gzip"), "was cut short"),
    "a cut answer": (cuts, "broke off"),
    "a dropped connection": (drops, "broke off"),
    "silence": (is_silent, "did not answer within 0.2 seconds; try again later"),
    "no headers": (lambda handler: void(handler.wfile.write(b"\x00\xff\r\n\r\n")), "broke off"),
    "its own colours": (
        lambda handler: handler.problem(400, "\x1b[31mBad\u202e request", "x" * 5000),
        "does not take the query for table '09837' (400: [31mBad request: xxx",
    ),
    "refused": (sends("no", 403, content_type="text/plain"), "answers 403 for table '09837'; try again later"),
    "not there": (sends("<h1>404</h1>", 404), "has no table '09837' (404)"),
    "broken inside": (sends("{}", 500), "answers 500 for table '09837'; try again later"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_the_table_is_refused(office: Office, name: str) -> None:
    misdeed, message = REFUSED[name]
    silence = 0.2 if misdeed is is_silent else 10
    most = 20_000_000 if "flood" in name else 2_000_000
    assert message in fault(office, misdeed, bytes=most, silence=silence)
    assert len(office.data_requests) <= 2


def test_an_answer_that_takes_too_long_is_given_up(office: Office) -> None:
    with pytest.raises(ServiceError, match="still answering after 300 seconds"):
        fetch(office, TestClock(step=400))


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"maxDataCells": 0}, "does not tell its limits (maxDataCells)"),
        ({"maxDataCells": "10", "timeWindow": None}, "does not tell its limits (maxDataCells, timeWindow)"),
        ({"maxCallsPerTimeWindow": 1, "timeWindow": 86_400}, "wants us to wait 86,400 seconds; try again later"),
    ],
    ids=["no cells", "no numbers", "one call a day"],
)
def test_limits_that_are_none_are_told(office: Office, config: dict[str, Any], message: str) -> None:
    office.config |= config
    with pytest.raises(ServiceError) as caught:
        fetch(office)
    assert message in str(caught.value)


def test_metadata_that_are_no_dataset_are_told(office: Office) -> None:
    assert "is a web page" in fault(office, sends("<html>"), at="/metadata")


def test_packed_answers_are_unpacked(office: Office) -> None:
    body = json.dumps(TABLE.dataset(WHOLE)).encode()
    office.does(sends(gzip.compress(body), content_encoding="gzip"))
    assert fetch(office) == body


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"retry_after": "7"}, [7]),
        ({"retry_after": "Tue, 01 Dec 2026 10:00:09 GMT", "date": "Tue, 01 Dec 2026 10:00:00 GMT"}, [9]),
        ({}, [10]),
        ({"retry_after": "soon"}, [10]),
    ],
    ids=["seconds", "a date", "nothing", "words"],
)
def test_too_many_calls_are_waited_for(office: Office, headers: dict[str, str], waits: list[int]) -> None:
    def refuse(handler: Handler) -> None:
        handler.send_response_only(429)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    office.does(refuse)
    clock, told = TestClock(), list[str]()
    fetch(office, clock, told)
    assert clock.waits == waits
    assert told == [f"the service answers 429 for now; waiting {waits[0]} seconds"]


def test_a_wait_that_nobody_bears_is_told(office: Office) -> None:
    refuse = sends("", 429, retry_after="3600")
    assert "wants us to wait 3,600 seconds; try again later" in fault(office, refuse)


@pytest.mark.parametrize("misdeed", [sends("", 503), cuts, drops, is_silent], ids=["503", "cut", "dropped", "silent"])
def test_what_goes_by_is_tried_again(office: Office, misdeed: Misdeed) -> None:
    times = 1 if misdeed is is_silent else 2
    office.does(misdeed, times=times)
    clock = TestClock()
    found = fetch(office, clock, tries=3, silence=0.7 if misdeed is is_silent else 10)
    assert json.loads(found) == TABLE.dataset(WHOLE)
    assert clock.waits == [2, 6][:times]


def test_a_service_that_is_not_there_is_told_once_and_not_waited_for() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    clock = TestClock()
    with Service(address, clock=clock, tell=lambda _: None) as service:
        for _ in range(2):
            with pytest.raises(ServiceError, match=r"^127\.0\.0\.1 cannot be reached: nothing answers there$"):
                service.table(Query("1", select=SELECT))
    assert clock.waits == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ConnectError("[Errno -2] Name or service not known"), "its name is not found"),
        (httpx.ConnectError("[Errno -3] Temporary failure in name resolution"), "names cannot be looked up; is there"),
        (httpx.ConnectError("[Errno 101] Network is unreachable"), "there is no network"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"), "is not to be trusted"),
        (httpx.ConnectTimeout("timed out"), "nothing answers there"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_why_there_is_no_connection_is_told(
    error: httpx.TransportError, reason: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(httpx.Client, "send", fail)
    clock = TestClock()
    with pytest.raises(ServiceError, match=rf"^127\.0\.0\.1 cannot be reached: .*{reason}"):
        fetch(office, clock)
    assert clock.waits == []


def test_a_silent_service_is_not_waited_for_again(office: Office) -> None:
    office.does(is_silent, times=2)
    clock = TestClock()
    with Service(office.address, bounds=Bounds(silence=0.2, tries=1), clock=clock, tell=lambda _: None) as service:
        for _ in range(2):
            with pytest.raises(ServiceError, match="did not answer within"):
                service.table(Query("09837", select=SELECT))
    assert len(office.data_requests) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTPS_PROXY", "ftp://proxy"), ("SSL_CERT_FILE", "/not/there.pem"), ("ALL_PROXY", "socks5://127.0.0.1:1")],
)
def test_odd_surroundings_are_told(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ServiceError, match=r"^https://example\.org cannot be called: .*HTTPS_PROXY, SSL_CERT_FILE"):
        Service("https://example.org", tell=lambda _: None)


def test_redirects_are_followed_within_the_service(office: Office) -> None:
    office.does(sends("", 308, location=f"{office.address}/tables/09837/data?moved=1"))
    office.does(sends(json.dumps(TABLE.dataset(WHOLE))))
    fetch(office)
    assert office.requests[-1].query == {"moved": "1"}


def test_redirects_to_others_are_not_followed(office: Office) -> None:
    with open_office(TABLE) as other:
        message = fault(office, sends("", 302, location=f"{other.address}/tables/09837/data"))
        assert "sends us to another place, http://127.0.0.1, which is not followed" in message
        assert other.requests == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "https://127.0.0.1/", "//example.org/x", "http://[", "http://x\u0000y/", ""]
)
def test_odd_redirects_are_told(office: Office, location: str) -> None:
    assert fault(office, lambda handler: handler.send(b"", 302, **{"location": location} if location else {}))


def test_redirects_without_end_are_told(office: Office) -> None:
    message = fault(office, sends("", 307, location=f"{office.address}/tables/09837/data"))
    assert "sends us from one address to another without end" in message


def test_a_posted_query_that_is_sent_elsewhere_is_told(office: Office) -> None:
    message = fault(office, sends("", 302, location=f"{office.address}/config"), address=10)
    assert "does not take queries that are posted here (302)" in message


def test_cookies_are_not_kept(office: Office) -> None:
    office.does(sends(json.dumps({**office.config}), set_cookie="who=you; Path=/"), at="/config")
    fetch(office)
    assert [request.headers.get("cookie") for request in office.requests] == [None] * 3
