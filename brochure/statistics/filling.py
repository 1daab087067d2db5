"""What a file says of itself takes the place of what its metadata leave out; what the metadata say counts.

The values of the metadata file are filled in before they are checked, so that a key may be missing where the file has
it: title, publisher, unit, decimals, notes, contact, roles, members that stand for all, and names in its language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from brochure.findings import Faults, Finding
from brochure.project.languages import Language
from brochure.project.sources.document import Document
from brochure.project.sources.mismatches import Keys
from brochure.statistics.period import PeriodError, parse_period
from brochure.statistics.raw_table import RawTable, Said
from brochure.statistics.said_units import unit_said

OPEN = "?"
"""What stands in metadata for a value that a person has to fill in."""
_NORWEGIAN: Mapping[str, str] = MappingProxyType({"": "nb", "no": "nb", "nor": "nb", "nob": "nb", "nno": "nn"})


def language_of(said: Said) -> Language:
    """The language of a file's own words; what says none, or Norwegian, is taken for bokmål."""
    code = said.language.lower().replace("_", "-").split("-")[0]
    try:
        return Language(_NORWEGIAN.get(code, code))
    except ValueError:
        return Language.BOKMAAL


def filled(document: Document, raw: RawTable) -> Document:
    """The metadata with what the file says of itself where they say nothing."""
    values = dict(document.values)
    said, language = raw.said, language_of(raw.said)
    if said.title:
        values.setdefault("title", {language: said.title})
    if said.notes:
        values.setdefault("notes", {language: list(said.notes)})
    for key, text in (("publisher", said.publisher), ("updated", said.updated), ("contact", said.contact)):
        if text:
            values.setdefault(key, text)
    has_unit, has_decimals = "unit" in values, "decimals" in values
    if (unit := _only_unit(said)) is not None:
        values.setdefault("unit", unit)
    if (decimals := _most_decimals(said)) is not None:
        values.setdefault("decimals", decimals)
    if isinstance(values.get("dimensions", {}), dict):
        described = dict(values.get("dimensions", {}))
        for name in raw.dimensions:
            units = {} if has_unit else {m: unit_said(words) for m, words in said.units.get(name, {}).items()}
            counts = {} if has_decimals else said.member_decimals.get(name, {})
            found = _dimension(described.get(name, {}), name, raw, language, units, counts)
            if found:
                described[name] = found
        if described:
            values["dimensions"] = described
    return replace(document, values=values)


def _only_unit(said: Said) -> str | None:
    words = [said.unit] if said.unit else [each for members in said.units.values() for each in members.values()]
    return next((unit for unit in map(unit_said, words) if unit is not None), None)


def _most_decimals(said: Said) -> int | None:
    if said.decimals is not None:
        return said.decimals
    return max((each for members in said.member_decimals.values() for each in members.values()), default=None)


def _dimension(
    given: object,
    name: str,
    raw: RawTable,
    language: Language,
    units: Mapping[str, str | None],
    decimals: Mapping[str, int],
) -> Any:
    """The metadata of a dimension, filled in."""
    if not isinstance(given, dict):
        return given
    said, found = raw.said, dict(given)
    also = {code: each[name] for code, each in raw.translations.items() if name in each and _is_code(code)}
    if name in said.labels:
        called = {str(language): said.labels[name], **{code: own for code, (own, _) in also.items()}}
        found["label"] = _merged(found.get("label", {}), called)
    if name in said.times and _are_periods(raw, name):
        found.setdefault("role", "time")
    if name in said.elimination:
        found.setdefault("elimination", said.elimination[name])
    members = found.get("members", {})
    if not isinstance(members, dict):
        return found
    filled_in = {}
    for code, label in _names(raw, name, is_time=found.get("role") == "time").items():
        names = {str(language): label, **{each: own[code] for each, (_, own) in also.items() if code in own}}
        filled_in[code] = _labelled(members.get(code, {}), {Language.BOKMAAL: label, **names})
    for code, unit in units.items():
        filled_in[code] = _with(filled_in.get(code, members.get(code, {})), "unit", unit)
    for code, count in decimals.items():
        filled_in[code] = _with(filled_in.get(code, members.get(code, {})), "decimals", count)
    if filled_in:
        found["members"] = {**members, **filled_in}
    return found


def _names(raw: RawTable, name: str, *, is_time: bool) -> Mapping[str, str]:
    """The file's names of members; not of times, which have a name in every language."""
    labels = raw.labels.get(name, {})
    return {code: label for code, label in labels.items() if not (is_time and _is_period(code))}


def _labelled(member: Any, names: Mapping[str, str]) -> Any:
    """A member with the file's names; its own serves in bokmål too, where no other does."""
    return {**member, "label": _merged(member.get("label", {}), names)} if isinstance(member, dict) else member


def _merged(given: Any, names: Mapping[str, str]) -> Any:
    """Names in several languages, those that are given first."""
    return {**names, **given} if isinstance(given, dict) and "*" not in given else given


def _is_code(code: str) -> bool:
    return re.fullmatch("[a-z]{2,3}", code) is not None


def _with(member: Any, key: str, value: object) -> Any:
    return {key: value, **member} if isinstance(member, dict) and value is not None else member


def _are_periods(raw: RawTable, name: str) -> bool:
    at = raw.dimensions.index(name)
    return all(map(_is_period, dict.fromkeys(key[at] for key in raw.keys)))


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except PeriodError:
        return False
    return True


def refuse_open(document: Document) -> None:
    """Raise `Faults` with every value that is still to be filled in."""
    faults = [
        Finding(document.place(*keys), f'{".".join(map(str, keys))}: this is still open ("{OPEN}"); fill it in')
        for keys in open_keys(document.values)
    ]
    if faults:
        raise Faults(faults)


def open_keys(value: object, keys: Keys = ()) -> Iterator[Keys]:
    """The keys of all that is still to be filled in, in the values of metadata."""
    if value == OPEN or (isinstance(value, str) and value.endswith(f"//{OPEN}")):
        yield keys
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from open_keys(below, (*keys, key))
    elif isinstance(value, list):
        for at, below in enumerate(value):
            yield from open_keys(below, (*keys, at))
