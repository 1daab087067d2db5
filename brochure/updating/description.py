"""What a JSON-stat dataset says of its table besides the cells: title, source, units, notes, contacts, names.

Reads a dataset that has been read already, from a file or a service; what is not in the form that JSON-stat gives it
is left out. Knows nothing of files, projects or the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from brochure.project.sources.characters import FORBIDDEN


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a table."""

    name: str = ""
    organization: str = ""
    phone: str = ""
    mail: str = ""


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


def described(data: Mapping[str, Any]) -> TableDescription:
    """What a dataset says of its table."""
    extension = _object(data, "extension")
    px = _object(extension, "px")
    return TableDescription(
        title=_text(data, "label") or "",
        source=_text(data, "source") or "",
        dimensions={
            name: _dimension(found, _role(data, name))
            for name in _list(data, "id")
            if isinstance(name, str) and (found := _object(_object(data, "dimension"), name))
        },
        table=_text(px, "tableid") or _text(extension, "id") or _text(px, "matrix"),
        language=_text(px, "language") or _text(extension, "lang"),
        updated=_text(data, "updated"),
        next_update=_text(px, "nextUpdate"),
        decimals=_whole(px, "decimals"),
        discontinued=extension.get("discontinued") is True,
        notes=_texts(data, "note"),
        contacts=tuple(
            Contact(*(_text(each, key) or "" for key in ("name", "organization", "phone", "mail")))
            for each in (_list(extension, "contact") or _list(extension, "contacts"))
            if isinstance(each, Mapping)
        ),
    )


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
                decimals=_whole(_object(units, code), "decimals"),
                reference=_text(references, code),
                notes=_texts(notes, code),
            )
            for code in codes
            if isinstance(code, str)
        },
        can_be_left_out=extension.get("elimination") is True,
        elimination=_text(extension, "eliminationValueCode"),
        notes=_texts(data, "note"),
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
    return (" ".join(FORBIDDEN.sub("", found).split()) or None) if isinstance(found, str) else None


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = [data[key]] if isinstance(data.get(key), str) else _list(data, key)
    numbered = {str(i): each for i, each in enumerate(found)}
    return tuple(text for i in numbered if (text := _text(numbered, i)))


def _whole(data: Mapping[str, Any], key: str) -> int | None:
    found = data.get(key)
    return found if type(found) is int else None
