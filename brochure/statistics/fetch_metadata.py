"""Which table of a statistics office the cells of a statistic are fetched from: `[fetch]` in its metadata.

Says what may be written there, and does not know how it is fetched.
"""

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from brochure.project.languages import Words
from brochure.project.sources.mismatches import ValueAtError

STATISTICS_NORWAY = "https://data.ssb.no/api/pxwebapi/v2"
"""The documented base address of Statistics Norway's service (PxWebApi 2); a project names another in its metadata."""


LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z]{2,4})?$")
"""The code of a language at a service."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, by its name or address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _service(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or not re.fullmatch(r"https?://[^\s?#]+", address):
        raise ValueError(f"'{address:.80}' is no base address of a service, such as {STATISTICS_NORWAY}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address with a user or a password is not used; statistics offices ask for none")
    if parts.scheme != "https" and not is_loopback(host):
        raise ValueError("a table is fetched over https only, so that nobody can change it on the way")
    return address.rstrip("/")


def _several(value: object) -> object:
    return (value,) if isinstance(value, str | int) and not isinstance(value, bool) else value


Items = Annotated[tuple[Words, ...], BeforeValidator(_several), Field(min_length=1)]
"""Codes of members, `*` for all, or what the service works out: `top(5)`, `from(2006)`, `range(2006,2014)`, `01??`."""
Name = Annotated[str, Field(pattern=r"^[\w.-]+$", max_length=100)]


class FetchMetadata(BaseModel):
    """A table of a PxWebApi 2 service, and what is taken of it.

    `select` gives for a dimension, by its code in the table, which members are taken. `codelists` name a grouping of
    the office for a dimension. A `saved_query` says all this itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    table: Name | None = None
    saved_query: Name | None = None
    service: Annotated[str, AfterValidator(_service)] = STATISTICS_NORWAY
    language: Annotated[str, Field(pattern=LANGUAGE.pattern)] | None = None
    select: dict[str, Items] = {}
    codelists: dict[str, Words] = {}

    @model_validator(mode="after")
    def _one_source(self) -> "FetchMetadata":
        if (self.table is None) == (self.saved_query is None):
            raise ValueAtError('give either table = "…" or saved_query = "…", the one that the cells are fetched from')
        for key in ("select", "codelists"):
            if self.saved_query is not None and getattr(self, key):
                raise ValueAtError(
                    f"a saved query selects by itself; take '{key}' away, or give the table instead", key
                )
        return self
