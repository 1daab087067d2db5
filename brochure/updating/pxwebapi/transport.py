"""One call to a service over HTTP: an answer of bounded size and time, from nobody but the service.

Knows nothing of tables, and does not try again.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from brochure import __version__
from brochure.statistics.fetch_metadata import is_loopback
from brochure.updating.pxwebapi.bounds import Bounds, Clock
from brochure.updating.pxwebapi.faults import PassingError, ServiceError, SilentError, UnreachableError

_MOVED = (301, 302, 303, 307, 308)
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: its status, its headers by their names in small letters, and its body, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport:
    """Calls to one service, whose base address is https, or this machine's own; keeps no cookies."""

    def __init__(self, service: str, bounds: Bounds, clock: Clock) -> None:
        self._bounds, self._clock = bounds, clock
        try:
            self._service = httpx.URL(service)
            self._client = self._open()
        except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
            hint = "look at 'service', and at what this machine is set to (HTTPS_PROXY, SSL_CERT_FILE)"
            raise ServiceError(f"{service} cannot be called: {_plain(error)}; {hint}") from None

    def _open(self) -> httpx.Client:
        return httpx.Client(
            timeout=self._bounds.silence,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            verify=self._service.scheme == "https",  # the list of authorities is slow to load
            trust_env=not is_loopback(self._service.host),  # proxies of an office
            headers={
                "User-Agent": f"brochure/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
            },
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def call(self, address: str, body: bytes | None = None) -> Answer:
        """What is answered to a GET of `address`, or to a POST of JSON in `body`.

        Raises `PassingError` for what may be otherwise in a moment, else `ServiceError`.
        """
        host = self._service.host
        try:
            url = httpx.URL(address)
            for _ in range(self._bounds.redirects + 1):
                answer = self._call(url, body)
                if answer.status not in _MOVED:
                    return answer
                url = self._moved(url, answer, posted=body is not None)
        except httpx.ConnectTimeout:
            raise UnreachableError(f"{host} cannot be reached: nothing answers there") from None
        except httpx.TimeoutException:
            seconds = f"{self._bounds.silence:g} seconds"
            raise SilentError(f"{host} did not answer within {seconds}; try again later") from None
        except httpx.ConnectError as error:
            raise UnreachableError(_unreachable(host, error)) from None
        except httpx.TransportError as error:
            raise PassingError(f"the connection to {host} broke off ({_plain(error)}); try again later") from None
        except (httpx.InvalidURL, UnicodeError):
            raise ServiceError(f"{host} leads to an address that is none; look whether 'service' is right") from None
        raise ServiceError(f"{host} sends us from one address to another without end; try again later")

    def _call(self, url: httpx.URL, body: bytes | None) -> Answer:
        request = self._client.build_request(
            "GET" if body is None else "POST",
            url,
            content=body,
            headers={} if body is None else {"Content-Type": "application/json"},
        )
        begun = self._clock.now()
        response = self._client.send(request, stream=True)
        try:
            return Answer(response.status_code, response.headers, self._body(response, begun))
        finally:
            response.close()

    def _body(self, response: httpx.Response, begun: float) -> bytes:
        """The body, unpacked piece by piece, so that nothing grows beyond the bound."""
        most, body = self._bounds.bytes, bytearray()
        for piece in self._unpacked(response):
            body += piece
            if len(body) > most:
                raise ServiceError(
                    f"{self._service.host} answers more than {most / 1e6:g} MB, which no statistic has; select less"
                )
            if self._clock.now() - begun > self._bounds.longest:
                raise ServiceError(
                    f"{self._service.host} was still answering after {self._bounds.longest:g} seconds; try again later"
                )
        return bytes(body)

    def _unpacked(self, response: httpx.Response) -> Iterator[bytes]:
        packing = response.headers.get("content-encoding", "identity").strip().lower()
        if packing in ("identity", ""):
            yield from response.iter_raw()
            return
        if packing not in ("gzip", "x-gzip"):
            raise ServiceError(f"{self._service.host} packs its answer as '{packing:.20}', which was not asked for")
        unpacking = zlib.decompressobj(_GZIP)
        try:
            for piece in response.iter_raw():
                yield unpacking.decompress(piece, self._bounds.bytes + 1)
                if unpacking.eof:
                    return
            raise PassingError(f"the answer of {self._service.host} was cut short; try again later")
        except zlib.error:
            raise PassingError(f"the packed answer of {self._service.host} is damaged; try again later") from None

    def _moved(self, url: httpx.URL, answer: Answer, *, posted: bool) -> httpx.URL:
        """Where an answer sends us; raises `ServiceError` when that is not the same service."""
        target = url.join(answer.headers.get("location", ""))
        own = (self._service.scheme, self._service.host, self._service.port)
        if (target.scheme, target.host, target.port) != own:
            raise ServiceError(
                f"{self._service.host} sends us to another place, {target.scheme}://{target.host[:80]}, which is not "
                "followed; if the service has moved, write its new address into 'service'"
            )
        if posted and answer.status not in (307, 308):
            raise ServiceError(f"{self._service.host} does not take queries that are posted here ({answer.status})")
        return target


def _unreachable(host: str, error: httpx.ConnectError) -> str:
    """Why there is no connection, in plain words where the cause is known."""
    told = _plain(error)
    known = {
        "name or service not known": "its name is not found",
        "nodename nor servname": "its name is not found",
        "no address associated": "its name is not found",
        "getaddrinfo failed": "its name is not found",
        "temporary failure in name resolution": "names cannot be looked up; is there a network?",
        "network is unreachable": "there is no network",
        "connection refused": "nothing answers there",
        "certificate verify failed": "its certificate is not to be trusted",
    }
    reason = next((words for sign, words in known.items() if sign in told.lower()), told)
    return f"{host} cannot be reached: {reason}"


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or "it was closed"
