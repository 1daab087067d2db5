"""What a JSON-stat dataset says of its table besides the cells: title, source, units, notes, contacts, names.

Reads a dataset that has been read already, from a file or a service, as PxWeb and Eurostat write it; what is of another
shape is passed over. Knows nothing of files, projects or the network.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from brochure.project.sources.characters import FORBIDDEN
from brochure.statistics.raw_table import RawTable, Said
from brochure.statistics.said_above import parted_title

_LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)\s]*)\)")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a table; `other` where that is not told apart."""

    name: str = ""
    organization: str = ""
    phone: str = ""
    mail: str = ""
    other: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.organization, self.phone, self.mail))) or self.other


@dataclass(frozen=True, slots=True)
class MemberDescription:
    """A member: its label, the unit and decimals of its values, to which time they refer, and notes."""

    label: str
    unit: str | None = None
    decimals: int | None = None
    reference: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DimensionDescription:
    """A dimension: its label, its role ("time", "geo", "metric" or none), its members by code, and notes.

    `can_be_left_out` is whether a query may leave it out; `elimination` is then the member that stands for all, if
    there is one.
    """

    label: str
    role: str | None
    members: Mapping[str, MemberDescription]
    can_be_left_out: bool = False
    elimination: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table: what its office says of it, in `language` where that is told; `updated` and `next_update` as written."""

    title: str
    source: str
    dimensions: Mapping[str, DimensionDescription]
    table: str | None = None
    language: str | None = None
    updated: str | None = None
    next_update: str | None = None
    decimals: int | None = None
    discontinued: bool = False
    notes: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def all_notes(self) -> tuple[str, ...]:
        """Every note, with the dimension and member that it is of before it."""
        found = list(self.notes)
        for name, dimension in self.dimensions.items():
            found += [f"{name}: {note}" for note in dimension.notes]
            for code, member in dimension.members.items():
                found += [f"{name}={code}: {note}" for note in member.notes]
        return tuple(dict.fromkeys(found))


def describe(data: Mapping[str, Any]) -> TableDescription:
    """What a dataset says of its table."""
    extension = _object(data, "extension")
    px = _object(extension, "px")
    title, table = parted_title(_text(data, "label") or _text(data, "title") or "")
    return TableDescription(
        title=title,
        source=_text(data, "source") or "",
        dimensions={
            name: _dimension(found, _role(data, name))
            for name in _list(data, "id")
            if isinstance(name, str) and (found := _object(_object(data, "dimension"), name))
        },
        table=(_text(px, "tableid") or table or _text(extension, "id") or _text(px, "matrix")),
        language=_text(extension, "lang") or _text(px, "language") or _text(data, "language"),
        updated=_text(data, "updated") or _day(data.get("lastUpdateDate")),
        next_update=_text(px, "nextUpdate"),
        decimals=_decimals(px),
        discontinued=extension.get("discontinued") is True,
        notes=_notes(data, "note"),
        contacts=tuple(map(_contact, _list(extension, "contact") or _list(extension, "contacts"))),
    )


def said_of(table: TableDescription) -> Said:
    """What a table says of itself, in the form that every reader of files gives it."""
    dimensions = table.dimensions
    units = {n: {c: m.unit for c, m in each.members.items() if m.unit} for n, each in dimensions.items()}
    decimals = {
        n: {c: m.decimals for c, m in each.members.items() if m.decimals is not None} for n, each in dimensions.items()
    }
    return Said(
        language=table.language or "",
        title=table.title,
        publisher=table.source,
        table=table.table or "",
        updated=table.updated or "",
        contact="; ".join(filter(None, map(str, table.contacts))),
        decimals=table.decimals,
        notes=table.notes,
        labels={name: each.label for name, each in dimensions.items() if each.label},
        times=frozenset(name for name, each in dimensions.items() if each.role == "time"),
        elimination={n: code for n, each in dimensions.items() if (code := each.elimination) and code in each.members},
        units={name: own for name, own in units.items() if own},
        member_decimals={name: counts for name, counts in decimals.items() if counts},
    )


def without_cells(table: TableDescription) -> RawTable:
    """A table of which only the description is known; its members stand in `labels`."""
    labels = {name: {c: m.label for c, m in each.members.items()} for name, each in table.dimensions.items()}
    return RawTable(tuple(table.dimensions), (), (), (), labels=labels, said=said_of(table))


def _dimension(data: Mapping[str, Any], role: str | None) -> DimensionDescription:
    extension, category = _object(data, "extension"), _object(data, "category")
    labels, units, notes = (_object(category, key) for key in ("label", "unit", "note"))
    references, index = _object(extension, "refperiod"), category.get("index", labels)
    if isinstance(index, Mapping) and all(isinstance(place, int) for place in index.values()):
        codes = sorted(index, key=lambda code: index[code])
    else:
        codes = list(index) if isinstance(index, Mapping | list) else []
    return DimensionDescription(
        label=_text(data, "label") or "",
        role=role,
        members={
            code: MemberDescription(
                label=_text(labels, code) or code,
                unit=_text(_object(units, code), "base") or _text(_object(units, code), "label"),
                decimals=_decimals(_object(units, code)),
                reference=_text(references, code),
                notes=_notes(notes, code),
            )
            for code in codes
            if isinstance(code, str)
        },
        can_be_left_out=extension.get("elimination") is True,
        elimination=_text(extension, "eliminationValueCode"),
        notes=_notes(data, "note"),
    )


def _role(data: Mapping[str, Any], name: str) -> str | None:
    roles = _object(data, "role")
    return next((role for role in ("time", "geo", "metric") if name in _list(roles, role)), None)


def _object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    return found if isinstance(found, list) else []


def _text(data: Mapping[str, Any], key: str) -> str | None:
    """A text on one line, without characters that nobody can print."""
    found = data.get(key)
    return (" ".join(FORBIDDEN.sub("", found).split())[:_LONGEST] or None) if isinstance(found, str) else None


def _notes(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Notes, without the marks of links."""
    found = [data[key]] if isinstance(data.get(key), str) else _list(data, key)
    return tuple(_LINK.sub(r"\1 (\2)", text) for each in found if (text := _text({"": each}, "")))


def _contact(item: object) -> Contact:
    if not isinstance(item, Mapping):
        return Contact(other=_text({"": item}, "") or "")
    name, organization, phone, mail = (_text(item, key) or "" for key in ("name", "organization", "phone", "mail"))
    return Contact(name, organization, phone, mail, _text(item, "raw") or "")


def _decimals(data: Mapping[str, Any]) -> int | None:
    found = data.get("decimals")
    return found if type(found) is int and 0 <= found <= 6 else None


def _day(milliseconds: object) -> str | None:
    """The date of a time as Eurostat wrote it, in milliseconds from 1970."""
    if type(milliseconds) is not int or not 0 <= milliseconds < 10**13:
        return None
    return (datetime.date(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)).isoformat()
