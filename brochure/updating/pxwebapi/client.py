"""A service that speaks PxWebApi 2: its limits, its tables and their descriptions.

A table is had whole, in parts where it is larger than the service gives at once, or not at all. Knows nothing of
statistics on disk and of editions.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from brochure.statistics.json_stat_said import describe
from brochure.updating.pxwebapi.answers import ELIMINATED, Config, Dataset, config_of, dataset_of, require_members
from brochure.updating.pxwebapi.bounds import Bounds, Clock, SystemClock
from brochure.updating.pxwebapi.faults import ServiceError, TooManyCellsError
from brochure.updating.pxwebapi.joining import joined
from brochure.updating.pxwebapi.patience import PatientCaller, Tell
from brochure.updating.pxwebapi.query import Query, in_parts, worked_out
from brochure.updating.pxwebapi.transport import Answer, Transport

_Select = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FetchedTable:
    """A table as JSON-stat: the bytes for a file, and the same as it was read."""

    content: bytes
    data: Mapping[str, Any]


class Service:
    """One service by its base address; to be closed, or used in a `with` block."""

    def __init__(self, address: str, *, bounds: Bounds | None = None, clock: Clock | None = None, tell: Tell) -> None:
        self.address, self._bounds = address.rstrip("/"), bounds or Bounds()
        clock = clock or SystemClock()
        self._transport = Transport(self.address, self._bounds, clock)
        self._caller = PatientCaller(self._transport, self._bounds, clock, tell)
        self._limits: Config | None = None

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that it says it has; raises `ServiceError` when it cannot be asked."""
        return self._config().languages

    def metadata(self, query: Query) -> Dataset:
        """What the service says of a table, as a dataset without cells; raises `ServiceError`."""
        self._config()
        return dataset_of(self._caller.call(query.metadata_address(self.address)), query)

    def table(self, query: Query) -> FetchedTable:
        """The cells that `query` selects, with all that the service says of them; raises `ServiceError`."""
        most = self._config().cells
        if query.saved_query is not None:
            answer = self._data(query, {})
            return FetchedTable(answer.body, dataset_of(answer, query).data)
        found = self.metadata(query)
        _require_choices(query, found)
        wanted = worked_out(query, found.members, found.times)
        for name, codes in wanted.items():
            if not codes:
                raise ServiceError(f"{query.named} has no members for '{name}' as it is selected", "select", name)
        if (size := _size(wanted)) > self._bounds.cells:
            message = f"the selection has {size:,} cells, and a statistic {self._bounds.cells:,} at most; select fewer"
            raise ServiceError(message, "select")
        return self._in_parts(query, wanted, {n for n, codes in found.members.items() if codes == ELIMINATED}, most)

    def _in_parts(self, query: Query, wanted: _Select, unasked: set[str], most: int) -> FetchedTable:
        """The cells of `wanted`, in as many calls as it takes; `most` gets less where the service refuses so many."""
        left, parts, whole = [wanted], [], b""
        while left:
            part = left.pop()
            if (size := _size(part)) > most:
                left += reversed(list(in_parts(part, most)))
                continue
            sent: Mapping[str, Any] = query.select if part is wanted else part
            try:
                answer = self._data(query, {name: codes for name, codes in sent.items() if name not in unasked})
                found = dataset_of(answer, query)
            except TooManyCellsError:
                if size < 2:
                    raise
                most = size // 2
                left.append(part)
                continue
            require_members(found, part, query)
            parts.append(found)
            whole = answer.body
        if len(parts) == 1:
            return FetchedTable(whole, parts[0].data)
        data = joined(parts, wanted)
        return FetchedTable(_written(data), data)

    def _data(self, query: Query, select: Mapping[str, Any]) -> Answer:
        return self._caller.call(*query.data_call(self.address, select, self._bounds.address))

    def _config(self) -> Config:
        """What the service allows; it is asked once, and its limits are kept from then."""
        if self._limits is None:
            self._limits = config_of(self._caller.call(f"{self.address}/config"), self.address)
            self._caller.keep(self._limits.calls, self._limits.window)
        return self._limits


def _written(data: Mapping[str, Any]) -> bytes:
    """A dataset as JSON; half a character, which only an escape can write, stays an escape."""
    return f"{json.dumps(data, ensure_ascii=False)}\n".encode(errors="backslashreplace")


def _size(select: _Select) -> int:
    return math.prod(map(len, select.values()))


def _require_choices(query: Query, found: Dataset) -> None:
    """Raise `ServiceError` for dimensions that cannot be left out, and are."""
    table = describe(found.data)
    missing = [
        name
        for name, dimension in table.dimensions.items()
        if name not in query.select and not dimension.can_be_left_out and found.members[name] != ELIMINATED
    ]
    if missing:
        names = " and ".join(f"'{name}' ({table.dimensions[name].label})" for name in missing)
        message = (
            f"{query.named} has {names}, which cannot be left out; describe it below [dimensions], or select members"
        )
        raise ServiceError(message, "select")
