"""Claims that compare the latest period of data with a period that was made from the same: they are always the same."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from brochure.project.edition.naming import Definition
from brochure.statistics.numbers.latest import parse_latest
from brochure.statistics.numbers.selections import SELECTION, parse_choices
from brochure.statistics.selection import SelectionError

_CALL = rf"latest\(\s*{SELECTION.pattern}\s*\)"
_NAME = r"(?<![\w.])(?P<name>[a-zæøå]\w*)\b(?!\s*[-+(])"
_COMPARED = (re.compile(rf"{_CALL}\s*[=!<>]=?\s*{_NAME}"), re.compile(rf"{_NAME}\s*[=!<>]=?\s*{_CALL}"))
_NAMES = re.compile(r"(?<![\w.])([a-zæøå]\w*)\b\s*(?:[-+]\s*\d+)?\s*[=!<>]=?\s*([a-zæøå]\w*)\b(?!\s*\()")
_MOVED = re.compile(r"\s*([a-zæøå]\w*)\s*(?:[-+\u2212\u2013]\s*\d+\s*)?")
_Asked = tuple[str, Mapping[str, tuple[str, ...]]]


def compared_with_itself(claim: Definition, periods: Sequence[Definition]) -> str | None:
    """Why a claim, as its author wrote it, says nothing of the data, if so; `periods` are those of the edition."""
    folder = PurePosixPath(claim.place.path).parent
    above = {each.name: each for each in periods if PurePosixPath(each.place.path).parent == folder.parent}
    own = {each.name: each for each in periods if PurePosixPath(each.place.path).parent == folder}
    known = {**above, **own}
    for match in _NAMES.finditer(SELECTION.sub("0", claim.expression)):
        one, other = _base(match[1], known), _base(match[2], known)
        if one is not None and one == other:
            return (
                f"no data can change this condition: '{match[1]}' and '{match[2]}' are made from one "
                "latest period; compare with another one, or with one that is fixed"
            )
    for match in (found for pattern in _COMPARED for found in pattern.finditer(claim.expression)):
        period = known.get(match["name"])
        made = _made_from(period.expression) if period is not None else None
        here = next(SELECTION.finditer(match[0]))
        if made is not None and made == _asked(here[1], here[2]):
            return (
                f"no data can change this condition: '{match['name']}' is the latest period of {made[0]} itself; "
                "compare with another period, or with one that is fixed"
            )
    return None


def _base(name: str, known: Mapping[str, Definition]) -> _Asked | None:
    """The latest period that one is made from, perhaps by way of others; None for a fixed one and for a number."""
    seen: set[str] = set()
    while name in known and name not in seen:
        seen.add(name)
        written = known[name].expression
        if (latest := parse_latest(written)) is not None and not latest.by:
            return _made_from(written)
        match = _MOVED.fullmatch(latest.by if latest is not None else written)
        name = match[1] if match is not None else ""
    return None


def _made_from(written: str) -> _Asked | None:
    """The one selection that a period is the latest of; None where it is made in another way."""
    latest = parse_latest(written)
    if latest is None or latest.by or len(latest.selections) > 1:
        return None
    return _asked(latest.selections[0].statistic, latest.selections[0].inside)


def _asked(statistic: str, inside: str | None) -> _Asked | None:
    try:
        choices = parse_choices(inside or "")
    except SelectionError:
        return None  # told where it is read
    return statistic, {name: tuple(sorted(members)) for name, members in choices.items() if members != ("*",)}
