"""What is asked of a table: which members of which dimensions, as an address or as JSON, whole or in parts.

Members are given by code, or by an expression that the service works out: `*`, `01*`, `0?`, `top(5)`, `bottom(5)`,
`from(2006)`, `to(2014)`, `range(2006,2014)`. They are worked out here as the service does, so that the size of the
answer is known before it is asked for.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote, urlencode

from brochure.findings import near
from brochure.updating.pxwebapi.faults import ServiceError, TooManyCellsError

ALL = "*"
_CALL = re.compile(r"(top|bottom|from|to|range)\((.+)\)", re.IGNORECASE)
_FORMAT = "json-stat2"
Chosen = Mapping[str, Sequence[str]]
"""Members, or expressions for them, by dimension."""


@dataclass(frozen=True, slots=True)
class Query:
    """A table of a service by its id, or a query that is saved there, in a language; None is the service's own.

    `select` gives members or expressions by dimension, `codelists` the grouping that a dimension's codes are of.
    """

    table: str | None = None
    saved_query: str | None = None
    language: str | None = None
    select: Chosen = field(default_factory=dict)
    codelists: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> str:
        """What is fetched, in words."""
        return f"table '{self.table}'" if self.table is not None else f"saved query '{self.saved_query}'"

    def metadata_address(self, service: str) -> str:
        """Where the service describes the table."""
        assert self.table is not None
        return f"{service}/tables/{quote(self.table, safe='')}/metadata{self._asked(self._groupings())}"

    def data_call(self, service: str, select: Chosen, longest: int) -> tuple[str, bytes | None]:
        """The address, and the body if it is to be posted, that gives the cells of `select`."""
        output = {"outputFormat": _FORMAT}
        if self.saved_query is not None:
            return f"{service}/savedqueries/{quote(self.saved_query, safe='')}/data{self._asked(output)}", None
        assert self.table is not None
        data = f"{service}/tables/{quote(self.table, safe='')}/data"
        chosen = {f"valueCodes[{name}]": ",".join(items) for name, items in select.items()}
        address = data + self._asked({**chosen, **self._groupings(), **output})
        if len(address) <= longest and not any("," in item for items in select.values() for item in items):
            return address, None
        selection = [
            {"variableCode": name, "valueCodes": list(items)}
            | ({"codelist": self.codelists[name]} if name in self.codelists else {})
            for name, items in select.items()
        ]
        return data + self._asked(output), json.dumps({"selection": selection}, ensure_ascii=False).encode()

    def _groupings(self) -> dict[str, str]:
        return {f"codelist[{name}]": codelist for name, codelist in self.codelists.items()}

    def _asked(self, values: Mapping[str, str]) -> str:
        values = {**({"lang": self.language} if self.language is not None else {}), **values}
        return f"?{urlencode(values, safe='[]*(),')}" if values else ""


def worked_out(query: Query, members: Chosen, times: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The codes that `query` selects of each dimension it names, in the order of the table, whose `members` are given.

    `times` are the dimensions along time, of which the top are the latest. Raises `ServiceError` at the key of the
    first dimension or member that the table does not have.
    """
    for key, named in (("select", query.select), ("codelists", query.codelists)):
        for name in named:
            if name not in members:
                message = f"{query.named} has no dimension '{name}'.{near(name, members)}"
                raise ServiceError(message, key, name)
    found: dict[str, tuple[str, ...]] = {}
    for name, items in query.select.items():
        codes = members[name]
        wanted = {code for item in items for code in _codes(item, name, codes, latest_last=name in times)}
        found[name] = tuple(code for code in codes if code in wanted)
    return found


def _codes(item: str, name: str, codes: Sequence[str], *, latest_last: bool) -> Iterator[str]:
    same = {code.casefold(): code for code in codes}
    if item.casefold() in same:
        return iter((same[item.casefold()],))
    if item == ALL:
        return iter(codes)
    if call := _CALL.fullmatch(item):
        return iter(
            _called(call[1].lower(), [part.strip() for part in call[2].split(",")], item, name, codes, latest_last)
        )
    pattern = re.escape(item).replace(r"\*", ".*").replace(r"\?", ".")
    if ("*" in item or "?" in item) and (fit := [c for c in codes if re.fullmatch(pattern, c, re.IGNORECASE)]):
        return iter(fit)
    raise ServiceError(
        f"'{item}' is no code of '{name}' in the table.{near(item, islice(codes, 2000))}", "select", name
    )


def _called(
    function: str, given: Sequence[str], item: str, name: str, codes: Sequence[str], latest_last: bool
) -> Sequence[str]:
    if function in ("top", "bottom"):
        if not 1 <= len(given) <= 2 or not all(part.isascii() and part.isdigit() and len(part) < 9 for part in given):
            raise ServiceError(f"'{item}' is not understood; write it as {function}(5)", "select", name)
        count, offset = int(given[0]), int(given[1]) if len(given) == 2 else 0
        from_the_end = (function == "top") == latest_last
        end = max(0, len(codes) - offset)
        return codes[max(0, end - count) : end] if from_the_end else codes[offset : offset + count]
    if len(given) != (2 if function == "range" else 1):
        form = "range(2006,2014)" if function == "range" else f"{function}(2006)"
        raise ServiceError(f"'{item}' is not understood; write it as {form}", "select", name)
    at = {code.casefold(): i for i, code in enumerate(codes)}
    for code in given:
        if code.casefold() not in at:
            message = f"'{code}' in '{item}' is no code of '{name}' in the table.{near(code, islice(codes, 2000))}"
            raise ServiceError(message, "select", name)
    ends = sorted(at[code.casefold()] for code in given)
    return (
        codes[ends[0] :]
        if function == "from"
        else codes[: ends[0] + 1]
        if function == "to"
        else codes[ends[0] : ends[-1] + 1]
    )


def in_parts(select: Mapping[str, tuple[str, ...]], most: int) -> Iterator[dict[str, tuple[str, ...]]]:
    """A selection of codes in parts of at most `most` cells, cut along its largest dimension, and the next if need be.

    Raises `TooManyCellsError` where one cell is too many.
    """
    size = math.prod(map(len, select.values()))
    if size <= most:
        yield dict(select)
        return
    name = max(select, key=lambda each: len(select[each]), default="")
    codes = select.get(name, ())
    if len(codes) < 2 or most < 1:
        raise TooManyCellsError("the service gives not even one cell of the table at once")
    step = max(1, min(len(codes) - 1, most * len(codes) // size))
    for begin in range(0, len(codes), step):
        yield from in_parts({**select, name: codes[begin : begin + step]}, most)
