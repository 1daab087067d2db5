"""From the bytes of an answer to what it says: JSON within limits, errors in plain words, the dataset asked for.

Knows the forms of the interface, and not how answers come.
"""

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from brochure.findings import quoted
from brochure.project.sources.bounds import TooMuchError, bound_json
from brochure.project.sources.characters import FORBIDDEN
from brochure.statistics.fetch_metadata import LANGUAGE
from brochure.statistics.json_stat_categories import Category, read_categories
from brochure.updating.pxwebapi.faults import ServiceError, TooManyCellsError
from brochure.updating.pxwebapi.query import Query
from brochure.updating.pxwebapi.transport import Answer

ELIMINATED = ("EliminatedValue",)
"""The member of a dimension that the service shows, and that the table does not have."""
_LONGEST = 300
_MOST_VALUES = 4_000_000
"""So many commas and brackets may be in an answer; a table of the most cells has half of them."""


def _codes(value: object) -> object:
    found = [each.get("id") for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
    return tuple(code for code in found if isinstance(code, str) and LANGUAGE.fullmatch(code))


class Config(BaseModel):
    """What a service allows: cells in an answer, and calls in a time window of seconds; and its languages."""

    cells: int = Field(alias="maxDataCells", ge=1, strict=True)
    calls: int = Field(alias="maxCallsPerTimeWindow", ge=1, strict=True)
    window: int = Field(alias="timeWindow", ge=1, strict=True)
    languages: Annotated[tuple[str, ...], BeforeValidator(_codes)] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A JSON-stat dataset as it was read, and its dimensions in the order of its cells."""

    data: Mapping[str, Any]
    categories: tuple[Category, ...]

    @property
    def members(self) -> dict[str, tuple[str, ...]]:
        """The codes of each dimension."""
        return {each.name: each.members for each in self.categories}

    @property
    def times(self) -> tuple[str, ...]:
        """The dimensions along time."""
        role = self.data.get("role")
        times = role.get("time") if isinstance(role, Mapping) else None
        return tuple(str(name) for name in times) if isinstance(times, list) else ()


def plain(text: object) -> str:
    """What a service says, on one line, without characters that lead a terminal, not too long."""
    words = " ".join(FORBIDDEN.sub("", str(text)).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def config_of(answer: Answer, service: str) -> Config:
    """The limits of a service; raises `ServiceError` where they are not told."""
    if answer.status != 200:
        hint = "; look whether 'service' is the base address of a PxWebApi 2 service" if answer.status == 404 else ""
        raise ServiceError(f"{service}/config answers {_problem(answer)}{hint}")
    try:
        return Config.model_validate(_json(answer, f"{service}/config"))
    except ValidationError as error:
        names = ", ".join(str(detail["loc"][0]) for detail in error.errors(include_url=False) if detail["loc"])
        raise ServiceError(
            f"{service}/config does not tell its limits ({names}); is it a PxWebApi 2 service?"
        ) from None


def dataset_of(answer: Answer, query: Query) -> Dataset:
    """The dataset in an answer; raises `ServiceError` when it is an error, none, or that of another table."""
    _raise_for(answer, query)
    data = _json(answer, query.named)
    try:
        if not isinstance(data, dict) or data.get("class") != "dataset":
            raise ValueError("it is no dataset")
        found = Dataset(data, read_categories(data))
        for code in itertools.chain.from_iterable((each.name, *each.members) for each in found.categories):
            if odd := FORBIDDEN.search(code):
                raise ValueError(f"a code holds {odd[0]!a}, which nobody can print")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise ServiceError(f"the answer for {query.named} is not JSON-stat 2.0: {plain(reason)}") from None
    if query.table is not None and (ids := _ids(data)) and query.table.casefold() not in ids:
        raise ServiceError(f"{query.named} was asked for, and the answer is of {plain(quoted(sorted(ids)))}", "table")
    return found


def require_members(found: Dataset, wanted: Mapping[str, Sequence[str]], query: Query) -> None:
    """Raise `ServiceError` when a dataset does not hold just what was asked for.

    Dimensions of one member that were not asked for are let pass; they say what has been left out.
    """
    for name, codes in wanted.items():
        if name not in found.members:
            raise ServiceError(
                f"the answer for {query.named} lacks the dimension '{name}' that was asked for", "select"
            )
        if set(found.members[name]) != set(codes):
            other = plain(quoted(sorted({*found.members[name]} ^ {*codes})[:5], "and"))
            message = f"the answer for {query.named} has other members of '{name}' than were asked for: {other}"
            raise ServiceError(message, "select", name)
    if more := [name for name, codes in found.members.items() if name not in wanted and len(codes) != 1]:
        raise ServiceError(f"the answer for {query.named} has a dimension '{more[0]}' that was not asked for", "select")


def _ids(data: Mapping[str, Any]) -> set[str]:
    """What the answer calls its table; the same table may have one name for readers and one for machines."""
    extension = data.get("extension")
    px = extension.get("px") if isinstance(extension, Mapping) else None
    given = [extension.get("id")] if isinstance(extension, Mapping) else []
    given += [px.get("tableid"), px.get("matrix")] if isinstance(px, Mapping) else []
    return {each.casefold() for each in given if isinstance(each, str) and each}


def _json(answer: Answer, what: str) -> Any:
    try:
        text = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ServiceError(f"the answer for {what} is not text in UTF-8") from None
    if text.lstrip()[:1] == "<":
        message = "is a web page; perhaps a login or a filter stands between, open the address in a browser"
        raise ServiceError(f"the answer for {what} {message}")
    if sum(map(text.count, ",[{")) > _MOST_VALUES:
        raise ServiceError(f"the answer for {what} holds more values than any table, and is not read")
    try:
        bound_json(text)
        return json.loads(text, parse_constant=_refuse)
    except TooMuchError:
        raise ServiceError(f"the answer for {what} is nested deeper than any table, and is not read") from None
    except json.JSONDecodeError as error:
        message = (
            f"the answer for {what} is not whole, or not JSON ({error.msg} in line {error.lineno}); try again later"
        )
        raise ServiceError(message) from None
    except ValueError as error:
        reason = "a number has thousands of digits" if "digits" in str(error) else plain(error)
        raise ServiceError(f"the answer for {what} is not JSON ({reason})") from None


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _raise_for(answer: Answer, query: Query) -> None:
    """Raise `ServiceError` for an answer that is an error, saying what it means for the query."""
    if answer.status == 200:
        return
    told, key = _problem(answer), "table" if query.table is not None else "saved_query"
    if "too many cells" in told.lower() or (answer.status == 403 and "json" in answer.headers.get("content-type", "")):
        raise TooManyCellsError(f"{query.named} is more than the service gives at once ({told}); select less", "select")
    match answer.status:
        case 400:
            message = f"the service does not take the query for {query.named} ({told}); look at select and codelists"
            raise ServiceError(message, "select")
        case 404:
            message = f"the service has no {query.named} ({told}); it may have been closed or got another number"
            raise ServiceError(message, key)
        case 429:
            raise ServiceError(f"the service takes no more calls for now ({told}); try again later")
        case _:
            raise ServiceError(f"the service answers {told} for {query.named}; try again later")


def _problem(answer: Answer) -> str:
    """The status of an answer, and what it says of itself (problem+json)."""
    try:
        body = _json(answer, "") if len(answer.body) < 100_000 else None
    except ServiceError:
        body = None
    said = (body.get("title"), body.get("detail")) if isinstance(body, Mapping) else ()
    words = dict.fromkeys(plain(each) for each in said if isinstance(each, str) and each.strip())
    return ": ".join([str(answer.status), *words])
