"""What is known of a statistic besides its cells: the TOML file beside each table.

Terms follow Statistics Norway's metadata and PxWeb: an *elimination* member stands for the whole dimension when a
selection does not name it.
"""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from brochure.findings import near
from brochure.project.languages import Name, TranslatedLists, Translations
from brochure.project.meanings import Group, Scale
from brochure.statistics.fetch_metadata import FetchMetadata
from brochure.statistics.units import Unit


def _unit(value: object) -> object:
    """What a statistic may be counted in; a period is a unit of the program's own."""
    known = [unit.value for unit in Unit if unit is not Unit.PERIOD]
    if value not in known:
        raise ValueError(f"'{value}' is not known.{near(str(value), known, listed=20)}")
    return value


StatisticUnit = Annotated[Unit, BeforeValidator(_unit)]
Role = Literal["time", "definition", "category"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class FileOptions(BaseModel):
    """How the file of a statistic is to be read, where that cannot be seen in it; the other keys are passed over.

    `encoding` is that of a CSV without a byte order mark. `spread` are the dimensions whose members are the headings of
    the value columns, the upper heading line first; `headings` how many heading lines there are. `decimal_sign` stands
    before the decimals of numbers that are written as text. `dataset` names one of several in a JSON-stat file;
    `sheet` and `range` ("A4:H30") say where in a workbook the table stands.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    encoding: Literal["utf-8", "cp1252"] = "utf-8"
    spread: Annotated[tuple[str, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)] = ()
    headings: int | None = Field(default=None, ge=1, le=5)
    decimal_sign: Literal[",", "."] | None = None
    dataset: str | None = None
    sheet: str | None = None
    range: str | None = Field(default=None, pattern=r"^[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?$")
    dimensions: dict[str, Any] = {}

    def is_time(self, dimension: str) -> bool:
        """Whether the metadata say that a dimension runs along time."""
        described = self.dimensions.get(dimension)
        role = described.get("role") if isinstance(described, dict) else getattr(described, "role", None)
        return role == "time"


class MemberMetadata(_Strict):
    """A member of a dimension: its printed name, the group with a look of its own that it is, its own unit and base."""

    label: Translations | None = None
    group: Group | None = None
    unit: StatisticUnit | None = None
    base: str | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)


class DimensionMetadata(_Strict):
    """A dimension column.

    `role`: "time" runs along the axis of a line chart, its members are periods; "definition" tells which definition a
    row follows and is never bridged; all else is "category". `interval` are the periods from one regular observation
    to the next, such as 4 for a count every fourth year. `complete` says that `members` are all there are, so that a
    new one in the file is told. `scale` says that they stand in an order, which colours then show.
    """

    label: Translations
    role: Role = "category"
    elimination: str | None = None
    interval: int | None = Field(default=None, ge=1)
    complete: bool = False
    scale: Scale | None = None
    members: dict[str, MemberMetadata] = {}


class Break(_Strict):
    """A break in the series, just before the period `before` of the time dimension `dimension`."""

    dimension: str
    before: str
    note: Translations


class Uncertain(_Strict):
    """Cells that the source calls uncertain: those with one of the members named in every dimension of `select`."""

    select: dict[str, tuple[str, ...]] = Field(min_length=1)
    note: Translations

    def covers(self, members: Mapping[str, str]) -> bool:
        """Whether a cell with these members is one of them."""
        return all(members.get(dimension) in chosen for dimension, chosen in self.select.items())


class Sample(_Strict):
    """That the shares come from a sample: the member of a dimension whose cells count the answers behind the others."""

    dimension: str
    member: str


class StatusMetadata(_Strict):
    """What a status beside a value means, where the source's codes are its own."""

    label: Translations


def _as_members(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Choice = Annotated[tuple[str, ...], BeforeValidator(_as_members)]
"""One member or several, written as in a selection."""


class PublishedTable(_Strict):
    """Where the figures were published: address, title, when, and which part of the file came from there.

    An author writes `covers` as words or as a selection; the selection is kept in `cells`.
    """

    address: str = Field(pattern=r"^https?://\S+$")
    title: str | None = None
    covers: Name | None = None
    cells: dict[str, Choice] = {}
    published: datetime.date | None = None


class StatisticMetadata(FileOptions):
    """All that is known of a statistic besides its cells.

    `measure` says what is measured where the word for the unit is not enough ("Sysselsatte i prosent av alle").
    `base` is the time at which an index is 100 ("2015"); `statuses` say what the source's own codes of statuses mean;
    `sample` says where the numbers of answers stand; `fetch` is where the cells can be had anew. `updated` and
    `contact` are what the source says of the table.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    title: Translations
    unit: StatisticUnit
    base: str | None = None
    decimals: int = Field(ge=0, le=6)
    measure: Translations | None = None
    population: Translations
    reference: Translations
    publisher: Name
    tables: tuple[PublishedTable, ...] = Field(min_length=1)
    checked: str | None = None
    notes: TranslatedLists = TranslatedLists()
    dimensions: dict[str, DimensionMetadata] = {}
    breaks: tuple[Break, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    sample: Sample | None = None
    statuses: dict[str, StatusMetadata] = {}
    fetch: FetchMetadata | None = None
    updated: str | None = None
    contact: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _selections_are_told_from_words(cls, values: Any) -> Any:
        """What a table covers is a selection where its keys are dimensions, else words by language."""
        if not isinstance(values, dict) or not isinstance(values.get("dimensions"), dict):
            return values
        tables = values.get("tables")
        if not isinstance(tables, list | tuple):
            return values
        return {**values, "tables": [_selecting(table, values["dimensions"]) for table in tables]}


def _selecting(table: Any, dimensions: Mapping[str, Any]) -> Any:
    covers = table.get("covers") if isinstance(table, dict) else None
    if not isinstance(covers, dict) or not covers.keys() & dimensions.keys():
        return table
    return {**{key: value for key, value in table.items() if key != "covers"}, "cells": covers}
