"""What a JSON-stat file says of itself, as PxWeb and Eurostat write it; what is of another shape is passed over."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from brochure.project.sources.characters import FORBIDDEN
from brochure.statistics.json_stat_categories import Category
from brochure.statistics.raw_table import Said

_TABLE_BEFORE = re.compile(r"(?P<table>\d{4,6}): (?P<title>\S.*)", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)\s]*)\)")
_LONGEST = 2_000


def read_said(data: Mapping[str, Any], categories: tuple[Category, ...]) -> Said:
    """What a dataset says of itself."""
    extension, px = _object(data, "extension"), _object(data, "extension", "px")
    title = _text(data.get("label")) or _text(data.get("title"))
    with_table = _TABLE_BEFORE.fullmatch(title)
    known = {each.name: each for each in categories}
    times = _object(data, "role").get("time")
    notes = data.get("note")
    return Said(
        language=_text(extension.get("lang")) or _text(px.get("language")) or _text(data.get("language")),
        title=with_table["title"] if with_table else title,
        publisher=_text(data.get("source")),
        table=_text(px.get("tableid")) or (with_table["table"] if with_table else "") or _text(extension.get("id")),
        updated=_text(data.get("updated")) or _day(data.get("lastUpdateDate")),
        contact="; ".join(filter(None, map(_contact, _list(extension.get("contact"))))),
        decimals=px["decimals"] if type(px.get("decimals")) is int and 0 <= px["decimals"] <= 6 else None,
        notes=tuple(filter(None, map(_plain, notes if isinstance(notes, list) else [notes]))),
        labels={name: label for name in known if (label := _text(_object(data, "dimension", name).get("label")))},
        times=frozenset(name for name in _list(times) if isinstance(name, str) and name in known),
        elimination=dict(_eliminations(data, known)),
        units={each.name: each.units for each in categories if each.units},
        member_decimals={each.name: each.decimals for each in categories if each.decimals},
    )


def _eliminations(data: Mapping[str, Any], known: Mapping[str, Category]) -> list[tuple[str, str]]:
    found = []
    for name, category in known.items():
        code = _object(data, "dimension", name, "extension").get("eliminationValueCode")
        if isinstance(code, str) and code in category.members:
            found.append((name, code))
    return found


def _object(data: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """What stands below some keys, if that is an object; else an empty one."""
    found: Any = data
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """A text in one line; nothing for what is no text, or cannot be printed."""
    if not isinstance(value, str) or FORBIDDEN.search(value):
        return ""
    return " ".join(value.split())[:_LONGEST]


def _plain(note: object) -> str:
    """A note without the marks of links."""
    return _LINK.sub(r"\1 (\2)", _text(note))


def _contact(item: object) -> str:
    if not isinstance(item, Mapping):
        return _text(item)
    parts = [_text(item.get(key)) for key in ("name", "organization", "phone", "mail")]
    return ", ".join(filter(None, parts)) or _text(item.get("raw"))


def _day(milliseconds: object) -> str:
    """The date of a time as Eurostat wrote it, in milliseconds from 1970."""
    if type(milliseconds) is not int or not 0 <= milliseconds < 10**13:
        return ""
    return (datetime.date(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)).isoformat()
