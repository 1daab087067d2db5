"""What newer tables change, as lines for people and as values for programs.

Knows what has been found out, and not how.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import Any

from brochure.findings import Finding, quoted
from brochure.statistics.json_stat_said import TableDescription
from brochure.statistics.period import parse_period
from brochure.statistics.table import Key, Observation, Statistic
from brochure.updating.comparing import Changes, Revision
from brochure.updating.fetching import Fetched
from brochure.updating.uses import PrintedCells, Uses

_NOTE = 200
_SHOWN = 12
"""So many things of one kind are shown to people, and then how many more there are; what programs read has them all."""


@dataclass(frozen=True, slots=True)
class Update:
    """A fetched table, what it changes against what is on disk (None where nothing was), and what that touches."""

    fetched: Fetched
    changes: Changes | None
    printed: PrintedCells

    def uses(self, *keys: Key) -> Uses:
        """What the edition makes of cells of this table."""
        return self.printed.of((self.fetched.name, key) for key in keys)


def lines(update: Update) -> Iterator[str]:
    """What has become of a table, for people: a line that sums it up, and those below that say what."""
    yield f"{update.fetched.name}: {_summary(update)}"
    changes = update.changes
    if changes is None:
        return
    yield from _periods("new", changes.new_periods)
    yield from _periods("vanished", changes.vanished_periods)
    yield from _revised(update, changes)
    for what, members in (("new", changes.new_members), ("vanished", changes.vanished_members)):
        yield from _few(f"  {what} member of {each.dimension}: {_labelled(each.code, each.label)}" for each in members)
    yield from _few(
        f"  renamed in {each.dimension}: {f'{each.code}, ' if each.code else ''}"
        f"'{each.old}' is now '{each.new}'{'' if each.code else ' (the same label, another code)'}"
        for each in changes.renamed
    )
    if changes.vanished and (uses := update.uses(*changes.vanished)):
        yield "  what has vanished is used:"
        yield from _used(uses)
    yield from _few(f"  new note: {shorten(note, _NOTE)}" for note in changes.new_notes)
    yield from _few(f"  note no longer there: {shorten(note, _NOTE)}" for note in changes.vanished_notes)
    yield from _few(f"  {what}: was '{was}', is '{now}'" for what, was, now in changes.words)


def values(update: Update) -> dict[str, Any]:
    """The same with nothing left out, for programs."""
    fetched, changes = update.fetched, update.changes
    described, old = fetched.new.description, fetched.old
    found: dict[str, Any] = {
        "statistic": fetched.name,
        "table": described.table,
        "updated": described.updated,
        "updated_before": old.description.updated if old is not None else None,
        "cells": len(fetched.new.statistic.cells),
        "is_new": changes is None,
        "is_same_file": fetched.is_same,
    }
    if changes is None or old is None:
        return found
    return found | {
        "new_periods": changes.new_periods,
        "vanished_periods": changes.vanished_periods,
        "new_members": [asdict(each) for each in changes.new_members],
        "vanished_members": [asdict(each) for each in changes.vanished_members],
        "renamed": [asdict(each) for each in changes.renamed],
        "revised": [
            {
                "cell": old.statistic.members(each.key),
                "old": _value(each.old),
                "new": _value(each.new),
                **_as_values(update.uses(each.key)),
            }
            for each in changes.revisions
        ],
        "vanished_cells": {"count": len(changes.vanished), **_as_values(update.uses(*changes.vanished))},
        "new_notes": changes.new_notes,
        "vanished_notes": changes.vanished_notes,
        "words": [{"what": what, "old": was, "new": now} for what, was, now in changes.words],
    }


def fault_values(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Faults for programs."""
    return [{"path": each.place.path, "line": each.place.line, "message": each.message} for each in findings]


def _summary(update: Update) -> str:
    new, changes = update.fetched.new, update.changes
    cells = f"{len(new.statistic.cells):,} cells"
    since = f", updated {new.description.updated}" if new.description.updated else ""
    if changes is None:
        time = new.statistic.time
        periods = f", {_span(time.members)}" if time is not None else ""
        new_how = "new here" if update.fetched.is_first else "new, for what stood there cannot be read"
        return f"{new_how}, {cells}{periods}{since}"
    if changes.is_empty:
        return f"as it was, {cells}{since}"
    counts = (
        (len(changes.new_periods), "new period"),
        (len(changes.vanished_periods), "vanished period"),
        (len(changes.revisions), "revised value"),
        (len(changes.new_members), "new member"),
        (len(changes.vanished_members), "vanished member"),
        (len(changes.renamed), "renamed member"),
        (len(changes.new_notes) + len(changes.vanished_notes), "changed note"),
        (len(changes.words), "other change"),
    )
    return ", ".join(f"{count:,} {what}{'' if count == 1 else 's'}" for count, what in counts if count) + since


def _periods(what: str, periods: Sequence[str]) -> Iterator[str]:
    if periods:
        shown = ", ".join(periods) if len(periods) <= _SHOWN else f"{_span(periods)} ({len(periods)} periods)"
        yield f"  {what} period{'' if len(periods) == 1 else 's'}: {shown}"


def _span(periods: Sequence[str]) -> str:
    first, *_, last = sorted([*periods, *periods], key=parse_period)
    return f"{first}–{last}" if first != last else first


def _revised(update: Update, changes: Changes) -> Iterator[str]:
    """Revised values: first those that words depend on, each with where; then the others, in short."""
    old, described = update.fetched.old, update.fetched.new.description
    assert old is not None, "what is new has no revised values"
    told = {each.key: _told(each, old.statistic, described) for each in changes.revisions}
    drawn: list[str] = []
    others: list[str] = []
    for key, line in told.items():
        uses = update.uses(key)
        if uses.in_words:
            yield line
            yield from _used(uses)
        elif uses:
            drawn.append(f"{line}; in {_drawn(uses)}")
        else:
            others.append(f"{line}; {update.printed.edition} shows nothing of it" if update.printed.edition else line)
    yield from _few(drawn)
    yield from _few(others)


def _told(each: Revision, old: Statistic, described: TableDescription) -> str:
    members = (f"{name}={_label(code, name, described)}" for name, code in old.members(each.key).items())
    return f"  revised: {', '.join(members)}: was {_value(each.old)}, is {_value(each.new)}"


def _label(code: str, dimension: str, described: TableDescription) -> str:
    found = described.dimensions.get(dimension)
    member = found.members.get(code) if found is not None else None
    return _labelled(code, member.label if member is not None else code)


def _labelled(code: str, label: str) -> str:
    return code if label == code else f"{code} ({label})"


def _value(observation: Observation) -> str:
    """A value as the source writes it, or its symbol, with its status."""
    shown = observation.symbol if observation.value is None else str(observation.value)
    return f"{shown} [{observation.status}]" if observation.status else str(shown)


def _used(uses: Uses) -> Iterator[str]:
    if uses.numbers:
        yield f"    numbers: {', '.join(uses.numbers)}"
    yield from _few(f"    printed at {each.place}: {_on_one_line(each.text)}" for each in uses.places)
    yield from _few(f"    claim at {each.place}: {_on_one_line(each.text)}" for each in uses.claims)
    if drawn := _drawn(uses):
        yield f"    in {drawn}"


def _drawn(uses: Uses) -> str:
    """The figures and tables in which something stands."""
    kinds = (("figure", uses.figures), ("table", uses.tables))
    return ", ".join(f"{what}{'' if len(names) == 1 else 's'} {quoted(names, 'and')}" for what, names in kinds if names)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _as_values(uses: Uses) -> Mapping[str, Any]:
    def at(each: Any) -> dict[str, Any]:
        return {"path": each.place.path, "line": each.place.line, "text": each.text}

    return {
        "numbers": uses.numbers,
        "places": [at(each) for each in uses.places],
        "claims": [at(each) for each in uses.claims],
        "figures": uses.figures,
        "tables": uses.tables,
    }


def _few(found: Iterable[str]) -> Iterator[str]:
    """Lines of one kind, the first ones and how many more there are."""
    lines = list(found)
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        indent = " " * (len(lines[0]) - len(lines[0].lstrip()))
        yield f"{indent}and {len(lines) - _SHOWN:,} more of this kind"
