"""What an edition gives names to: periods, numbers and claims, in `numbers.yaml` of a part or of the whole edition.

A file holds either `name: formula` on each line, or the three keys `periods`, `numbers` and `claims`.
"""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brochure.findings import Faults, Place, Report, Rule, near
from brochure.project.sources.document import Document, read_yaml
from brochure.project.sources.files import is_there
from brochure.project.sources.project import Project

FILE = "numbers.yaml"
UNREASONED = Rule("fixed-period", "numbers", "A period is fixed, and nothing says why.")
UNEVEN = Rule("uneven-latest", "numbers", "The latest year of a table is not that of each of its quarters or months.")
_KINDS = {"periods": "period", "numbers": "number", "claims": "claim"}
_FORM = {
    "periods": "'latest STATISTIC', 'name - 2', or {period: 2006, reason: …}",
    "numbers": "a selection or a formula, not a typed value",
    "claims": "a condition, such as andel > andel_foer",
}


@dataclass(frozen=True, slots=True)
class Definition:
    """A named period, number or claim as the author defined it; `reason` is why a period is fixed.

    `written` is what the author wrote, where periods have been put in the place of their names since.
    """

    name: str
    expression: str
    place: Place
    reason: str = ""
    written: str = ""


@dataclass(slots=True)
class Named:
    """What an edition gives names to, in the order of its files."""

    periods: list[Definition] = field(default_factory=list)
    numbers: list[Definition] = field(default_factory=list)
    claims: list[Definition] = field(default_factory=list)


def read_named(project: Project, folder: Path, named: Named, unreadable: set[str], report: Report) -> None:
    """Add what `numbers.yaml` of a folder defines to `named`; faults go to `report`, their names to `unreadable`."""
    path = folder / FILE
    if not is_there(path):
        return
    with report.collecting():
        document = mapping_of(read_names(project, path, unreadable))
        for key, found in _groups(document.values).items():
            keys = (key,) if found is not document.values else ()
            into: list[Definition] = getattr(named, key)
            for name, written in found.items():
                place = document.place(*keys, name)
                expression = _fixed(written, name, place, report) if key == "periods" else written
                if not re.fullmatch(r"[a-zæøå][a-zæøå0-9_]*", name):
                    message = f"'{name}' cannot be the name of a {_KINDS[key]}; use small letters, digits and _"
                    report.error(place, message)
                elif not isinstance(expression, str):
                    report.error(place, f"the definition of '{name}' must be {_FORM[key]}{_hint(expression, key)}")
                    unreadable.add(name)
                else:
                    reason = written.get("reason") if isinstance(written, dict) else None
                    into.append(Definition(name, expression, place, str(reason or "")))


def _groups(values: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The names of a file by their kind; a file without the three keys defines numbers."""
    is_grouped = values and all(key in _KINDS and isinstance(below, dict | None) for key, below in values.items())
    if not is_grouped or not any(isinstance(below, dict) for below in values.values()):
        return {"numbers": values}
    return {key: below or {} for key, below in values.items()}


def _hint(expression: object, key: str) -> str:
    """What a whole group of names in a wrong place should be; nothing for all else."""
    is_group = isinstance(expression, dict) and key == "numbers"
    return (
        "; names in groups stand below 'periods:', 'numbers:' and 'claims:', and nothing beside these"
        if is_group
        else ""
    )


def _fixed(written: object, name: str, place: Place, report: Report) -> object:
    """How a period is defined, as a text; a warning for one that is fixed without a reason."""
    if isinstance(written, dict):
        unknown = [key for key in written if key not in ("period", "reason")]
        for key in unknown:
            report.error(place, f"'{key}' says nothing of a period.{near(key, ('period', 'reason'))}")
        period, reason = written.get("period"), written.get("reason")
        if reason is not None and not (isinstance(reason, str) and reason.strip()):
            report.error(place, f"the reason why '{name}' is fixed must be a text")
        elif reason is None:
            _warn(name, place, report)
        return str(period) if isinstance(period, str | int) and not isinstance(period, bool) else None
    if isinstance(written, int) and not isinstance(written, bool):
        written = str(written)
    if isinstance(written, str) and written[:1].isdigit():
        _warn(name, place, report)
    return written


def _warn(name: str, place: Place, report: Report) -> None:
    message = f"'{name}' is a fixed period, and will not move on; write latest …, or why: {{period: …, reason: …}}"
    report.warn(place, message, UNREASONED.name)


def read_names(project: Project, path: Path, unreadable: set[str]) -> Document:
    """A YAML file of named things; when it cannot be read, the names that it seems to hold go to `unreadable`."""
    try:
        return read_yaml(project, path)
    except Faults:
        with contextlib.suppress(Faults):
            written = project.read_text(path)
            unreadable.update(re.findall(r"^[ \t]*([\wæøåÆØÅ-]+)[ \t]*:", written, re.MULTILINE))
        raise


def mapping_of(document: Document) -> Document:
    """A document of named things; raises `Faults` for one that is anything else."""
    if not isinstance(document.values, dict):
        raise Faults.one(document.place(), "this file must hold lines of the form 'name: …'")
    return document


def check_unique(named: Named, report: Report) -> None:
    """Report names that stand for two things: numbers and claims have one of their own, periods one in their folder."""
    first: dict[str, tuple[str, Definition]] = {}
    for kind, definitions in (("number", named.numbers), ("claim", named.claims)):
        for definition in definitions:
            earlier = first.setdefault(definition.name, (kind, definition))
            if earlier[1] is not definition:
                message = f"the {kind} '{definition.name}' is defined already, at {earlier[1].place}"
                report.error(definition.place, message)
    periods: dict[tuple[str, str], Definition] = {}
    for period in named.periods:
        folder = str(Path(period.place.path).parent)
        above = periods.get((str(Path(folder).parent), period.name))
        taken = above or (first[period.name][1] if period.name in first else None)
        if taken is not None:
            message = f"the name '{period.name}' is taken already, at {taken.place}; give the period another"
            report.error(period.place, message)
        periods.setdefault((folder, period.name), period)
